"""Visits, and what every part of one carries."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.visits.rules import Precision, VisitKind


class VisitQuerySet(ProtectedQuerySet["Visit"]):
    read_action = Action.VISIT_READ


class Visit(Withdrawable, Protected):
    """That a rapporteur, an office, a delegation or the committee itself came, or will come.

    Attributes:
        body: who comes, as a body; mandate: by what and to see what.
        begins_on, ends_on: first and last day; of a month its first and last.
    """

    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in VisitKind])
    body = models.CharField(max_length=200)
    mandate = models.CharField(max_length=1000, blank=True)
    begins_on = models.DateField()
    ends_on = models.DateField()
    precision = models.CharField(max_length=8, choices=[(p, p) for p in Precision])
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"mandate": "empty"}

    class Meta:
        ordering = ["-begins_on", "pk"]
        indexes = [models.Index(name="visits_visit_days", fields=["ends_on", "begins_on"])]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="visits_visit_days_in_order", condition=Q(ends_on__gte=F("begins_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class PartQuerySet(ScopedQuerySet[M]):
    """Parts of visits, seen by whoever sees the visit."""

    def visible_to(self, actor: User) -> Self:
        """Those of visits that the actor may see."""
        return self.filter(Exists(Visit.objects.visible_to(actor).filter(pk=OuterRef("visit"))))

    def standing(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Part(Withdrawable):
    """What every part of a visit carries: who entered it, and who took it back."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="%(class)ss")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            WITHDRAWN_WHOLE,
        ]
