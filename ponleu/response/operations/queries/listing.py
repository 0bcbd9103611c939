"""Operations that somebody knows of, and what they are in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotFound
from ponleu.response.operations.models import Ask, Operation, Reader, SignOff, TeamMember
from ponleu.response.operations.rules.kinds import Decision

PAGE = 25


@dataclass(frozen=True, slots=True)
class Known:
    """An operation as one person knows it.

    Attributes:
        is_reader: they may open the whole order.
        is_asked: something is asked of them, and not answered yet.
        has_to_sign: their sign-off is waited for.
        goes_along: they are of a team, and it has started.
        is_open: it has started, and sites, teams and people are open to them.
    """

    operation: Operation
    is_reader: bool
    is_asked: bool
    has_to_sign: bool
    goes_along: bool
    is_open: bool


def operations(actor: User, *, start: int = 0) -> tuple[Sequence[Known], bool]:
    """A page of what the actor knows of, newest first, and whether there is more."""
    rows = list(_with_parts(actor)[start : start + PAGE + 1])
    return [_known(row) for row in rows[:PAGE]], len(rows) > PAGE


def known(actor: User, key: UUID) -> Known:
    """One operation as the actor knows it.

    Raises:
        NotFound: there is none for them.
    """
    row = _with_parts(actor).filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    return _known(row)


def waiting(actor: User) -> Sequence[Operation]:
    """Operations that wait for the actor's answer or sign-off. For their first page."""
    asks = Ask.objects.filter(to=actor, withdrawn_at=None, answer="").values("operation")
    signs = SignOff.objects.filter(prosecutor=actor, decision=Decision.ASKED).values("operation")
    asked = Q(pk__in=asks.order_by()) | Q(pk__in=signs.order_by())
    rows = Operation.objects.visible_to(actor).filter(asked)
    return list(rows.order_by("-planning_began_at", "pk")[:PAGE])


def of_ask(actor: User, key: UUID) -> Operation:
    """The operation for which somebody is asked for something.

    Raises:
        NotFound: nothing of this is asked of the actor.
    """
    rows = Ask.objects.visible_to(actor).select_related("operation")
    row = rows.filter(pk=key, to=actor, withdrawn_at=None).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    return row.operation


def sign_offs(actor: User, operation: Operation) -> Sequence[SignOff]:
    """What a prosecutor was asked to sign of one operation, newest first."""
    rows = SignOff.objects.visible_to(actor).filter(operation=operation, prosecutor=actor)
    return list(rows.order_by("-asked_at", "pk"))


def _with_parts(actor: User):  # type: ignore[no-untyped-def]  # rows with four marks added
    of_it = {"operation": OuterRef("pk")}
    return (
        Operation.objects.visible_to(actor)
        .select_related("unit", "ordered_by")
        .annotate(
            is_reader=Exists(Reader.objects.filter(user=actor, ended_at=None, **of_it)),
            is_asked=Exists(Ask.objects.filter(to=actor, withdrawn_at=None, answer="", **of_it)),
            has_to_sign=Exists(
                SignOff.objects.filter(prosecutor=actor, decision=Decision.ASKED, **of_it)
            ),
            is_open=Exists(Operation.objects.open_to(actor).filter(pk=OuterRef("pk"))),
            goes_along=Exists(TeamMember.objects.filter(user=actor, **of_it)),
        )
        .order_by("-planning_began_at", "pk")
    )


def _known(row: Operation) -> Known:
    marks = {name: getattr(row, name) for name in Known.__slots__ if name != "operation"}
    return Known(row, **marks)
