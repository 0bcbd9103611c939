"""Recommendations with what bodies said to them and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.claims.models import Commitment
from ponleu.response.visits import rules
from ponleu.response.visits.models import Position, Recommendation, RecommendationQuerySet
from ponleu.response.visits.rules import Became, PositionKind, Reply


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation, what became of it, and all that bodies said to it, oldest first.

    Attributes:
        commitment: what it became, if the reader may see it.
    """

    recommendation: Recommendation
    became: Became
    due_by: date | None
    days_late: int
    is_taken_on: bool
    commitment: Commitment | None
    positions: tuple[Position, ...]


def recommendation_page(actor: User, row: Recommendation, *, today: date) -> Recommended:
    """A recommendation with all that was said to it, for someone who may see it."""
    positions = list(row.positions.select_related("by"))
    return _one(row, positions, _commitments(actor, [row]), today)


def with_positions() -> RecommendationQuerySet:
    positions = Position.objects.select_related("by")
    return Recommendation.objects.prefetch_related(Prefetch("positions", queryset=positions))


def _commitments(actor: User, rows: Iterable[Recommendation]) -> dict[UUID, Commitment]:
    keys = [each.commitment_id for each in rows if each.commitment_id]
    if not keys:
        return {}
    return {each.pk: each for each in Commitment.objects.visible_to(actor).filter(pk__in=keys)}


def recommended_of(
    actor: User, rows: Sequence[Recommendation], today: date
) -> tuple[Recommended, ...]:
    commitments = _commitments(actor, rows)
    return tuple(_one(each, list(each.positions.all()), commitments, today) for each in rows)


def _one(
    row: Recommendation,
    positions: Sequence[Position],
    commitments: Mapping[UUID, Commitment],
    today: date,
) -> Recommended:
    replies = [Reply(PositionKind(each.kind), each.due_by) for each in positions]
    due_by = rules.promised_by(replies)
    return Recommended(
        row,
        rules.became(replies, today),
        due_by,
        rules.days_late(due_by, None, today),
        rules.is_taken_on(replies),
        commitments.get(row.commitment_id) if row.commitment_id else None,
        tuple(positions),
    )
