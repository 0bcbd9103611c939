"""Sources of a plan and their grades, of which the newest stands."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.core.keys import new_key
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models.interviews import Witness
from ponleu.response.verification.models.scope import Kept, PlanQuerySet
from ponleu.response.verification.rules import Information, Reliability

SUBJECTS = ("source", "claim", "entry", "witness")


class GradedSource(Kept):
    """What a plan relies on: a document, a claim, a party of the register, or a witness.

    Attributes:
        withdrawn_why: why it is relied on no more; what rests on it is listed, not changed.
    """

    allegation = models.ForeignKey(Allegation, models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    witness = models.ForeignKey(Witness, models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = PlanQuerySet["GradedSource"].as_manager()

    scrub: ClassVar[dict[str, str]] = {"withdrawn_why": "empty"}

    class Meta(Kept.Meta):
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="verification_gradedsource_just_one",
                condition=(
                    Q(source__isnull=False, claim=None, entry=None, witness=None)
                    | Q(source=None, claim__isnull=False, entry=None, witness=None)
                    | Q(source=None, claim=None, entry__isnull=False, witness=None)
                    | Q(source=None, claim=None, entry=None, witness__isnull=False)
                ),
            ),
            *(
                models.UniqueConstraint(
                    name=f"verification_gradedsource_once_{subject}",
                    fields=["allegation", subject],
                )
                for subject in SUBJECTS
            ),
        ]

    def __str__(self) -> str:
        return f"source {self.pk} of a plan"


class Grading(models.Model):
    """How reliable a source is and how credible what it says, kept apart; never changed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    graded = models.ForeignKey(GradedSource, models.PROTECT, related_name="gradings")
    reliability = models.CharField(max_length=1, choices=[(r, r) for r in Reliability])
    information = models.CharField(max_length=1, choices=[(i, i) for i in Information])
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its source, which is scoped"
    retention = "kept as long as its source"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="verification_grading_known",
                condition=Q(reliability__in=[r.value for r in Reliability])
                & Q(information__in=[i.value for i in Information]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reliability}{self.information}"
