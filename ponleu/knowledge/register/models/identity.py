"""Which entries are one: what the engine proposes, and what a person decided."""

from __future__ import annotations

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.knowledge.register.models.entry import Entry, EntryQuerySet
from ponleu.knowledge.register.rules import Verdict

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class PairQuerySet(QuerySet[M_co]):
    """Rows about two entries: seen by whoever sees both."""

    def visible_to(self, actor: User) -> Self:
        return self._between(Entry.objects.visible_to(actor))

    def editable_by(self, actor: User) -> Self:
        """Rows about two entries that the actor sees and may edit."""
        return self._between(Entry.objects.editable_by(actor))

    def _between(self, entries: EntryQuerySet) -> Self:
        return self.filter(
            Exists(entries.filter(pk=OuterRef("left"))),
            Exists(entries.filter(pk=OuterRef("right"))),
        )


class PairJudgementQuerySet(PairQuerySet["PairJudgement"]):
    def standing(self) -> Self:
        """Judgements not taken back."""
        return self.filter(withdrawn_at=None)


class MatchProposalQuerySet(PairQuerySet["MatchProposal"]):
    def waiting(self) -> Self:
        """Proposals about standing entries that nobody has judged, most valuable first."""
        return self.filter(
            is_open=True, left__withdrawn_at=None, right__withdrawn_at=None
        ).order_by("-worth", "pk")


class PairJudgement(models.Model):
    """A person's decision on two entries. Taken back, it stays, with who and why.

    Entries are one if standing judgements "same" connect them; nothing is moved between them,
    so that taking a judgement back restores both exactly.

    Attributes:
        reasons: what the engine had said when it was judged, as ``MatchProposal.reasons``.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    left = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    right = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=16, choices=[(v, v) for v in Verdict])
    why = models.CharField(max_length=500, blank=True)
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    engine_version = models.CharField(max_length=16, blank=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects = PairJudgementQuerySet.as_manager()

    retention = "kept with its entries"
    scrub: ClassVar[dict[str, str]] = {"why": "empty", "reasons": "empty", "withdrawn_why": "empty"}

    class Meta:
        ordering = ["-judged_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="register_judgement_left_before_right", condition=Q(left__lt=F("right"))
            ),
            models.UniqueConstraint(
                name="register_judgement_one_stands",
                fields=["left", "right"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="register_judgement_withdrawn_whole",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"judgement {self.pk}"


THIN = "thin"
"""Feature of the reason that says how little is known."""


class MatchProposal(models.Model):
    """Two entries that the engine says may be one.

    Attributes:
        score: probability that they are one, 0..1.
        worth: how much an answer is worth, for the order of the queue; see ``rules.worth``.
        reasons: strongest first, each as ``reasons.kept`` made it; see ``reasons.told``.
        is_open: no judgement on the pair stands.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    left = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    right = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    score = models.FloatField()
    worth = models.FloatField()
    reasons = models.JSONField(default=list)
    engine_version = models.CharField(max_length=16)
    proposed_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    objects = MatchProposalQuerySet.as_manager()

    retention = "kept with its entries"
    scrub: ClassVar[dict[str, str]] = {"reasons": "empty"}

    class Meta:
        ordering = ["-worth", "pk"]
        constraints = [
            models.CheckConstraint(
                name="register_match_left_before_right", condition=Q(left__lt=F("right"))
            ),
            models.UniqueConstraint(name="register_match_once", fields=["left", "right"]),
            models.CheckConstraint(
                name="register_match_score_is_probability",
                condition=Q(score__gte=0) & Q(score__lte=1),
            ),
        ]
        indexes = [
            models.Index(
                name="register_match_queue",
                fields=["-worth", "id"],
                condition=Q(is_open=True),
            ),
        ]

    def __str__(self) -> str:
        return f"match {self.pk}"

    @property
    def tells_little(self) -> bool:
        """Whether too little is known for the score to mean how likely it is."""
        return any(reason["feature"] == THIN for reason in self.reasons)


class Matched(models.Model):
    """Up to which row of the journal entries were matched with the others. One row."""

    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    only = models.BooleanField(default=True, unique=True, editable=False)

    scoping_because = "how far the matching has come; no page shows it"

    class Meta:
        constraints = [
            models.CheckConstraint(name="register_matched_one_row", condition=Q(only=True)),
        ]

    def __str__(self) -> str:
        return f"matched up to {self.sequence}"
