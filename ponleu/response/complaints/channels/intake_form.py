"""Our own questions as an XLSForm, for collecting offline with ODK or Kobo and bringing in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ponleu.response.complaints.channels.fields import Field
from ponleu.response.complaints.words import FOR_WHOM, LANGUAGES, SIGNS, Word

FORM_ID = "ponleu_complaint"
VERSION = "2026112201"
LABELS = ("label::English (en)", "label::Khmer (km)")
SURVEY = ("type", "name", *LABELS, "required", "relevant", "appearance")
TITLE = "Complaint, taken down offline"

Two = tuple[str, str]
"""English and Khmer."""

QUESTIONS: tuple[tuple[str, Field, Two, str, str, str], ...] = (
    ("select_one languages", Field.LANGUAGE, ("Their language", "ភាសារបស់គេ"), "yes", "", ""),
    (
        "select_one yes_no",
        Field.CONSENT,
        (
            "Do they agree that this is written down and read by those who check it?",
            "តើគេយល់ព្រមឱ្យកត់ត្រាទុក ហើយឱ្យអ្នកពិនិត្យអានឬទេ?",
        ),
        "yes",
        "",
        "",
    ),
    (
        "select_one yes_no",
        Field.IS_SAFE,
        ("Are they safe now?", "តើឥឡូវនេះគេមានសុវត្ថិភាពឬទេ?"),
        "",
        "",
        "",
    ),
    ("select_one whom", Field.FOR_WHOM, ("Whom it happens to", "កើតឡើងចំពោះអ្នកណា"), "", "", ""),
    (
        "text",
        Field.WHAT,
        ("What is happening, in their words", "មានអ្វីកំពុងកើតឡើង តាមពាក្យរបស់គេ"),
        "yes",
        "",
        "multiline",
    ),
    ("select_multiple signs", Field.SIGNS, ("What they said", "អ្វីដែលគេបានប្រាប់"), "", "", ""),
    ("select_one provinces", Field.PROVINCE, ("Province", "ខេត្ត ឬរាជធានី"), "", "", "minimal"),
    ("text", Field.DISTRICT, ("District", "ក្រុង ស្រុក ឬខណ្ឌ"), "", "", ""),
    ("text", Field.COMMUNE, ("Commune", "ឃុំ ឬសង្កាត់"), "", "", ""),
    (
        "text",
        Field.NEAR,
        ("What the place is called, what one sees near it", "ទីនោះឈ្មោះអ្វី មានអ្វីនៅក្បែរ"),
        "",
        "",
        "",
    ),
    (
        "geopoint",
        Field.PIN,
        ("Position, only if you stand there safely", "ទីតាំង លុះត្រាតែអ្នកនៅទីនោះដោយសុវត្ថិភាព"),
        "",
        "",
        "",
    ),
    (
        "select_one yes_no",
        Field.MAY_CONTACT,
        ("May we contact them?", "តើយើងអាចទាក់ទងគេបានឬទេ?"),
        "",
        "",
        "",
    ),
    (
        "text",
        Field.CONTACT,
        ("Number or way to reach them", "លេខ ឬវិធីទាក់ទងគេ"),
        "",
        "${may_contact} = 'yes'",
        "",
    ),
    (
        "text",
        Field.CONTACT_WHEN,
        ("When it is safe to call", "ពេលណាដែលអាចហៅដោយសុវត្ថិភាព"),
        "",
        "${may_contact} = 'yes'",
        "",
    ),
    ("text", Field.SOURCE, ("Where it came from", "មកពីណា"), "", "", ""),
)
"""Type, name, what is asked, whether an answer is needed, when it is asked, how it looks."""

YES_NO: tuple[tuple[str, Two], ...] = (("yes", ("Yes", "បាទ/ចាស")), ("no", ("No", "ទេ")))


def intake_form(provinces: Iterable[tuple[str, str, str]]) -> bytes:
    """The form as an Excel workbook with the sheets survey, choices and settings.

    Args:
        provinces: code, English and Khmer name of each.
    """
    book = Workbook()
    survey = book.active
    assert isinstance(survey, Worksheet)  # noqa: S101  for the type checker
    survey.title = "survey"
    _fill(survey, SURVEY, _survey())
    choices = book.create_sheet("choices")
    _fill(choices, ("list_name", "name", *LABELS), _choices(provinces))
    settings = book.create_sheet("settings")
    columns = ("form_title", "form_id", "version", "default_language")
    _fill(settings, columns, [(TITLE, FORM_ID, VERSION, "Khmer (km)")])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _survey() -> Iterator[Sequence[str]]:
    yield ("today", "sent", "", "", "", "", "")
    for kind, name, labels, required, relevant, appearance in QUESTIONS:
        yield (kind, name, *labels, required, relevant, appearance)


def _choices(provinces: Iterable[tuple[str, str, str]]) -> Iterator[Sequence[str]]:
    for name, labels in YES_NO:
        yield ("yes_no", name, *labels)
    for of_list, table in (("whom", FOR_WHOM), ("signs", SIGNS), ("languages", LANGUAGES)):
        for name, word in table.items():
            yield (of_list, str(name), *_both(word))
    for code, english, khmer in provinces:
        yield ("provinces", code, english, khmer or english)


def _both(word: Word) -> Two:
    """A word of the pages in both languages."""
    found = []
    for language in ("en", "km"):
        with override(language):
            found.append(str(word))
    return found[0], found[1]


def _fill(sheet: Worksheet, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet.append(list(heading))
    for row in rows:
        sheet.append([str(cell) for cell in row])
    for letter in "BCD":
        sheet.column_dimensions[letter].width = 40
    sheet.freeze_panes = "A2"
