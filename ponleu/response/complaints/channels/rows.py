"""One row of answers as a complaint: what each column holds, and the row itself as it stands."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from ponleu.response.complaints.channels import answers
from ponleu.response.complaints.channels.answers import Unknown
from ponleu.response.complaints.channels.fields import Field
from ponleu.response.complaints.channels.forms import AskedForm, Question
from ponleu.response.complaints.channels.tables import Row, Table
from ponleu.response.complaints.channels.types import (
    MOST_NEAR,
    MOST_SHORT,
    MOST_WHAT,
    Brought,
    Fault,
    Places,
    at_row,
)
from ponleu.response.complaints.intake import Told

T = TypeVar("T")
LIMITS = {Field.WHAT: MOST_WHAT, Field.NEAR: MOST_NEAR}
WITHOUT_EQUAL = re.compile(r"(?:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
JOINS = {Field.WHAT: "\n\n", Field.NEAR: ", ", Field.SOURCE: ", "}
DIGITS = {Field.DISTRICT: 4, Field.COMMUNE: 6}
NOT_SHOWN = frozenset({Field.CONTACT, Field.CONTACT_WHEN})
"""Of the row as it stands; they are kept where it is asked whether they may be used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is read.

    Attributes:
        columns: number of a column -> what it holds; the others are kept with the row alone.
        language: of those who told it, where no column says it.
    """

    columns: Mapping[int, Field]
    language: str
    places: Places
    form: AskedForm = field(default_factory=AskedForm)


def brought_rows(table: Table, reading: Reading) -> Iterator[Brought | Fault]:
    """What each row tells, one after the other; of one that cannot be taken, why.

    Two equal rows are two; a submission that has a number of its own is one.
    """
    seen: Counter[bytes] = Counter()
    numbered: dict[bytes, tuple[str, ...]] = {}
    for row in table.rows():
        if isinstance(row, Fault):
            yield row
            continue
        record = _Record(row, table.heading, reading)
        origin = record.origin()
        if not origin.startswith(b"id "):
            seen[origin] += 1
            origin = b"%d %b" % (seen[origin], origin)
        elif numbered.setdefault(origin, row.cells) != row.cells:
            yield _twice(row)
            continue
        try:
            yield Brought(at_row(row.number), record.told(), origin)
        except _Wrong as wrong:
            yield wrong.fault


def _twice(row: Row) -> Fault:
    return Fault(
        _("another row with other words has the same number of a submission"),
        at_row(row.number),
        _("choose another column for that number, or none"),
    )


class _Wrong(Exception):
    """Carries what is wrong with a row out of it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.fault = fault


