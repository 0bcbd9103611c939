"""Dates in a hurry: 17/11/22, 3/10, 9/2022, Sun. night; and the edges of a year or month."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from ponleu.engines.reading.calendar_words import month_number, weekday_number
from ponleu.engines.reading.date_patterns import (
    BEGINNING_OF,
    DAY_CUE,
    DAY_OF_MONTH,
    LINE_CUE,
    MONTH_OF_SAID_YEAR,
    MONTH_OF_YEAR,
    NUMBERED,
    SHORT_WEEKDAY,
    SHORT_YEAR,
    YEARS_EDGE,
)
from ponleu.engines.reading.date_wording import Wording
from ponleu.engines.reading.word_sets import word_set

_LOOK_BACK: Final = 14
_WEEKDAY_CUE: Final = re.compile(r"\b(?:on|since|by|until|till|from|every)\s+\Z", re.IGNORECASE)
_SHIFTS: Final = {"last": -1, "this": 0, "next": 1, "coming": 1}
_FIRST_YEARS: Final = (5, 40)
"""Years of two digits that are believed."""


def _short_year(match: re.Match[str]) -> Wording | None:
    """ "17/11/22", "12.05.24": day, month and two digits of the year."""
    year = int(match["year"])
    if not _FIRST_YEARS[0] <= year < _FIRST_YEARS[1] or _has(NUMBERED, match):
        return None
    month, day = int(match["month"]), int(match["day"])
    return Wording("day", *match.span(), year=2000 + year, month=month, day=day)


def _day_of_month(match: re.Match[str]) -> Wording | None:
    """ "On 3/10", "18/11: ...": a day and its month where a date is looked for."""
    if not _has(DAY_CUE, match) or _has(NUMBERED, match):
        return None
    after = match.string[match.end() : match.end() + 1]
    opens_line = _has(LINE_CUE, match)
    is_range = match["mark"] == "-" and (opens_line or int(match["day"]) < int(match["month"]))
    if is_range or (opens_line and after not in {":", ",", ")", "]", " "}):
        return None
    return Wording("day", *match.span(), month=int(match["month"]), day=int(match["day"]))


def _month_of_year(match: re.Match[str]) -> Wording | None:
    """ "Early 9/2022"; "no. 7/2023" is a number."""
    if _has(NUMBERED, match):
        return None
    return Wording("month", *match.span(), year=int(match["year"]), month=int(match["month"]))


def _month_of_said_year(match: re.Match[str]) -> Wording:
    """ "Juni last year"."""
    month = month_number(match["month"])
    return Wording("month", *match.span(), month=month, unit=f"of {match['which']} year")


def _short_weekday(match: re.Match[str]) -> Wording | None:
    """ "Sun. night", "last fri": a weekday cut short, if more than the three letters says so."""
    shift = (match["shift"] or "").lower()
    if not shift and not match["part"] and not _has(_WEEKDAY_CUE, match):
        return None
    end = match.end()
    if match.group().endswith(".") and match.string[end : end + 2].strip()[:1].isupper():
        end -= 1  # the stop ends the sentence
    day = weekday_number(match["weekday"])
    return Wording("weekday", match.start(), end, weekday=day, shift=_SHIFTS.get(shift))


def _beginning_of(match: re.Match[str]) -> Wording:
    shift = _SHIFTS.get((match["shift"] or "").lower(), 0)
    part = "start" if match["now"] else "begin"
    return Wording("relative", *match.span(), shift=shift, unit=f"{part} {match['unit'].lower()}")


def _years_edge(match: re.Match[str]) -> Wording:
    if match["mid"]:
        return Wording("month", *match.span(), month=6, unit="of this year")
    return Wording("relative", *match.span(), shift=0, unit="end year")


def _has(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    start = match.start()
    return pattern.search(match.string, max(0, start - _LOOK_BACK), start) is not None


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Wording | None]]
SHORT_NUMBERS: Final[tuple[_Reader, ...]] = (
    (SHORT_YEAR, _short_year),
    (MONTH_OF_YEAR, _month_of_year),
)
"""Tried before other dates that begin with a number; ``SHORT_DAYS`` after them."""
SAID_YEARS: Final[tuple[_Reader, ...]] = ((MONTH_OF_SAID_YEAR, _month_of_said_year),)
SHORT_DAYS: Final[tuple[_Reader, ...]] = ((DAY_OF_MONTH, _day_of_month),)
_WEEKDAY: Final[_Reader] = (SHORT_WEEKDAY, _short_weekday)
_BEGINNING: Final[_Reader] = (BEGINNING_OF, _beginning_of)
_EDGE: Final[_Reader] = (YEARS_EDGE, _years_edge)
_DAYS: Final = word_set("mon tue tues wed weds thu thur thurs fri sat sun")


def _starts() -> Mapping[str, tuple[tuple[_Reader, ...], frozenset[str] | None]]:
    """Readers by the first word of a date, with the words of which one must follow."""
    table: dict[str, tuple[tuple[_Reader, ...], frozenset[str] | None]] = {}
    table |= dict.fromkeys(_DAYS, ((_WEEKDAY,), None))
    table |= dict.fromkeys(_SHIFTS, ((_WEEKDAY,), _DAYS))
    table |= dict.fromkeys(["beginning", "start"], ((_BEGINNING,), frozenset({"of"})))
    table |= dict.fromkeys(["mid-year", "midyear", "year-end"], ((_EDGE,), None))
    table["mid"] = ((_EDGE,), frozenset({"-", "year"}))
    table["year"] = ((_EDGE,), frozenset({"'s", "’s"}))
    table["the"] = (
        (_BEGINNING, _EDGE),
        frozenset({"beginning", "start", "middle", "year", "year-end"}),
    )
    return table


SHORTHAND_STARTS: Final = _starts()
