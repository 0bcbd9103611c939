"""How long after its end an operation is not told of in public. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

DEFAULT_DAYS = 14
"""Until somebody decides otherwise. Our own number."""
MOST_DAYS = 365


def days_on(changes: Iterable[tuple[datetime, int]], at: datetime) -> int:
    """The delay that holds at an instant.

    Args:
        changes: from when each decided delay holds, and its days; in any order.
    """
    held = [change for change in changes if change[0] <= at]
    return max(held)[1] if held else DEFAULT_DAYS


def latest_end(days: int, at: datetime) -> datetime:
    """What ended then or before may be told of at an instant."""
    return at - timedelta(days=days)


def may_be_told(ended_at: datetime | None, days: int, at: datetime) -> bool:
    """Whether an operation may be told of: its end lies so many days back or longer."""
    return ended_at is not None and ended_at <= latest_end(days, at)
