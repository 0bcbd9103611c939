"""Judgements given in one go, and second readings of a document by another person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.knowledge.review.rules import Sort
from ponleu.knowledge.sources.models import Proposal, Source
from ponleu.knowledge.sources.rules import Verdict

VERDICTS = [(verdict, verdict) for verdict in Verdict]


class BatchQuerySet(ScopedQuerySet["Batch"]):
    def visible_to(self, actor: User) -> BatchQuerySet:
        """One's own: who judged in one go takes it back in one go."""
        return self.filter(by=actor)


class Batch(models.Model):
    """Several proposals that one person judged with one press, to be taken back with one."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    sort = models.CharField(max_length=16, choices=[(sort, sort) for sort in Sort])
    verdict = models.CharField(max_length=16, choices=VERDICTS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.sort} {self.pk}"


class Member(models.Model):
    """A proposal judged in a batch, and its state after that."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="members")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()

    scoping_because = "reached through its batch"

    class Meta:
        constraints = [
            models.UniqueConstraint(name="review_member_once", fields=["batch", "proposal"])
        ]

    def __str__(self) -> str:
        return f"member {self.pk}"


class SecondReadingQuerySet(ScopedQuerySet["SecondReading"]):
    def visible_to(self, actor: User) -> SecondReadingQuerySet:
        """Those of the sources that the actor may see."""
        return self.filter(source__in=Source.objects.visible_to(actor))


class SecondReading(models.Model):
    """A document given to another person, who answers without seeing the first answers.

    Attributes:
        reader: who took it; None while it waits for someone.
        closed_at: when the reader was done; from then on both are shown beside each other.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    source = models.OneToOneField(Source, models.CASCADE, related_name="+")
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = SecondReadingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="review_reading_taken_whole",
                condition=Q(reader=None, taken_at=None)
                | Q(reader__isnull=False, taken_at__isnull=False),
            ),
            models.CheckConstraint(
                name="review_reading_closed_after_taken",
                condition=Q(closed_at=None) | Q(reader__isnull=False),
            ),
            models.CheckConstraint(
                name="review_reading_by_another",
                condition=Q(reader=None) | ~Q(reader=F("offered_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"second reading {self.pk}"


class SecondJudgement(models.Model):
    """What the second reader says of a proposal. It enters nothing into the record.

    Attributes:
        first_verdict, first_edited: the first answer as it stood when the second reader was
            done; "" if there was none. With them agreement is counted and settling undone.
        resolution: "first" or "second" once a person settled a disagreement; "" before.
        settled_revision: state of the proposal after it was settled; None before.
    """

    reading = models.ForeignKey(SecondReading, models.CASCADE, related_name="judgements")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=16, choices=VERDICTS)
    at = models.DateTimeField()
    resolution = models.CharField(max_length=8, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True)
    first_verdict = models.CharField(max_length=16, blank=True)
    first_edited = models.JSONField(null=True)
    settled_revision = models.PositiveIntegerField(null=True)

    scoping_because = "reached through its reading"
    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {"first_edited": "empty"}

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="review_second_once", fields=["reading", "proposal"]),
            models.CheckConstraint(
                name="review_second_resolved_whole",
                condition=Q(resolution="", resolved_by=None, resolved_at=None)
                | Q(
                    resolution__in=["first", "second"],
                    resolved_by__isnull=False,
                    resolved_at__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"second {self.verdict} {self.pk}"
