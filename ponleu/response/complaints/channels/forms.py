"""An XLSForm that answers were given to: what its questions and choices are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents import Reader
from ponleu.foundation.documents.sheets import Sheet, sheets_of
from ponleu.response.complaints.channels.types import Fault, fault_of

SELECTS = ("select_one ", "select_multiple ", "rank ")
_MULTIPLE = "select_multiple "


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    Attributes:
        labels: in each of the form's languages.
        choices: code of an answer -> its labels; empty if the answer is free.
        takes_several: whether codes stand beside each other with a blank between them.
    """

    name: str
    labels: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    takes_several: bool = False

    def label_of(self, answer: str) -> str:
        """What a code means, in the form's first language; "" if it says no more than it."""
        codes = answer.split() if self.takes_several else [answer]
        found = [self.choices[code][0] for code in codes if self.choices.get(code)]
        return ", ".join(found) if found and len(found) == len(codes) else ""


@dataclass(frozen=True)
class AskedForm:
    """A form, by the names of its questions."""

    questions: Mapping[str, Question] = field(default_factory=dict)

    @cached_property
    def names(self) -> dict[str, str]:
        """What is asked, in any language -> the name of the question."""
        return {
            label: question.name
            for question in self.questions.values()
            for label in question.labels
        }

    def question(self, heading: str) -> Question | None:
        """The question that a column of answers is of."""
        name = self.names.get(heading, heading.rsplit("/", 1)[-1])
        return self.questions.get(name) or self.questions.get(name.rsplit("-", 1)[-1])


def read_form(data: bytes, name: str, reader: Reader) -> AskedForm | Fault:
    """The questions and choices of an XLSForm workbook."""
    sheets = sheets_of(data, name, reader=reader)
    if isinstance(sheets, Refusal):
        return fault_of(sheets)
    named = {sheet.name: sheet for sheet in sheets}
    if "survey" not in named:
        return Fault(
            _("it is no XLSForm: it has no sheet “survey”"), "", _("give the form's own .xlsx")
        )
    lists = _lists(named.get("choices", Sheet("choices", ())))
    asked = (_question(row, lists) for row in _records(named["survey"]) if row.get("name"))
    return AskedForm({question.name: question for question in asked})


def _question(row: Mapping[str, str], lists: Mapping[str, dict[str, tuple[str, ...]]]) -> Question:
    kind = row.get("type", "")
    of_list = kind.split()[1] if kind.startswith(SELECTS) and len(kind.split()) > 1 else ""
    return Question(row["name"], _labels(row), lists.get(of_list, {}), kind.startswith(_MULTIPLE))


def _lists(sheet: Sheet) -> dict[str, dict[str, tuple[str, ...]]]:
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _records(sheet):
        of_list = row.get("list_name") or row.get("list name") or ""
        lists.setdefault(of_list, {})[row.get("name", "")] = _labels(row)
    return lists


def _labels(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        words for column, words in row.items() if column.startswith("label") and words.strip()
    )


def _records(sheet: Sheet) -> Iterator[dict[str, str]]:
    if not sheet.rows:
        return
    heading = [" ".join(cell.split()) for cell in sheet.rows[0][1]]
    for _number, cells in sheet.rows[1:]:
        yield {column: " ".join(cell.split()) for column, cell in zip(heading, cells, strict=False)}
