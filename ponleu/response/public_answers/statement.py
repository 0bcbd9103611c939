"""A public answer as a press statement: what stands on the paper, and the Word document of it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Made
from docx.shared import Cm

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.models import is_demonstration
from ponleu.foundation.core.word_faces import embed_faces, make_bold, set_faces
from ponleu.response.public_answers.models import Answer
from ponleu.response.public_answers.queries import answers
from ponleu.response.public_answers.rules.numbers import day_of
from ponleu.response.public_answers.rules.states import State
from ponleu.response.public_answers.services.drafting import NotNow

SIZES: Mapping[str, int] = MappingProxyType({"Normal": 11, "Heading 1": 16})
PRINTED = (State.APPROVED, State.PUBLISHED, State.CORRECTED)
INVENTED_KM = "ប្រទេសសាកល្បង៖ មនុស្ស ទីតាំង និងលេខទាំងអស់ត្រូវបានប្រឌិតឡើង។"
INVENTED_EN = "Demonstration country: every person, site and number here is invented."
UNFINISHED_KM, UNFINISHED_EN = "បានយល់ព្រម មិនទាន់ផ្សព្វផ្សាយ", "Approved, not published yet"
REPLACED_KM, REPLACED_EN = "ចម្លើយនេះត្រូវបានកែ ដោយ {}", "This answer was corrected by {}"

CORRECTS_KM, CORRECTS_EN = "កែចម្លើយ {}", "Corrects answer {}"
TOGETHER_KM = "ភាសាខ្មែរ និងភាសាអង់គ្លេស ចេញផ្សាយជាមួយគ្នា។"
TOGETHER_EN = "Khmer and English go out together."


@dataclass(frozen=True, slots=True)
class Statement:
    """What stands on the paper, in both languages.

    Attributes:
        marks: what the reader has to know before the words, Khmer and English.
        earlier: reference of the answer that this one corrects; "" if none.
    """

    answer: Answer
    unit: Unit
    km: tuple[str, ...]
    en: tuple[str, ...]
    day_km: str
    day_en: str
    marks: tuple[tuple[str, str], ...]
    earlier: str

    def shown(self) -> dict[str, object]:
        """For a template."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def of(actor: User, answer: Answer) -> Statement:
    """The statement of an answer that the actor was shown.

    Raises:
        NotNow: it is not approved yet.
    """
    if answer.state not in PRINTED:
        raise NotNow(_("Only an approved answer is printed. Have it approved first."))
    wording = answers.latest(answer)
    day_km, day_en = day_of(_day(answer))
    return Statement(
        answer,
        answer.unit,
        _paragraphs(wording.km),
        _paragraphs(wording.en),
        day_km,
        day_en,
        tuple(_marks(actor, answer)),
        answer.corrects.reference if answer.corrects else "",
    )


def document(statement: Statement) -> bytes:
    """The statement as a Word document on A4, Khmer before English, neither smaller."""
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    set_faces(made, SIZES)
    unit = statement.unit
    for name in dict.fromkeys((unit.name_km or unit.name, unit.name)):
        make_bold(made.add_paragraph().add_run(name))
    made.add_paragraph(statement.answer.reference)
    for khmer, english in statement.marks:
        make_bold(made.add_paragraph().add_run(khmer))
        make_bold(made.add_paragraph().add_run(english))
    for title, day, words in (
        ("សេចក្តីថ្លែងការណ៍", statement.day_km, statement.km),
        ("Press statement", statement.day_en, statement.en),
    ):
        made.add_heading(title, level=1)
        made.add_paragraph(day)
        for paragraph in words:
            made.add_paragraph(paragraph)
    _foot(made, statement)
    made.core_properties.title = statement.answer.reference
    made.core_properties.author = unit.name
    embed_faces(made)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _foot(made: Made, statement: Statement) -> None:
    """What stands under the words on paper, too."""
    lines = [TOGETHER_KM, TOGETHER_EN]
    if statement.earlier:
        lines = [
            CORRECTS_KM.format(statement.earlier),
            CORRECTS_EN.format(statement.earlier),
            *lines,
        ]
    for line in lines:
        made.add_paragraph(line)


def _marks(actor: User, answer: Answer) -> Iterator[tuple[str, str]]:
    if is_demonstration():
        yield INVENTED_KM, INVENTED_EN
    if answer.state == State.APPROVED:
        yield UNFINISHED_KM, UNFINISHED_EN
    if answer.state == State.CORRECTED:
        later = Answer.objects.visible_to(actor).public().filter(corrects=answer).first()
        if later is not None:
            yield REPLACED_KM.format(later.reference), REPLACED_EN.format(later.reference)


def _day(answer: Answer) -> date:
    return localdate(answer.published_at or answer.approved_at or answer.drafted_at)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n\n") if part.strip())
