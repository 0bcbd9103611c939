"""What changed since an index was built: a file beside it that only grows."""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.screening.sections import sync_folder

_FRAME: Final = struct.Struct("<II")
"""Length and CRC-32 of what follows."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one writer changed at once.

    Attributes:
        put: records that are new or replace the one of the same id.
        withdrawn: ids of records that are no longer there.
        state: what the register is called after this, empty to leave that as it was.
    """

    put: tuple[Record, ...] = ()
    withdrawn: tuple[str, ...] = ()
    state: str = ""


def record_bytes(record: Record) -> bytes:
    """A record as JSON, without what is empty at its end."""
    values: list[Any] = [
        record.id,
        record.name,
        record.kind or "",
        list(record.aliases),
        record.born,
        record.sex,
        record.place,
        list(record.identifiers),
        record.scope,
    ]
    while not values[-1]:
        values.pop()
        if len(values) == 2:
            break
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def record_from(data: bytes) -> Record:
    """The record that ``record_bytes`` wrote."""
    return _record(json.loads(data))


def _record(values: list[Any]) -> Record:
    whole = [*values, *["", "", "", (), "", "", "", (), ""][len(values) :]]
    entry, name, kind, aliases, born, sex, place, identifiers, scope = whole
    return Record(
        entry,
        name,
        Kind(kind) if kind else None,
        tuple(aliases),
        born,
        sex,
        place,
        tuple(identifiers),
        scope,
    )


def append_changes(file: Path, valid_bytes: int, changes: Changes) -> int:
    """Write changes after the first ``valid_bytes``, cutting off what a killed writer left.

    They are on disk when this returns. The caller holds the lock of writers.

    Returns:
        how long the file is now.
    """
    is_new = not file.exists()
    put = [json.loads(record_bytes(record)) for record in changes.put]
    body = json.dumps(
        {"put": put, "withdrawn": changes.withdrawn, "state": changes.state}, ensure_ascii=False
    ).encode()
    with file.open("r+b" if not is_new else "wb") as out:
        out.truncate(valid_bytes)
        out.seek(valid_bytes)
        out.write(_FRAME.pack(len(body), zlib.crc32(body)) + body)
        out.flush()
        os.fsync(out.fileno())
    if is_new:
        sync_folder(file.parent)
    return valid_bytes + _FRAME.size + len(body)


def read_changes(file: Path, start: int) -> Iterator[tuple[Changes, int]]:
    """Changes from a place on, each with the place after it; ends at what is not whole."""
    try:
        data = file.read_bytes() if start == 0 else _from(file, start)
    except FileNotFoundError:
        return
    at = 0
    while at + _FRAME.size <= len(data):
        length, crc = _FRAME.unpack_from(data, at)
        body = data[at + _FRAME.size : at + _FRAME.size + length]
        if len(body) < length or zlib.crc32(body) != crc:
            return
        at += _FRAME.size + length
        yield _changes(json.loads(body)), start + at


def _from(file: Path, start: int) -> bytes:
    with file.open("rb") as opened:
        opened.seek(start)
        return opened.read()


def _changes(read: dict[str, Sequence[Any]]) -> Changes:
    put = tuple(_record(values) for values in read["put"])
    return Changes(put, tuple(read["withdrawn"]), str(read["state"]))
