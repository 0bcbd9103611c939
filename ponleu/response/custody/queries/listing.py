"""What is in custody, of which operation, who holds it, and what waits for one person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.response.custody.models import Exhibit, HandOver
from ponleu.response.custody.rules.kinds import Answer
from ponleu.response.operations.models import Operation, TeamMember

PAGE = 25
MOST = 200


def exhibits(actor: User, *, start: int = 0, mine: bool = False) -> tuple[Sequence[Exhibit], bool]:
    """A page of what is in custody, the newest first, and whether there is more.

    Args:
        mine: only what the actor holds.
    """
    rows = Exhibit.objects.visible_to(actor).standing()
    if mine:
        rows = rows.filter(holder=actor)
    rows = rows.select_related("holder", "operation", "site__entry")
    found = list(rows.order_by("-seized_at", "pk")[start : start + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def operation_of(actor: User, key: UUID) -> Operation:
    """An operation of which the actor may see what was seized.

    Raises:
        NotFound: there is none for them.
    """
    found = None
    if actor.may(Action.CUSTODY_READ):
        rows = Operation.objects.open_to(actor).select_related("unit")
        found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def of_operation(actor: User, operation: Operation) -> Sequence[Exhibit]:
    """What was seized in an operation, in the order in which it was; the first few hundred."""
    rows = Exhibit.objects.visible_to(actor).standing().filter(operation=operation)
    rows = rows.select_related("holder", "site__entry")
    return list(rows.order_by("seized_at", "pk")[:MOST])


def colleagues(actor: User, operation: Operation) -> Sequence[User]:
    """People of the teams of an operation who have an account, for suggesting names."""
    members = TeamMember.objects.visible_to(actor).filter(operation=operation)
    rows = User.objects.filter(pk__in=members.order_by().values("user"), is_active=True)
    return list(rows.exclude(pk=actor.pk).select_related("unit").order_by("name", "pk")[:MOST])


def offered_to(actor: User) -> Sequence[HandOver]:
    """Hand-overs that wait for the actor's answer, the oldest first."""
    rows = HandOver.objects.visible_to(actor).filter(receiver=actor, answer=Answer.OFFERED)
    rows = rows.select_related("exhibit__operation", "giver__unit", "offered_by")
    return list(rows.order_by("offered_at", "pk")[:MOST])


def waiting_count(actor: User) -> int:
    """How many hand-overs wait for the actor's answer. For their first page."""
    rows = HandOver.objects.visible_to(actor).filter(receiver=actor, answer=Answer.OFFERED)
    return rows.count()


def offer(actor: User, key: UUID) -> HandOver:
    """A hand-over of an exhibit that the actor may see.

    Raises:
        NotFound: there is none for them.
    """
    rows = HandOver.objects.select_related("exhibit__operation", "giver__unit", "receiver")
    return rows.get_for(actor, key)
