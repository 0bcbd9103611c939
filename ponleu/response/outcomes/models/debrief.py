"""What those who were in an operation say of it afterwards."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, StandingQuerySet, Withdrawable
from ponleu.response.operations.models import Operation


class DebriefQuerySet(StandingQuerySet["Debrief"]):
    def visible_to(self, actor: User) -> Self:
        """Only of operations that are open to the actor."""
        return self.filter(operation__in=Operation.objects.open_to(actor).order_by().values("pk"))

    def holding(self) -> Self:
        """Of each author of an operation the newest that was not taken back."""
        later = Debrief.objects.filter(
            operation=OuterRef("operation"),
            by=OuterRef("by"),
            withdrawn_at=None,
            number__gt=OuterRef("number"),
        )
        return self.standing().filter(~Exists(later))


class Debrief(Withdrawable):
    """What one author says: what went as planned, what did not, what to change.

    Attributes:
        number: of this author in this operation, from 1; the highest that stands holds.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="debriefs")
    number = models.PositiveSmallIntegerField()
    as_planned = models.CharField(max_length=2000, blank=True)
    otherwise = models.CharField(max_length=2000, blank=True)
    to_change = models.CharField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = DebriefQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {
        "as_planned": "empty",
        "otherwise": "empty",
        "to_change": "empty",
    }

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="outcomes_debrief_once", fields=["operation", "by", "number"]
            ),
            models.CheckConstraint(
                name="outcomes_debrief_says_something",
                condition=~Q(as_planned="", otherwise="", to_change=""),
            ),
        ]

    def __str__(self) -> str:
        return f"debrief {self.pk}"
