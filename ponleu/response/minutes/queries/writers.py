"""Who takes the minutes of an operation."""

from __future__ import annotations

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.minutes.rules.kinds import MINUTE_TAKER
from ponleu.response.operations.models import Operation, TeamMember


def may_write(actor: User, operation: Operation) -> bool:
    """Whether somebody takes minutes of an operation, or enters what became of it."""
    takes = TeamMember.objects.filter(operation=operation, user=actor, role=MINUTE_TAKER)
    return takes.exists() or actor.may(Action.OUTCOME_EDIT, operation)
