"""Taking back what was entered by mistake, and bringing it back; who and when is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models import (
    Answer,
    GradedSource,
    Interview,
    Leave,
    Question,
    Reminder,
    Reply,
    Request,
    Task,
    Use,
    Witness,
)
from ponleu.response.verification.models.scope import PlanQuerySet
from ponleu.response.verification.services.opening import locked

Rows = Callable[[], PlanQuerySet[Any]]

TAKEN_BACK: Mapping[str, Rows] = {
    "question": Question.objects.all,
    "answer": Answer.objects.all,
    "task": Task.objects.all,
    "witness": Witness.objects.all,
    "leave": Leave.objects.all,
    "interview": Interview.objects.all,
    "use": Use.objects.all,
    "request": Request.objects.all,
    "reminder": Reminder.objects.all,
    "reply": Reply.objects.all,
}
"""What can be taken back without a reason; a source needs one, see ``withdraw_source``."""

BROUGHT_BACK: Mapping[str, Rows] = {**TAKEN_BACK, "source": GradedSource.objects.all}


@transaction.atomic
def take_back(actor: User, kind: str, key: UUID, *, at: datetime) -> Allegation:
    """Take back a row of a plan; twice is once. Gives the plan's allegation.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        ChangedMeanwhile: something that stands rests on it, or it has happened.
    """
    row, plan = _row(TAKEN_BACK, actor, kind, key)
    if row.withdrawn_at is None:
        _refuse_needed(kind, row)
        row.withdrawn_at, row.withdrawn_by = at, actor
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        action = f"verification.{kind}_taken_back"
        journal.record(at=at, actor=actor, action=action, target=row)
    return plan


@transaction.atomic
def bring_back(actor: User, kind: str, key: UUID, *, at: datetime) -> Allegation:
    """Bring back what was taken back; twice is once. Gives the plan's allegation.

    Raises:
        NotFound, NotPermitted: the actor may not change the plan.
        ChangedMeanwhile: another one stands in its place by now.
    """
    row, plan = _row(BROUGHT_BACK, actor, kind, key)
    if row.withdrawn_at is not None:
        row.withdrawn_at = row.withdrawn_by = None
        if kind == "source":
            row.withdrawn_why = ""
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise ChangedMeanwhile(_("Another one stands in its place by now.")) from None
        action = f"verification.{kind}_brought_back"
        journal.record(at=at, actor=actor, action=action, target=row)
    return plan


def _row(kinds: Mapping[str, Rows], actor: User, kind: str, key: UUID) -> tuple[Any, Allegation]:
    if kind not in kinds:
        raise NotFound(_("There is no such record."))
    rows = kinds[kind]()
    plan = rows.visible_to(actor).filter(pk=key).values_list(rows.to_allegation, flat=True).first()
    if plan is None:
        raise NotFound(_("There is no such record."))
    allegation = locked(actor, plan)
    return rows.get(pk=key), allegation


def _refuse_needed(kind: str, row: Any) -> None:
    """Refuse to take back what happened, or what something that stands rests on."""
    if kind == "interview" and row.held_date is not None:
        raise ChangedMeanwhile(
            _("This interview was held. Withdraw the consent if it may not be used.")
        )
    if kind == "request" and row.sent_date is not None:
        raise ChangedMeanwhile(_("It was sent. Keep what came of it instead."))
    if any(rests.exists() for rests in _resting(kind, row)):
        raise ChangedMeanwhile(_("Something that stands rests on it. Take that back first."))


def _resting(kind: str, row: Any) -> list[Any]:
    if kind == "question":
        return [row.answers.filter(withdrawn_at=None), row.tasks.filter(withdrawn_at=None)]
    if kind == "reply":
        return [row.grounds.filter(answer__withdrawn_at=None)]
    if kind == "leave":
        return [row.interviews.filter(withdrawn_at=None)]
    if kind == "witness":
        graded = GradedSource.objects.standing().filter(witness=row)
        return [row.interviews.filter(withdrawn_at=None), graded]
    return []
