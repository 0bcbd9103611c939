"""What is known of each file in the content store."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class Content(models.Model):
    """One file, known by its SHA-256. Never changed: other bytes are another content.

    It has no ``visible_to``: people reach it only through the record that it belongs to,
    such as a source, which says who may see it.
    """

    scoping_because = "reached only through the record that it belongs to"
    retention = "as long as a record refers to it"

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveBigIntegerField(help_text="bytes")
    media_type = models.CharField(max_length=100)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_content_size_not_negative", condition=Q(size__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.sha256

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new row is written."""
        if not self._state.adding:
            raise TypeError("content is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})
