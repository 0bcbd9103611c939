"""Halves of sealed files: what a bad line brought so far, until the rest comes or time is up."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

FOLDER = "halves"
"""Folder inside the store; nothing in there is a file of the record yet."""

SWEPT_AT_ONCE = 500


def is_begun(store: Path, key: UUID) -> bool:
    """Whether something of a file has come."""
    return _path(store, key).exists()


@contextmanager
def half(store: Path, key: UUID) -> Iterator[BinaryIO]:
    """What has come of a file, open for reading and adding; nobody else has it meanwhile."""
    path = _path(store, key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    while True:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        fcntl.flock(file, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):  # it was dropped while we waited: begin anew
            if path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                break
        file.close()
    try:
        yield file
    finally:
        file.close()


def size_of(file: BinaryIO) -> int:
    """How many bytes have come."""
    return os.fstat(file.fileno()).st_size


def add(file: BinaryIO, piece: bytes, *, begins_at: int) -> int:
    """Add a piece where the half ends; how many bytes there are now.

    A piece that begins elsewhere is not added: it came before, or one between is missing. If
    the disk is full, the half is left as it was.
    """
    size = size_of(file)
    if begins_at != size:
        return size
    file.seek(size)
    try:
        _write(file, piece)
        os.fsync(file.fileno())
    except OSError:
        file.truncate(size)
        raise
    return size + len(piece)


def drop(store: Path, key: UUID) -> None:
    """Forget a half."""
    _path(store, key).unlink(missing_ok=True)


def sweep(store: Path, older_than: datetime) -> int:
    """Drop halves that last grew before an instant, a bounded number; how many."""
    swept = 0
    for path in (store / FOLDER).glob("*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < older_than.timestamp():
                path.unlink()
                swept += 1
        if swept == SWEPT_AT_ONCE:
            break
    return swept


def _write(file: BinaryIO, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[file.write(rest) :]


def _path(store: Path, key: UUID) -> Path:
    return store / FOLDER / key.hex
