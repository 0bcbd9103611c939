"""Rings of units, who holds their keys, the recovery key and its officers, and notices."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.keyrings.rules import OFFICERS, Told
from ponleu.foundation.keyrings.vouching import VouchField


class Ring(models.Model):
    """A key pair of a unit. Content is sealed to the standing one; ended ones open what is older.

    Attributes:
        public: X25519, 32 bytes.
        sealed: the private half, in an envelope to the keys of its holders and of recovery.
        vouched: that we wrote this, see ``vouching``; likewise below.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rings")
    public = models.BinaryField(max_length=32)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    vouched = VouchField(max_length=32)

    scoping_because = "read only by services: to seal to a unit, and to open for its keyholders"
    holds_no_person = "keys of a unit"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="keyrings_ring_one_standing", fields=["unit"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"ring of {self.unit_id}"

    def says(self) -> tuple[bytes, ...]:
        """See ``vouching``."""
        return b"ring", self.pk.bytes, self.unit_id.encode(), bytes(self.public)


class Holder(models.Model):
    """That a person holds the keys of a unit, by whose act, and until when.

    Attributes:
        key_id: of the person's key pair for which it holds; after a fresh pair it holds no more.
        let_in_by: None is Ponleu itself, by command.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="keyholders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="holdings")
    key_id = models.BinaryField(max_length=16)
    let_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    let_in_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    vouched = VouchField(max_length=32)

    scoping_because = "who holds a unit's keys is told to those who may open what is sealed to it"
    retention = "kept as long as the journal names the person"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="keyrings_holder_once", fields=["unit", "user"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.unit_id}"

    def says(self) -> tuple[bytes, ...]:
        """See ``vouching``."""
        return b"holder", self.unit_id.encode(), self.user_id.bytes, bytes(self.key_id)


class Recovery(models.Model):
    """A recovery key pair for a unit and all below it; its private half stands on paper alone.

    Attributes:
        unit: the one above all others.
        public: X25519, 32 bytes. Every ring below is sealed to it as to one more holder.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="recoveries")
    public = models.BinaryField(max_length=32)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    vouched = VouchField(max_length=32)

    scoping_because = "that recovery stands, and since when, is told to keyholders and officers"
    holds_no_person = "a key of a unit; who began it is named by the journal too"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="keyrings_recovery_one_standing", fields=["unit"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"recovery of {self.unit_id}"

    def says(self) -> tuple[bytes, ...]:
        """See ``vouching``."""
        return b"recovery", self.pk.bytes, self.unit_id.encode(), bytes(self.public)


class Officer(models.Model):
    """Who keeps one of the three sheets of a recovery key.

    Attributes:
        number: of the sheet, from 1.
        sheet_mark: see ``rules.sheet_mark``.
    """

    recovery = models.ForeignKey(Recovery, models.PROTECT, related_name="officers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    sheet_mark = models.BinaryField(max_length=32)

    scoping_because = "who the officers are is told to keyholders and officers"
    retention = "kept as long as the journal names the person"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="keyrings_officer_one_sheet", fields=["recovery", "number"]
            ),
            models.UniqueConstraint(name="keyrings_officer_once", fields=["recovery", "user"]),
            models.CheckConstraint(
                name="keyrings_officer_number", condition=Q(number__gte=1, number__lte=OFFICERS)
            ),
        ]

    def __str__(self) -> str:
        return f"officer {self.number} of {self.recovery_id}"


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """What people are told about keys."""

    def visible_to(self, actor: User) -> Self:
        """Only what was told to the actor."""
        return self.filter(to=actor.pk)

    def unseen(self) -> Self:
        """What still waits to be seen, newest first."""
        return self.filter(seen_at=None).order_by("-pk")


class Notice(models.Model):
    """Something about keys that a person is told until they say that they have seen it.

    Attributes:
        about: the person who was let in or put out, if it is about one.
        by: who did it; None is Ponleu itself.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(max_length=16, choices=[(told, told) for told in Told])
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    retention = "kept as long as the journal names the person"
    scrub: ClassVar[dict[str, str]] = {}

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="keyrings_notice_unseen", fields=["to"], condition=Q(seen_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="keyrings_notice_seen_after_told",
                condition=Q(seen_at=None) | Q(seen_at__gte=F("told_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} to {self.to_id}"
