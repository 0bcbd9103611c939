"""Sites that are to be looked at again, of operations that are past and open to the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from ponleu.foundation.accounts.models import User, inside
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Entry
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.outcomes.models import LookDue, LookedAgain
from ponleu.response.outcomes.rules.again import SOON_DAYS

PAGE = 25
MOST_LATER = 50


@dataclass(frozen=True, slots=True)
class DueLine:
    """A site that is to be looked at again.

    Attributes:
        days: until the day; negative once it is over.
    """

    due: LookDue
    days: int

    @property
    def is_over(self) -> bool:
        """Whether the day is over."""
        return self.days < 0


def due_lines(
    actor: User, *, today: date, is_all: bool = False, start: int = 0
) -> tuple[Sequence[DueLine], bool]:
    """A page of sites that are due, the longest overdue first, and whether there is more.

    Args:
        is_all: those due later than in two weeks, too.
    """
    rows = _waiting(actor)
    if not is_all:
        rows = rows.filter(due_on__lte=today + timedelta(days=SOON_DAYS))
    rows = rows.select_related("site__entry", "site__operation__unit").order_by("due_on", "pk")
    found = list(rows[start : start + PAGE + 1])
    return [DueLine(row, (row.due_on - today).days) for row in found[:PAGE]], len(found) > PAGE


def due_count(actor: User, *, today: date) -> tuple[int, int]:
    """How many sites are due now where the actor enters outcomes, and how many of them overdue."""
    edits = inside(actor, Action.OUTCOME_EDIT)
    theirs = Operation.objects.open_to(actor).filter(edits).order_by()
    rows = _waiting(actor).filter(site__operation__in=theirs.values("pk"), due_on__lte=today)
    days = list(rows.order_by().values_list("due_on", flat=True))
    return len(days), sum(day < today for day in days)


def due_for(actor: User, key: UUID) -> LookDue:
    """One day that is set.

    Raises:
        NotFound: there is none for the actor.
    """
    rows = LookDue.objects.select_related("site__entry", "site__operation__unit")
    return rows.get_for(actor, key)


def looked_at(actor: User, dues: Sequence[LookDue]) -> dict[UUID, LookedAgain]:
    """By the key of a day, how somebody looked again.

    A later operation that is not open to the actor is left out of it.
    """
    rows = LookedAgain.objects.visible_to(actor).standing().filter(due__in=dues)
    found = {row.due_id: row for row in rows.select_related("operation", "by")}
    named = {row.operation_id for row in found.values() if row.operation_id}
    opened = set(Operation.objects.open_to(actor).filter(pk__in=named).values_list("pk", flat=True))
    for row in found.values():
        if row.operation_id not in opened:
            row.operation = None
    return found


def later_operations(actor: User, site: OperationSite) -> Sequence[Operation]:
    """Operations open to the actor that began later and went to the same site.

    None that is planned is among them, whoever asks.
    """
    entry = site.entry
    head = entry.head_id or entry.pk
    group = Entry.objects.order_by().filter(Q(pk=head) | Q(head=head)).values("pk")
    rows = Operation.objects.open_to(actor).filter(
        started_at__gt=site.operation.started_at, sites__entry__in=group
    )
    found = Operation.objects.filter(pk__in=rows.order_by().values("pk"))
    return list(found.order_by("-started_at", "pk")[:MOST_LATER])


def _waiting(actor: User):  # type: ignore[no-untyped-def]  # a queryset of days that wait
    return LookDue.objects.visible_to(actor).waiting()
