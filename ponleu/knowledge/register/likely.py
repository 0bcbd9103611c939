"""Which entries a record may be, with reasons: the index finds, the engine compares."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from ponleu.engines.matching import Comparison, Record, compare
from ponleu.foundation.accounts.models import User
from ponleu.foundation.packs.matching_weights import load_scales
from ponleu.foundation.screening.register_index import RegisterIndex
from ponleu.foundation.screening.shelves import Within
from ponleu.knowledge.register import name_index, sought
from ponleu.knowledge.register.models import Entry, EntryQuerySet

LOOKED_AT = 200
COMPARED = 20
COMPARED_OF_MANY = 5
"""Of each, where a page asks about many names at once."""
LEAST_LIKE = 0.55
"""Names less alike than this, 0..1, are not worth comparing."""
SHOWN = 5
LEAST_SCORE = 0.2
"""Below this a person's time is better spent elsewhere: one in five would be the same."""
KEYS_AT_ONCE = 900
"""Parameters of one query that SQLite surely takes."""


@dataclass(frozen=True, slots=True)
class Likely:
    """An entry that a record may be, and what speaks for and against it.

    Attributes:
        record: the entry as it was compared.
    """

    entry: Entry
    record: Record
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

    Raises:
        IndexBeingBuilt: nobody can be found for some minutes.
    """
    may_see = Entry.objects.visible_to(actor).filter(unit__path__startswith=unit_path)
    within = sought.seen(actor, unit_path, asked.kind)
    return among(may_see, asked, within, apart_from=apart_from, least=least)[:SHOWN]


def likely_each(actor: User, asked: Sequence[Record], *, unit_path: str = "") -> list[list[Likely]]:
    """``likely`` for many records at once: as few queries as for one, fewer comparisons each."""
    may_see = Entry.objects.visible_to(actor).filter(unit__path__startswith=unit_path)
    within = [sought.seen(actor, unit_path, each.kind) for each in asked]
    found = _among(may_see, list(zip(asked, within, strict=True)), most=COMPARED_OF_MANY)
    return [likeliest[:SHOWN] for likeliest in found]


def among(
    entries: EntryQuerySet,
    asked: Record,
    within: Within,
    *,
    apart_from: Collection[UUID] = (),
    least: float = LEAST_SCORE,
) -> list[Likely]:
    """Those of some entries that may be the record, likeliest first.

    Args:
        within: what of the index to search; must be true of all those entries of the kind.

    Raises:
        IndexBeingBuilt: nobody can be found for some minutes.
    """
    return _among(entries, [(asked, within)], apart_from=apart_from, least=least)[0]


def _among(
    entries: EntryQuerySet,
    asked: Sequence[tuple[Record, Within]],
    *,
    most: int = COMPARED,
    apart_from: Collection[UUID] = (),
    least: float = LEAST_SCORE,
) -> list[list[Likely]]:
    """For each record those of some entries that it may be, out of the ``most`` likest names."""
    index = name_index.current()
    found = [_nearest(index, each, within, set(apart_from)) for each, within in asked]
    standing = entries.filter(withdrawn_at=None)
    seen = _seen(standing, {key for near in found for key in near})
    compared = [
        _compared(each, [near[key] for key in near if key in seen][:most], least)
        for (each, _within), near in zip(asked, found, strict=True)
    ]
    worthy = {UUID(record.id) for pairs in compared for record, _found in pairs}
    entry_of = {entry.pk: entry for entry in standing.of_keys(worthy)}
    return [
        [
            Likely(entry_of[key], record, comparison)
            for record, comparison in pairs
            if (key := UUID(record.id)) in entry_of
        ]
        for pairs in compared
    ]


def _nearest(
    index: RegisterIndex, asked: Record, within: Within, apart_from: set[UUID]
) -> dict[UUID, Record]:
    """Records of the kind with names like the one asked about, the likest first."""
    if not asked.name.strip() and not asked.identifiers:
        return {}
    return {
        key: hit.record
        for hit in index.find(asked, LOOKED_AT, within)
        if (hit.like >= LEAST_LIKE or asked.identifiers)
        and (key := UUID(hit.record.id)) not in apart_from
    }


def _seen(entries: EntryQuerySet, keys: set[UUID]) -> set[UUID]:
    """Those of the keys whose entries are among some entries."""
    seen: set[UUID] = set()
    for part in name_index.parts(sorted(keys), KEYS_AT_ONCE):
        seen |= set(entries.of_keys(part).order_by().values_list("pk", flat=True))
    return seen


def _compared(
    asked: Record, records: Sequence[Record], least: float
) -> list[tuple[Record, Comparison]]:
    scales = load_scales(settings.PONLEU_COUNTRY)
    compared = [(record, compare(asked, record, scales)) for record in records]
    worthy = [pair for pair in compared if pair[1].score >= least]
    return sorted(worthy, key=lambda pair: (-pair[1].score, pair[0].id))