@dataclass(frozen=True, slots=True)
class _Record:
    """A row and what its columns are."""

    row: Row
    heading: Sequence[str]
    reading: Reading

    def told(self) -> Told:
        province = self._understood(Field.PROVINCE, self._province) or ""
        district, unknown_district = self._inside(Field.DISTRICT, province)
        commune, unknown_commune = self._inside(Field.COMMUNE, district or province)
        near = [unknown_commune, unknown_district, self._words(Field.NEAR)]
        if not province:
            province = (commune or district)[:2]
        told = Told(
            language=self._understood(Field.LANGUAGE, answers.language) or self.reading.language,
            is_safe=self._understood(Field.IS_SAFE, answers.yes_or_no),
            for_whom=self._understood(Field.FOR_WHOM, answers.for_whom) or "",
            what=self._words(Field.WHAT),
            signs=self._understood(Field.SIGNS, answers.signs) or (),
            province=province,
            district=district or commune[:4],
            commune=commune,
            near=", ".join(filter(None, near)),
            pin=self._understood(Field.PIN, answers.pin),
            contact=self._words(Field.CONTACT),
            contact_when=self._words(Field.CONTACT_WHEN),
            may_contact=bool(self._understood(Field.MAY_CONTACT, answers.yes_or_no)),
            beside=self._beside(),
        )
        return self._with_something(told)

    def origin(self) -> bytes:
        """The submission's own number if no other can have it, else all that stands in the row."""
        for column, field_ in self.reading.columns.items():
            cell = self.row.cells[column].strip()
            if field_ is Field.ID and WITHOUT_EQUAL.fullmatch(cell):
                return b"id " + cell.casefold().removeprefix("uuid:").encode()
        filled = [pair for pair in zip(self.heading, self.row.cells, strict=True) if pair[1]]
        return b"row " + json.dumps(filled, ensure_ascii=False).encode()

    def _with_something(self, told: Told) -> Told:
        if told.what.strip() or told.near.strip() or told.is_safe is False or told.signs:
            return told
        raise _Wrong(
            Fault(
                _("it says neither what is happening nor where"),
                at_row(self.row.number),
                _("fill one of the two in, or choose which column holds it"),
            )
        )

    def _columns(self, wanted: Field) -> list[int]:
        return [column for column, of in self.reading.columns.items() if of is wanted]

    def _words(self, wanted: Field) -> str:
        """The cells of a field as they stand, or of a choice what it means."""
        columns = self._columns(wanted)
        found = [self._meaning(column) or self.row.cells[column] for column in columns]
        words = found[0] if len(found) == 1 else JOINS.get(wanted, " ").join(filter(None, found))
        most = LIMITS.get(wanted, MOST_SHORT)
        if len(words) > most:
            problem = _("it has more than %(most)d letters") % {"most": most}
            raise self._wrong(columns[0], problem, _("shorten it, or take it down by hand"))
        return words

    def _understood(
        self, wanted: Field, understand: Callable[[str, Question | None], T]
    ) -> T | None:
        """What the cell of a field means; None if it is empty or there is none."""
        for column in self._columns(wanted):
            cell = self.row.cells[column].strip()
            if not cell:
                continue
            try:
                return understand(cell, self.reading.form.question(self.heading[column]))
            except Unknown as unknown:
                raise self._wrong(column, unknown.problem, unknown.mend) from None
        return None

    def _province(self, cell: str, question: Question | None) -> str:
        code = answers.place(cell, question, "", self.reading.places)
        if code:
            return code[:2]
        raise Unknown(_("there is no such province"), _("write its code, such as 18"))

    def _inside(self, wanted: Field, holder: str) -> tuple[str, str]:
        """The code of a place within another, or else the words for it."""
        for column in self._columns(wanted):
            cell = self.row.cells[column].strip()
            question = self.reading.form.question(self.heading[column])
            code = answers.place(cell, question, holder, self.reading.places) if cell else ""
            return (code, "") if len(code) == DIGITS[wanted] else ("", cell)
        return "", ""

    def _beside(self) -> dict[str, str]:
        consent = self._understood(Field.CONSENT, answers.yes_or_no)
        sent = self._understood(Field.SENT, answers.day)
        beside = {
            "consent": "agreed" if consent else "not_asked",
            "source": self._words(Field.SOURCE),
            "sent": sent.isoformat() if sent else "",
            "id": self._words(Field.ID),
            "row": self._as_it_stands(),
        }
        return {name: words for name, words in beside.items() if words}

    def _as_it_stands(self) -> str:
        lines = []
        for column, cell in enumerate(self.row.cells):
            if not cell or self.reading.columns.get(column) in NOT_SHOWN:
                continue
            meaning = self._meaning(column)
            lines.append(f"{self.heading[column]}: {cell}{f' ({meaning})' if meaning else ''}")
        return "\n".join(lines)

    def _meaning(self, column: int) -> str:
        question = self.reading.form.question(self.heading[column])
        return question.label_of(self.row.cells[column]) if question else ""

    def _wrong(self, column: int, problem: str, mend: str) -> _Wrong:
        return _Wrong(Fault(problem, at_row(self.row.number, column, self.heading[column]), mend))
