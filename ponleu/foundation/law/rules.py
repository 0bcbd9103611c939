"""Which provisions hold on a day, and what a fine in days of base wage comes to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Protocol, TypeVar

from ponleu.foundation.packs.provisions import FineUnit, Provision, WageBase


class Dated(Protocol):
    """Whatever holds from a day until a day."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_to(self) -> date | None: ...


D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, slots=True)
class Fine:
    """What so many days of base wage come to.

    Attributes:
        base: the base wage of that day; None if the tables hold none for it.
        riel: None without a base.
        is_in_band: whether the provision allows so many days.
    """

    days: int
    persons: int
    base: WageBase | None
    riel: int | None
    is_in_band: bool


@dataclass(frozen=True, slots=True)
class WholeDays:
    """So many whole days, and what they come to."""

    days: int
    riel: int


@dataclass(frozen=True, slots=True)
class StatedFine:
    """A fine as someone stated it, beside the days of base wage that it would be.

    Nothing is corrected: what does not come out is a difference, whatever made it.

    Attributes:
        days: exactly; None if there is no base wage for that day.
        bands: provisions that threaten so many days, of all that hold on that day.
        nearest: the whole days below and above, or the one that it is.
    """

    riel: int
    base: WageBase | None
    days: Fraction | None
    bands: tuple[Provision, ...]
    nearest: tuple[WholeDays, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole number of days."""
        return self.days is not None and self.days.denominator == 1


def is_valid(row: Dated, day: date) -> bool:
    """Whether it holds on a day; its last day counts."""
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


def valid_on(rows: Iterable[D], day: date) -> list[D]:
    """Those that hold on a day, in their order."""
    return [row for row in rows if is_valid(row, day)]


def base_of(bases: Iterable[WageBase], day: date, article: str = "") -> WageBase | None:
    """The base wage for an article on a day: its own if it has one, else the common one."""
    valid = valid_on(bases, day)
    own = [base for base in valid if article in base.articles]
    common = [base for base in valid if not base.articles]
    return next(iter(own or common), None)


def fine(
    bases: Iterable[WageBase], days: int, provision: Provision, day: date, persons: int = 1
) -> Fine:
    """What a fine of so many days for so many persons is on a day.

    Args:
        days: at least 1, for each person.
        persons: for how many workers it is imposed, at least 1.
    """
    base = base_of(bases, day, provision.article)
    riel = days * base.riel * persons if base else None
    in_band = is_valid(provision, day) and _is_in_band(provision, Fraction(days))
    return Fine(days, persons, base, riel, in_band)


def stated_fine(
    bases: Iterable[WageBase], provisions: Iterable[Provision], riel: int, day: date
) -> StatedFine:
    """The days of common base wage that a stated amount would be, for one person.

    Args:
        riel: above 0.
    """
    base = base_of(bases, day)
    if base is None:
        return StatedFine(riel, None, None, (), ())
    days = Fraction(riel, base.riel)
    bands = tuple(each for each in valid_on(provisions, day) if _is_in_band(each, days))
    return StatedFine(riel, base, days, bands, tuple(_nearest(days, base.riel)))


def matching(provisions: Iterable[Provision], words: str) -> list[Provision]:
    """Those in which every word occurs, in any of their texts, whatever its letters' size."""
    wanted = words.casefold().split()
    return [each for each in provisions if all(word in _text(each) for word in wanted)]


def _is_in_band(provision: Provision, days: Fraction) -> bool:
    if provision.fine_unit is not FineUnit.DAYS:
        return False
    low, high = provision.min_fine, provision.max_fine
    return low is not None and high is not None and low <= days <= high


def _nearest(days: Fraction, riel: int) -> Sequence[WholeDays]:
    below = days.numerator // days.denominator
    around = [below] if days == below else [below, below + 1]
    return [WholeDays(number, number * riel) for number in around if number]


def _text(provision: Provision) -> str:
    article = f"art. {provision.article} article {provision.article}"
    texts = (provision.law, provision.law_km, article, provision.what, provision.what_km)
    return " ".join(texts).casefold()
