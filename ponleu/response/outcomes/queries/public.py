"""What of operations public figures may tell, and the delay that says so.

Not cut to a reader: rooms that publish ask this, and it gives ended operations alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ponleu.foundation.accounts.models import Unit, User
from ponleu.response.operations.models import Operation, OperationQuerySet
from ponleu.response.operations.rules.kinds import State
from ponleu.response.outcomes.models import DelayChange
from ponleu.response.outcomes.models.delay import YES
from ponleu.response.outcomes.rules.delay import days_on, latest_end


def delay_days(at: datetime) -> int:
    """How many days after its end an operation may be told of, as it is decided at an instant."""
    decided = DelayChange.objects.filter(decision=YES).order_by()
    held = decided.values_list("decided_at", "days")
    return days_on(((since, days) for since, days in held if since is not None), at)


def published(at: datetime) -> OperationQuerySet:
    """Operations of which public figures may tell at an instant: ended so long ago or longer.

    Sealed ones, those given up and those still going on are never among them.
    """
    ends = latest_end(delay_days(at), at)
    return Operation.objects.filter(state=State.ENDED, ended_at__lte=ends)


def changes(actor: User) -> Sequence[DelayChange]:
    """All that was proposed and decided about the delay, newest first."""
    rows = DelayChange.objects.visible_to(actor).select_related("proposed_by", "decided_by")
    return list(rows.order_by("-proposed_at", "pk")[:200])


def country_path() -> str:
    """The path of the unit above all others; "" before there is one, which nobody's grant covers
    and nothing lies in.
    """
    root = Unit.objects.filter(parent=None).order_by("path").first()
    return root.path if root else ""
