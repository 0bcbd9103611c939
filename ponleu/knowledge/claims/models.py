"""Who said what, against what, and what was promised by when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import Protected, ProtectedQuerySet
from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source


class Statement(Protected):
    """What claims and commitments share: the words, the span, who said it, who recorded it.

    Attributes:
        content: what is said, in the source's words or the reviewer's.
        speaker: who says it, as named in the source; the entry when it is known.
        proposal: the accepted proposal.
    """

    reference = models.CharField(max_length=20, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    content = models.TextField()
    speaker = models.CharField(max_length=300, blank=True)
    speaker_entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    proposal = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    retention = "kept as long as the record"
    scrub: ClassVar[dict[str, str]] = {"content": "empty", "speaker": "empty"}

    class Meta:
        abstract = True
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_span", condition=Q(end__gt=F("start"))
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ClaimQuerySet(ProtectedQuerySet["Claim"]):
    read_action = Action.CLAIM_READ

    def standing(self) -> ClaimQuerySet:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Claim(Statement):
    """Someone asserts something: a claim, denial, request, figure, reported event or penalty.

    Attributes:
        value: the engine's resolved value: a sort, a code, {"number", "unit"}.
        parts: the named pieces of the proposal (through, amount, law, conduct...).
        against: the claim that a denial answers.
    """

    kind = models.CharField(max_length=16, choices=[(k, k) for k in ClaimKind])
    value = models.JSONField(default=str)
    parts = models.JSONField(default=dict)
    through = models.CharField(max_length=300, blank=True)
    against = models.ForeignKey("self", models.PROTECT, null=True, related_name="denials")

    objects = ClaimQuerySet.as_manager()

    class Meta(Statement.Meta):
        indexes = [
            models.Index(
                name="claims_claim_list",
                fields=["-recorded_at", "-id"],
                condition=Q(withdrawn_at=None),
            ),
            models.Index(
                name="claims_claim_reach",
                fields=["unit", "territory", "withdrawn_at"],
                condition=Q(withdrawn_at=None),
            ),
            models.Index(
                name="claims_claim_withdrawn",
                fields=["id"],
                condition=Q(withdrawn_at__isnull=False),
            ),
        ]


class CommitmentQuerySet(ProtectedQuerySet["Commitment"]):
    read_action = Action.CLAIM_READ

    def standing(self) -> CommitmentQuerySet:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Commitment(Statement):
    """Someone promises something, by a date where one is stated.

    Attributes:
        due: ISO date or interval as stated, "" if none.
        due_by: last day of ``due``; what makes it late.
    """

    due = models.CharField(max_length=40, blank=True)
    due_by = models.DateField(null=True)
    due_words = models.CharField(max_length=200, blank=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta(Statement.Meta):
        indexes = [
            models.Index(
                name="claims_commitment_due",
                fields=["due_by", "id"],
                condition=Q(withdrawn_at=None),
            ),
            models.Index(
                name="claims_commitment_reach",
                fields=["unit", "territory"],
                condition=Q(withdrawn_at=None),
            ),
        ]
