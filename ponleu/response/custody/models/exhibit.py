"""Things that were seized in an operation."""

from __future__ import annotations

import os
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, StandingQuerySet, Withdrawable
from ponleu.response.custody.rules.kinds import Kind
from ponleu.response.operations.models import Operation, OperationSite


class ExhibitQuerySet(StandingQuerySet["Exhibit"]):
    def visible_to(self, actor: User) -> Self:
        """Those of operations that are open to the actor, for whoever may see what was seized."""
        if not actor.may(Action.CUSTODY_READ):
            return self.none()
        return self.filter(operation__in=Operation.objects.open_to(actor).order_by().values("pk"))


class OfExhibitQuerySet(ScopedQuerySet[M]):
    """What belongs to an exhibit."""

    path = "exhibit"

    def visible_to(self, actor: User) -> Self:
        """Only of exhibits that the actor may see."""
        seen = Exhibit.objects.visible_to(actor).order_by().values("pk")
        return self.filter(**{f"{self.path}__in": seen})


def fresh_salt() -> bytes:
    """Random bytes that keep a mark from telling what was marked."""
    return os.urandom(32)


class Exhibit(Withdrawable):
    """A thing that was seized. What was written at the place is never changed: it is signed.

    Attributes:
        site: none if it was found on the way or on a person.
        what: what it is, in a few words; it names no person.
        owner_said: whose it is, as somebody said at the place.
        owner_salt: with it the first link marks ``owner_said`` without telling it.
        clock_offset_s: what its clock showed, less the true time, in seconds; none if it has none
            or nobody read it.
        clock_how: how the offset was read.
        channels: which of a recorder, as "1-8".
        covers_from, covers_until: between which the recordings lie, by the thing's own clock.
        seal: number of the seal that is on it now.
        is_broken: a seal of it was once found broken.
        holder: who answers for it now.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="exhibits")
    site = models.ForeignKey(OperationSite, models.PROTECT, null=True, related_name="exhibits")
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in Kind])
    what = models.CharField(max_length=200)
    make = models.CharField(max_length=100, blank=True)
    serial = models.CharField(max_length=100, blank=True)
    found_where = models.CharField(max_length=300, blank=True)
    owner_said = models.CharField(max_length=300, blank=True)
    owner_salt = models.BinaryField(max_length=32, default=fresh_salt)
    clock_offset_s = models.IntegerField(null=True)
    clock_how = models.CharField(max_length=300, blank=True)
    channels = models.CharField(max_length=100, blank=True)
    covers_from = models.DateTimeField(null=True)
    covers_until = models.DateTimeField(null=True)
    seal = models.CharField(max_length=40)
    is_broken = models.BooleanField(default=False)
    seized_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seized_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ExhibitQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {
        "owner_said": "empty",
        "owner_salt": "empty",
        "found_where": "empty",
        "serial": "empty",
    }

    class Meta:
        ordering = ["-seized_at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.CheckConstraint(
                name="custody_exhibit_covers_whole",
                condition=Q(covers_from=None, covers_until=None)
                | Q(covers_until__gte=F("covers_from")),
            ),
        ]
        indexes = [
            models.Index(name="custody_exhibit_holder", fields=["holder", "seized_at"]),
        ]

    def __str__(self) -> str:
        return self.reference
