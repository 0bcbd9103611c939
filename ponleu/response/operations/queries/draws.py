"""Draws of one operation: how far each came, who committed and who did not reveal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import Draw, DrawPart, Operation
from ponleu.response.operations.rules.draw import Stage
from ponleu.response.operations.rules.kinds import State

GOES_ON = (State.PLANNED, State.POSTPONED)
"""States of an operation in which people commit and reveal."""


@dataclass(frozen=True, slots=True)
class Round:
    """One draw as one person may know it.

    Attributes:
        committed, revealed: how many people did.
        parts: those of them whom the reader may know, in the order in which they committed.
        goes_on: it is the newest, and the operation has not started and was not given up.
    """

    draw: Draw
    stage: Stage
    committed: int
    revealed: int
    parts: Sequence[DrawPart]
    goes_on: bool

    @property
    def digest(self) -> str:
        """SHA-256 of the mixed plan, in hexadecimal."""
        return bytes(self.draw.digest).hex()

    @property
    def drawn_digest(self) -> str:
        """SHA-256 of the record of the draw, in hexadecimal; empty until it was taken over."""
        return bytes(self.draw.drawn_digest).hex()

    @property
    def missing(self) -> Sequence[DrawPart]:
        """Who committed and has not revealed, though commitments are closed."""
        if self.draw.closed_at is None:
            return []
        return [part for part in self.parts if part.revealed is None]

    @property
    def unrevealed(self) -> int:
        """How many people committed and never revealed: a finding; 0 while the draw goes on."""
        is_over = self.draw.closed_at is not None and not self.goes_on
        return self.committed - self.revealed if is_over else 0

    @property
    def was_left(self) -> bool:
        """Whether it was drawn and not taken over: a finding; not while the draw goes on."""
        return self.stage is Stage.DRAWN and not self.goes_on


def rounds(actor: User, operation: Operation) -> Sequence[Round]:
    """Draws of an operation, the newest first; names only for readers of the order."""
    rows = Draw.objects.visible_to(actor).filter(operation=operation)
    counted = rows.annotate(
        committed=Count("parts", distinct=True), opened=Count("parts__reveal", distinct=True)
    )
    draws: list[Any] = list(
        counted.select_related("by", "closed_by", "taken_by").order_by("-number")
    )
    parts: dict[UUID, list[DrawPart]] = defaultdict(list)
    seen = DrawPart.objects.visible_to(actor).filter(draw__in=[draw.pk for draw in draws])
    for part in seen.select_related("party__unit", "reveal").order_by("at", "pk"):
        parts[part.draw_id].append(part)
    return [
        Round(
            draw,
            draw.stage(draw.committed, draw.opened),
            draw.committed,
            draw.opened,
            parts[draw.pk],
            draw is draws[0] and operation.state in GOES_ON,
        )
        for draw in draws
    ]


def is_drawn_for(actor: User, operation: Operation) -> bool:
    """Whether there is a draw that the actor may know of."""
    return Draw.objects.visible_to(actor).filter(operation=operation).exists()


def waiting(actor: User) -> Sequence[Operation]:
    """Operations whose draw waits for the actor's number; for their first page."""
    own = DrawPart.objects.filter(party=actor, reveal=None).exclude(draw__closed_at=None)
    keys = set(own.order_by().values_list("draw", flat=True))
    if not keys:  # so it is for nearly everybody, and what follows is dear to build
        return []
    newer = Draw.objects.filter(operation=OuterRef("operation"), number__gt=OuterRef("number"))
    draws = Draw.objects.visible_to(actor).filter(
        ~Exists(newer), pk__in=keys, operation__state__in=GOES_ON
    )
    rows = Operation.objects.visible_to(actor).filter(pk__in=draws.order_by().values("operation"))
    return list(rows.order_by("-planning_began_at", "pk"))
