"""Instants as they are written where others read, hash or sign them."""

from __future__ import annotations

from datetime import UTC, datetime


def in_utc(at: datetime) -> str:
    """ISO 8601 in UTC, to the second: "2026-11-23T04:40:00+00:00"."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
