"""Excel sheets: a row a line, numbers as they are shown, days as ISO dates."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from ponleu.foundation.documents.formats.layout import LINE, PARAGRAPH, Layout, one_line
from ponleu.foundation.documents.formats.properties import proper_title
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import Extracted, HintKind, Limits

_DECIMALS = re.compile(r"0\.(0+)")
_UNIT = re.compile(r'"([^"]{1,12})"|\[\$([^\]-]{1,4})|([$€£¥៛%])')
_ASIDE = re.compile(r"\\.|_.|\*.")
MOST_COLUMNS = 1_000


def extract(data: bytes, name: str, limits: Limits) -> Extracted:
    """The text of a workbook: each sheet's name, then its rows with tabs between cells."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile):
        mend = "open it in Excel, save it again and give that"
        raise Refused("it is a damaged Excel sheet", "the whole file", mend) from None
    layout = Layout(limits)
    left = limits.cells
    for sheet in book.worksheets:
        left = _add_sheet(layout, sheet, left)
    made = book.properties.created
    return Extracted(
        text=layout.text,
        title=proper_title(book.properties.title or ""),
        made=made.date() if made else None,
        hints=layout.ordered_hints(),
    )


def _add_sheet(layout: Layout, sheet: ReadOnlyWorksheet, left: int) -> int:
    """Add a sheet that has any words; returns how many cells may still be read."""
    sheet.reset_dimensions()  # what the file says of its size may be untrue
    start = None
    for row in sheet.iter_rows():  # each as long as it is; told a width, it would fill all up
        left -= len(row) or 1
        if left < 0:
            mend = "save the sheets one by one, or as .csv"
            raise Refused("it has too many cells", f"sheet {sheet.title}", mend)
        words = "\t".join(_shown_cells(row[:MOST_COLUMNS])).rstrip("\t")
        if not words:
            continue
        if start is None:
            layout.add(one_line(sheet.title), kind=HintKind.TITLE)
        at = layout.add(words, gap=PARAGRAPH if start is None else LINE)
        start = at if start is None else start
    if start is not None:
        layout.mark(HintKind.TABLE, start)
    return left


def _shown_cells(row: Iterable[Any]) -> Iterable[str]:
    return (one_line(shown(cell.value, getattr(cell, "number_format", "General"))) for cell in row)


def shown(value: object, pattern: str) -> str:
    """A cell's value as its reader sees it; days and times in ISO, which cannot be misread."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        is_day = value.time() == time(0)
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, pattern or "General")
    return str(value)


def _number(value: float, pattern: str) -> str:
    """A number with the decimals, thousands and unit of its pattern ('#,##0.00 "riel"')."""
    first = _ASIDE.sub("", pattern.split(";", maxsplit=1)[0])
    unit = _UNIT.search(first)
    if "%" in first:
        value *= 100
    if first == "General" or "0" not in first:
        words = f"{value:.15g}"
        words = words if "e" not in words else f"{value:.0f}" if abs(value) < 1e21 else words
    else:
        decimals = _DECIMALS.search(first)
        places = len(decimals.group(1)) if decimals else 0
        words = f"{value:{',' if ',' in first else ''}.{places}f}"
    return _with_unit(words, first, unit)


def _with_unit(words: str, pattern: str, unit: re.Match[str] | None) -> str:
    if not unit:
        return words
    named = next(filter(None, unit.groups()))
    blank = " " if pattern[unit.start() - 1 : unit.start()] == " " else ""
    digits = re.search(r"[0#]", pattern)
    is_before = digits is not None and unit.start() < digits.start()
    return f"{named}{words}" if is_before else f"{words}{blank}{named}"
