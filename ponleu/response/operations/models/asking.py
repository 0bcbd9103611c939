"""What is asked of people who are told nothing else."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.response.operations.models.operation import Operation


class AskQuerySet(ScopedQuerySet["Ask"]):
    def visible_to(self, actor: User) -> Self:
        """What is asked of the actor, and all that is asked for orders that they may read."""
        seen = Operation.objects.visible_to(actor).order_by().values("pk")
        named = Operation.objects.named(actor).order_by().values("pk")
        return self.filter(
            Q(to=actor, withdrawn_at=None, operation__in=seen) | Q(operation__in=named)
        )


class Ask(Withdrawable):
    """One thing that somebody is asked to hold ready: people, vehicles, a room, an interpreter.

    It may go to another unit or province. Place and time are not in it unless a reader writes them.

    Attributes:
        role: code of the role of operations that it would fill.
        envelope: the words, sealed to who is asked and to the readers.
        answer: "yes", "no" or nothing yet; ``answer_words`` are sealed likewise.
    """

    YES, NO = "yes", "no"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="asks")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    envelope = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=3, blank=True, choices=[(YES, YES), (NO, NO)])
    answer_words = models.BinaryField(default=bytes)
    answered_at = models.DateTimeField(null=True)

    objects = AskQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"envelope": "empty", "answer_words": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="operations_ask_answered_whole",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"ask {self.pk}"
