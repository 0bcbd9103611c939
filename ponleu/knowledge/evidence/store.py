"""The content store: files kept whole under their SHA-256, never altered, never half there."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound

INCOMING = "incoming"
"""Folder inside the store for files that are not whole yet."""

PIECE_BYTES = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class TooLarge(InvalidInput):
    """The file is larger than the limit; nothing of it was kept."""

    code = "content_too_large"
    http_status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class Damaged(DomainError):
    """What is stored no longer has the hash that it is stored under."""

    code = "content_damaged"
    http_status = HTTPStatus.INTERNAL_SERVER_ERROR


def keep(folder: Path, stream: BinaryIO, limit_bytes: int) -> tuple[str, int]:
    """Store what the stream gives and return its SHA-256 in hex and its size in bytes.

    The file gets its name only once it is whole on disk, so a process or machine that
    dies half-way leaves nothing but a leftover for ``sweep``. Keeping the same content
    again, also at the same moment, is harmless and mends a damaged copy.

    Raises:
        TooLarge: more than ``limit_bytes``.
    """
    incoming = folder / INCOMING
    _make_folder(incoming)
    descriptor, name = tempfile.mkstemp(dir=incoming, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            sha256, size = _copy(stream, file, limit_bytes)
            file.flush()
            os.fsync(file.fileno())
        final = path_of(folder, sha256)
        _make_folder(final.parent)
        part.replace(final)
        _sync(final.parent)
    finally:
        part.unlink(missing_ok=True)
    return sha256, size


def keep_in_place(folder: Path, part: Path, sha256: str) -> None:
    """Store a file that lies whole and synced in the same file system, without copying it.

    It keeps its old name as well, for the caller to drop once a row says that it is kept.

    Args:
        sha256: its hash, which the caller has just worked out.
    """
    final = path_of(folder, sha256)
    _make_folder(final.parent)
    with suppress(FileExistsError):
        os.link(part, final)
    _sync(final.parent)


def read_verified(folder: Path, sha256: str) -> bytes:
    """The bytes stored under a hash, hashed again before they are given out.

    Raises:
        NotFound: nothing is stored under this hash.
        Damaged: what is stored has another hash.
    """
    try:
        content = path_of(folder, sha256).read_bytes()
    except FileNotFoundError:
        raise _not_there() from None
    _require_same(hashlib.sha256(content).hexdigest(), sha256)
    return content


def open_verified(folder: Path, sha256: str) -> BinaryIO:
    """As ``read_verified`` for files too large for memory: an open file at its beginning.

    The very file that was hashed is handed over, so one that replaces it is not read.
    """
    try:
        file = path_of(folder, sha256).open("rb")
    except FileNotFoundError:
        raise _not_there() from None
    try:
        _require_same(hashlib.file_digest(file, "sha256").hexdigest(), sha256)
    except Damaged:
        file.close()
        raise
    file.seek(0)
    return file


def open_unverified(folder: Path, sha256: str) -> BinaryIO:
    """An open file that nobody hashed: for sealed content, whose opening proves each part.

    Raises:
        NotFound: nothing is stored under this hash.
    """
    try:
        return path_of(folder, sha256).open("rb")
    except FileNotFoundError:
        raise _not_there() from None


def path_of(folder: Path, sha256: str) -> Path:
    """Where content lies: ``ab/cd/abcd...``, so that no folder grows too large.

    Raises:
        NotFound: the text is no SHA-256 in lower-case hex.
    """
    if not _SHA256.fullmatch(sha256):
        raise _not_there()
    return folder / sha256[:2] / sha256[2:4] / sha256


def stored(folder: Path) -> Iterator[str]:
    """Hashes of everything in the store, for checking and copying it."""
    for path in folder.glob("??/??/*"):
        if _SHA256.fullmatch(path.name):
            yield path.name


def sweep(folder: Path, older_than: datetime) -> int:
    """Delete leftovers of writers that died, last written before an instant; returns how many."""
    swept = 0
    for part in (folder / INCOMING).glob("*.part"):
        try:
            if part.stat().st_mtime < older_than.timestamp():
                part.unlink()
                swept += 1
        except FileNotFoundError:
            continue  # its writer has just finished with it
    return swept


def _copy(stream: BinaryIO, file: BinaryIO, limit_bytes: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(PIECE_BYTES):
        size += len(piece)
        if size > limit_bytes:
            raise TooLarge(
                _("The file is larger than %(most)d MB. Nothing was kept; send a smaller one.")
                % {"most": limit_bytes // 1_000_000}
            )
        digest.update(piece)
        file.write(piece)
    return digest.hexdigest(), size


def _make_folder(folder: Path) -> None:
    """Make a folder, and sync its parents so that it is still there after a power cut."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _require_same(found: str, sha256: str) -> None:
    if found != sha256:
        raise Damaged(_("The stored file is damaged, so it is not shown. Tell the system keeper."))


def _not_there() -> NotFound:
    return NotFound(_("There is no such file."))
