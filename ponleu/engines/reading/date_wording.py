"""What the words of a date say, before any anchor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """What a date's words say, before any anchor.

    Attributes:
        sort: "day", "month", "year", "weekday", "relative", "monthday" (the 14th of a month
            that is not said) or "unknown" (a feast by the moon, "that day").
        until_day: last day of a range inside one month; ``until_year`` of years.
        shift: for weekday and relative wordings: -1 last, 0 this, 1 next, None unsaid.
        unit: of a relative wording: day, week, month, year; "rest", "start" and "end" of
            these as "rest year"; "span month" for the past or coming ``count`` months,
            "within month" for a time that is set.
    """

    sort: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until_day: int | None = None
    until_year: int | None = None
    weekday: int | None = None
    shift: int | None = None
    unit: str = ""
    count: int = 1
    follows: Wording | None = None
    """The last date of an interval that this wording begins."""
