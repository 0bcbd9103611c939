"""Devices as their users and a desk see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.response.field.models import Device, Wipe
from ponleu.response.field.queries.open_work import OpenWork
from ponleu.response.field.rules.times import is_off
from ponleu.response.operations.models import Operation, TeamMember

MOST = 200


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device.

    Attributes:
        wipe: the command to wipe it that stands, carried out or not.
        is_off: its clock is off by more than may be.
        may_wipe: whether the reader may command it.
    """

    device: Device
    wipe: Wipe | None
    is_off: bool
    may_wipe: bool


def own(actor: User) -> list[DeviceLine]:
    """The actor's own devices, the one heard last first."""
    rows = Device.objects.visible_to(actor).filter(user=actor)
    return _lines(rows.order_by("-heard_at", "pk"), may_wipe=True)


def of_operation(work: OpenWork) -> list[DeviceLine]:
    """Devices of people who go along in an operation that were heard since it started."""
    along = TeamMember.objects.order_by().filter(operation=work.operation, user__isnull=False)
    rows = Device.objects.filter(
        user__in=along.values("user"), heard_at__gte=work.operation.started_at
    )
    may_wipe = work.actor.may(Action.OPERATION_READ, work.operation)
    return _lines(rows.order_by("-heard_at", "pk"), may_wipe=may_wipe)


def device_of(actor: User, key: UUID, *, lock: bool = False) -> Device:
    """One of the actor's own devices.

    Raises:
        NotFound: they have none of that key.
    """
    rows = Device.objects.visible_to(actor).filter(user=actor)
    if lock and connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such device. Register it again."))
    return found


def is_to_wipe(device: Device) -> bool:
    """Whether a command to wipe it stands that it has not carried out."""
    return device.wiped_at is None and Wipe.objects.standing().filter(device=device).exists()


def may_wipe(actor: User, device: Device) -> bool:
    """Whether the actor may command a wipe: their own device, or of somebody who goes along in an
    operation that is open to them and that they may read at a desk.
    """
    if device.user_id == actor.pk:
        return True
    along = TeamMember.objects.order_by().filter(user=device.user_id).values("operation")
    rows = Operation.objects.open_to(actor).filter(pk__in=along).select_related("unit")
    return any(actor.may(Action.OPERATION_READ, row) for row in rows[:MOST])


def _lines(rows, *, may_wipe: bool) -> list[DeviceLine]:  # type: ignore[no-untyped-def]  # devices
    standing = Wipe.objects.standing().select_related("by")
    found: Sequence[Device] = rows.select_related("user").prefetch_related(
        Prefetch("wipes", standing)
    )[:MOST]
    return [
        DeviceLine(each, next(iter(each.wipes.all()), None), is_off(each.clock_offset_s), may_wipe)
        for each in found
    ]
