"""What is known of an entry: its dated details, its exact position, its numbers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ponleu.knowledge.register.models.dated import Dated
from ponleu.knowledge.register.models.entry import Entry
from ponleu.knowledge.register.rules import DetailSort, IdentifierSort


class Detail(Dated):
    """One property of an entry for a time: legal status, sector, licence, address, sex..."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="details")
    sort = models.CharField(max_length=16, choices=[(s, s) for s in DetailSort])
    text = models.CharField(max_length=300)

    scoping_because = "reached through its entry; shown only if its source may be seen too"
    retention = "kept with its entry"
    scrub: ClassVar[dict[str, str]] = {**Dated.scrub, "text": "empty"}

    class Meta:
        ordering = ["sort", "-since", "pk"]
        constraints = [
            models.CheckConstraint(name="register_detail_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"detail {self.pk}"


class Position(Dated):
    """Exactly where a site is. Shown only to those who act; all others see ``Entry.place``.

    Attributes:
        latitude, longitude: degrees, WGS 84.
        accuracy_metres: radius in which the site surely lies.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="positions")
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    accuracy_metres = models.PositiveIntegerField()

    scoping_because = "reached through its entry, by those who may see exact positions"
    retention = "kept with its entry"
    scrub: ClassVar[dict[str, str]] = Dated.scrub

    class Meta:
        ordering = ["-entered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="register_position_on_earth",
                condition=Q(latitude__gte=-90, latitude__lte=90)
                & Q(longitude__gte=-180, longitude__lte=180),
            ),
        ]

    def __str__(self) -> str:
        return f"position {self.pk}"


class Identifier(Dated):
    """A number that names one person or body, kept only as its keyed digest.

    The number itself is not stored: two records of one passport are found to share it, and
    nobody can read it here.

    Attributes:
        digest: HMAC-SHA-256 of sort and number, hexadecimal; see ``blind_index``.
    """

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="identifiers")
    sort = models.CharField(max_length=16, choices=[(s, s) for s in IdentifierSort])
    digest = models.CharField(max_length=64, db_index=True)

    scoping_because = "reached through its entry; shown only if its source may be seen too"
    retention = "kept with its entry"
    scrub: ClassVar[dict[str, str]] = {**Dated.scrub, "digest": "empty"}

    class Meta:
        ordering = ["sort", "pk"]

    def __str__(self) -> str:
        return f"identifier {self.pk}"
