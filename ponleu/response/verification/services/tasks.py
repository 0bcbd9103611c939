"""Giving tasks, handing them over, doing them and undoing that; each turn is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models import Interview, Question, Task, Turn
from ponleu.response.verification.people import colleagues
from ponleu.response.verification.rules import TurnKind
from ponleu.response.verification.services.opening import checked, locked, row_of


@dataclass(frozen=True, slots=True)
class Given:
    """What a task is: what, who, by when, and for which question if for one."""

    what: str
    holder: UUID
    due: date
    question: UUID | None = None


@transaction.atomic
def give(actor: User, allegation: UUID, given: Given, *, at: datetime) -> Task:
    """Give a task of a plan to a colleague, or to oneself.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: no words, or somebody who may not see the plan.
    """
    plan = locked(actor, allegation)
    question = None
    if given.question is not None:
        standing = Question.objects.standing().filter(allegation=plan)
        question = standing.filter(pk=given.question).first()
        if question is None:
            raise NotFound(_("There is no such record."))
    holder = colleague(plan, given.holder)
    return new_task(actor, plan, holder, given, question=question, at=at)


def new_task(
    actor: User,
    plan: Allegation,
    holder: User,
    given: Given,
    *,
    question: Question | None = None,
    interview: Interview | None = None,
    at: datetime,
) -> Task:
    """Enter a task that was checked; the caller holds the lock of the plan."""
    task = Task.objects.create(
        allegation=plan,
        question=question,
        interview=interview,
        what=checked(given.what),
        holder=holder,
        due_date=given.due,
        by=actor,
        at=at,
    )
    return _turned(task, TurnKind.GIVEN, actor, at)


@transaction.atomic
def hand_over(
    actor: User, task: UUID, holder: UUID, due: date, *, why: str = "", at: datetime
) -> Task:
    """Hand a task to somebody else, or set another day.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``give``.
        ChangedMeanwhile: it is done.
    """
    found, plan = row_of(Task.objects.all(), actor, task)
    _refuse_done(found)
    found.holder, found.due_date = colleague(plan, holder), due
    found.save(update_fields=["holder", "due_date"])
    return _turned(found, TurnKind.HANDED_OVER, actor, at, checked(why, is_needed=False))


@transaction.atomic
def finish(actor: User, task: UUID, *, words: str = "", at: datetime) -> Task:
    """Say that a task is done; twice is once.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``give``.
    """
    found, _plan = row_of(Task.objects.all(), actor, task)
    text = checked(words, is_needed=False)
    if found.done_at is not None:
        return found
    found.done_at, found.done_by = at, actor
    found.save(update_fields=["done_at", "done_by"])
    return _turned(found, TurnKind.DONE, actor, at, text)


@transaction.atomic
def reopen(actor: User, task: UUID, *, at: datetime) -> Task:
    """Undo that a task is done; that it was said to be stays. Twice is once.

    Raises:
        NotFound, NotPermitted: as for ``give``.
    """
    found, _plan = row_of(Task.objects.all(), actor, task)
    if found.done_at is None:
        return found
    found.done_at = found.done_by = None
    found.save(update_fields=["done_at", "done_by"])
    return _turned(found, TurnKind.REOPENED, actor, at)


def colleague(plan: Allegation, key: UUID) -> User:
    """Somebody who may be given something of a plan.

    Raises:
        InvalidInput: they may not see or change it.
    """
    found = next((user for user in colleagues(plan) if user.pk == key), None)
    if found is None:
        raise InvalidInput(_("Choose a colleague who may see this plan."))
    return found


def _refuse_done(task: Task) -> None:
    if task.done_at is not None:
        raise ChangedMeanwhile(_("This task is done. Reopen it first."))


def _turned(task: Task, kind: TurnKind, actor: User, at: datetime, words: str = "") -> Task:
    Turn.objects.create(
        task=task,
        kind=kind,
        holder=task.holder,
        due_date=task.due_date,
        words=words,
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action=f"verification.task_{kind}", target=task)
    return task
