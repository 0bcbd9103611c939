"""Who knew what of an operation, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min

from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import Opening, Operation, Reader
from ponleu.response.operations.rules.kinds import Opened

MOST = 500
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Knew:
    """What one person opened of an operation: first, last, how often."""

    user: User
    what: str
    first_at: datetime
    last_at: datetime
    times: int


@dataclass(frozen=True, slots=True)
class WhoKnew:
    """Who may read an order, who did, and how long it was known before it started.

    Attributes:
        before_start: how many people opened the order, its scope or a briefing before it started,
            or until now.
        asked_only: how many saw no more than what they were asked for.
        planned_for: from when it was made until it started; none if it has not.
    """

    readers: Sequence[Reader]
    knew: Sequence[Knew]
    before_start: int
    asked_only: int
    planned_for: timedelta | None

    @property
    def readers_now(self) -> int:
        """How many people may read the order."""
        return sum(reader.ended_at is None for reader in self.readers)

    @property
    def latest(self) -> Sequence[Knew]:
        """What was opened last, the newest first."""
        return sorted(self.knew, key=lambda each: each.last_at, reverse=True)[:SHOWN]


def who_knew(actor: User, operation: Operation) -> WhoKnew:
    """For a reader of the order; empty for anybody else."""
    openings = Opening.objects.visible_to(actor).filter(operation=operation)
    people = set(openings.order_by().values_list("user", flat=True).distinct())
    users = User.objects.in_bulk(people)
    rows = (
        openings.values("user", "what")
        .annotate(first_at=Min("at"), last_at=Max("at"), times=Count("pk"))
        .order_by("first_at", "user", "what")
    )
    early = (
        openings if operation.started_at is None else openings.filter(at__lt=operation.started_at)
    ).order_by()
    knowing = early.exclude(what=Opened.ASK).order_by()
    return WhoKnew(
        readers=list(
            Reader.objects.visible_to(actor)
            .filter(operation=operation)
            .select_related("user__unit", "let_in_by", "ended_by")
        ),
        knew=[
            Knew(users[row["user"]], row["what"], row["first_at"], row["last_at"], row["times"])
            for row in rows[:MOST]
        ],
        before_start=knowing.values("user").distinct().count(),
        asked_only=early.exclude(user__in=knowing.values("user")).values("user").distinct().count(),
        planned_for=operation.started_at - operation.planning_began_at
        if operation.started_at
        else None,
    )
