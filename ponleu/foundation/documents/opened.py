"""Bytes of any format opened: text with layout, and the documents inside, each the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents import archives, sniffing
from ponleu.foundation.documents.archives import Allowance, Entry
from ponleu.foundation.documents.litter import without_litter
from ponleu.foundation.documents.reader import Reader
from ponleu.foundation.documents.types import (
    MEGABYTE,
    Extracted,
    Format,
    Hint,
    HintKind,
    Limits,
    Opened,
    Part,
)

STANDARD = Limits()
CONTENTS = "[Content_Types].xml"
_MARKUP = (".xml", ".rels", ".vml")
_DEFINITIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def opened(
    data: bytes, name: str, *, limits: Limits = STANDARD, reader: Reader | None = None
) -> Opened | Refusal:
    """A document as text with its layout, or one reason why not.

    Args:
        name: of the file; shown in refusals, and decides between kinds of plain text.
        reader: to be used for many documents, so that libraries are loaded once.
    """
    if reader:
        return _Opening(limits, reader).opened(data, name, depth=1)
    with Reader() as own:
        return _Opening(limits, own).opened(data, name, depth=1)


def page_picture(
    data: bytes, name: str, *, page: int, width: int = 1200, limits: Limits = STANDARD
) -> bytes | Refusal:
    """A page of a PDF, or a picture upright, as WebP ``width`` pixels wide: for showing boxes on.

    It is drawn anew, so nothing that hides in the original reaches a browser.
    """
    sort = sniffing.format_of(data, name)
    if isinstance(sort, Refusal):
        return sort
    if sort not in (Format.PDF, Format.PICTURE):
        return Refusal("it has no pages to show", "the whole file", "show its text")
    with Reader() as reader:
        return reader.page_picture(data, sort, limits, page=page, width=width)


class _Opening:
    """The opening of one document with all inside it, under one allowance."""

    def __init__(self, limits: Limits, reader: Reader) -> None:
        self.limits = limits
        self.reader = reader
        self.allowance = Allowance(limits)

    def opened(self, data: bytes, name: str, *, depth: int) -> Opened | Refusal:
        """A document that lies in ``depth - 1`` others."""
        if len(data) > self.limits.file_bytes:
            most = self.limits.file_bytes // MEGABYTE
            problem = f"it has {len(data) // MEGABYTE} MB, more than {most} MB"
            return Refusal(problem, "the whole file", "split it into parts")
        sort = sniffing.format_of(data, name)
        if isinstance(sort, Refusal):
            return sort
        if sort in (Format.TEXT, Format.CSV):
            return _plain(data, sort)
        if sort is Format.ZIP:
            return self._archive(data, name, depth)
        return self._extracted(data, name, sort, depth)

    def _archive(self, data: bytes, name: str, depth: int) -> Opened | Refusal:
        entries = archives.entries_of(data, self.allowance)
        if isinstance(entries, Refusal):
            return entries
        taken = list(entries)
        stated = {entry.name: entry.data for entry in taken}.get
        contents, mimetype = stated(CONTENTS, b""), stated("mimetype", b"")
        if isinstance(contents, Refusal) or isinstance(mimetype, Refusal):
            mend = "open it in its own program, save it again and give that"
            return Refusal("it is a damaged Office document", CONTENTS, mend)
        sort = sniffing.format_in_archive(contents, mimetype)
        if isinstance(sort, Refusal):
            return sort
        if sort:
            return unfit(taken) or self._extracted(data, name, sort, depth)
        documents = set(without_litter(entry.name for entry in taken))
        wanted = [entry for entry in taken if entry.name in documents]
        return self._with_parts(Opened("", Format.ZIP), wanted, depth)

    def _extracted(self, data: bytes, name: str, sort: Format, depth: int) -> Opened | Refusal:
        found = self.reader.extract(data, name, sort, self.limits)
        if isinstance(found, Refusal):
            return found
        inside = [Entry(archives.inner_name(name), part) for name, part in found.inside.items()]
        self.allowance.entries -= len(inside)
        self.allowance.bytes -= sum(map(len, found.inside.values()))
        if min(self.allowance.entries, self.allowance.bytes) < 0:
            problem = f"it holds more than {self.limits.entries:,} files, or too large ones"
            return Refusal(problem, "its attachments", "save them and give them by themselves")
        return self._with_parts(_as_opened(found, sort), inside, depth)

    def _with_parts(self, holder: Opened, entries: Sequence[Entry], depth: int) -> Opened | Refusal:
        if entries and depth > self.limits.depth:
            place = f"the {depth}th container in containers"
            return Refusal("it lies too deep", place, "unpack the outer ones by hand")
        parts = tuple(self._part(entry, depth) for entry in entries)
        if holder.text.strip() or parts:
            return replace(holder, parts=parts)
        troubles = [page.trouble for page in holder.pages if page.trouble]
        if troubles:
            return troubles[0]
        empty = "it holds no files" if holder.format is Format.ZIP else "it holds no words"
        return Refusal(empty, "the whole file", "check that it was saved whole")

    def _part(self, entry: Entry, depth: int) -> Part:
        if isinstance(entry.data, Refusal):
            return Part(entry.name, b"", entry.data)
        return Part(entry.name, entry.data, self.opened(entry.data, entry.name, depth=depth + 1))


def _plain(data: bytes, sort: Format) -> Opened | Refusal:
    """Plain text as it stands: not one character is changed."""
    from ponleu.engines.reading.decode import decode  # 0.3 s, which the process apart need not wait

    decoded = decode(data)
    if isinstance(decoded, Refusal):
        return decoded
    table = (Hint(HintKind.TABLE, 0, len(decoded.text)),) if sort is Format.CSV else ()
    return Opened(decoded.text, sort, decoded.encoding, hints=table)


def unfit(entries: Sequence[Entry]) -> Refusal | None:
    """Why an Office document is not opened: a bomb, a lock, or definitions of its own."""
    for entry in entries:
        if isinstance(entry.data, Refusal):
            return replace(entry.data, place=f"{entry.name}, {entry.data.place}")
        if entry.name.endswith(_MARKUP) and any(mark in entry.data for mark in _DEFINITIONS):
            mend = "open it in its own program, save it again and give that"
            return Refusal("it defines its own markup, as no Office does", entry.name, mend)
    return None


def _as_opened(found: Extracted, sort: Format) -> Opened:
    return Opened(
        text=found.text,
        format=sort,
        encoding=found.encoding,
        published=found.published,
        made=found.made,
        title=found.title,
        origin=found.origin,
        pages=found.pages,
        boxes=found.boxes,
        hints=found.hints,
    )
