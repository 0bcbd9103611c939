"""From a date's wording and an anchor to an ISO 8601 date or interval."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ponleu.engines.reading.calendar_words import WEEKDAY_NAMES
from ponleu.engines.reading.date_feasts import feast_of
from ponleu.engines.reading.date_wording import Wording


class Direction(StrEnum):
    """Where a date without a year lies, seen from its anchor."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"
    AROUND = "around"
    """As near before as after: the anchor is itself no more than a day told of."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which a date is counted, and what day that is, in words."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """ISO value, "" if it cannot be told, and how it was come by.

    Without an anchor a value is truncated as in ISO 8601:2000: "--08-26" is 26 August of
    some year, "--08" August.
    """

    value: str
    how: str


def resolve(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    """The date that the wording means; None if there is no such day."""
    if wording.follows is not None:
        return _interval(wording, wording.follows, anchor, direction)
    return _RESOLVERS[wording.sort](wording, anchor, direction)


def _interval(
    first: Wording, last: Wording, anchor: Anchor | None, direction: Direction
) -> Resolved | None:
    """A year said once belongs to both ends; the last end never precedes the first."""
    end = resolve(last, anchor, direction)
    year = first.year or last.year
    if year is None and end is not None and end.value[:4].isdecimal():
        year = int(end.value[:4])
    begin = resolve(replace(first, year=year, follows=None), anchor, direction)
    if begin is None or end is None:
        return None
    if begin.value > end.value and not first.year and year:
        begin = resolve(replace(first, year=year - 1, follows=None), anchor, direction)
        if begin is None:
            return None
    return Resolved(f"{begin.value}/{end.value}", end.how)


def _day(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    month, day = wording.month or 1, wording.day or 1
    if wording.year:
        found = _real(wording.year, month, day)
        how = "day, month and year are written"
    elif anchor is None:
        return Resolved(_until(wording, f"--{month:02}-{day:02}"), "no anchor for the year")
    elif wording.unit == "last":
        found = _choose([_real(anchor.day.year + step, month, day) for step in (-1, 0)],
                        anchor.day, Direction.PAST)  # fmt: skip
        how = f"year {_how(anchor, Direction.PAST)}"
    elif wording.unit in _YEARS_SAID:
        found = _real(anchor.day.year + _YEARS_SAID[wording.unit], month, day)
        how = f"year counted from {anchor.name} {anchor.day}"
    else:
        found = _choose([_real(anchor.day.year + step, month, day) for step in (-1, 0, 1)],
                        anchor.day, direction)  # fmt: skip
        how = f"year {_how(anchor, direction)}"
    return Resolved(_until(wording, found.isoformat()), how) if found else None


def _until(wording: Wording, begin: str) -> str:
    if not wording.until_day:
        return begin
    return f"{begin}/{begin[:-2]}{wording.until_day:02}"


def _real(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _choose(days: list[date | None], anchor: date, direction: Direction) -> date | None:
    """The nearest day on the allowed side of the anchor, the anchor itself included.

    Days to come count double: what is told without a hint is more often past.
    """
    allowed = [
        day
        for day in days
        if day
        and (direction is not Direction.PAST or day <= anchor)
        and (direction is not Direction.FUTURE or day >= anchor)
    ]
    if direction is Direction.AROUND:
        return min(allowed, key=lambda day: abs((day - anchor).days), default=None)
    return min(allowed, key=lambda day: _distance_days(day, anchor), default=None)


def _distance_days(day: date, anchor: date) -> int:
    ahead = (day - anchor).days
    return 2 * ahead if ahead > 0 else -ahead


def _how(anchor: Anchor, direction: Direction) -> str:
    side = {
        Direction.PAST: "last before",
        Direction.FUTURE: "first after",
        Direction.NEAREST: "nearest to",
        Direction.AROUND: "nearest to",
    }[direction]
    return f"{side} {anchor.name} {anchor.day.isoformat()}"


def _month(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    month = wording.month or 1
    if wording.year:
        return Resolved(f"{wording.year}-{month:02}", "month and year are written")
    if anchor is None:
        return Resolved(f"--{month:02}", "no anchor for the year")
    if wording.unit in _YEARS_SAID:
        year = anchor.day.year + _YEARS_SAID[wording.unit]
        return Resolved(f"{year}-{month:02}", f"year counted from {anchor.name} {anchor.day}")
    firsts: list[date | None] = [date(anchor.day.year + step, month, 1) for step in (-1, 0, 1)]
    base = anchor.day.replace(day=1)
    if wording.shift and base.month == month:  # "last June", written in June
        firsts = [day for day in firsts if day != base]
    if wording.shift:
        direction = Direction.PAST if wording.shift < 0 else Direction.FUTURE
    found = _choose(firsts, base, direction)
    return Resolved(f"{found:%Y-%m}", f"year {_how(anchor, direction)}") if found else None


def _year(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    value = str(wording.year)
    if wording.until_year:
        value += f"/{wording.until_year}"
    return Resolved(value, "the year is written")


def _weekday(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    if anchor is None:
        return Resolved("", "no anchor for the weekday")
    ahead = ((wording.weekday or 0) - anchor.day.weekday()) % 7
    if wording.shift == 1 or (wording.shift is None and direction is Direction.FUTURE):
        day = anchor.day + timedelta(ahead or 7)
    elif wording.shift == -1:
        day = anchor.day + timedelta(ahead - 7)
    elif wording.shift == 0:
        day = anchor.day + timedelta((wording.weekday or 0) - anchor.day.weekday())
    else:
        day = anchor.day - timedelta(-ahead % 7)
    name = WEEKDAY_NAMES[wording.weekday or 0]
    return Resolved(day.isoformat(), f"{name} counted from {anchor.name} {anchor.day}")


def _monthday(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    """ "The 14th": the nearest on the allowed side, within a month or two of the anchor."""
    if anchor is None:
        return Resolved(f"---{wording.day:02}", "no anchor for the month")
    first = anchor.day.replace(day=1)
    months = [_moved(first, "month", step) for step in (-2, -1, 0, 1, 2)]
    days = [_real(month.year, month.month, wording.day or 1) for month in months]
    side = direction if direction in {Direction.PAST, Direction.FUTURE} else Direction.PAST
    found = _choose(days, anchor.day, side)
    return Resolved(found.isoformat(), f"month {_how(anchor, side)}") if found else None


def _feast(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    """A feast of the moon in the year that is written, or on the allowed side of the anchor."""
    if wording.year:
        value = feast_of(wording.unit, wording.year)
        return Resolved(value or str(wording.year), "the year is written")
    if anchor is None:
        return Resolved("", "no anchor for the year")
    if wording.shift:
        direction = Direction.PAST if wording.shift < 0 else Direction.FUTURE
    known = {}
    for year in (anchor.day.year - 1, anchor.day.year, anchor.day.year + 1):
        if value := feast_of(wording.unit, year):
            known[date.fromisoformat(value if len(value) == 10 else f"{value}-15")] = value
    found = _choose(list(known), anchor.day, direction)
    return Resolved(known.get(found, "") if found else "", f"year {_how(anchor, direction)}")


def _unknown(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    value = str(wording.year) if wording.year else ""
    return Resolved(value, "the words alone do not tell the day")


def _relative(wording: Wording, anchor: Anchor | None, direction: Direction) -> Resolved | None:
    if anchor is None:
        return Resolved("", "no anchor to count from")
    part, _, unit = wording.unit.rpartition(" ")
    try:
        value = _PARTS[part](wording, anchor.day, unit)
    except (OverflowError, ValueError):
        return None  # before the year 1 or after 9999
    return Resolved(value, f"counted from {anchor.name} {anchor.day}")


def _whole(wording: Wording, anchor: date, unit: str) -> str:
    """The calendar day, week, month or year that lies ``shift`` away."""
    moved = _moved(anchor, unit, wording.shift or 0)
    if unit == "week":
        monday = moved - timedelta(moved.weekday())
        return f"{monday}/{monday + timedelta(6)}"
    return {"day": moved.isoformat(), "month": f"{moved:%Y-%m}", "year": f"{moved:%Y}"}[unit]


def _span(wording: Wording, anchor: date, unit: str) -> str:
    """The ``count`` units that end, or begin, at the anchor."""
    other = _moved(anchor, unit, (wording.shift or -1) * wording.count)
    return "/".join(sorted([other.isoformat(), anchor.isoformat()]))


def _rest(wording: Wording, anchor: date, unit: str) -> str:
    """From the anchor to the end of its week, month or year."""
    if wording.shift and unit == "year":
        year = _whole(wording, anchor, unit)
        return f"{year}-10/{year}-12"
    if wording.shift:
        return _whole(wording, anchor, unit)
    return f"{anchor}/{_last_day(anchor, unit)}"


def _start(wording: Wording, anchor: date, unit: str) -> str:
    """From the beginning of the week, month or year to the anchor."""
    if wording.shift and unit == "year":
        year = _whole(wording, anchor, unit)
        return f"{year}-01/{year}-03"
    if wording.shift:
        return _whole(wording, anchor, unit)
    first = {
        "week": anchor - timedelta(anchor.weekday()),
        "month": anchor.replace(day=1),
        "year": anchor.replace(month=1, day=1),
    }[unit]
    return f"{first}/{anchor}"


def _begin(wording: Wording, anchor: date, unit: str) -> str:
    """ "The beginning of the year" is its first month; of a month its first ten days."""
    moved = _moved(anchor, unit, wording.shift or 0)
    return f"{moved:%Y}-01" if unit == "year" else f"{moved:%Y-%m}-01/{moved:%Y-%m}-10"


def _end(wording: Wording, anchor: date, unit: str) -> str:
    return _last_day(_moved(anchor, unit, wording.shift or 0), unit).isoformat()


def _last_day(anchor: date, unit: str) -> date:
    if unit == "week":
        return anchor + timedelta(6 - anchor.weekday())
    month = 12 if unit == "year" else anchor.month
    return date(anchor.year, month, monthrange(anchor.year, month)[1])


def _moved(anchor: date, unit: str, count: int) -> date:
    """The same day ``count`` units away, held to the last day of a shorter month."""
    if unit in {"day", "week"}:
        return anchor + timedelta(count * (7 if unit == "week" else 1))
    months = anchor.year * 12 + anchor.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


_YEARS_SAID: Final = {"of last year": -1, "of this year": 0, "of next year": 1}
_PARTS: Final[dict[str, Callable[[Wording, date, str], str]]] = {
    "": _whole, "span": _span, "within": _span, "rest": _rest, "start": _start, "end": _end,
    "begin": _begin,
}  # fmt: skip
_RESOLVERS: Final[
    dict[str, Callable[[Wording, Anchor | None, Direction], Resolved | None]]
] = {
    "day": _day, "month": _month, "year": _year, "weekday": _weekday, "relative": _relative,
    "monthday": _monthday, "unknown": _unknown, "feast": _feast,
}  # fmt: skip
