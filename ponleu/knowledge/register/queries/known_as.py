"""Who may be meant by a name: in a caller's words, in a form, in a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from django.db.models import Count

from ponleu.engines.matching import Reason, Record
from ponleu.foundation.accounts.models import User
from ponleu.foundation.places import queries as places
from ponleu.knowledge.register.likely import Likely, likely, likely_each
from ponleu.knowledge.register.models import Entry, Mention
from ponleu.knowledge.register.name_index import IndexBeingBuilt
from ponleu.knowledge.register.queries.known import seen
from ponleu.knowledge.register.records import KINDS
from ponleu.knowledge.register.rules import EntryKind

SHORTEST = 2
"""A single letter is nobody's name."""


@dataclass(frozen=True, slots=True)
class KnownAs:
    """An entry that may be meant.

    Attributes:
        score: probability that it is, 0..1.
        told_by: documents and messages that mention it, of those that the actor may read.
    """

    entry: Entry
    place: str
    score: float
    reasons: Sequence[Reason]
    told_by: int


def known_as(
    actor: User, name: str, *, kind: EntryKind | None = None, place: str = ""
) -> list[KnownAs]:
    """Standing entries that may be meant by a name, likeliest first; five at most.

    What many documents and messages tell of is likelier meant than what one does.

    Args:
        place: government code or words for where it is.

    Raises:
        IndexBeingBuilt: nobody can be found for some minutes.
    """
    if len(name.strip()) < SHORTEST:
        return []
    asked = Record("", name, KINDS[kind] if kind else None, place=place)
    found = likely(actor, asked)
    names = places.names({each.entry.place for each in found} - {""})
    told = _told_by(actor, [each.entry for each in found])
    meant = [
        KnownAs(
            each.entry,
            names.get(each.entry.place, ""),
            each.comparison.score,
            each.comparison.reasons[:3],
            told.get(each.entry.pk, 0),
        )
        for each in found
    ]
    return sorted(meant, key=_rank)


@dataclass(frozen=True, slots=True)
class Called:
    """What a document calls someone or something, and where it says that it is."""

    kind: EntryKind
    name: str
    place: str = ""


def meant_by(actor: User, asked: Sequence[Called], *, unit_path: str) -> dict[Called, list[Likely]]:
    """For each name the standing entries that may be meant, likeliest first; five at most.

    While the index is being built nobody is found.

    Args:
        unit_path: only entries kept in this unit and below it.
    """
    names = list(dict.fromkeys(asked))
    records = [Record("", each.name, KINDS[each.kind], place=each.place) for each in names]
    try:
        found = likely_each(actor, records, unit_path=unit_path) if records else []
    except IndexBeingBuilt:
        return {}
    return dict(zip(names, found, strict=True))


def _rank(found: KnownAs) -> float:
    """Odds in bits, and half a bit for each doubling of those who told of it, the highest first."""
    return -(log2(found.score / (1 - found.score)) + log2(1 + found.told_by) / 2)


def _told_by(actor: User, entries: Sequence[Entry]) -> dict[object, int]:
    rows = Mention.objects.filter(seen(actor), entry__in=entries, withdrawn_at=None)
    return dict(
        rows.order_by()
        .values("entry")
        .annotate(number=Count("source", distinct=True))
        .values_list("entry", "number")
    )
