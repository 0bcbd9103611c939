"""The one place where the time of day is read; everything else gets it passed in."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This instant, with its time zone."""
    return timezone.now()


def today() -> date:
    """This day where the record is kept."""
    return timezone.localdate()
