"""Requests for a prosecutor's sign-off, and what became of them."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.response.operations.models.operation import Operation
from ponleu.response.operations.rules.kinds import Decision


class SignOffQuerySet(ScopedQuerySet["SignOff"]):
    def visible_to(self, actor: User) -> Self:
        """Those asked of the actor, and those of orders that the actor may read."""
        seen = Operation.objects.visible_to(actor).order_by().values("pk")
        named = Operation.objects.named(actor).order_by().values("pk")
        stands = ~Q(decision=Decision.TAKEN_BACK) | Q(expires_at__isnull=False)
        own = Q(prosecutor=actor, operation__in=seen) & stands
        return self.filter(own | Q(operation__in=named))


class SignOff(models.Model):
    """That a prosecutor was asked to allow a scope, and what they decided. Never asked of oneself.

    Attributes:
        envelope: scope, grounds and salt, sealed to the prosecutor and to the readers.
        answer: what was decided, in words, and the narrowed scope if it was narrowed; likewise.
        mark: of the scope that was signed, see ``rules.signing.mark_of``; empty until then.
        number: of the version of the order that was asked for.
        code: by which a printed sheet is checked; empty until it is signed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="sign_offs")
    number = models.PositiveIntegerField()
    prosecutor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    envelope = models.BinaryField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decision = models.CharField(
        max_length=12, choices=[(d, d) for d in Decision], default=Decision.ASKED
    )
    answer = models.BinaryField(default=bytes)
    mark = models.BinaryField(max_length=32, default=bytes)
    decided_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=24, blank=True)

    objects = SignOffQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"envelope": "empty", "answer": "empty"}

    class Meta:
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="operations_sign_off_not_of_oneself",
                condition=~Q(prosecutor=F("asked_by")),
            ),
            models.UniqueConstraint(
                name="operations_sign_off_one_waits",
                fields=["operation"],
                condition=Q(decision=Decision.ASKED),
            ),
            models.CheckConstraint(
                name="operations_sign_off_decided_whole",
                condition=Q(decision=Decision.ASKED, decided_at=None)
                | (~Q(decision=Decision.ASKED) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="operations_sign_off_signed_expires",
                condition=~Q(decision__in=[Decision.SIGNED, Decision.NARROWED])
                | Q(expires_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"
