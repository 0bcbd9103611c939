"""Proposals that two entries are one. The engine says how likely; a person decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from ponleu.engines.matching import VERSION, Record
from ponleu.foundation.journal import queries as journal
from ponleu.foundation.journal.rules import START
from ponleu.knowledge.register import name_index, nicknames
from ponleu.knowledge.register.likely import LEAST_SCORE, SHOWN, Likely, among
from ponleu.knowledge.register.models import (
    Entry,
    EntryQuerySet,
    Matched,
    MatchProposal,
    PairJudgement,
)
from ponleu.knowledge.register.nicknames import MANY, Ground
from ponleu.knowledge.register.reasons import kept
from ponleu.knowledge.register.records import records
from ponleu.knowledge.register.rules import worth
from ponleu.knowledge.register.sought import Beside

MOST_REASONS = 8

WORTH_OF_NICKNAME = 0.01
"""Share of its worth that a pair keeps if a nickname is all there is: it waits behind others."""


AT_ONCE = 200
"""Entries for which proposals are made in one transaction: others who write wait for it."""


def propose_for(keys: Iterable[UUID], *, at: datetime) -> int:
    """Propose, for entries, the five others of their unit's line that each may be.

    Proposals that were there are brought to what the engine says now; judgements stand. What
    is no longer likely is forgotten unless a person judged it. Where a nickname has just become
    one of many, the entries that bore it before are weighed again. Returns how many wait.
    """
    asked = set(keys)
    count, again = _propose(asked, at)
    return count + _propose(again - asked, at)[0]


def propose_for_all(*, at: datetime) -> int:
    """Propose for every standing entry: after an import, or when the engine learnt."""
    return _in_parts(_standing(), at)


def catch_up(*, at: datetime) -> int:
    """Propose for what was entered or changed since this last ran; the first time for all.

    Where it had come to is kept with its proposals, so that nothing is passed over if Ponleu
    is stopped in between.

    Raises:
        IndexBeingBuilt: the register is large and has no index yet; the next time makes up for it.
    """
    newest = journal.head()
    start = {"sequence": START.sequence, "hash": START.hash}
    row, _is_new = Matched.objects.get_or_create(only=True, defaults=start)
    is_known = row.sequence != START.sequence and journal.is_row(row.sequence, row.hash)
    keys = sorted(name_index.written_since(row.sequence)) if is_known else _standing()
    count = _in_parts(keys, at)
    same = Matched.objects.filter(only=True, sequence=row.sequence, hash=row.hash)
    same.update(sequence=newest.sequence, hash=newest.hash)
    return count


def _standing() -> list[UUID]:
    return list(Entry.objects.standing().order_by("pk").values_list("pk", flat=True))


def _in_parts(keys: list[UUID], at: datetime) -> int:
    """Propose for entries, each part kept for itself; whoever comes second waits for it."""
    count = 0
    for part in name_index.parts(keys, AT_ONCE):
        with transaction.atomic():
            Matched.objects.select_for_update().filter(only=True).first()
            count += propose_for(part, at=at)
    return count


def _propose(keys: Iterable[UUID], at: datetime) -> tuple[int, set[UUID]]:
    """Propose for entries. How many wait, and which entries are to be weighed again."""
    count, again = 0, set[UUID]()
    for record in records(keys):
        entry = Entry.objects.select_related("unit").get(pk=record.id)
        near = _near(entry)
        common = nicknames.of_many(near, record.aliases)
        again |= nicknames.bearers(near, [name for name, n in common.items() if n == MANY])
        found = _likely(entry, record, common)
        count += _keep(entry, found, at)
    return count, again


def _likely(entry: Entry, record: Record, common: Iterable[str]) -> list[tuple[Ground, Likely]]:
    """Whom an entry may be and on what ground; five at most, those by a nickname alone last."""
    near = _near(entry)
    asked = nicknames.without(record, common)
    within = Beside(entry.unit.path, record.kind)
    found = among(near, asked, within, apart_from=[entry.pk])
    theirs = nicknames.of_many(near, (name for each in found for name in each.record.aliases))
    left_out = {*common, *theirs}
    weighed = [_weighed(record, each, left_out) for each in found]
    worthy = [
        pair
        for pair in weighed
        if pair[1].comparison.score >= LEAST_SCORE and pair[0] is not Ground.NOTHING
    ]
    return sorted(worthy, key=_rank)[:SHOWN]


def _rank(pair: tuple[Ground, Likely]) -> tuple[bool, float, UUID]:
    ground, found = pair
    return ground is Ground.NICKNAME, -found.comparison.score, found.entry.pk


def _weighed(record: Record, each: Likely, left_out: set[str]) -> tuple[Ground, Likely]:
    found = nicknames.compare_without(record, each.record, left_out)
    ground = nicknames.ground_of(record, each.record, found)
    if ground is Ground.NICKNAME:
        found = nicknames.as_thin(found)
    return ground, replace(each, comparison=found)


def _near(entry: Entry) -> EntryQuerySet:
    """Entries that someone may see together with this one: units above it, itself, below it."""
    path = entry.unit.path
    above = [path[: end + 1] for end, sign in enumerate(path) if sign == "/"]
    near = Entry.objects.filter(Q(unit__path__in=above) | Q(unit__path__startswith=path))
    return near.filter(kind=entry.kind)


@transaction.atomic
def _keep(entry: Entry, found: list[tuple[Ground, Likely]], at: datetime) -> int:
    others = [each.entry.pk for _ground, each in found]
    about = MatchProposal.objects.filter(Q(left=entry) | Q(right=entry), is_open=True)
    about.exclude(Q(left__in=others) | Q(right__in=others)).delete()
    mentions = _mentions([entry.pk, *others])
    for ground, each in found:
        left, right = sorted((entry.pk, each.entry.pk))
        judged = PairJudgement.objects.filter(left=left, right=right, withdrawn_at=None).exists()
        MatchProposal.objects.update_or_create(
            left_id=left,
            right_id=right,
            defaults={
                "score": each.comparison.score,
                "worth": worth(each.comparison.score, mentions[left] + mentions[right])
                * (WORTH_OF_NICKNAME if ground is Ground.NICKNAME else 1.0),
                "reasons": [kept(reason) for reason in each.comparison.reasons[:MOST_REASONS]],
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
