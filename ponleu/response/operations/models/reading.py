"""Who may read an order, and who opened what of it, when."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.response.operations.models.operation import Operation
from ponleu.response.operations.rules.kinds import Opened


class OfNamedQuerySet(ScopedQuerySet[M]):
    """What belongs to an order: seen by those who may read the whole order."""

    def visible_to(self, actor: User) -> Self:
        """Only of operations in which the actor is a reader."""
        return self.filter(operation__in=Operation.objects.named(actor).order_by().values("pk"))


class Reader(models.Model):
    """That a person may open the whole order, by whose act, and until when.

    Attributes:
        key_id: first 16 bytes of SHA-256 of the public key to which it is sealed for them.
        ended_at: from then on nothing new is sealed to them; what they opened they know.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key_id = models.BinaryField(max_length=16)
    let_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    let_in_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    objects = OfNamedQuerySet["Reader"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["let_in_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="operations_reader_once",
                fields=["operation", "user"],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(
                name="operations_reader_ended_whole",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__gte=F("let_in_at"), ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"


class Opening(models.Model):
    """That somebody opened something of an operation; never changed.

    Attributes:
        number: of the version that they saw; 0 of what has none.
    """

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=[(w, w) for w in Opened])
    number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    objects = OfNamedQuerySet["Opening"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(name="operations_opening_of", fields=["operation", "user", "at"])]

    def __str__(self) -> str:
        return f"opening of {self.operation_id}"
