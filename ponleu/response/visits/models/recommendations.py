"""Recommendations of a visit and what bodies said to them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.claims.models import Commitment
from ponleu.response.visits.models.visit import Part, PartQuerySet
from ponleu.response.visits.rules import PROMISES, PositionKind


class RecommendationQuerySet(PartQuerySet["Recommendation"]):
    """Recommendations, seen with their visit."""


class Recommendation(Part):
    """What a visitor recommended to a body.

    Attributes:
        commitment: what it became among the commitments, where a document holds the promise.
    """

    number = models.PositiveIntegerField()
    text = models.TextField()
    to_body = models.CharField(max_length=200)
    made_on = models.DateField()
    commitment = models.OneToOneField(Commitment, models.PROTECT, null=True, related_name="+")

    objects = RecommendationQuerySet.as_manager()

    retention = "kept with its visit"
    scrub: ClassVar[dict[str, str]] = {"text": "empty"}

    class Meta(Part.Meta):
        ordering = ["number", "pk"]
        constraints = [
            *Part.Meta.constraints,
            models.UniqueConstraint(
                name="visits_recommendation_number", fields=["visit", "number"]
            ),
            models.CheckConstraint(name="visits_recommendation_says", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.number} of {self.visit_id}"


class PositionQuerySet(ScopedQuerySet["Position"]):
    def visible_to(self, actor: User) -> Self:
        """Those on recommendations that the actor may see."""
        rows = Recommendation.objects.visible_to(actor).filter(pk=OuterRef("recommendation"))
        return self.filter(Exists(rows))


class Position(models.Model):
    """What a body said to a recommendation, or did about it; the newest stands, none changes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="positions")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in PositionKind])
    body = models.CharField(max_length=200)
    taken_on = models.DateField()
    due_by = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = PositionQuerySet.as_manager()

    retention = "kept with its recommendation"
    scrub: ClassVar[dict[str, str]] = {"note": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visits_position_due_if_taken_on",
                condition=Q(due_by=None) | Q(kind__in=sorted(kind.value for kind in PROMISES)),
            ),
            models.CheckConstraint(
                name="visits_position_due_after",
                condition=Q(due_by=None) | Q(due_by__gte=F("taken_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"position {self.pk}"
