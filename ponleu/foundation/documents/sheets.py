"""Workbooks as tables of cells, taken apart in the process apart like every other document."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents import archives, sniffing
from ponleu.foundation.documents.archives import Allowance
from ponleu.foundation.documents.opened import CONTENTS, STANDARD, unfit
from ponleu.foundation.documents.reader import Reader
from ponleu.foundation.documents.types import Format, Limits


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        rows: number of the row, from 1 as Excel shows it, and its cells as they are shown; rows
            without a word are left out, and empty cells at the end of one.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def is_workbook(data: bytes) -> bool:
    """Whether bytes are an Excel workbook, by what they hold."""
    if sniffing.format_of(data, "") is not Format.ZIP:
        return False
    entries = archives.entries_of(data, Allowance(STANDARD))
    if isinstance(entries, Refusal):
        return False
    contents = next((entry.data for entry in entries if entry.name == CONTENTS), b"")
    return isinstance(contents, bytes) and (
        sniffing.format_in_archive(contents, b"") is Format.XLSX
    )


def sheets_of(
    data: bytes, name: str, *, reader: Reader, limits: Limits = STANDARD
) -> tuple[Sheet, ...] | Refusal:
    """The sheets of a workbook in their order, or one reason why not."""
    if len(data) > limits.file_bytes:
        return Refusal("it is too large", "the whole file", "split it into parts")
    entries = archives.entries_of(data, Allowance(limits))
    if isinstance(entries, Refusal):
        return entries
    if fault := unfit(list(entries)):
        return fault
    found = reader.extract(data, name, Format.CELLS, limits)
    if isinstance(found, Refusal):
        return found
    return tuple(
        Sheet(title, tuple((number, tuple(cells)) for number, cells in rows))
        for title, rows in json.loads(found.text)
    )
