"""A file of named arrays: one header that says what lies where, mapped into memory to read."""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

MAGIC: Final = b"PONLEUIX"
VERSION: Final = 3
_FRONT: Final = struct.Struct("<8sIII")
"""Magic, version of the format, length of the header, CRC-32 of the header."""
_ALIGNED: Final = 64
_PIECE: Final = 1 << 24

Array = NDArray[Any]


class BadIndexFile(ValueError):
    """The file is no index, of another version, or damaged; says which."""


@dataclass(frozen=True, slots=True)
class SectionFile:
    """An open file of arrays.

    Attributes:
        facts: what the writer noted of the file.
        sections: arrays by name, in memory that is the file's; what is written to them is lost.
        checksums: CRC-32 of each section's bytes.
        inode: number of the file on its disk, which a replaced file does not share.
        size_bytes: of the whole file.
    """

    facts: Mapping[str, Any]
    sections: Mapping[str, Array]
    checksums: Mapping[str, int]
    inode: int
    size_bytes: int


def write_sections(file: Path, facts: Mapping[str, Any], sections: Mapping[str, Array]) -> None:
    """Write the file beside its place and move it there whole, on disk before it is seen."""
    described = []
    offset = 0
    for name, array in sections.items():
        described.append(
            {
                "name": name,
                "dtype": array.dtype.str,
                "length": len(array),
                "offset": offset,
                "crc": zlib.crc32(np.ascontiguousarray(array).view(np.uint8).data),
            }
        )
        offset += -(-array.nbytes // _ALIGNED) * _ALIGNED
    header = json.dumps({"facts": dict(facts), "sections": described}).encode()
    begin = -(-(_FRONT.size + len(header)) // _ALIGNED) * _ALIGNED
    beside = file.with_name(f"{file.name}.new")
    with beside.open("wb") as out:
        out.write(_FRONT.pack(MAGIC, VERSION, len(header), zlib.crc32(header)) + header)
        for one, array in zip(described, sections.values(), strict=True):
            out.seek(begin + int(one["offset"]))  # type: ignore[call-overload]  # an int above
            out.write(np.ascontiguousarray(array).view(np.uint8).data)
        out.truncate(begin + offset)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """See to it that names of files in a folder are on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_sections(file: Path) -> SectionFile:
    """Map the file into memory. Only its header is read and checked.

    Raises:
        BadIndexFile: it is no such file, of another version, cut off, or its header is damaged.
        OSError: it cannot be opened.
    """
    with file.open("rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        if size < _FRONT.size:
            raise BadIndexFile("it is no index of names")
        # copy on write, so that arrays are of one type for the compiled loops
        memory = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_COPY)
        inode = os.fstat(opened.fileno()).st_ino
    magic, version, length, crc = _FRONT.unpack_from(memory)
    if magic != MAGIC:
        raise BadIndexFile("it is no index of names")
    if version != VERSION:
        raise BadIndexFile(f"it has format {version}, this program reads {VERSION}")
    header = memory[_FRONT.size : _FRONT.size + length]
    if zlib.crc32(header) != crc:
        raise BadIndexFile("its header is damaged")
    begin = -(-(_FRONT.size + length) // _ALIGNED) * _ALIGNED
    described = json.loads(header)
    sections, checksums = {}, {}
    for one in described["sections"]:
        start, dtype = begin + one["offset"], np.dtype(one["dtype"])
        if start + one["length"] * dtype.itemsize > size:
            raise BadIndexFile("it is cut off")
        sections[one["name"]] = np.frombuffer(memory, dtype, one["length"], start)
        checksums[one["name"]] = one["crc"]
    return SectionFile(described["facts"], sections, checksums, inode, size)


def damaged_sections(opened: SectionFile) -> list[str]:
    """Names of sections whose bytes are not those that were written. Reads the whole file."""
    damaged = []
    for name, array in opened.sections.items():
        crc = 0
        for start in range(0, array.nbytes, _PIECE):
            crc = zlib.crc32(array.view(np.uint8)[start : start + _PIECE].data, crc)
        if crc != opened.checksums[name]:
            damaged.append(name)
    return damaged
