"""Tables that people hand over: CSV with a header, UTF-8; a broken row does not stop the rest."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from ponleu.engines.matching.types import Kind, Record

REGISTER_COLUMNS: Final = (
    "id", "name", "kind", "aliases", "born", "sex", "place", "identifiers",
)  # fmt: skip
LIST_MARK: Final = "|"
"""Between the values of a cell that holds several: aliases, identifiers."""

MOST_LINES: Final = 200
MOST_SIGNS: Final = 100_000
"""A row that goes on for longer has a quotation mark that is never closed."""

SEXES: Final = {
    "": "", "f": "f", "female": "f", "woman": "f", "w": "f", "ស្រី": "f", "នារី": "f",
    "m": "m", "male": "m", "man": "m", "ប្រុស": "m",
}  # fmt: skip
_BORN: Final = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")


class BadTable(ValueError):
    """A table of which nothing can be read: says which and how to mend it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in one row.

    Attributes:
        row: line of the file on which the row begins, the header being line 1.
        column: empty if it concerns the whole row.
    """

    file: str
    row: int
    column: str
    mend: str

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}, row {self.row}{column}: {self.mend}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row, its cells in the order of the header."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is read row by row, once.

    Attributes:
        columns: names in the header, in their order.
    """

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row]


Complain = Callable[[Fault], None]


