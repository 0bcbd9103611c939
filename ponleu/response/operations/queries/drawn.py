"""Sites of started operations that were drawn, not chosen: a sample that nobody picked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.operations.rules.draw import LOT

MOST = 5000


@dataclass(frozen=True, slots=True)
class DrawnSite:
    """A site that was drawn and was to be visited.

    Attributes:
        score: what it was worth to the plan before the draw, see ``rules.worth``.
        probability: with which it was drawn, above 0 to 1.
    """

    operation: Operation
    site: OperationSite
    score: float
    probability: float


def drawn_sites(actor: User) -> Sequence[DrawnSite]:
    """Of operations that have started and are open to the actor, the latest first; at most
    5,000 of them."""
    rows = OperationSite.objects.visible_to(actor).filter(chosen=LOT, probability__gt=0)
    rows = rows.select_related("operation").order_by("-operation__started_at", "pk")[:MOST]
    return [
        DrawnSite(row.operation, row, row.score, row.probability)
        for row in rows
        if row.score is not None and row.probability is not None
    ]
