"""What speaks for and against two tellings being of one incident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from ponleu.engines.incidents.names import Names, folded
from ponleu.engines.incidents.types import Count, Days, Telling
from ponleu.engines.incidents.weights import (
    ALIKE,
    APART_BITS,
    LIMIT_DAYS,
    LIMIT_PEOPLE,
    MANY,
    SINGLE_DAYS,
    START_BITS,
    WEIGHTS,
    WINDOW_DAYS,
)
from ponleu.engines.reasons import Reason

_NEAR_DAYS: Final = 3
_LEVELS: Final = ((8, "village"), (6, "commune"), (4, "district"), (2, "province"))
_OTHER: Final = {2: "other_province", 4: "other_district", 6: "other_commune"}
_COMMON_SORT: Final = "premises"
_DEATH: Final = "death"
_RARE_KINDS: Final = frozenset({"death", "escape"})
_BEYOND_LATIN: Final = 0x370
"""First code point of Greek: all below are Latin letters, with their marks."""
_MILLI: Final = 1000
"""Weights are summed in thousandths of a bit, as whole numbers: their order cannot matter."""


def weight_millibits(a: Telling, b: Telling, names: Names) -> int | None:
    """Log2 of the odds that both tell of one incident, in thousandths; None if they cannot."""
    if is_impossible(a, b):
        return None
    if not may_be_one(a, b, names):
        return round(APART_BITS * _MILLI)
    bits = sum(round(reason.bits * _MILLI) for reason in reasons(a, b, names))
    return round(START_BITS * _MILLI) + bits


def is_impossible(a: Telling, b: Telling) -> bool:
    """Whether one is said to be apart, or both give the date of a single event, too far apart."""
    if b.key in a.apart or a.key in b.apart:
        return True
    if a.days is None or b.days is None or a.days.apart(b.days) <= LIMIT_DAYS:
        return False
    return is_single(a.days) and is_single(b.days) and not _names_day_of(a, b)


def _are_named_alike(a: Telling, b: Telling, names: Names) -> bool:
    return _has_alike(a.sites, b.sites, names) or _has_alike(a.people, b.people, names)


def _names_day_of(a: Telling, b: Telling) -> bool:
    """Whether one names the very day of the other among its days."""
    if not a.marks and not b.marks:
        return False
    return any(_is_on(day, b.days) for day in _marked(a, "on")) or any(
        _is_on(day, a.days) for day in _marked(b, "on")
    )


def is_single(days: Days) -> bool:
    """Whether these are the date of one event, known to the week."""
    return not days.is_span and days.width <= SINGLE_DAYS


def may_be_one(a: Telling, b: Telling, names: Names) -> bool:
    """Whether there is anything that could bring both together: only then are they weighed."""
    if (a.source and a.source == b.source) or _are_named_alike(a, b, names):
        return True
    if a.days is None or b.days is None or a.days.apart(b.days) > WINDOW_DAYS:
        return False
    return bool({code[:2] for code in a.places} & {code[:2] for code in b.places})


def reasons(a: Telling, b: Telling, names: Names) -> Iterator[Reason]:
    """Everything that speaks for or against, whichever of the two is first."""
    a, b = sorted((a, b), key=lambda telling: telling.key)
    yield from _of_sites(a, b, names)
    yield from _of_places(a, b)
    if a.days and b.days:
        yield _also_on(a, b) or _of_days(a.days, b.days)
    yield from _of_counts(a, b)
    yield from _of_nationalities(a, b)
    yield from _of_people(a, b, names)
    if a.marks or b.marks:
        yield from _of_marks(a, b)
    if shared := a.kinds & b.kinds:
        feature = "rare_kind" if shared & _RARE_KINDS else "kind"
        yield _reason(feature, shared=", ".join(sorted(shared & _RARE_KINDS or shared)))
    if (_DEATH in a.kinds) != (_DEATH in b.kinds) and a.kinds and b.kinds:
        here, there = (", ".join(sorted(one.kinds)) for one in (a, b))
        yield _reason("other_kind", here=here, there=there)
    if a.source and a.source == b.source:
        yield _reason("copy")


def _reason(feature: str, **values: str | int) -> Reason:
    row = WEIGHTS[feature]
    return Reason(feature, row.bits, row.template, values)


def _has_alike(here: tuple[str, ...], there: tuple[str, ...], names: Names) -> bool:
    return bool(here and there) and names.best(here, there)[0] >= ALIKE


def _of_sites(a: Telling, b: Telling, names: Names) -> Iterator[Reason]:
    if a.sites and b.sites:
        score, here, there = names.best(a.sites, b.sites)
        feature = "site" if score >= ALIKE else "other_site"
        if feature == "other_site" and not _have_one_script(a.sites, b.sites):
            feature = "other_script"
        reason = _reason(feature, here=here, there=there)
        yield replace(reason, bits=reason.bits * score) if score >= ALIKE else reason


def _have_one_script(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Whether any two of the names can be compared letter by letter."""
    return bool({_is_latin(name) for name in here} & {_is_latin(name) for name in there})


def _is_latin(name: str) -> bool:
    return all(ord(letter) < _BEYOND_LATIN for letter in name)


