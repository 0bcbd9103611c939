"""What stands on a timeline, and how rooms give it. Pure.

A later room gives its moments by one more ``Provider`` in ``providers.PROVIDERS``; nothing else
here changes but ``Kind``.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

LONGEST = 500
"""So many moments one timeline holds; of more, the newest, and the page says so."""

GAP_DAYS = 90
"""From so many days on, that nothing is recorded is told."""


LONGEST_WORDS = 240
"""Characters of what is told of one moment; the page that it opens has all of it."""


class Kind(StrEnum):
    """What sort of thing happened; one lane of the axis each, in this order."""

    CLAIM = "claim"
    DENIAL = "denial"
    FIGURE = "figure"
    COMMITMENT = "commitment"
    COMPLAINT = "complaint"
    ALLEGATION = "allegation"
    CASE = "case"
    FINDING = "finding"
    OPERATION = "operation"
    MEASURE = "measure"
    ANSWER = "answer"
    QUESTION = "question"


class Precision(StrEnum):
    """How exactly a moment is dated."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing on the axis, cut by its room to what the reader may see.

    Attributes:
        at, until: first and last day; of a month its first and last. The same for a day.
        who: who says or does it, "" if it is not told.
        address: of the page that it opens.
        level: of proof, 0 to 5; None for what nobody graded.
        is_dated_by_entry: its own day is not known; it stands where it was entered.
    """

    kind: Kind
    at: date
    until: date
    precision: Precision
    words: str
    address: str
    who: str = ""
    level: int | None = None
    is_dated_by_entry: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without any moment, the first and the last of them."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Given:
    """What one room gives; ``is_cut`` if it holds more than it gave."""

    moments: Sequence[Moment] = ()
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which moments: of these kinds, and from this level of proof on if one is named."""

    kinds: frozenset[Kind] = frozenset(Kind)
    level: int | None = None


def kept(moments: Iterable[Moment], wanted: Wanted, *, most: int = LONGEST) -> Given:
    """Those wanted, oldest first; of more than ``most`` the newest."""
    found = sorted(
        (each for each in moments if is_wanted(each, wanted)),
        key=lambda each: (each.at, each.until, each.kind, each.words, each.address),
    )
    return Given(tuple(found[-most:]) if most else (), len(found) > most)


def is_wanted(moment: Moment, wanted: Wanted) -> bool:
    """Whether a moment is of a kind and level that is wanted; ungraded ones have no level."""
    if moment.kind not in wanted.kinds:
        return False
    return wanted.level is None or (moment.level is not None and moment.level >= wanted.level)


def shortened(words: str) -> str:
    """Words in a line, cut after a whole word if they are many."""
    line = " ".join(words[: 2 * LONGEST_WORDS].split())
    if len(line) <= LONGEST_WORDS:
        return line
    return line[:LONGEST_WORDS].rsplit(" ", 1)[0] + " …"


def gaps(moments: Sequence[Moment], *, at_least: int = GAP_DAYS) -> list[Gap]:
    """Where between moments, oldest first, nothing is recorded for so many days or longer."""
    found = []
    covered = [moment.until for moment in moments]
    for number in range(1, len(covered)):
        covered[number] = max(covered[number], covered[number - 1])
    for (_earlier, later), until in zip(pairwise(moments), covered, strict=False):
        gap = Gap(until + timedelta(days=1), later.at - timedelta(days=1))
        if gap.days >= at_least:
            found.append(gap)
    return found


def span(text: str) -> tuple[date, date, Precision] | None:
    """First and last day of an ISO day, month, year or interval of two; None if it is none."""
    first, dash, last = text.partition("/")
    begin, end = _one(first.strip()), _one(last.strip())
    if begin is None or (dash and (end is None or end[1] < begin[0])):
        return None
    if end is None:
        return begin
    return begin[0], end[1], Precision.PERIOD


def whole(on: date, precision: str) -> tuple[date, date, Precision]:
    """First and last day of the day, month or year that a day stands for."""
    if precision == Precision.YEAR:
        return on.replace(month=1, day=1), on.replace(month=12, day=31), Precision.YEAR
    if precision == Precision.MONTH:
        longest = monthrange(on.year, on.month)[1]
        return on.replace(day=1), on.replace(day=longest), Precision.MONTH
    return on, on, Precision.DAY


def _one(text: str) -> tuple[date, date, Precision] | None:
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(text))
    if precision is None:
        return None
    try:
        on = date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return None
    return whole(on, precision)
