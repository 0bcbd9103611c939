"""What may be taken back: it stays on record, with who took it back and when."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.core.scoping import M, ScopedQuerySet

WITHDRAWN_WHOLE = models.CheckConstraint(
    name="%(app_label)s_%(class)s_withdrawn_whole",
    condition=Q(withdrawn_at=None, withdrawn_by=None)
    | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
)
"""Every model below puts it among its constraints: who and when, or neither."""


class StandingQuerySet(ScopedQuerySet[M]):
    """Rows that may be taken back."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at=None)


class Withdrawable(models.Model):
    """Something that a person said or did, and that a person may take back."""

    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
