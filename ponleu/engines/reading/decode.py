"""Bytes into text, or one clear reason why not. No file is opened here."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ponleu.engines.errors import Refusal

__all__ = ["MAX_BYTES", "Decoded", "Refusal", "decode", "too_large"]

MAX_BYTES = 50 * 1024 * 1024
"""Larger files are refused before they are read whole."""
_UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_LOCK = "EncryptedPackage".encode("utf-16-le")
_ZIP_LOCKED_FLAG = 0x1
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text holds; tabs, line ends and page ends are not among them."""
_SIGNATURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_TO_TEXT = "save or export its text as a UTF-8 .txt file"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Nothing is changed but the byte-order mark, which is no part of the text: offset 0 is
    the first character after it. Line ends stay as they are, CRLF as two characters.
    """

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | Refusal:
    """The text of a plain-text file: UTF-8, or UTF-16 with a byte-order mark."""
    if refusal := too_large(len(data)) or _not_text(data):
        return refusal
    for mark, encoding in _UTF_16:
        if data.startswith(mark) and not data.startswith(_UTF_32):
            return _decoded(data, len(mark), encoding)
    skip = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    return _binary(data) or _decoded(data, skip, "utf-8")


def too_large(size_bytes: int) -> Refusal | None:
    """A refusal if a file of this size is not read; ask before reading it."""
    if size_bytes <= MAX_BYTES:
        return None
    megabytes, most = size_bytes / 1024 / 1024, MAX_BYTES // 1024 // 1024
    place = f"byte {MAX_BYTES}, the last that may be read"
    return Refusal(f"it has {megabytes:.0f} MB, more than {most} MB", place, "split it into parts")


def _not_text(data: bytes) -> Refusal | None:
    if not data:
        return Refusal("it is empty", "byte 0", "check that it was saved or downloaded whole")
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(data)
    if data.startswith(_OLE):
        return _ole(data)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return Refusal(f"it is {name}, not text", "byte 0", _TO_TEXT)
    return None


def _pdf(data: bytes) -> Refusal:
    at = data.find(b"/Encrypt")
    if at >= 0:
        mend = "open it with its password and save its text as a UTF-8 .txt file"
        return Refusal("it is a PDF locked with a password", f"byte {at}", mend)
    return Refusal("it is a PDF, not text", "byte 0", _TO_TEXT)


def _zip(data: bytes) -> Refusal:
    if len(data) > 7 and data[6] & _ZIP_LOCKED_FLAG:
        mend = "unpack it with its password and give the files in it"
        return Refusal("it is an archive locked with a password", "byte 6", mend)
    return Refusal("it is an archive or an Office document, not text", "byte 0", _TO_TEXT)


def _ole(data: bytes) -> Refusal:
    at = data.find(_OFFICE_LOCK)
    if at >= 0:
        mend = "open it with its password and save it as a UTF-8 .txt file"
        return Refusal("it is an Office document locked with a password", f"byte {at}", mend)
    return Refusal("it is an old Office document, not text", "byte 0", _TO_TEXT)


def _binary(data: bytes) -> Refusal | None:
    """A refusal if control characters show that these bytes were never text."""
    found = _CONTROLS.search(data)
    return Refusal("it is binary, not text", f"byte {found.start()}", _TO_TEXT) if found else None


def _decoded(data: bytes, skip: int, encoding: str) -> Decoded | Refusal:
    try:
        text = data[skip:].decode(encoding)
    except UnicodeDecodeError as failure:
        name = encoding.upper()
        mend = "save it again with the encoding UTF-8"
        return Refusal(f"it is not {name} text", f"byte {skip + failure.start}", mend)
    if not text.strip():
        return Refusal("it holds no words", "byte 0", "check that it was saved whole")
    return Decoded(text, encoding)
