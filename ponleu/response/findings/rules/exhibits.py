"""Which files are taken as exhibits, by what they hold and never by their names. Pure."""

from __future__ import annotations

import codecs
from collections.abc import Mapping

HEAD_BYTES = 4096
"""So much of the beginning of a file decides."""
MOST_BYTES = 100_000_000

ENDINGS: Mapping[str, str] = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/heic": "heic",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/amr": "amr",
    "audio/wav": "wav",
    "application/zip": "zip",
    "text/plain": "txt",
}
"""By media type, how the name ends under which a file is handed out."""

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"#!AMR", "audio/amr"),
    (b"PK\x03\x04", "application/zip"),
)
_IN_RIFF: Mapping[bytes, str] = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_STILL_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif")
_SOUND_BRANDS = (b"M4A ", b"M4B ")
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SPACES = frozenset("\t\n\r\f")


def media_type_of(head: bytes) -> str | None:
    """What a file is by its first ``HEAD_BYTES``; None if it is none of those that are taken.

    Office documents are archives. Text of any kind, also of a web page, is plain text.
    """
    for beginning, media_type in _BEGINNINGS:
        if head.startswith(beginning):
            return media_type
    if head.startswith(b"RIFF"):
        return _IN_RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    return "text/plain" if _is_text(head) else None


def _of_brand(brand: bytes) -> str:
    if brand in _STILL_BRANDS:
        return "image/heic"
    return "audio/mp4" if brand in _SOUND_BRANDS else "video/mp4"


def _is_text(head: bytes) -> bool:
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "utf-8")
    try:
        words = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return bool(words) and all(letter >= " " or letter in _SPACES for letter in words)
