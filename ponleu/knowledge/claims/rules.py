"""What can be said, and when a promise is late. Pure."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from enum import StrEnum


class ClaimKind(StrEnum):
    """What sort of thing a source says. An event or a penalty that a source tells of is a
    claim too: it stays one until a finding stands on it."""

    CLAIM = "claim"
    DENIAL = "denial"
    REQUEST = "request"
    FIGURE = "figure"
    EVENT = "event"
    PENALTY = "penalty"


_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def last_day(due: str) -> date | None:
    """The last day on which something due then is in time; None if that is not stated.

    Args:
        due: an ISO day, month or year ("2022-08-26", "2022-10", "2022"), or an interval of two
            ("2022-08-18/2022-10-04"), which ends with its second. One without a year
            ("--08-26") or without an end ("2022-08-18/..") states no last day.
    """
    return _last_day_of(due.split("/", 1)[-1].strip())


def _last_day_of(text: str) -> date | None:
    found = _ISO_DATE.fullmatch(text)
    if not found or not text.isascii():
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if year < 1 or not 1 <= month <= 12:
        return None
    longest = monthrange(year, month)[1]
    day = int(found[3] or longest)
    return date(year, month, day) if 1 <= day <= longest else None


def days_late(due_by: date | None, today: date) -> int:
    """Days since the last day in time: 0 on that day, before it, and if no day is stated."""
    return max(0, (today - due_by).days) if due_by else 0


def stated_riel(amount: object) -> int | None:
    """The riel of an amount as a document states it; None if it is none, or of another money.

    Args:
        amount: the piece of a claim, ``{"text", "value": {"number", "unit"}}``.
    """
    value = amount.get("value") if isinstance(amount, Mapping) else None
    if not isinstance(value, Mapping) or value.get("unit") != "riel":
        return None
    number = value.get("number")
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    return int(number) if number > 0 and number == int(number) else None
