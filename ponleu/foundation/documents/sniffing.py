"""Which format bytes are in, by what they hold; a name only decides between kinds of text."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePosixPath

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.types import Format

_HEAD = 8192
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_APPLE_PICTURES = (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1", b"avif", b"avis")
_OTHER_PICTURES = ((b"GIF8", "GIF"), (b"BM", "BMP"))
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_IN_OFFICE = (
    (b"wordprocessingml.document.main", Format.DOCX),
    (b"ms-word.document.macroEnabled.main", Format.DOCX),
    (b"spreadsheetml.sheet.main", Format.XLSX),
    (b"ms-excel.sheet.macroEnabled.main", Format.XLSX),
)
_OTHER_OFFICE = (b"presentationml", b"sheet.binary", b"ms-visio", b"visio.drawing")
_PAGE_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|div|table|meta|title|h1|span|br|a)\b", re.IGNORECASE)
_HEADER = re.compile(r"^([A-Za-z][\w-]*):[ \t]?", re.MULTILINE)
_TRANSPORT = frozenset(["message-id", "mime-version", "received", "return-path", "delivered-to"])
_ADDRESSED = frozenset(["from", "to", "subject", "date", "cc"])
_SAVED_BY_BROWSER = re.compile(r"^content-type:\s*multipart/related", re.I | re.M)


def format_of(data: bytes, name: str) -> Format | Refusal:
    """The format to read the bytes in; plain text if they show no other.

    Archives and Office documents both come out as ``ZIP``: what is in them decides.
    """
    if data.startswith(_ZIPS):
        return Format.ZIP
    if data[:_HEAD].lstrip().startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"bplist00") and b"WebMainResource" in data:
        return Format.WEBARCHIVE
    return (
        _picture(data) or _rich_text(data) or _marked_up(data, PurePosixPath(name.lower()).suffix)
    )


def _picture(data: bytes) -> Format | Refusal | None:
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return Format.PICTURE
    if data[4:8] == b"ftyp" and data[8:12] in _APPLE_PICTURES:
        mend = "save it as JPEG (on the telephone: Settings, Camera, Most compatible)"
        return Refusal("it is a HEIC or AVIF picture", "byte 4", mend)
    for mark, called in _OTHER_PICTURES:
        if data.startswith(mark) and b"\0" in data[:64]:
            return Refusal(f"it is a {called} picture", "byte 0", "save it as PNG or JPEG")
    return None


def _rich_text(data: bytes) -> Refusal | None:
    if not data.startswith(b"{\\rtf"):
        return None
    return Refusal("it is an RTF document", "byte 0", "save it as .docx or PDF")


def _marked_up(data: bytes, suffix: str) -> Format:
    head = _head(data)
    named = (".html", ".htm", ".xhtml")
    if _PAGE_OPENING.match(head) or (suffix in named and _TAG.search(head)):
        return Format.HTML
    return _message(head, suffix) or (Format.CSV if suffix in (".csv", ".tsv") else Format.TEXT)


def _message(head: str, suffix: str) -> Format | None:
    """Whether the text opens with the header lines of a message that was sent or saved."""
    opening = re.split(r"\r?\n[ \t]*\r?\n", head.lstrip(), maxsplit=1)[0]
    first = _HEADER.match(opening)
    names = {found.lower() for found in _HEADER.findall(opening)}
    if not first or not names & (_TRANSPORT | _ADDRESSED):
        return None
    if _SAVED_BY_BROWSER.search(opening) and (
        suffix in (".mht", ".mhtml") or "snapshot-content-location" in names
    ):
        return Format.MHTML
    return Format.EML if suffix == ".eml" or names & _TRANSPORT else None


def _head(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) : _HEAD].decode(encoding, "replace")
    return data[:_HEAD].removeprefix(codecs.BOM_UTF8).decode("latin-1")


def format_in_archive(contents: bytes, mimetype: bytes) -> Format | Refusal | None:
    """The Office format that an archive's own table of contents states, None for no Office.

    Args:
        contents: of ``[Content_Types].xml``, empty if there is none.
        mimetype: of the file ``mimetype``, with which OpenDocument and EPUB begin.
    """
    for mark, found in _IN_OFFICE:
        if mark in contents:
            return found
    if any(mark in contents for mark in _OTHER_OFFICE):
        return Refusal("it is another Office document", "[Content_Types].xml", "save it as PDF")
    if mimetype.startswith(b"application/"):
        called = mimetype[:80].decode("ascii", "replace").strip()
        return Refusal(f"it is {called}", "mimetype", "save it as PDF, .docx or .xlsx")
    return None
