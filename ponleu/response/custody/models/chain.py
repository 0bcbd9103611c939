"""The chain of an exhibit: signed links, seals, and hand-overs from person to person."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.core.keys import new_key
from ponleu.response.custody.models.exhibit import Exhibit, OfExhibitQuerySet
from ponleu.response.custody.rules.kinds import Answer, LinkKind


class Link(models.Model):
    """Something that happened to an exhibit, as it was signed. Never changed.

    Attributes:
        number: from 1, without gaps.
        body: the JSON that was hashed, see ``rules.chain``; it holds the hash of the link before.
        hash: SHA-256 of the body.
        signature: Ed25519 over the hash, by the key of the record, in hex.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="links")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in LinkKind])
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    body = models.TextField()
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    objects = OfExhibitQuerySet["Link"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"body": "empty"}

    class Meta:
        ordering = ["exhibit", "number"]
        constraints = [
            models.UniqueConstraint(name="custody_link_once", fields=["exhibit", "number"]),
        ]

    def __str__(self) -> str:
        return f"link {self.number} of {self.exhibit_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new row is written."""
        if not self._state.adding:
            raise TypeError("a link is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})


class Seal(models.Model):
    """A seal that was put on an exhibit. No number is used twice in the record."""

    number = models.CharField(max_length=40, primary_key=True)
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="seals")
    at = models.DateTimeField()

    objects = OfExhibitQuerySet["Seal"].as_manager()

    holds_no_person = "a number printed on a seal"
    retention = "kept as long as its operation"

    class Meta:
        ordering = ["exhibit", "at"]

    def __str__(self) -> str:
        return self.number


class HandOver(models.Model):
    """That an exhibit was offered to somebody, and what they said.

    Attributes:
        giver: who holds it.
        offered_by: the giver, or a colleague where the giver can no longer do it.
        seal_before: the seal on record. intact_before: what whoever offers it says of it.
        seal_after, intact_after: the number that whoever takes it reads, and how they find it.
        answer_words: why it was refused or taken back, or what was noticed.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="hand_overs")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    offered_at = models.DateTimeField()
    seal_before = models.CharField(max_length=40)
    intact_before = models.BooleanField()
    answer = models.CharField(
        max_length=12, choices=[(each, each) for each in Answer], default=Answer.OFFERED
    )
    answered_at = models.DateTimeField(null=True)
    answer_words = models.CharField(max_length=300, blank=True)
    seal_after = models.CharField(max_length=40, blank=True)
    intact_after = models.BooleanField(null=True)

    objects = OfExhibitQuerySet["HandOver"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"reason": "empty", "answer_words": "empty"}

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="custody_hand_over_not_to_oneself",
                condition=~Q(giver=F("receiver")) & ~Q(offered_by=F("receiver")),
            ),
            models.UniqueConstraint(
                name="custody_hand_over_one_waits",
                fields=["exhibit"],
                condition=Q(answer=Answer.OFFERED),
            ),
            models.CheckConstraint(
                name="custody_hand_over_answered_whole",
                condition=Q(answer=Answer.OFFERED, answered_at=None)
                | (~Q(answer=Answer.OFFERED) & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="custody_hand_over_accepted_whole",
                condition=~Q(answer=Answer.ACCEPTED)
                | (Q(intact_after__isnull=False) & ~Q(seal_after="")),
            ),
        ]
        indexes = [
            models.Index(name="custody_hand_over_waits", fields=["receiver", "answer"]),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"
