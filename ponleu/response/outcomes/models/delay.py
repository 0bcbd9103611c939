"""How long after its end an operation is not told of in public, as it was decided over time."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.response.outcomes.rules.delay import MOST_DAYS

YES, NO, TAKEN_BACK = "yes", "no", "taken_back"


class DelayChangeQuerySet(ScopedQuerySet["DelayChange"]):
    def visible_to(self, actor: User) -> Self:
        """All of it, for whoever reads operations or approves what is said in public."""
        reads = actor.may(Action.OPERATION_READ) or actor.may(Action.ANSWER_APPROVE)
        return self.all() if reads else self.none()


class DelayChange(models.Model):
    """That another delay is proposed, and what a second person decided; rows are never removed.

    Attributes:
        days: between the end of an operation and the first day on which it may be told of.
        decision: "yes", "no", "taken_back", or nothing yet. It holds from ``decided_at`` on.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    days = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=500)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decision = models.CharField(
        max_length=12, blank=True, choices=[(YES, YES), (NO, NO), (TAKEN_BACK, TAKEN_BACK)]
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=500, blank=True)

    objects = DelayChangeQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"why": "empty", "decided_why": "empty"}

    class Meta:
        ordering = ["-proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="outcomes_delay_in_range", condition=Q(days__lte=MOST_DAYS)
            ),
            models.CheckConstraint(name="outcomes_delay_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="outcomes_delay_decided_by_another",
                condition=Q(decision=TAKEN_BACK) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="outcomes_delay_decided_whole",
                condition=Q(decision="", decided_by=None, decided_at=None)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="outcomes_delay_one_waits", fields=["decision"], condition=Q(decision="")
            ),
        ]

    def __str__(self) -> str:
        return f"delay of {self.days} days"
