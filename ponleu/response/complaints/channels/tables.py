"""Tables as they are brought, CSV or Excel: a heading, and rows with their numbers."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents import Reader
from ponleu.foundation.documents.sheets import sheets_of
from ponleu.foundation.documents.types import MEGABYTE
from ponleu.response.complaints.channels.types import MOST_ROW, Fault, at_row, fault_of

MOST_BYTES = 200 * MEGABYTE
MOST_COLUMNS = 500
DELIMITERS = (",", ";", "\t")
BYTE_ORDER = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAMPLED = 50
"""Rows in which an example of each column is looked for."""

HALVES = range(0xD800, 0xE000)
"""Halves of characters: what stands for a byte that was no text."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, with as many cells as the table has columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read from its start as often as wanted.

    Attributes:
        heading: the cells of its first row.
    """

    heading: tuple[str, ...]
    _source: _Delimited | _Listed

    def rows(self) -> Iterator[Row | Fault]:
        """The rows below the heading, one after the other; of a broken one, why it is."""
        for row in islice(self._source.rows(), 1, None):
            fitted = row if isinstance(row, Fault) else self._fitted(row)
            if fitted is not None:
                yield fitted

    def examples(self) -> tuple[str, ...]:
        """What stands in each column, of the first rows in which anything does."""
        found = [""] * len(self.heading)
        for row in islice(self.rows(), SAMPLED):
            if isinstance(row, Row):
                found = [known or cell for known, cell in zip(found, row.cells, strict=True)]
        return tuple(found)

    def _fitted(self, row: Row) -> Row | Fault | None:
        """A row with the columns of the heading, nothing for an empty one, or what is wrong."""
        if not any(cell.strip() for cell in row.cells):
            return None
        if len(row.cells) != len(self.heading) and self._source.is_exact:
            return _uneven(row, len(self.heading))
        if len(row.cells) > len(self.heading):
            return _uneven(row, len(self.heading))
        padded = row.cells + ("",) * (len(self.heading) - len(row.cells))
        return _unreadable(row, self.heading) or Row(row.number, padded)


def delimited_table(data: bytes) -> Table | Fault:
    """A CSV file: UTF-8, or UTF-16 with its byte-order mark; commas, semicolons or tabs."""
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // MEGABYTE
        return Fault(
            _("it has more than %(most)d MB") % {"most": most}, "", _("split it into parts")
        )
    return _table(_Delimited(data))


def sheet_table(data: bytes, name: str, reader: Reader) -> Table | Fault:
    """The first sheet of an Excel workbook that holds anything."""
    sheets = sheets_of(data, name, reader=reader)
    if isinstance(sheets, Refusal):
        return fault_of(sheets)
    if any(sheet.name == "survey" for sheet in sheets):
        return Fault(
            _("it is a form, and not its answers"), "", _("give it as the form, beside the answers")
        )
    return _table(_Listed(next((sheet.rows for sheet in sheets if sheet.rows), ())))


def _table(source: _Delimited | _Listed) -> Table | Fault:
    first = next(iter(source.rows()), None)
    if first is None:
        return Fault(_("it is empty"), "", _("check that it was saved whole"))
    if isinstance(first, Fault):
        return first
    if len(first.cells) > MOST_COLUMNS:
        return Fault(
            _("it has more than %(most)d columns") % {"most": MOST_COLUMNS},
            at_row(first.number),
            _("take out those that are not needed"),
        )
    fault = _unreadable(first, ())
    heading = tuple(" ".join(cell.split()) for cell in first.cells)
    if fault or not any(heading):
        return fault or Fault(
            _("its first row names no column"), at_row(first.number), _("put the names there")
        )
    return Table(heading, source)


@dataclass(frozen=True, slots=True)
class _Listed:
    """Rows of a sheet; it leaves empty cells at the end of a row out."""

    listed: tuple[tuple[int, tuple[str, ...]], ...]
    is_exact = False

    def rows(self) -> Iterator[Row | Fault]:
        return (Row(number, cells) for number, cells in self.listed)


@dataclass(frozen=True, slots=True)
class _Delimited:
    """Rows of a CSV file, parsed while they are read."""

    data: bytes
    is_exact = True

    def rows(self) -> Iterator[Row | Fault]:
        reader = csv.reader(self._lines(), delimiter=self._delimiter(), strict=True)
        number = 0
        while True:
            number += 1
            try:
                yield Row(number, tuple(next(reader)))
            except StopIteration:
                return
            except csv.Error:
                yield _broken(number)

    def _lines(self) -> io.TextIOWrapper:
        encoding, skip = self._encoding()
        stream = io.BytesIO(self.data)
        stream.seek(skip)
        errors = "surrogateescape" if encoding == "utf-8" else "replace"
        return io.TextIOWrapper(stream, encoding, errors=errors, newline="")

    def _encoding(self) -> tuple[str, int]:
        for mark, encoding in BYTE_ORDER:
            if self.data.startswith(mark):
                return encoding, len(mark)
        return "utf-8", len(codecs.BOM_UTF8) if self.data.startswith(codecs.BOM_UTF8) else 0

    def _delimiter(self) -> str:
        line = self._lines().readline(MOST_ROW)
        return max(DELIMITERS, key=line.count)


def _broken(number: int) -> Fault:
    return Fault(
        _("a quotation mark is not closed, or stands where none may, or a cell is too long"),
        at_row(number),
        _(
            "mend it and bring the file again, as rows after it may not have been read; "
            "what is in already does not come twice"
        ),
    )


def _uneven(row: Row, columns: int) -> Fault:
    said = {"cells": len(row.cells), "columns": columns}
    return Fault(
        _("it has %(cells)d cells, and the first row %(columns)d") % said,
        at_row(row.number),
        _("give it as many as the first row, with quotation marks around words with a comma"),
    )


def _unreadable(row: Row, heading: tuple[str, ...]) -> Fault | None:
    """Why a row cannot be kept as text: signs that are none, or too many."""
    for column, cell in enumerate(row.cells):
        if cell.isprintable():
            continue
        place = at_row(row.number, column, heading[column] if column < len(heading) else "")
        if any(ord(sign) in HALVES for sign in cell):
            return Fault(_("it is not UTF-8 text"), place, _("save the file as CSV UTF-8"))
        if "\0" in cell:
            return Fault(_("it holds a sign that is no text"), place, _("write the cell anew"))
    if sum(map(len, row.cells)) > MOST_ROW:
        return Fault(
            _("it has more than %(most)d letters") % {"most": MOST_ROW},
            at_row(row.number),
            _("take the complaint down by hand, and the long part as a file"),
        )
    return None
