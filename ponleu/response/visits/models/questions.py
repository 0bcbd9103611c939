"""Questions of a visit and the answers given, which never change."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.figures.models import Figure
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.visits.models.visit import Part, PartQuerySet


class QuestionQuerySet(PartQuerySet["Question"]):
    def visible_to(self, actor: User) -> Self:
        """Those of visits that the actor may see, but none about an allegation in which a
        complaint was ever gathered that the actor, or their unit, is kept from.
        """
        kept = Gathering.objects.kept_from(actor).filter(allegation=OuterRef("allegation"))
        return super().visible_to(actor).filter(~Exists(kept))


class Question(Part):
    """What a visitor asked, of which body, and by when it is to be answered.

    Attributes:
        number: within its visit, as people say it: "question 3".
        allegation, claim, figure: what it is about, at most one.
    """

    number = models.PositiveIntegerField()
    text = models.TextField()
    raised_by = models.CharField(max_length=200)
    to_body = models.CharField(max_length=200)
    raised_on = models.DateField()
    due_by = models.DateField(null=True)
    allegation = models.ForeignKey(Allegation, models.PROTECT, null=True, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    figure = models.ForeignKey(Figure, models.PROTECT, null=True, related_name="+")

    objects = QuestionQuerySet.as_manager()

    retention = "kept with its visit"
    scrub: ClassVar[dict[str, str]] = {"text": "empty", "raised_by": "empty"}

    class Meta(Part.Meta):
        ordering = ["number", "pk"]
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(name="visits_question_number", fields=["visit", "number"]),
            models.CheckConstraint(
                name="visits_question_about_one",
                condition=Q(allegation=None, claim=None)
                | Q(allegation=None, figure=None)
                | Q(claim=None, figure=None),
            ),
            models.CheckConstraint(
                name="visits_question_due_after",
                condition=Q(due_by=None) | Q(due_by__gte=F("raised_on")),
            ),
            models.CheckConstraint(name="visits_question_asked", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"question {self.number} of {self.visit_id}"


class AnswerGivenQuerySet(ScopedQuerySet["AnswerGiven"]):
    def visible_to(self, actor: User) -> Self:
        """Those to questions that the actor may see."""
        questions = Question.objects.visible_to(actor).filter(pk=OuterRef("question"))
        return self.filter(Exists(questions))


class AnswerGiven(models.Model):
    """What a body answered. It never changes; a correction is another answer that names it."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField()
    body = models.CharField(max_length=200)
    given_on = models.DateField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = AnswerGivenQuerySet.as_manager()

    retention = "kept with its question"
    scrub: ClassVar[dict[str, str]] = {"text": "empty", "why": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visits_answergiven_correction_says_why",
                condition=Q(corrects=None) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="visits_answergiven_not_of_itself", condition=~Q(corrects=F("pk"))
            ),
            models.CheckConstraint(name="visits_answergiven_says", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
