"""Requests to use a covert technique. All that is kept of one is sealed to two people."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.response.operations.rules.kinds import Decision


class CovertRequestQuerySet(ScopedQuerySet["CovertRequest"]):
    def visible_to(self, actor: User) -> Self:
        """Those that the actor asked for or has to decide."""
        return self.filter(Q(asked_by=actor) | Q(authority=actor))


class CovertRequest(models.Model):
    """That somebody asked to be allowed a covert technique, and what was decided.

    Nothing operational is kept: technique, scope, budget, days and the day of review lie in the
    envelope, and what is done under the authority is not entered anywhere.

    Attributes:
        authority: the prosecutor who decides, or who vouches for the decision of a court.
        envelope: what is asked, sealed to both.
        answer: what was decided, in words, and the number of the court's decision; likewise.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    authority = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    envelope = models.BinaryField()
    decision = models.CharField(
        max_length=12, choices=[(d, d) for d in Decision], default=Decision.ASKED
    )
    answer = models.BinaryField(default=bytes)
    decided_at = models.DateTimeField(null=True)

    objects = CovertRequestQuerySet.as_manager()

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"envelope": "empty", "answer": "empty"}

    class Meta:
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="operations_covert_request_not_of_oneself",
                condition=~Q(authority=F("asked_by")),
            ),
            models.CheckConstraint(
                name="operations_covert_request_decided_whole",
                condition=Q(decision=Decision.ASKED, decided_at=None)
                | (~Q(decision=Decision.ASKED) & Q(decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"covert request {self.pk}"
