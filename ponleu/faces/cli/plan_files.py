"""Files of mixed plans and draws: read whole, written once, secrets for their owner's eyes only."""

from __future__ import annotations

import os
from pathlib import Path


class FileRefused(Exception):
    """A file that cannot be read or written; says which, and what to do."""


def read(path: str) -> bytes:
    """All bytes of a file.

    Raises:
        FileRefused: it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except OSError as fault:
        raise FileRefused(f"{path}: {fault.strerror}: give a file that can be read") from None


def write_new(path: str, content: bytes) -> None:
    """A file that only its owner may read, on disk before this returns.

    Raises:
        FileRefused: it is there already, or cannot be written.
    """
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as fault:
        raise FileRefused(f"{path}: {fault.strerror}: name a new file") from None
    with os.fdopen(made, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
