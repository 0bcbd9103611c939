"""Versions of an order, sealed to its readers."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ponleu.foundation.core.keys import new_key
from ponleu.response.operations.models.operation import Operation
from ponleu.response.operations.models.reading import OfNamedQuerySet


class SealedOrder(models.Model):
    """One version of an order. The newest holds; earlier ones stay, for those who could read them.

    Attributes:
        number: from 1, rising by one with each change.
        envelope: see ``sealed``; to whoever was a reader when it was written.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    envelope = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfNamedQuerySet["SealedOrder"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"envelope": "empty"}

    class Meta:
        ordering = ["operation", "-number"]
        constraints = [
            models.UniqueConstraint(name="operations_version_once", fields=["operation", "number"]),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.operation_id}"
