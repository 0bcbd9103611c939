"""Excel sheets cell by cell, with the numbers of rows and line ends within cells kept."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from ponleu.foundation.documents.formats.layout import storable
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.formats.sheet import shown
from ponleu.foundation.documents.types import Extracted, Limits

Rows = list[tuple[int, list[str]]]
_LINES = {"\r\n": "\n", "\r": "\n", "_x000D_\n": "\n", "_x000D_": "\n"}


def extract(data: bytes, name: str, limits: Limits) -> Extracted:
    """The cells of a workbook as JSON: of each sheet its name and its rows with their numbers."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile):
        mend = "open it in Excel, save it again and give that"
        raise Refused("it is a damaged Excel sheet", "the whole file", mend) from None
    left = _Left(limits)
    sheets = [[storable(sheet.title), _rows(sheet, left)] for sheet in book.worksheets]
    return Extracted(text=json.dumps(sheets))


class _Left:
    """How many cells and characters may still be read."""

    def __init__(self, limits: Limits) -> None:
        self.cells, self.characters = limits.cells, limits.characters

    def take(self, words: list[str], cells: int, place: str) -> None:
        self.cells -= cells or 1
        self.characters -= sum(map(len, words))
        if min(self.cells, self.characters) < 0:
            raise Refused("it has too many cells", place, "save it in several parts, or as .csv")


def _rows(sheet: ReadOnlyWorksheet, left: _Left) -> Rows:
    sheet.reset_dimensions()  # what the file says of its size may be untrue
    rows: Rows = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        words = [
            _lines(shown(cell.value, getattr(cell, "number_format", "General"))) for cell in row
        ]
        left.take(words, len(row), f"sheet {sheet.title}, row {number}")
        while words and not words[-1]:
            words.pop()
        if words:
            rows.append((number, words))
    return rows


def _lines(words: str) -> str:
    for written, meant in _LINES.items():
        words = words.replace(written, meant)
    return storable(words)
