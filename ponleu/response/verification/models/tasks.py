"""Tasks of a plan: who, by when, and each turn that they took."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models.interviews import Interview
from ponleu.response.verification.models.questions import Question
from ponleu.response.verification.models.scope import Kept, PlanQuerySet
from ponleu.response.verification.rules import TurnKind


class Task(Kept):
    """Something to be done; who has it and until when is that of its newest turn.

    Attributes:
        question: for which it is done; none if it serves several.
        interview: after which someone was promised to hear back; then this is the promise.
    """

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="tasks")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, related_name="promises")
    what = models.CharField(max_length=500)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_date = models.DateField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True)

    objects = PlanQuerySet["Task"].as_manager()

    scrub: ClassVar[dict[str, str]] = {"what": "empty"}

    class Meta(Kept.Meta):
        ordering = ["due_date", "at", "pk"]
        indexes = [
            models.Index(
                name="verification_task_open",
                fields=["holder", "due_date"],
                condition=Q(withdrawn_at=None, done_at=None),
            ),
        ]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="verification_task_done_whole",
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"


class Turn(models.Model):
    """One thing that happened to a task; never changed."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in TurnKind])
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_date = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its task, which is scoped"
    retention = "kept as long as its task"
    scrub: ClassVar[dict[str, str]] = {"words": "empty"}

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.task_id}"
