"""Ties between entries: who owns, lets, runs, recruits for, guards, carries for whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from ponleu.knowledge.register.models.dated import Dated
from ponleu.knowledge.register.models.entry import Entry
from ponleu.knowledge.register.rules import TieSort


class Tie(Dated):
    """``holder`` stands in a relation to ``held``: an owner to a site, a recruiter to a company."""

    holder = models.ForeignKey(Entry, models.CASCADE, related_name="ties_held")
    held = models.ForeignKey(Entry, models.CASCADE, related_name="ties_under")
    sort = models.CharField(max_length=16, choices=[(s, s) for s in TieSort])

    scoping_because = "reached through its entries: shown to whoever sees both, and its source"
    retention = "kept with its entries"
    scrub: ClassVar[dict[str, str]] = Dated.scrub

    class Meta:
        ordering = ["sort", "-since", "pk"]
        constraints = [
            models.CheckConstraint(name="register_tie_between_two", condition=~Q(holder=F("held"))),
        ]

    def __str__(self) -> str:
        return f"tie {self.pk}"
