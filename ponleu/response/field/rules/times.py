"""Clocks of devices: how far off one is, and when an entry was made in truth."""

from __future__ import annotations

from datetime import datetime, timedelta

MOST_OFF = timedelta(minutes=2)
"""A clock that is off by more is flagged, and its times are corrected."""

EARLIEST_BEFORE_START = timedelta(hours=1)
YEARS = range(2000, 2101)


def offset_s(device_now: datetime, server_now: datetime) -> int:
    """Whole seconds to add to the device's clock; more than 0 if it is slow."""
    return round((server_now - device_now).total_seconds())


def is_off(offset: int) -> bool:
    """Whether a clock is off by more than may be."""
    return abs(timedelta(seconds=offset)) > MOST_OFF


def corrected(device_at: datetime, offset: int) -> datetime:
    """A time of the device as it was in truth; its own if the clock is good enough."""
    return device_at + timedelta(seconds=offset) if is_off(offset) else device_at


def is_odd(
    at: datetime, *, started_at: datetime | None, ended_at: datetime | None, now: datetime
) -> bool:
    """Whether a time lies long before the start, after the end, or in the future."""
    before = started_at is not None and at < started_at - EARLIEST_BEFORE_START
    after = ended_at is not None and at > ended_at + MOST_OFF
    return before or after or at > now + MOST_OFF


def instant(said: object) -> datetime | None:
    """An ISO instant with its time zone, as a device writes it; none if it is no such."""
    if not isinstance(said, str) or len(said) > 40:
        return None
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    is_whole = found.tzinfo is not None and found.year in YEARS
    return found if is_whole else None
