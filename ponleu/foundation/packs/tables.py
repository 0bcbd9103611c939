"""Read the tables of a pack, and say exactly where a row is wrong and how to mend it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

SOURCED = ("source", "verified")
"""Columns of every table: where the row is from, and whether someone who knows has checked it."""

VERIFIED = frozenset({"true", "yes", "false", "no"})


class PackError(ValueError):
    """A table of a pack is wrong; names the file, the line and the mend."""

    def __init__(self, file: str, line: int, mend: str) -> None:
        super().__init__(f"{file}, line {line}: {mend}")
        self.file, self.line, self.mend = file, line, mend


@dataclass(frozen=True, slots=True)
class Row:
    """One checked row of a table, by column name."""

    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


def read_table(file: Traversable, columns: Sequence[str]) -> Iterator[Row]:
    """The rows of a table with exactly these columns before ``source`` and ``verified``.

    Raises:
        PackError: not UTF-8, wrong header, a cell missing or one too many, an empty
            cell, or ``verified`` neither true nor false.
    """
    expected = [*columns, *SOURCED]
    try:
        content = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise PackError(file.name, 1, f"save it as UTF-8 (byte {failure.start} is not)") from None
    reader = csv.reader(content.splitlines(), strict=True)
    if next(reader, []) != expected:
        raise PackError(file.name, 1, f"the header must be {','.join(expected)}")
    yield from _rows(file.name, reader, expected)


def _rows(name: str, reader: Iterator[list[str]], expected: Sequence[str]) -> Iterator[Row]:
    line = 1
    while True:
        line += 1
        try:
            cells = next(reader, None)
        except csv.Error as failure:
            raise PackError(name, line, f"mend the quotation marks ({failure})") from None
        if cells is None:
            return
        yield Row(line, _checked(name, line, [cell.strip() for cell in cells], expected))


def _checked(name: str, line: int, cells: Sequence[str], expected: Sequence[str]) -> dict[str, str]:
    if len(cells) != len(expected):
        raise PackError(name, line, f"give {len(expected)} cells; there are {len(cells)}")
    values = dict(zip(expected, cells, strict=True))
    for column, value in values.items():
        if not value:
            raise PackError(name, line, f"fill in the empty cell under {column}")
    if values["verified"] not in VERIFIED:
        raise PackError(name, line, f"verified must be true or false, not {values['verified']!r}")
    return values
