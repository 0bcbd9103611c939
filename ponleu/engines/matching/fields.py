"""Evidence beside the name: birth, sex, place; each a sentence with its weight in bits."""

from __future__ import annotations

import re
from typing import Final

from ponleu.engines.matching.fold import fold
from ponleu.engines.matching.types import Kind, Record
from ponleu.engines.reasons import Reason, Translatable

SAME_DAY, SAME_MONTH, SAME_YEAR = 7.0, 4.5, 2.5
"""A birthday in common by chance: one in some 15,000, 500, 30; less for slips and guesses."""

SWAPPED_DAY, SLIP_OF_YEAR, YEAR_BESIDE = 5.0, 1.0, 0.5
NEAR_YEARS, FAR_YEARS = -2.5, -8.0
OTHER_DAY: Final = -1.0
NEAR: Final = 5
"""Years apart from which a birth year contradicts: papers are often wrong by less."""

SAME_SEX, OTHER_SEX = 0.7, -7.0
SAME_PLACE_BITS: Final = {2: 0.5, 4: 1.5, 6: 2.5, 8: 4.0}
"""By digits of the government code in common: province, district, commune, village."""

SAME_PLACE_SENTENCES: Final = {
    2: Translatable("in the same province"),
    4: Translatable("in the same district"),
    6: Translatable("in the same commune"),
    8: Translatable("in the same village"),
}

SAME_WORDS, OTHER_PROVINCE, OTHER_SITE_PROVINCE = 2.0, -1.0, -6.0
_DATE: Final = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_FIXED: Final = frozenset({Kind.SITE, Kind.PLACE})


def born_reason(a: Record, b: Record) -> tuple[Reason | None, bool]:
    """What two birth dates say, and whether they contradict each other."""
    if not a.born or not b.born:
        return None, False
    one, other = _DATE.match(a.born.strip()), _DATE.match(b.born.strip())
    if one is None or other is None:
        return None, False
    reason = _born(one.groups(), other.groups())
    return reason, reason.bits == FAR_YEARS


def _born(one: tuple[str | None, ...], other: tuple[str | None, ...]) -> Reason:
    years = abs(int(one[0] or 0) - int(other[0] or 0))
    shared = 0
    while shared < 3 and one[shared] and one[shared] == other[shared]:
        shared += 1
    if shared == 3:
        return Reason("born", SAME_DAY, Translatable("born on the same day"))
    swapped = bool(one[2] and other[2]) and (one[1], one[2]) == (other[2], other[1])
    if years == 0 and swapped:
        text = Translatable("born on the same day if day and month were exchanged in one")
        return Reason("born", SWAPPED_DAY, text)
    if shared == 2:
        if one[2] and other[2]:
            return Reason("born", OTHER_DAY, Translatable("born in the same month, on another day"))
        return Reason("born", SAME_MONTH, Translatable("born in the same month"))
    if shared == 1:
        if one[1] and other[1]:
            return Reason(
                "born", OTHER_DAY, Translatable("born in the same year, in another month")
            )
        return Reason("born", SAME_YEAR, Translatable("born the same year"))
    return _years_apart(years, one, other)


def _years_apart(years: int, one: tuple[str | None, ...], other: tuple[str | None, ...]) -> Reason:
    same_day = bool(one[2]) and one[1:] == other[1:]
    if same_day and _one_digit(one[0] or "", other[0] or ""):
        text = Translatable("born on the same day and month; the years differ by one digit")
        return Reason("born", SLIP_OF_YEAR, text)
    if years == 1:
        return Reason("born", YEAR_BESIDE, Translatable("born one year apart"))
    if years <= NEAR:
        return Reason(
            "born", NEAR_YEARS, Translatable("born %(years)s years apart"), {"years": years}
        )
    text = Translatable("born %(years)s years apart: hardly the same person")
    return Reason("born", FAR_YEARS, text, {"years": years})


def _one_digit(one: str, other: str) -> bool:
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    exchanged = len(differing) == 2 and differing[0] == differing[1][::-1]
    return len(differing) == 1 or exchanged


def sex_reason(a: Record, b: Record) -> tuple[Reason | None, bool]:
    """What the sexes say, and whether they contradict each other."""
    if not a.sex or not b.sex:
        return None, False
    one, other = a.sex.strip().casefold()[:1], b.sex.strip().casefold()[:1]
    if one not in {"f", "m"} or other not in {"f", "m"}:
        return None, False
    if one == other:
        return Reason("sex", SAME_SEX, Translatable("the same sex")), False
    return Reason("sex", OTHER_SEX, Translatable("one is a woman, the other a man")), True


def place_reason(a: Record, b: Record, kind: Kind | None) -> tuple[Reason | None, bool]:
    """What the places say, and whether they contradict each other.

    Persons move, buildings do not: another province contradicts for sites and places only.
    """
    one, other = a.place.strip(), b.place.strip()
    if not one or not other:
        return None, False
    if not (one.isdecimal() and other.isdecimal()):
        if fold(one) and fold(one) == fold(other):
            return Reason("place", SAME_WORDS, Translatable("the same place")), False
        return None, False
    shared = 0
    while (
        shared < min(len(one), len(other))
        and one[shared : shared + 2] == other[shared : shared + 2]
    ):
        shared += 2
    if shared == 0:
        fixed = kind in _FIXED
        bits = OTHER_SITE_PROVINCE if fixed else OTHER_PROVINCE
        return Reason("place", bits, Translatable("in different provinces")), fixed
    digits = min(shared, 8)
    return Reason("place", SAME_PLACE_BITS[digits], SAME_PLACE_SENTENCES[digits]), False
