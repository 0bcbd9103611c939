"""Entries come in: in the order of their device, each once, and none of them lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal import services as journal
from ponleu.response.field.models import Device, Entry, FieldFile, SetAside
from ponleu.response.field.queries import answering
from ponleu.response.field.queries.devices import device_of
from ponleu.response.field.queries.incoming import Known, known_about
from ponleu.response.field.rules.entries import Flaw, Read, mark_of, read, seq_of, uuid_of
from ponleu.response.field.rules.kinds import FOLDED, WITH_FILE, Fault, Flag
from ponleu.response.field.rules.times import corrected, is_odd, is_off, offset_s
from ponleu.response.field.sealed import is_openable, sealed_set_aside
from ponleu.response.field.services.following import follow, lock
from ponleu.response.field.services.registering import awake
from ponleu.response.operations.models import Operation

MOST_AT_ONCE = 50

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that was set aside."""

    id: str
    seq: int
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Synced:
    """What a device is told.

    Attributes:
        stands: see ``queries.answering.answer``.
        refused: of this batch, those set aside now or before.
        flagged: of this batch, each that is kept with its flags.
    """

    stands: Mapping[str, object]
    refused: Sequence[Refused]
    flagged: Sequence[tuple[UUID, Sequence[Flag]]]


@dataclass(slots=True)
class _Batch:
    """What becomes of a batch while it is gone through."""

    device: Device
    known: Known
    offset: int
    at: datetime
    kept: list[Entry] = field(default_factory=list)
    aside: list[SetAside] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    flagged: list[tuple[UUID, list[str]]] = field(default_factory=list)


@transaction.atomic
def sync(
    actor: User, key: UUID, device_now: datetime, entries: Sequence[object], *, at: datetime
) -> Synced:
    """Take entries of a device, and say how far it is kept, what was set aside, what is wanted.

    Each is taken once, however often it comes. After a gap nothing is taken. One that cannot be
    taken is set aside, sealed, with the reason, and its place counts as kept.

    Raises:
        NotFound: the actor has no such device.
        DeviceWiped: it has wiped itself.
        InvalidInput: more than ``MOST_AT_ONCE``, or an entry without its place, or not rising.
    """
    batch_raw = _in_order(entries)
    device = awake(device_of(actor, key, lock=True))
    offset = offset_s(device_now, at)
    batch = _Batch(device, known_about(actor, device, batch_raw), offset, at)
    for seq, raw in batch_raw:
        if seq > device.kept_to + 1:
            break
        _take(batch, seq, raw)
    device.heard_at, device.clock_offset_s = at, offset
    device.save(update_fields=["heard_at", "clock_offset_s", "kept_to"])
    _keep(batch)
    answer = answering.answer(batch.device, at=at)
    if batch.kept or batch.aside:
        journal.record(at=at, actor=actor, action="field.synced", target=device)
    flagged = [(one, [Flag(code) for code in flags]) for one, flags in batch.flagged]
    return Synced(answer, batch.refused, flagged)


def _in_order(entries: Sequence[object]) -> list[tuple[int, Raw]]:
    found: list[tuple[int, Raw]] = []
    for raw in entries:
        seq = seq_of(raw)
        if not isinstance(raw, dict) or seq is None or (found and found[-1][0] >= seq):
            raise InvalidInput(_("Entries come with their places in the order, rising from 1."))
        found.append((seq, raw))
    if len(found) > MOST_AT_ONCE:
        raise InvalidInput(_("Send %(most)d entries at most at once.") % {"most": MOST_AT_ONCE})
    return found


def _take(batch: _Batch, seq: int, raw: Raw) -> None:
    """One entry: known already, kept, or set aside."""
    mark = mark_of(raw)
    before = batch.known.flags_of(seq, mark)
    if before is not None:
        batch.flagged.append(before)
        return
    fault = batch.known.fault_of(seq, mark)
    if fault is not None:
        batch.refused.append(Refused(str(raw.get("id", "")), seq, fault))
        return
    told = read(raw)
    flaw = told if isinstance(told, Flaw) else batch.known.flaw_in(told, is_new=_is_new(batch, seq))
    if isinstance(told, Flaw) or flaw is not None:
        _set_aside(batch, seq, raw, mark, flaw or Flaw(Fault.WRONG_FORM))
    else:
        _add(batch, told, mark)
    batch.device.kept_to = max(batch.device.kept_to, seq)


def _is_new(batch: _Batch, seq: int) -> bool:
    return seq > batch.device.kept_to


def _add(batch: _Batch, told: Read, mark: bytes) -> None:
    operation = batch.known.operations[told.operation]
    made = corrected(told.at, batch.offset)
    flags = []
    if is_off(batch.offset):
        flags.append(Flag.CLOCK)
    if is_odd(made, started_at=operation.started_at, ended_at=operation.ended_at, now=batch.at):
        flags.append(Flag.ODD_TIME)
    if told.open.get("sha256") and batch.known.is_same_photo(told):
        flags.append(Flag.SAME_PHOTO)
    if told.sealed and not is_openable(told.sealed, batch.known.rings_of(operation)):
        flags.append(Flag.NOT_OPENABLE)
    person = told.open.get("person")
    entry = Entry(
        pk=told.id,
        device=batch.device,
        seq=told.seq,
        by=batch.device.user,
        operation=operation,
        site_id=told.site,
        kind=told.kind,
        at=made,
        device_at=told.at,
        offset_s=batch.offset if is_off(batch.offset) else 0,
        base=told.base,
        person=UUID(person) if person else None,
        open=dict(told.open),
        sealed=told.sealed,
        mark=mark,
        flags=[str(flag) for flag in flags],
        received_at=batch.at,
    )
    batch.kept.append(entry)
    batch.known.add(entry)
    batch.flagged.append((entry.pk, entry.flags))


def _set_aside(batch: _Batch, seq: int, raw: Raw, mark: bytes, flaw: Flaw) -> None:
    key = new_key()
    operation = batch.known.named_in(raw)
    unit = operation.unit if operation else batch.device.user.unit
    row = SetAside(
        pk=key,
        device=batch.device,
        seq=seq,
        entry=uuid_of(raw.get("id")),
        operation=operation,
        fault=flaw.fault,
        where=flaw.where,
        sealed=sealed_set_aside(raw, unit.path, key),
        mark=mark,
        at=batch.at,
    )
    batch.aside.append(row)
    batch.refused.append(Refused(str(raw.get("id", "")), seq, flaw))


def _keep(batch: _Batch) -> None:
    """Write rows, then what follows from them."""
    Entry.objects.bulk_create(batch.kept)
    SetAside.objects.bulk_create(batch.aside)
    FieldFile.objects.bulk_create(
        FieldFile(
            entry=entry,
            sealed_sha256=entry.open["sealed_sha256"],
            sealed_size=entry.open["sealed_size"],
        )
        for entry in batch.kept
        if entry.kind in WITH_FILE
    )
    touched: dict[UUID, Operation] = {
        entry.operation_id: entry.operation for entry in batch.kept if entry.kind in FOLDED
    }
    for _key, operation in sorted(touched.items()):
        lock(operation)
        follow(operation, at=batch.at)
