"""Devices: registered by their users, wiped on command."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, NotFound, NotPermitted
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.field.models import Device, Wipe
from ponleu.response.field.queries import devices
from ponleu.response.field.queries import work as works
from ponleu.response.field.queries.devices import device_of, is_to_wipe

MOST_NAME = 60


class DeviceWiped(DomainError):
    """The device has said that it wiped itself; it is answered no longer."""

    code = "device_wiped"
    http_status = HTTPStatus.CONFLICT


@transaction.atomic
def register(actor: User, key: UUID, name: str, *, at: datetime) -> Device:
    """Register a device for its user; again, it stays as it is.

    Raises:
        NotFound: it is somebody else's.
        DeviceWiped: it has wiped itself.
        InvalidInput: the name is empty or too long.
    """
    words = one_line(name, most=MOST_NAME)
    known = Device.objects.filter(pk=key).first()
    if known is not None:
        return awake(device_of(actor, key))
    device = Device.objects.create(pk=key, user=actor, name=words, registered_at=at, heard_at=at)
    journal.record(at=at, actor=actor, action="field.device_registered", target=device)
    return device


def awake(device: Device) -> Device:
    """A device that may be answered.

    Raises:
        DeviceWiped: it has wiped itself.
    """
    if device.wiped_at is not None:
        raise DeviceWiped(_("This device has wiped itself. Register it as a new one."))
    return device


@transaction.atomic
def work(actor: User, key: UUID, *, at: datetime) -> dict[str, object]:
    """What a device may hold now; that it was given is journaled.

    Raises:
        NotFound: the actor has no such device.
        DeviceWiped: it has wiped itself.
    """
    device = awake(device_of(actor, key))
    given = works.work(actor, at=at, is_wiped=is_to_wipe(device))
    journal.record(at=at, actor=actor, action="field.work_read", target=device)
    return given


@transaction.atomic
def command_wipe(actor: User, key: UUID, *, at: datetime) -> Device:
    """Command a device to wipe itself when it is next heard; commanded again, it stays so.

    Raises:
        NotFound: the actor sees no such device.
        NotPermitted: they see it, and are neither its user nor of a desk over its operations.
        DeviceWiped: it has wiped itself already.
    """
    device = awake(Device.objects.get_for(actor, key, lock=True))
    if not devices.may_wipe(actor, device):
        raise NotPermitted(_("Only its user or a desk may have it wiped. Ask one of them."))
    if not is_to_wipe(device):
        Wipe.objects.create(device=device, by=actor, at=at)
        journal.record(at=at, actor=actor, action="field.wipe_commanded", target=device)
    return device


@transaction.atomic
def take_back_wipe(actor: User, key: UUID, *, at: datetime) -> Device:
    """Take a command back that was not carried out yet.

    Raises:
        NotFound: the actor sees no such device, or no command stands.
        NotPermitted: as for ``command_wipe``.
        ChangedMeanwhile: it was carried out.
    """
    device = Device.objects.get_for(actor, key, lock=True)
    if not devices.may_wipe(actor, device):
        raise NotPermitted(_("Only its user or a desk may have it wiped. Ask one of them."))
    if device.wiped_at is not None:
        raise ChangedMeanwhile(_("The device has wiped itself already."))
    wipe = Wipe.objects.standing().filter(device=device).first()
    if wipe is None:
        raise NotFound(_("There is no such record."))
    wipe.withdrawn_by, wipe.withdrawn_at = actor, at
    wipe.save(update_fields=["withdrawn_by", "withdrawn_at"])
    journal.record(at=at, actor=actor, action="field.wipe_taken_back", target=device)
    return device


@transaction.atomic
def wiped(actor: User, key: UUID, *, at: datetime) -> None:
    """A device says that it has wiped itself; said again, nothing changes.

    Raises:
        NotFound: the actor has no such device.
    """
    device = device_of(actor, key, lock=True)
    if device.wiped_at is None:
        device.wiped_at = at
        device.save(update_fields=["wiped_at"])
        journal.record(at=at, actor=actor, action="field.device_wiped", target=device)
