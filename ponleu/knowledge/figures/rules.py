"""Which published numbers cannot both be right, and what the parts of one come to. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import inf
from uuid import UUID

from ponleu.engines.incidents.arithmetic import arithmetic_slips
from ponleu.engines.incidents.figures import share_slip

ABOUT = Fraction(1, 10)
"""How far from an "about" the true number may lie: our own reading of the word."""


class Bound(StrEnum):
    """How a number was given."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    ABOUT = "about"


class ConflictKind(StrEnum):
    """Why two numbers, or the numbers of one figure, cannot all be right."""

    SAME_PERIOD = "same_period"
    LONGER_IS_SMALLER = "longer_is_smaller"
    PART_EXCEEDS = "part_exceeds"
    PARTS_EXCEED = "parts_exceed"
    PERCENT = "percent"
    BASE = "base"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a number: which, and how many."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Published:
    """A published number as far as comparing goes.

    Attributes:
        population: of whom, folded; "" if it is not narrowed.
        breakdowns: each a way of dividing the number.
        change: by how much it is said to have grown since the period a year before.
        percent: the same in per cent as written, "16.34"; "" if none is stated.
        is_running: it counts everything up to its last day.
        words: what the arithmetic is looked for in.
    """

    key: UUID
    measure: str
    population: str
    begins: date
    ends: date
    value: int
    bound: Bound = Bound.EXACT
    breakdowns: tuple[tuple[Part, ...], ...] = ()
    change: int | None = None
    percent: str = ""
    is_running: bool = False
    publisher: str = ""
    words: str = ""

    @property
    def first(self) -> date:
        """The first day that it counts."""
        return date.min if self.is_running else self.begins

    @property
    def low(self) -> float:
        """The smallest number that it may mean."""
        return float(self.value * (1 - ABOUT)) if self.bound is Bound.ABOUT else self.value

    @property
    def high(self) -> float:
        """The largest number that it may mean; ``inf`` if it was given as "at least"."""
        if self.bound is Bound.AT_LEAST:
            return inf
        return float(self.value * (1 + ABOUT)) if self.bound is Bound.ABOUT else self.value


@dataclass(frozen=True, slots=True)
class Stated:
    """A published number with what a sentence has to say to mean it.

    Attributes:
        value: without separators.
        said: beginnings of words, one of which a sentence on its measure has.
        population: of whom, folded; "" if it is not narrowed.
        begins, ends: the first and the last day that it counts; of a running total the last.
        rivals: references of figures that cannot be right beside it, which nobody explained.
    """

    reference: str
    value: str
    said: tuple[str, ...]
    population: str
    begins: date
    ends: date
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """What cannot be right as it stands.

    Attributes:
        one: the figure that it is about; of two the one with the longer time or more people.
        other: the second; None if the numbers of one figure do not fit each other.
        values: plain values for the sentence.
    """

    kind: ConflictKind
    one: UUID
    other: UUID | None = None
    values: Mapping[str, str] = field(default_factory=dict, hash=False, compare=False)

    @property
    def mark(self) -> tuple[str, str, str]:
        """What it is remembered by, whichever figure is named first."""
        keys = sorted(str(key) for key in (self.one, self.other) if key)
        return (self.kind, keys[0], keys[-1] if len(keys) > 1 else "")


@dataclass(frozen=True, slots=True)
class Growth:
    """A stated change beside the computed one.

    Attributes:
        base: the number before, which the change was added to.
        percent: the change on the base, rounded to two places; None on a base of nothing.
        of_new: the change on the new number: what is mistaken for growth.
        comes_out: whether the stated percentage is that of the base, as far as it was rounded;
            None if none is stated.
    """

    base: int
    percent: float | None
    of_new: float | None
    comes_out: bool | None


def growth(value: int, change: int, percent: str = "") -> Growth:
    """What a change is in per cent of the number before it.

    Args:
        percent: as written, without its sign: "16.34".
    """
    base = value - change
    shares = [round(100 * abs(change) / of, 2) if of > 0 else None for of in (base, value)]
    comes_out = None
    if percent and base > 0:
        comes_out = share_slip(abs(change), base, percent) is None
    return Growth(base, shares[0], shares[1], comes_out)


