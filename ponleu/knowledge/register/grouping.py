"""Works out anew which entry a group is shown under, after a judgement or a withdrawal.

Called inside the transaction of the change, after its journal row: writers of the journal stand
in line, so that two judgements never see half of one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import DomainError
from ponleu.knowledge.register.models import Entry, PairJudgement
from ponleu.knowledge.register.rules import (
    EntryStatus,
    Member,
    Verdict,
    contradicted,
    groups,
    head_of,
)


class WouldContradict(DomainError):
    """Joining these would make one of two entries that a person judged different."""

    code = "would_contradict"


def regroup(keys: Iterable[UUID]) -> None:
    """Set the heads of all that standing judgements connect to these entries.

    Raises:
        WouldContradict: a group would hold two entries that were judged different.
    """
    reached, same = _connected(set(keys))
    _refuse_contradiction(groups(reached, same))
    members = {
        each.pk: Member(
            key=each.pk,
            is_standing=each.withdrawn_at is None,
            is_confirmed=each.status == EntryStatus.CONFIRMED,
            entered_at=each.entered_at,
        )
        for each in Entry.objects.filter(pk__in=reached)
    }
    for group in groups(reached, same):
        head = head_of(members[key] for key in group)
        Entry.objects.filter(pk__in=group - {head}).exclude(head=head).update(head=head)
        Entry.objects.filter(pk=head).exclude(head=None).update(head=None)


def _connected(start: set[UUID]) -> tuple[set[UUID], list[tuple[UUID, UUID]]]:
    """Everything that judgements "same" lead to, and those judgements."""
    reached: set[UUID] = set()
    same: set[tuple[UUID, UUID]] = set()
    edge = start
    while edge:
        reached |= edge
        rows = _touching(edge, Verdict.SAME)
        same.update(rows)
        edge = {key for row in rows for key in row} - reached
    return reached, sorted(same)


def _refuse_contradiction(found: Iterable[set[UUID]]) -> None:
    for group in found:
        if len(group) < 2:
            continue
        different: dict[UUID, list[UUID]] = {}
        for left, right in _touching(group, Verdict.DIFFERENT):
            different.setdefault(left, []).append(right)
        if contradicted(group, different):
            raise WouldContradict(
                _(
                    "Some of these records were judged different. "
                    "Take one of the two judgements back first."
                )
            )


def _touching(keys: set[UUID], verdict: Verdict) -> list[tuple[UUID, UUID]]:
    rows = PairJudgement.objects.filter(
        Q(left__in=keys) | Q(right__in=keys), verdict=verdict, withdrawn_at=None
    )
    return list(rows.order_by("pk").values_list("left_id", "right_id"))
