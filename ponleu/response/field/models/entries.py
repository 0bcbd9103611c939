"""What devices sent: entries in their order, files of entries, and what could not be taken."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.scoping import M, ScopedQuerySet
from ponleu.knowledge.evidence.models import Content
from ponleu.response.field.models.devices import Device
from ponleu.response.field.rules.kinds import Fault, Kind
from ponleu.response.operations.models import Operation, OperationSite


class OfOpenQuerySet(ScopedQuerySet[M]):
    """What belongs to an operation that has started."""

    path: ClassVar[str] = "operation"

    def visible_to(self, actor: User) -> Self:
        """Only of operations that are open to the actor."""
        rows = Operation.objects.open_to(actor).order_by().values("pk")
        return self.filter(**{f"{self.path}__in": rows})


class Entry(models.Model):
    """One thing that was entered at a site. Never changed: another entry changes it.

    Attributes:
        id: made on the device.
        seq: its place in the order of its device, from 1, without gaps.
        at: when it was made; ``device_at`` is what the device's clock said.
        offset_s: seconds by which that clock was corrected, 0 if it was right.
        base: the entry that it changes, if its device knew one.
        person: of whom it tells, if of one.
        open: the fields of its kind, see ``rules.entries.OPEN``.
        sealed: an envelope to the rings of the unit.
        mark: SHA-256 of what was sent, by which the same entry is known again.
        flags: codes of ``rules.kinds.Flag``.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="field_entries")
    site = models.ForeignKey(OperationSite, models.PROTECT, null=True, related_name="field_entries")
    kind = models.CharField(max_length=16, choices=[(k, k) for k in Kind])
    at = models.DateTimeField()
    device_at = models.DateTimeField()
    offset_s = models.IntegerField(default=0)
    base = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    open = models.JSONField(default=dict)
    sealed = models.BinaryField(default=bytes)
    mark = models.BinaryField(max_length=32)
    flags = models.JSONField(default=list)
    received_at = models.DateTimeField()

    objects = OfOpenQuerySet["Entry"].as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"open": "empty", "sealed": "empty"}

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="field_entry_place", fields=["device", "seq"]),
            models.CheckConstraint(name="field_entry_seq_from_1", condition=Q(seq__gte=1)),
        ]
        indexes = [
            models.Index(name="field_entry_of", fields=["operation", "kind", "at"]),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new row is written."""
        if not self._state.adding:
            raise TypeError("an entry is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})


class FileQuerySet(OfOpenQuerySet["FieldFile"]):
    path = "entry__operation"


class FieldFile(models.Model):
    """The sealed file of a photo or voice entry; pieces wait on disk until all have come.

    Attributes:
        damaged: how often all of it came and was not what the entry says.
        content: the sealed bytes, once they are whole.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="file")
    sealed_sha256 = models.CharField(max_length=64)
    sealed_size = models.PositiveBigIntegerField()
    damaged = models.PositiveIntegerField(default=0)
    content = models.ForeignKey(Content, models.PROTECT, null=True, related_name="+")
    whole_at = models.DateTimeField(null=True)

    objects = FileQuerySet.as_manager()

    holds_no_person = "hashes and sizes; what is in it is sealed"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="field_file_whole",
                condition=Q(whole_at=None, content=None)
                | Q(whole_at__isnull=False, content=models.F("sealed_sha256")),
            ),
        ]

    def __str__(self) -> str:
        return f"file of {self.entry_id}"


class SetAsideQuerySet(OfOpenQuerySet["SetAside"]):
    def visible_to(self, actor: User) -> Self:
        """Of operations that are open to the actor, and of their own devices."""
        rows = Operation.objects.open_to(actor).order_by().values("pk")
        return self.filter(Q(operation__in=rows) | Q(device__user=actor))


class SetAside(models.Model):
    """An entry that could not be taken, with the reason; its place in the order counts as kept.

    Attributes:
        entry: the key that it gave, if it gave one.
        operation: to which it says it belongs, if its user goes along there.
        fault: code of ``rules.kinds.Fault``; ``where`` is the field, "" if none.
        sealed: all that was sent, sealed to the rings of the unit; empty if nobody has one.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    device = models.ForeignKey(Device, models.PROTECT, related_name="set_aside")
    seq = models.PositiveIntegerField()
    entry = models.UUIDField(null=True)
    operation = models.ForeignKey(Operation, models.PROTECT, null=True, related_name="+")
    fault = models.CharField(max_length=20, choices=[(f, f) for f in Fault])
    where = models.CharField(max_length=40, blank=True)
    sealed = models.BinaryField(default=bytes)
    mark = models.BinaryField(max_length=32)
    at = models.DateTimeField()

    objects = SetAsideQuerySet.as_manager()

    retention = "kept as long as its operation"
    scrub: ClassVar[dict[str, str]] = {"sealed": "empty"}

    class Meta:
        ordering = ["at", "seq", "pk"]
        constraints = [
            models.UniqueConstraint(name="field_set_aside_once", fields=["device", "seq", "mark"]),
        ]

    def __str__(self) -> str:
        return f"set aside {self.pk}"