def _of_places(a: Telling, b: Telling) -> Iterator[Reason]:
    """The nearest pair of places: those that agree on most figures of their codes."""
    pairs = [(-_agreeing(x, y), x, y) for x in a.places for y in b.places]
    if not pairs:
        return
    negative, here, there = min(pairs)
    agreed = -negative
    for figures, feature in _LEVELS:
        if agreed >= figures:
            yield _reason(feature, place=here[:figures])
            break
    differs_at = agreed + 2
    if min(len(here), len(there)) >= differs_at and differs_at in _OTHER:
        yield _reason(_OTHER[differs_at], here=here, there=there)


def _agreeing(here: str, there: str) -> int:
    """Figures of two codes that agree, in whole levels of two."""
    figures = 0
    for end in range(2, min(len(here), len(there)) + 1, 2):
        if here[:end] != there[:end]:
            break
        figures = end
    return figures


def _also_on(a: Telling, b: Telling) -> Reason | None:
    """That one names the day of the other, though its own is another."""
    if not a.days or not b.days or not a.days.apart(b.days) or not _names_day_of(a, b):
        return None
    return _reason("also_on", here=_written(a.days), there=_written(b.days))


def _of_days(a: Days, b: Days) -> Reason:
    days = a.apart(b)
    values: dict[str, str | int] = {"here": _written(a), "there": _written(b), "days": days}
    if days == 0:
        is_week = is_single(a) and is_single(b)
        feature = "same_day" if a.width == b.width == 0 else "same_week" if is_week else "month"
        return _reason(feature, **values)
    if days <= 1:
        return _reason("next_day", **values)
    if days <= _NEAR_DAYS:
        return _reason("near_days", **values)
    return _reason("week_apart" if days <= LIMIT_DAYS else "far_days", **values)


def _written(days: Days) -> str:
    first, last = days.first.isoformat(), days.last.isoformat()
    return first if first == last else f"{first}/{last}"


def _of_counts(a: Telling, b: Telling) -> Iterator[Reason]:
    """The pair of counts that agrees best, of those that count the same."""
    found = [
        _of_count(x, y)
        for x in a.counts
        for y in b.counts
        if x.what == y.what
        and (x.nationality == y.nationality or not x.nationality or not y.nationality)
    ]
    if found:
        yield max(found, key=lambda one: (one.bits, sorted(map(str, one.values.values()))))


def _of_count(x: Count, y: Count) -> Reason:
    if x.low == x.high == y.low == y.high:
        feature = "count" if x.low >= MANY else "small_count"
        nationality = x.nationality or y.nationality
        return _reason(feature, number=round(x.low), what=f"{nationality} {x.what}".strip())
    feature = "count_fits" if x.fits(y) else "other_count"
    return _reason(feature, here=f"{x.low:g}", there=f"{y.low:g}")


def _of_nationalities(a: Telling, b: Telling) -> Iterator[Reason]:
    if not a.nationalities or not b.nationalities:
        return
    if shared := a.nationalities & b.nationalities:
        yield _reason("nationality", shared=", ".join(sorted(shared)))
    else:
        here, there = (", ".join(sorted(one.nationalities)) for one in (a, b))
        yield _reason("other_nationality", here=here, there=there)


def _of_people(a: Telling, b: Telling, names: Names) -> Iterator[Reason]:
    """Each name of one side that the other has, too; at most two are counted."""
    shared = {
        here
        for here in a.people
        if b.people and names.best([here], b.people)[0] >= ALIKE
    }  # fmt: skip
    for name in sorted(shared)[:LIMIT_PEOPLE]:
        yield _reason("person", here=name)


def _of_marks(a: Telling, b: Telling) -> Iterator[Reason]:
    """By what the sites are told from others: their sort, floors, and what they stand by."""
    yield from _of_sorts(_marked(a, "site"), _marked(b, "site"))
    here, there = _marked(a, "floors"), _marked(b, "floors")
    if shared := here & there:
        yield _reason("floors", here=min(shared))
    elif here and there:
        yield _reason("other_floors", here=min(here), there=min(there))
    for feature, sort in (("beside", "by"), ("who", "who")):
        if shared := _marked(a, sort) & _marked(b, sort):
            yield _reason(feature, shared=", ".join(sorted(shared)))
    if told := _told_apart(a, b) or _told_apart(b, a):
        yield _reason("told_apart", what=told)


def _of_sorts(here: set[str], there: set[str]) -> Iterator[Reason]:
    if rare := (here & there) - {_COMMON_SORT}:
        yield _reason("rare_sort", shared=", ".join(sorted(rare)))
    elif here & there:
        yield _reason("site_sort", shared=_COMMON_SORT)
    elif here and there:
        yield _reason("other_sort", here=", ".join(sorted(here)), there=", ".join(sorted(there)))


def _told_apart(a: Telling, b: Telling) -> str:
    """What ``a`` says of another incident that is so of ``b`` and not of itself; "" if nothing."""
    sides = _marked(a, "not by") & _marked(b, "by") - _marked(a, "by")
    names = {folded(one) for one in _marked(a, "not site")} & {folded(one) for one in b.sites}
    names -= {folded(one) for one in a.sites}
    days = {day for day in _marked(a, "not on") if _is_on(day, b.days) and not _is_on(day, a.days)}
    return min(sides | names | days, default="")


def _is_on(day: str, days: Days | None) -> bool:
    """Whether this is the day of a single event."""
    return days is not None and days.width == 0 and days.first.isoformat() == day


def _marked(telling: Telling, sort: str) -> set[str]:
    """What its marks say of one thing: "by: market" -> "market"."""
    prefix = f"{sort}: "
    return {mark.removeprefix(prefix) for mark in telling.marks if mark.startswith(prefix)}
