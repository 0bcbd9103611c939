"""Dates counted from another that was told before: a day later, the quarter before."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from ponleu.engines.reading.date_wording import Wording

_MONTHS: Final = re.compile(r"(\d{4})-(\d\d)(?:/(\d{4})-(\d\d))?")
_DAYS: Final = {"day": 1, "week": 7}
_LENGTHS: Final = {"month": 1, "quarter": 3, "year": 12}


def moved_by(wording: Wording, told: date) -> str:
    """ "Two days later", "a month earlier": the day so far from the one told before."""
    count, unit = wording.shift or 1, wording.unit.rpartition(" ")[2]
    try:
        if unit in _DAYS:
            return (told + timedelta(count * _DAYS[unit])).isoformat()
        year, month = divmod(told.year * 12 + told.month - 1 + count * _LENGTHS[unit], 12)
        day = min(told.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day).isoformat()
    except (OverflowError, ValueError):
        return ""


def period_before(told: str, unit: str) -> str:
    """The quarter or year before the months told, "" if none are told.

    >>> period_before("2018-10/2018-12", "quarter")
    '2018-07/2018-09'
    >>> period_before("2018", "year")
    '2017'
    """
    if unit == "year" and told.isdecimal():
        return str(int(told) - 1)
    found = _MONTHS.fullmatch(told)
    length = _LENGTHS.get(unit)
    if not found or not length:
        return ""
    first = int(found[1]) * 12 + int(found[2]) - 1
    last = int(found[3]) * 12 + int(found[4]) - 1 if found[3] else first
    if last - first + 1 != length:
        return ""
    begin, end = _month(first - length), _month(first - 1)
    return begin if begin == end else f"{begin}/{end}"


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"
