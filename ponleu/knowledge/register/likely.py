"""Which entries a record may be, with reasons: the index finds, the engine compares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from ponleu.engines.matching import Comparison, Record, compare
from ponleu.foundation.accounts.models import User
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.knowledge.register import name_index
from ponleu.knowledge.register.models import Entry, EntryQuerySet

LOOKED_AT = 200
COMPARED = 20
LEAST_LIKE = 0.4
"""Names less alike than this, 0..1, are not worth comparing."""
SHOWN = 5
LEAST_SCORE = 0.2
"""Below this a person's time is better spent elsewhere: one in five would be the same."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An entry that a record may be, and what speaks for and against it."""

    entry: Entry
    comparison: Comparison


def likely(
    actor: User,
    asked: Record,
    *,
    apart_from: Collection[UUID] = (),
    unit_path: str = "",
    least: float = LEAST_SCORE,
) -> list[Likely]:
    """Standing entries that the actor may see and that may be the record, likeliest first.

    Args:
        apart_from: entries that are not asked about.
        unit_path: only entries kept in this unit and below it.
    """
    seen = Entry.objects.visible_to(actor).filter(unit__path__startswith=unit_path)
    return among(seen, asked, apart_from=apart_from, least=least)[:SHOWN]


def among(
    entries: EntryQuerySet,
    asked: Record,
    *,
    apart_from: Collection[UUID] = (),
    least: float = LEAST_SCORE,
) -> list[Likely]:
    """Those of some entries that may be the record, likeliest first."""
    if not asked.name.strip() and not asked.identifiers:
        return []
    hits = name_index.current().find(asked, LOOKED_AT)
    keys = {UUID(hit.record.id) for hit in hits} - set(apart_from)
    wanted = {"kind": asked.kind} if asked.kind else {}
    found = entries.filter(withdrawn_at=None, **wanted).in_bulk(list(keys))
    scales = load_scales(settings.PONLEU_COUNTRY)
    nearest = [
        hit.record
        for hit in hits
        if UUID(hit.record.id) in found and (hit.like >= LEAST_LIKE or asked.identifiers)
    ][:COMPARED]
    compared = [
        Likely(found[UUID(record.id)], compare(asked, record, scales)) for record in nearest
    ]
    worthy = [each for each in compared if each.comparison.score >= least]
    return sorted(worthy, key=lambda each: (-each.comparison.score, each.entry.pk))
