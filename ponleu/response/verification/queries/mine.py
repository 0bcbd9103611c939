"""What waits for one person: their tasks, and who is trained to interview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation
from ponleu.response.verification import people
from ponleu.response.verification.models import Task, Training
from ponleu.response.verification.queries.plans import TaskRow, task_row

PAGE = 25
MOST_TRAININGS = 200


@dataclass(frozen=True, slots=True)
class Mine:
    """Somebody's open tasks, the longest overdue first; ``late`` counts all that are late."""

    rows: tuple[TaskRow, ...]
    late: int
    page: int
    has_more: bool


def tasks_of(actor: User, *, page: int, today: date) -> Mine:
    """Open tasks of the actor in plans that they may see."""
    rows = Task.objects.visible_to(actor).standing().filter(holder=actor, done_at=None)
    rows = rows.filter(allegation__withdrawn_at=None)
    page = max(page, 1)
    start = (page - 1) * PAGE
    related = rows.select_related("allegation__entry", "question", "holder", "by")
    found = list(related[start : start + PAGE + 1])
    shown = tuple(task_row(task, (), today=today) for task in found[:PAGE])
    return Mine(shown, rows.filter(due_date__lt=today).count(), page, len(found) > PAGE)


def counts(actor: User, *, today: date) -> dict[str, int]:
    """How many tasks somebody has, and how many of them are late; for first pages."""
    rows = Task.objects.visible_to(actor).standing().filter(holder=actor, done_at=None)
    rows = rows.filter(allegation__withdrawn_at=None)
    late = Count("pk", filter=Q(due_date__lt=today))
    return rows.aggregate(tasks=Count("pk"), late=late)


def trainings(actor: User) -> list[Training]:
    """Who was trained to interview, as far as the actor may see, the latest first."""
    rows = Training.objects.visible_to(actor).select_related("person", "by", "withdrawn_by")
    return list(rows.order_by("withdrawn_at", "-held_date", "pk")[:MOST_TRAININGS])


def colleagues(allegation: Allegation) -> list[tuple[UUID, str]]:
    """Who may be given a task or an interview of a plan: keys and names."""
    return [(user.pk, f"{user}, {user.unit}") for user in people.colleagues(allegation)]


def may_let(actor: User, allegation: Allegation) -> bool:
    """Whether the actor may let somebody without training hold an interview."""
    return actor.may(Action.FINDING_REVIEW, allegation)
