"""What a device is told after each sync: all that stands of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from ponleu.response.complaints import halves
from ponleu.response.field.models import Conflict, Device, Entry, FieldFile
from ponleu.response.field.queries.devices import is_to_wipe
from ponleu.response.field.rules.kinds import Kind

FOLDER = "field"
"""Below the content store: where pieces of files wait that are not whole."""


def answer(device: Device, *, at: datetime) -> dict[str, object]:
    """How far it is kept, what is in conflict, which files are wanted from where."""
    return {
        "server_now": at.isoformat(),
        "clock_offset_s": device.clock_offset_s,
        "kept_to": device.kept_to,
        "conflicts": _conflicts(device),
        "files_wanted": _files(device),
        "wipe": is_to_wipe(device),
    }


def have(entry: UUID) -> int:
    """How many bytes of a file have come that is not whole."""
    path = settings.PONLEU_STORE / FOLDER / halves.FOLDER / entry.hex
    return path.stat().st_size if path.exists() else 0


def _files(device: Device) -> list[dict[str, object]]:
    rows = FieldFile.objects.filter(entry__device=device, whole_at=None).order_by("entry__seq")
    return [
        {"entry": str(row.entry_id), "sealed_sha256": row.sealed_sha256, "from": have(row.entry_id)}
        for row in rows
    ]


def _conflicts(device: Device) -> list[dict[str, object]]:
    """Entries of the device that others disagree with, each with each of those."""
    own = Entry.objects.filter(device=device).order_by().values("operation")
    rows = Conflict.objects.visible_to(device.user).filter(operation__in=own, is_open=True)
    rows = rows.order_by("noticed_at", "pk")
    between = {UUID(key) for row in rows for key in row.between}
    entries = {each.pk: each for each in Entry.objects.filter(pk__in=between).defer("sealed")}
    found: list[dict[str, object]] = []
    for row in rows:
        sides = [entries[UUID(key)] for key in row.between]
        for mine in sides:
            if mine.device_id == device.pk:
                found.extend(
                    {
                        "id": str(mine.pk),
                        "with": str(other.pk),
                        "field": field_of(row.slot),
                        "theirs": value_of(other, row.slot),
                    }
                    for other in sides
                    if other.pk != mine.pk
                )
    return found


def field_of(slot: str) -> str:
    """About which field a conflict is: "answer" of a check, else a field of a person."""
    about, *rest = slot.split(":")
    return {"check": "answer", "wristband": "wristband"}.get(about, rest[-1])


def value_of(entry: Entry, slot: str) -> Any:
    """What an entry says about a slot."""
    if entry.kind == Kind.CHECK:
        return entry.open["answer"]
    if entry.kind == Kind.PERSON_CHANGE:
        return entry.open["value"]
    return entry.open[field_of(slot)]
