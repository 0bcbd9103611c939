"""Proposals that two entries are one. The engine says how likely; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from ponleu.engines.matching import VERSION, Comparison
from ponleu.foundation.journal import queries as journal
from ponleu.foundation.journal.rules import START
from ponleu.knowledge.register import name_index
from ponleu.knowledge.register.likely import SHOWN, Likely, among
from ponleu.knowledge.register.models import Entry, Matched, MatchProposal, PairJudgement
from ponleu.knowledge.register.records import records
from ponleu.knowledge.register.rules import worth

MOST_REASONS = 8


def propose_for(keys: Iterable[UUID], *, at: datetime) -> int:
    """Propose, for entries, the five others of their unit's line that each may be.

    Proposals that were there are brought to what the engine says now; judgements stand. What
    is no longer likely is forgotten unless a person judged it. Returns how many wait.
    """
    count = 0
    for record in records(keys):
        entry = Entry.objects.select_related("unit").get(pk=record.id)
        found = among(_near(entry), record, apart_from=[entry.pk])[:SHOWN]
        count += _keep(entry, found, at)
    return count


def propose_for_all(*, at: datetime) -> int:
    """Propose for every standing entry: after an import, or when the engine learnt."""
    keys = Entry.objects.filter(withdrawn_at=None).order_by("pk").values_list("pk", flat=True)
    return propose_for(list(keys), at=at)


def catch_up(*, at: datetime) -> int:
    """Propose for what was entered or changed since this last ran; the first time for all.

    Where it had come to is kept with its proposals, so that nothing is passed over if Ponleu
    is stopped in between. Whoever comes second waits.
    """
    newest = journal.head()
    with transaction.atomic():
        row, is_new = Matched.objects.select_for_update().get_or_create(
            only=True, defaults={"sequence": START.sequence, "hash": START.hash}
        )
        if is_new or not journal.is_row(row.sequence, row.hash):
            count = propose_for_all(at=at)
        else:
            count = propose_for(name_index.written_since(row.sequence), at=at)
        row.sequence, row.hash = newest.sequence, newest.hash
        row.save(update_fields=["sequence", "hash"])
    return count


def _near(entry: Entry) -> Any:
    """Entries that someone may see together with this one: units above it, itself, below it."""
    path = entry.unit.path
    above = [path[: end + 1] for end, sign in enumerate(path) if sign == "/"]
    return Entry.objects.filter(Q(unit__path__in=above) | Q(unit__path__startswith=path))


@transaction.atomic
def _keep(entry: Entry, found: list[Likely], at: datetime) -> int:
    others = [each.entry.pk for each in found]
    about = MatchProposal.objects.filter(Q(left=entry) | Q(right=entry), is_open=True)
    about.exclude(Q(left__in=others) | Q(right__in=others)).delete()
    mentions = _mentions([entry.pk, *others])
    for each in found:
        left, right = sorted((entry.pk, each.entry.pk))
        judged = PairJudgement.objects.filter(left=left, right=right, withdrawn_at=None).exists()
        MatchProposal.objects.update_or_create(
            left_id=left,
            right_id=right,
            defaults={
                "score": each.comparison.score,
                "worth": worth(each.comparison.score, mentions[left] + mentions[right]),
                "reasons": _reasons(each.comparison),
                "engine_version": VERSION,
                "proposed_at": at,
                "is_open": not judged and not _are_together(entry, each.entry),
            },
        )
    return len(found)


def _are_together(one: Entry, other: Entry) -> bool:
    return (one.head_id or one.pk) == (other.head_id or other.pk)


def _mentions(keys: list[UUID]) -> dict[UUID, int]:
    standing = Count("mentions", filter=Q(mentions__withdrawn_at=None))
    rows = Entry.objects.filter(pk__in=keys).annotate(number=standing)
    return dict(rows.values_list("pk", "number"))


def _reasons(comparison: Comparison) -> list[dict[str, Any]]:
    return [
        {"feature": reason.feature, "bits": round(reason.bits, 2), "text": reason.text}
        for reason in comparison.reasons[:MOST_REASONS]
    ]
