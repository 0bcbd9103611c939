"""Bands into which operations are sorted by how they were kept secret, and sites by score. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

PEOPLE = ((0, 0), (1, 2), (3, 5), (6, 10), (11, None))
"""People who knew before the start: first and last number of each band. Our own numbers."""
HOURS = ((0, 6), (6, 24), (24, 72), (72, None))
"""Hours from plan to start: from, and below. Our own numbers."""
TOGETHER = timedelta(minutes=5)
"""Sites planned to begin within this are struck together."""
SCORES = (0.0, 0.05, 0.125, 0.25, 0.5, 1.0)
"""Ends of bands of the score of a site, 0 to 1: its share of the most that one can be worth."""

UNKNOWN = "unknown"


def name_of(low: int, high: int | None) -> str:
    """The name of a band: its two ends, the second empty if it has none."""
    return f"{low}-{'' if high is None else high}"


def people_band(number: int | None) -> str:
    """The band of a number of people, "3-5" or "11-"; "unknown" if it is not known."""
    if number is None:
        return UNKNOWN
    low, high = next(each for each in PEOPLE if each[1] is None or number <= each[1])
    return name_of(low, high)


def hours_band(span: timedelta) -> str:
    """The band of a stretch of time, "6-24" or "72-"."""
    hours = span.total_seconds() / 3600
    low, high = next(each for each in HOURS if each[1] is None or hours < each[1])
    return name_of(low, high)


def struck_together(starts: Sequence[datetime | None]) -> list[bool]:
    """For each site of one operation whether another was planned to begin within five minutes."""
    return [
        one is not None
        and any(
            other is not None and number != at and abs(one - other) <= TOGETHER
            for at, other in enumerate(starts)
        )
        for number, one in enumerate(starts)
    ]
