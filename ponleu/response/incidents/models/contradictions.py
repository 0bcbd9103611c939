"""Where two statements contradict each other, and what people said of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, Withdrawable
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.sources.models import Source
from ponleu.response.incidents.models.incidents import Incident
from ponleu.response.incidents.models.seen import is_seen
from ponleu.response.incidents.models.tellings import Telling
from ponleu.response.incidents.rules import Kind, Resolution, Right


class ContradictionQuerySet(ScopedQuerySet["Contradiction"]):
    def visible_to(self, actor: User) -> Self:
        """Those of which the actor may see every side."""
        unseen = Side.objects.filter(~is_seen(actor, "source"), contradiction=OuterRef("pk"))
        hidden = Claim.objects.visible_to(actor).filter(pk=OuterRef("claim"))
        kept = Side.objects.filter(
            ~Exists(hidden), claim__isnull=False, contradiction=OuterRef("pk")
        )
        return self.filter(~Exists(unseen), ~Exists(kept))

    def current(self) -> Self:
        """Those of tellings that stand in one incident now, of one document, or put in by hand."""
        return self.filter(is_current=True, withdrawn_at=None)

    def unsettled(self) -> Self:
        """Those of which nobody has said why they are none, or which side is right."""
        return self.filter(~_is_settled())

    def settled(self) -> Self:
        """Those of which somebody has."""
        return self.filter(_is_settled())


def _is_settled() -> Exists:
    said = Settlement.objects.filter(contradiction=OuterRef("pk"), withdrawn_at=None)
    return Exists(said)


class Contradiction(Withdrawable):
    """Two statements that cannot both be right, or figures of one that do not add up.

    It stays until a person says why it is none, and is kept then, too.

    Attributes:
        key: of the words and what they are about, the same whenever they are compared.
        template, values: the reason in words, as ``engines.reasons`` has it.
        entered_by: whoever put it in; None: the engine found it.
        is_current: False once its tellings are no longer of one incident.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=[(k, k) for k in Kind])
    topic = models.CharField(max_length=80, blank=True)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="contradictions")
    template = models.CharField(max_length=300, blank=True)
    values = models.JSONField(default=dict)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    found_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    objects = ContradictionQuerySet.as_manager()

    retention = "kept with its sources"
    scrub: ClassVar[dict[str, str]] = {"values": "empty", "topic": "empty"}

    class Meta:
        ordering = ["-found_at", "-pk"]
        indexes = [
            models.Index(
                name="incidents_contradiction_list",
                fields=["-found_at", "-id"],
                condition=Q(is_current=True, withdrawn_at=None),
            ),
        ]
        constraints = [
            WITHDRAWN_WHOLE,
        ]

    def __str__(self) -> str:
        return f"contradiction {self.pk}"


class Side(models.Model):
    """One side of a contradiction: exact words of a document.

    Attributes:
        telling: of which the engine took them; none if a person put them in.
        claim: that a person named.
        words: ``source.text[start:end]``.
        around: the sentence in which they stand.
        shift: where the words begin in it.
    """

    contradiction = models.ForeignKey(Contradiction, models.CASCADE, related_name="sides")
    number = models.PositiveSmallIntegerField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    telling = models.ForeignKey(Telling, models.SET_NULL, null=True, related_name="+")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    around = models.TextField()
    shift = models.PositiveIntegerField(default=0)

    scoping_because = "read only with its contradiction, which is scoped"
    retention = "kept with its source"
    scrub: ClassVar[dict[str, str]] = {"words": "empty", "around": "empty"}

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="incidents_side_once", fields=["contradiction", "number"]),
            models.CheckConstraint(name="incidents_side_span", condition=Q(end__gt=F("start"))),
        ]

    def __str__(self) -> str:
        return f"side {self.number} of {self.contradiction_id}"


class Settlement(Withdrawable):
    """Who said why a contradiction is none or which side is right. Taken back, it stays."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    contradiction = models.ForeignKey(Contradiction, models.PROTECT, related_name="settlements")
    resolution = models.CharField(max_length=16, choices=[(r, r) for r in Resolution])
    right = models.CharField(max_length=8, blank=True, choices=[(r, r) for r in Right])
    why = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    scoping_because = "read only with its contradiction, which is scoped"
    retention = "kept with its contradiction"
    scrub: ClassVar[dict[str, str]] = {"why": "empty"}

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="incidents_settlement_once",
                fields=["contradiction"],
                condition=Q(withdrawn_at=None),
            ),
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="incidents_settlement_side_where_decided",
                condition=(Q(resolution__in=["error", "corrected"]) & ~Q(right=""))
                | (~Q(resolution__in=["error", "corrected"]) & Q(right="")),
            ),
        ]

    def __str__(self) -> str:
        return f"settlement {self.pk}"
