"""Archives: their files one by one, and no more of them than agreed."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.types import MEGABYTE, Limits

_ENTRY_MARK = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1
_CHUNK = 1 << 18
SMALL_BYTES = 10 * MEGABYTE
"""What unpacks to no more than this may have any ratio."""
MARKS_AN_ENTRY = 4
"""Marks of an entry that a file in an archive may hold by chance or as an archive itself."""


class Allowance:
    """What is left of entries and unpacked bytes, for a document and all inside it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.entries = limits.entries
        self.bytes = limits.unpacked_bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in an archive, or why it could not be taken out."""

    name: str
    data: bytes | Refusal


def entries_of(data: bytes, allowance: Allowance) -> Iterator[Entry] | Refusal:
    """The files of an archive by name, without the litter that systems leave in them."""
    most = allowance.limits.entries
    if data.count(_ENTRY_MARK) > most * MARKS_AN_ENTRY:
        return _too_many(most)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as failure:
        problem = f"it is a damaged archive: {str(failure).lower()}"
        return Refusal(problem, "its table of contents", "download or pack it again")
    wanted = sorted(
        (entry for entry in archive.infolist() if not entry.is_dir()),
        key=lambda entry: entry.filename,
    )
    if len(wanted) > allowance.entries:
        return _too_many(most)
    allowance.entries -= len(wanted)
    return (_taken_out(archive, entry, allowance) for entry in wanted)


def _too_many(most: int) -> Refusal:
    mend = "unpack it and give smaller folders"
    return Refusal(f"it holds more than {most:,} files", "its table of contents", mend)


def _taken_out(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance) -> Entry:
    name = inner_name(entry.filename)
    refusal = _refused(entry)
    if refusal:
        return Entry(name, refusal)
    try:
        return Entry(name, _unpacked(archive, entry, allowance))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError):
        mend = "download or pack the archive again"
        return Entry(name, Refusal("it is damaged in the archive", "its packed bytes", mend))


def inner_name(stated: str) -> str:
    """A path inside, fit to be shown: it is only a label and never a place on the disk."""
    parts = PurePosixPath(stated.replace("\\", "/")).parts
    kept = [part for part in parts if part not in ("/", "..", ".")]
    return "".join(char for char in "/".join(kept) if char.isprintable()) or "unnamed"


def _refused(entry: zipfile.ZipInfo) -> Refusal | None:
    parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
    if ".." in parts or "/" in parts or entry.filename[1:3] == ":\\":
        return Refusal("its name leads out of the archive", "its name", "take it out by hand")
    if entry.flag_bits & _LOCKED:
        mend = "unpack it with its password and give the files in it"
        return Refusal("it is locked with a password", "the archive's entry", mend)
    if stat.S_ISLNK(entry.external_attr >> 16):
        return Refusal("it is a link and no file", "the archive's entry", "pack the file itself")
    if entry.compress_type not in _METHODS:
        mend = "pack it again as an ordinary .zip"
        return Refusal("it is packed in an unusual way", "the archive's entry", mend)
    return None


def _unpacked(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowance: Allowance
) -> bytes | Refusal:
    """The bytes, counted as they come: what the entry says of its size may be untrue."""
    limits = allowance.limits
    by_ratio = max(SMALL_BYTES, limits.ratio * entry.compress_size)
    most = min(limits.file_bytes, by_ratio, allowance.bytes)
    pieces, size = [], 0
    with archive.open(entry) as packed:
        while piece := packed.read(_CHUNK):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                place = f"byte {most:,} of what it unpacks to"
                mend = "unpack it by hand and give the files that you need"
                return Refusal("it unpacks to far more than it should", place, mend)
    allowance.bytes -= size
    return b"".join(pieces)