class Complaints:
    """Says each fault in one line on standard error, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, fault: Fault) -> None:
        self.count += 1
        print(fault, file=sys.stderr)


@contextmanager
def open_table(file: str, needed: Sequence[str], complain: Complain) -> Iterator[Table]:
    """The table in a file, ``-`` for standard input; broken rows are told and left out.

    Raises:
        BadTable: it cannot be opened, or its header lacks a column that is needed.
    """
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape", newline="")  # type: ignore[union-attr]  # a test's stand-in has it too
        yield table_of(sys.stdin, "standard input", needed, complain)
        return
    try:
        opened = Path(file).open(  # noqa: SIM115  closed below; opening alone may be refused
            encoding="utf-8-sig", errors="surrogateescape", newline=""
        )
    except OSError as failure:
        reason = (failure.strerror or "it cannot be opened").lower()
        raise BadTable(f"{file}: {reason}; give the path of a CSV file") from None
    with opened:
        yield table_of(opened, file, needed, complain)


def table_of(lines: TextIO, file: str, needed: Sequence[str], complain: Complain) -> Table:
    """The table in lines of text; see ``open_table``.

    Raises:
        BadTable: the header lacks a column that is needed or names one twice.
    """
    rows = _rows(lines, file, complain)
    first = next(rows, None)
    columns = tuple(cell.strip().casefold() for cell in first.cells) if first else ()
    missing = [column for column in needed if column not in columns]
    if missing:
        mend = f"the header must name the column {', '.join(missing)}; it names "
        raise BadTable(f"{file}, row 1: {mend}{', '.join(columns) or 'nothing'}")
    named = [column for column in columns if column]
    twice = sorted({column for column in named if named.count(column) > 1})
    if twice:
        raise BadTable(f"{file}, row 1: the header names the column {twice[0]} twice")
    return Table(file, columns, _whole(rows, file, columns, complain))


def _whole(
    rows: Iterable[Row], file: str, columns: Sequence[str], complain: Complain
) -> Iterator[Row]:
    for row in rows:
        if len(row.cells) == len(columns):
            yield row
        elif row.cells not in {(), ("",)}:  # an empty line is no row
            count = len(row.cells)
            column = columns[count] if count < len(columns) else columns[-1]
            mend = f"the row has {count} cells, the header {len(columns)}: "
            hint = "add the missing ones" if count < len(columns) else "put quotation marks round"
            more = "" if count < len(columns) else " a cell that holds a comma"
            complain(Fault(file, row.number, column, f"{mend}{hint}{more}; the row is left out"))


def _rows(lines: TextIO, file: str, complain: Complain) -> Iterator[Row]:
    numbered = enumerate(lines, start=1)
    waiting: list[tuple[int, str]] = []
    while True:
        number, line = waiting.pop() if waiting else next(numbered, (0, ""))
        if not number:
            return
        if '"' in line and line.count('"') % 2:
            taken = _to_closing_mark(line, numbered, waiting)
            if len(taken) == 0:
                mend = "a quotation mark is opened and never closed; the row is left out"
                complain(Fault(file, number, "", mend))
                continue
            line += "".join(taken)
        fault = _fault_of(line)
        if fault:
            complain(Fault(file, number, "", f"{fault}; the row is left out"))
            continue
        try:
            yield Row(number, _cells(line))
        except csv.Error:
            mend = 'mend the quotation marks: write "" for one inside a cell; the row is left out'
            complain(Fault(file, number, "", mend))


def _cells(line: str) -> tuple[str, ...]:
    if '"' not in line:
        return tuple(line.rstrip("\r\n").split(","))
    read = next(csv.reader([line.rstrip("\r\n")], strict=True), [])
    return tuple(read)


def _to_closing_mark(
    line: str, numbered: Iterator[tuple[int, str]], waiting: list[tuple[int, str]]
) -> list[str]:
    """The further lines of a cell that holds line breaks; none if it is never closed.

    Lines that turn out not to belong to it are put back into ``waiting``, the next one last.
    """
    taken: list[tuple[int, str]] = []
    size = len(line)
    while len(taken) < MOST_LINES and size < MOST_SIGNS:
        number, more = waiting.pop() if waiting else next(numbered, (0, ""))
        if not number:
            break
        taken.append((number, more))
        size += len(more)
        if more.count('"') % 2:
            return [text for _, text in taken]
    waiting.extend(reversed(taken))
    return []


def _fault_of(line: str) -> str:
    if "\0" in line:
        return "it holds a zero byte"
    if not line.isascii() and any("\udc80" <= sign <= "\udcff" for sign in line):
        return "it is not UTF-8: save the table as UTF-8"
    return ""


def records(table: Table, complain: Complain) -> Iterator[tuple[int, Record]]:
    """The rows of a register as records with the number of their row.

    A cell that cannot be understood is told and read as empty; a second row with the same
    identity is told and left out.
    """
    at = {column: place for place, column in enumerate(table.columns)}
    seen: dict[str, int] = {}
    for row in table.rows:
        identity = _cell(row, at, "id") or str(row.number)
        first = seen.setdefault(identity, row.number)
        if first != row.number:
            mend = f"row {first} has the id {identity!r} already; the row is left out"
            complain(Fault(table.file, row.number, "id", mend))
            continue
        yield row.number, _record(row, at, identity, table.file, complain)


def _record(row: Row, at: dict[str, int], identity: str, file: str, complain: Complain) -> Record:
    def checked(column: str, is_good: Callable[[str], bool], mend: str) -> str:
        value = _cell(row, at, column)
        if is_good(value):
            return value
        complain(Fault(file, row.number, column, f"{mend}, not {value[:40]!r}; read as empty"))
        return ""

    kind = checked("kind", is_kind, KIND_MEND).casefold()
    born = checked("born", lambda value: bool(_BORN.fullmatch(value)), "write it as YYYY-MM-DD")
    sex = checked("sex", lambda value: value.casefold() in SEXES, "write f or m")
    return Record(
        id=identity,
        name=_cell(row, at, "name"),
        kind=Kind(kind) if kind else None,
        aliases=_several(_cell(row, at, "aliases")),
        born=born,
        sex=SEXES[sex.casefold()],
        place=_cell(row, at, "place"),
        identifiers=_several(_cell(row, at, "identifiers")),
    )


KIND_MEND: Final = f"write {', '.join(Kind)} or nothing"


def is_kind(value: str) -> bool:
    """Whether a cell is a kind of record or empty."""
    return not value or value.casefold() in set(Kind)


def _cell(row: Row, at: dict[str, int], column: str) -> str:
    return row.cells[at[column]].strip() if column in at else ""


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for text in cell.split(LIST_MARK) if (part := text.strip()))
