"""How urgent a complaint is by the country's table, and until when it is to be dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import get_language

from ponleu.foundation.packs.triage import load_triage
from ponleu.response.complaints.rules import Urgency, UrgencyRule, urgency


@dataclass(frozen=True, slots=True)
class Sorted:
    """How a complaint is put in the queue."""

    urgency: Urgency
    version: str
    look_by: datetime
    decide_by: datetime


def sort(codes: frozenset[str], at: datetime) -> Sorted:
    """The place of a complaint that came in at an instant; its reasons in the reader's language."""
    tables = load_triage(settings.PONLEU_COUNTRY)
    in_khmer = (get_language() or "").startswith("km")
    found = urgency(
        codes,
        [
            UrgencyRule(
                row.code, row.needs, row.level, row.sentence_km if in_khmer else row.sentence
            )
            for row in tables.urgency
        ],
    )
    clock = next(row for row in tables.clocks if row.level == found.level)
    look_by = at + timedelta(hours=clock.look_hours)
    return Sorted(found, tables.version, look_by, at + timedelta(hours=clock.decide_hours))
