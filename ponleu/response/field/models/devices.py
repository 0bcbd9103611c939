"""Devices with which people work at a site, and commands to wipe one."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import ScopedQuerySet
from ponleu.foundation.core.withdrawing import WITHDRAWN_WHOLE, StandingQuerySet, Withdrawable
from ponleu.response.operations.models import Operation, TeamMember


class DeviceQuerySet(ScopedQuerySet["Device"]):
    def visible_to(self, actor: User) -> Self:
        """Their own, and those of people who go along in an operation that is open to them."""
        open_to = Operation.objects.open_to(actor).order_by().values("pk")
        along = TeamMember.objects.order_by().filter(operation__in=open_to, user__isnull=False)
        return self.filter(Q(user=actor) | Q(user__in=along.values("user")))


class Device(models.Model):
    """One browser of one person. Its key is made there.

    Attributes:
        kept_to: the last place in its order up to which everything was taken.
        clock_offset_s: seconds to add to its clock, when it was last heard.
        wiped_at: when it said that it had wiped itself; from then on it is not answered.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    registered_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    clock_offset_s = models.IntegerField(default=0)
    kept_to = models.PositiveIntegerField(default=0)
    wiped_at = models.DateTimeField(null=True)

    objects = DeviceQuerySet.as_manager()

    retention = "kept as long as what it sent"
    scrub: ClassVar[dict[str, str]] = {"name": "empty"}

    class Meta:
        ordering = ["-heard_at", "pk"]

    def __str__(self) -> str:
        return f"device {self.pk}"


class WipeQuerySet(StandingQuerySet["Wipe"]):
    def visible_to(self, actor: User) -> Self:
        """Those of devices that they see."""
        return self.filter(device__in=Device.objects.visible_to(actor).order_by().values("pk"))


class Wipe(Withdrawable):
    """A command to a device to wipe itself; taken back only before it was carried out."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="wipes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = WipeQuerySet.as_manager()

    retention = "kept as long as its device"
    scrub: ClassVar[dict[str, str]] = {}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            WITHDRAWN_WHOLE,
            models.UniqueConstraint(
                name="field_wipe_once", fields=["device"], condition=Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"wipe {self.pk}"
