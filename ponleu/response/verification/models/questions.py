"""Questions of a plan, how they were answered, and on what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models.graded import GradedSource
from ponleu.response.verification.models.interviews import Interview
from ponleu.response.verification.models.requests import Reply
from ponleu.response.verification.models.scope import Kept, PlanQuerySet
from ponleu.response.verification.rules import Conclusion


class Question(Kept):
    """What must be known to judge an allegation; ``number`` is its place in the plan."""

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    asks = models.CharField(max_length=500)

    objects = PlanQuerySet["Question"].as_manager()

    scrub: ClassVar[dict[str, str]] = {"asks": "empty"}

    class Meta(Kept.Meta):
        ordering = ["number", "at", "pk"]

    def __str__(self) -> str:
        return f"question {self.number}"


class AnswerQuerySet(PlanQuerySet["Answer"]):
    to_allegation = "question__allegation"


class Answer(Kept):
    """How a question was closed; one stands, those taken back stay readable."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    conclusion = models.CharField(max_length=16, choices=[(c, c) for c in Conclusion])
    words = models.CharField(max_length=1000)

    objects = AnswerQuerySet.as_manager()

    scrub: ClassVar[dict[str, str]] = {"words": "empty"}

    class Meta(Kept.Meta):
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                name="verification_answer_one_stands",
                fields=["question"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.question_id}"


class Ground(models.Model):
    """What an answer rests on: one source of the plan, one interview, or one reply."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="grounds")
    graded = models.ForeignKey(GradedSource, models.PROTECT, null=True, related_name="grounds")
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, related_name="grounds")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, related_name="grounds")

    scoping_because = "read only with its answer, which is scoped"
    holds_no_person = "keys of an answer and of what it rests on"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="verification_ground_just_one",
                condition=Q(graded__isnull=False, interview=None, reply=None)
                | Q(graded=None, interview__isnull=False, reply=None)
                | Q(graded=None, interview=None, reply__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"ground of {self.answer_id}"
