"""Statements about one incident that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from ponleu.engines.incidents.evidence import is_single
from ponleu.engines.incidents.names import Names
from ponleu.engines.incidents.types import (
    Contradiction,
    ContradictionKind,
    Days,
    Statement,
    Telling,
)
from ponleu.engines.incidents.weights import ALIKE
from ponleu.engines.reasons import Translatable

SAID, DENIED = "said", "denied"
_OF_OTHERS: Final = frozenset({ContradictionKind.DENIAL, ContradictionKind.IDENTITY})
"""A text that gives both sides of these most often reports what others say."""
NATIONALITY: Final = "nationality"
"""Topic of the nationalities of those found, ", " between them: they differ if none is shared."""
NATIONALITY_OF: Final = "nationality of "
"""Beginning of topics about one person."""
MOST_TIMES: Final = 3
"""Numbers further apart are hardly of the same people."""
EXCLUSIVE: Final = (
    frozenset({"closed", "open"}),
    frozenset({"arrested", "at large"}),
    frozenset({"charged", "free"}),
)
"""Words for a state that shut each other out."""

_COUNT: Final = Translatable("%(what)s: “%(here)s” here, “%(there)s” there")
_DENIAL: Final = Translatable("one side says what the other denies (%(topic)s)")
_DATE: Final = Translatable("the day is %(here)s here, %(there)s there")
_STATUS: Final = Translatable("%(here)s here, %(there)s there")
_PLACE: Final = Translatable("the place is %(here)s here, %(there)s there")
_IDENTITY: Final = Translatable("%(topic)s: “%(here)s” here, “%(there)s” there")


def contradictions(tellings: Iterable[Telling], names: Names) -> list[Contradiction]:
    """All pairs of statements of one incident's tellings that shut each other out, in order.

    A number and a bound that it meets ("at least 10", 12), numbers of other things or other
    nationalities, numbers of which one is more than ``MOST_TIMES`` the other, and days of which
    one may be the other do not contradict. The same words count once, however many tellings hold
    them.
    """
    said = {
        (one.kind, one.topic, one.span): one for telling in tellings for one in telling.statements
    }
    ordered = [said[key] for key in sorted(said, key=_order)]
    found = (_between(a, b, names) for a, b in combinations(ordered, 2) if _comparable(a, b, names))
    return [one for one in found if one]


def _order(key: tuple[ContradictionKind, str, object]) -> tuple[str, str, str, int, int]:
    kind, topic, span = key
    document, start, end = (getattr(span, name) for name in ("document", "start", "end"))
    return kind.value, topic, document, start, end


def _comparable(a: Statement, b: Statement, names: Names) -> bool:
    if a.kind is not b.kind or not _same_topic(a.topic, b.topic, names):
        return False
    one, other = a.span, b.span
    if one.document == other.document and a.kind in _OF_OTHERS:
        return False
    overlap = one.document == other.document and one.start < other.end and other.start < one.end
    return not overlap


def _same_topic(here: str, there: str, names: Names) -> bool:
    """One topic, or the nationality of a person whom both may mean."""
    if here == there:
        return True
    people = [one.removeprefix(NATIONALITY_OF) for one in (here, there)]
    return people[0] != here and people[1] != there and names.alike(*people) >= ALIKE


def _between(a: Statement, b: Statement, names: Names) -> Contradiction | None:
    values = next(_CHECKS[a.kind](a, b, names), None)
    return None if values is None else Contradiction(a.kind, a, b, _SENTENCES[a.kind], values)


_Values = Iterator[dict[str, str | int]]


def _counts(a: Statement, b: Statement, names: Names) -> _Values:
    if a.count is None or b.count is None or a.count.fits(b.count):
        return
    small, large = sorted((a.count.low, b.count.low))
    if large > MOST_TIMES * small > 0:
        return
    if a.count.nationality == b.count.nationality:
        yield {"what": a.topic, "here": f"{a.count.low:g}", "there": f"{b.count.low:g}"}


def _denials(a: Statement, b: Statement, names: Names) -> _Values:
    if {a.value, b.value} == {SAID, DENIED}:
        yield {"topic": a.topic}


def _dates(a: Statement, b: Statement, names: Names) -> _Values:
    if a.days and b.days and is_single(a.days) and is_single(b.days) and a.days.apart(b.days):
        yield {"here": _written(a.days), "there": _written(b.days)}


def _states(a: Statement, b: Statement, names: Names) -> _Values:
    if frozenset({a.value, b.value}) in EXCLUSIVE:
        yield {"here": a.value, "there": b.value}


def _places(a: Statement, b: Statement, names: Names) -> _Values:
    if not (a.value.startswith(b.value) or b.value.startswith(a.value)):
        yield {"here": a.value, "there": b.value}


def _identities(a: Statement, b: Statement, names: Names) -> _Values:
    if a.topic == NATIONALITY:
        if not set(a.value.split(", ")) & set(b.value.split(", ")):
            yield {"topic": a.topic, "here": a.value, "there": b.value}
    elif names.alike(a.value, b.value) < ALIKE:
        yield {"topic": a.topic, "here": a.value, "there": b.value}


def _written(days: Days) -> str:
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first}/{last}"


_CHECKS: Final = {
    ContradictionKind.COUNT: _counts,
    ContradictionKind.DENIAL: _denials,
    ContradictionKind.DATE: _dates,
    ContradictionKind.STATUS: _states,
    ContradictionKind.PLACE: _places,
    ContradictionKind.IDENTITY: _identities,
}
_SENTENCES: Final = {
    ContradictionKind.COUNT: _COUNT,
    ContradictionKind.DENIAL: _DENIAL,
    ContradictionKind.DATE: _DATE,
    ContradictionKind.STATUS: _STATUS,
    ContradictionKind.PLACE: _PLACE,
    ContradictionKind.IDENTITY: _IDENTITY,
}