def conflicts(published: Iterable[Published]) -> list[Conflict]:
    """Everything that cannot be right, the same whichever order the figures come in.

    Two figures are held against each other if they count the same measure, and one counts no
    day and nobody that the other does not. Periods that only overlap prove nothing.
    """
    rows = sorted(published, key=lambda each: (each.first, each.ends, each.key))
    found = [slip for row in rows for slip in own_conflicts(row)]
    by_measure: dict[str, list[Published]] = defaultdict(list)
    for row in rows:
        by_measure[row.measure].append(row)
    for same in by_measure.values():
        for one, other in combinations(same, 2):
            found += _between(one, other)
        found += _bases(same)
    return found


def own_conflicts(row: Published) -> Iterator[Conflict]:
    """What does not fit within one figure: its parts, its percentage, its words."""
    for parts in row.breakdowns:
        total = sum(part.number for part in parts)
        if total > row.high:
            values = {"parts": " + ".join(f"{p.number:,}" for p in parts), "sum": f"{total:,}"}
            yield Conflict(ConflictKind.PARTS_EXCEED, row.key, values=values)
    if row.change is not None and row.percent:
        grown = growth(row.value, row.change, row.percent)
        if grown.comes_out is False:
            values = {
                "change": f"{abs(row.change):,}",
                "base": f"{grown.base:,}",
                "right": f"{grown.percent:.2f}",
                "stated": row.percent,
            }
            yield Conflict(ConflictKind.PERCENT, row.key, values=values)
    told = {row.percent} if row.change is not None else set()  # asked once, not twice
    slips = [each for each in arithmetic_slips(row.words) if each.values["stated"] not in told]
    if slips:
        values = {"template": slips[0].template, **dict(slips[0].values)}
        yield Conflict(ConflictKind.WORDS, row.key, values=values)


def is_within(inner: Published, outer: Published) -> bool:
    """Whether one counts no day and nobody that the other does not."""
    same_people = inner.population == outer.population or outer.population == ""
    return same_people and outer.first <= inner.first and inner.ends <= outer.ends


def rest_of(value: int, parts: Sequence[Part]) -> int:
    """How many no part accounts for; below 0 if the parts exceed the whole."""
    return value - sum(part.number for part in parts)


def a_year_before(begins: date, ends: date) -> tuple[date, date]:
    """The same days of the year before; the last of a February stays its last."""
    return _year_before(begins), _year_before(ends, is_end=True)


def _year_before(day: date, *, is_end: bool = False) -> date:
    if day.month == 2 and is_end and day.day >= 28:
        march = date(day.year - 1, 3, 1)
        return date.fromordinal(march.toordinal() - 1)
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _between(one: Published, other: Published) -> list[Conflict]:
    if is_within(one, other) and is_within(other, one):
        fits = one.low <= other.high and other.low <= one.high
        return [] if fits else [Conflict(ConflictKind.SAME_PERIOD, one.key, other.key)]
    for inner, outer in ((one, other), (other, one)):
        if is_within(inner, outer) and inner.low > outer.high:
            is_part = inner.population != outer.population
            kind = ConflictKind.PART_EXCEEDS if is_part else ConflictKind.LONGER_IS_SMALLER
            return [Conflict(kind, outer.key, inner.key)]
    return []


def _bases(same: Sequence[Published]) -> Iterator[Conflict]:
    """Changes since a year before, beside the number that was published for that year."""
    known: dict[tuple[str, str, date, date], Published] = {}
    for row in same:
        known.setdefault((row.publisher, row.population, row.begins, row.ends), row)
    for row in same:
        if row.change is None:
            continue
        before = known.get((row.publisher, row.population, *a_year_before(row.begins, row.ends)))
        base = row.value - row.change
        if before and not before.low <= base <= before.high:
            values = {"base": f"{base:,}", "published": f"{before.value:,}"}
            yield Conflict(ConflictKind.BASE, row.key, before.key, values)
