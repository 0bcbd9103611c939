"""A table of published figures line by line: what may be kept, and how to mend the rest."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from ponleu.foundation.core.errors import InvalidInput
from ponleu.knowledge.figures.parts import breakdown_in
from ponleu.knowledge.figures.periods import period
from ponleu.knowledge.figures.rules import Bound
from ponleu.knowledge.figures.services.figures import Said, checked

COLUMNS = ("period", "metric", "value", "definition_note", "reported_by", "source")
MOST_ROWS = 1_000
MOST_BYTES = 500_000

Mark = tuple[str, str, int, str, str, str]

_NUMBER: Final = re.compile(r"(?P<bound>>=|≥|>|~|≈)?\s*(?P<number>\d{1,3}(?:,\d{3})+|\d{1,15})")
_ABOUT: Final = re.compile(r"(?:approx|about|around|nearly)\b", re.I)
_AT_LEAST: Final = re.compile(r"at least\b", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that may be kept; ``is_known`` if the same is kept already."""

    line: int
    said: Said
    is_known: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that cannot be kept, as it stands in the table, and what to do about it."""

    line: int
    text: str
    mend: str


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table: every line of it is in one of the two."""

    rows: Sequence[Row]
    refused: Sequence[Refused]

    @property
    def new(self) -> list[Row]:
        """The lines that would be kept."""
        return [row for row in self.rows if not row.is_known]


def decoded(data: bytes) -> str:
    """The words of a file.

    Raises:
        InvalidInput: it is too large, or not UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise InvalidInput(_("The table is too large. Split it into several of up to 1,000 rows."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(_("Save the table as CSV with UTF-8, then choose it again.")) from None


def table(text: str, kept: Collection[Mark]) -> Table:
    """The lines of a table; a blank one is none.

    Args:
        kept: marks of figures that are kept already.

    Raises:
        InvalidInput: the heading is another, the quotation marks are broken, or it is too long.
    """
    rows: list[Row] = []
    refused: list[Refused] = []
    seen = set(kept)
    for line, cells in _lines(text):
        said = _said(cells)
        if isinstance(said, str):
            refused.append(Refused(line, ", ".join(cells), said))
            continue
        mark = mark_of(said)
        rows.append(Row(line, said, is_known=mark in seen))
        seen.add(mark)
    if not rows and not refused:
        raise InvalidInput(_("There is no line under the heading. Fill the table in first."))
    return Table(rows, refused)


def mark_of(said: Said) -> Mark:
    """By what two lines are the same."""
    spell = period(said.period)
    code = spell.code if spell else said.period
    return (said.measure, code, said.value, said.body, said.published_in, said.definition)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(), strict=True)
    try:
        heading = [cell.strip().casefold() for cell in next(reader, [])]
        if heading != list(COLUMNS):
            raise InvalidInput(
                _("The first line must be: %(columns)s") % {"columns": ",".join(COLUMNS)}
            )
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS:
                raise InvalidInput(
                    _("The table is too large. Split it into several of up to 1,000 rows.")
                )
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error:
        raise InvalidInput(
            _("Mend the quotation marks in line %(line)d.") % {"line": reader.line_num}
        ) from None


def _said(cells: Sequence[str]) -> Said | str:
    """What a line says, or how to mend it."""
    if len(cells) != len(COLUMNS):
        return _("Give %(wanted)d cells; there are %(found)d.") % {
            "wanted": len(COLUMNS),
            "found": len(cells),
        }
    spell, metric, value, note, reported_by, source = cells
    number = _NUMBER.fullmatch(value)
    if not number:
        return _("Write the value as a whole number, such as 661.")
    parts = breakdown_in(note)
    said = Said(
        measure=metric,
        value=int(number["number"].replace(",", "")),
        period=spell,
        body=" ".join(reported_by.split()),
        bound=_bound(number["bound"] or "", note),
        definition=note,
        breakdowns=[parts] if parts else [],
        published_in=" ".join(source.split()),
    )
    if not source:
        return _("Say under source where it was published.")
    return _refusal(said) or said


def _bound(sign: str, note: str) -> Bound:
    if sign in {"~", "≈"} or _ABOUT.match(note):
        return Bound.ABOUT
    return Bound.AT_LEAST if sign or _AT_LEAST.match(note) else Bound.EXACT


def _refusal(said: Said) -> str:
    try:
        checked(said)
    except InvalidInput as refusal:
        return refusal.sentence
    return ""
