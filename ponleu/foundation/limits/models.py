"""Counts of what was done from a network in one hour."""

from __future__ import annotations

from django.db import models


class RateCount(models.Model):
    """How often one kind of thing was done from one network in one hour.

    The network is a keyed hash of a shortened address, another one in each hour and for each
    kind, so that rows cannot be joined to follow anyone. Rows are dropped after a day.
    """

    kind = models.CharField(max_length=24)
    network = models.CharField(max_length=32, help_text="keyed hash, never an address")
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    scoping_because = "counts for the program alone; no page shows them"
    holds_no_person = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="limits_ratecount_unique", fields=["kind", "network", "hour"]
            ),
        ]
        indexes = [models.Index(name="limits_ratecount_hour", fields=["hour"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.count}"
