"""Codes of field work in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.packs.checklists import Question, load_checklists
from ponleu.response.field.rules.kinds import Fault, Flag, Kind

Word = str | Promise

LANGUAGES: Mapping[str, Word] = {
    "km": _("Khmer"),
    "vi": _("Vietnamese"),
    "zh": _("Chinese"),
    "th": _("Thai"),
    "lo": _("Lao"),
    "my": _("Burmese"),
    "id": _("Indonesian"),
    "ms": _("Malay"),
    "tl": _("Filipino"),
    "bn": _("Bengali"),
    "hi": _("Hindi"),
    "ur": _("Urdu"),
    "ne": _("Nepali"),
    "si": _("Sinhala"),
    "ta": _("Tamil"),
    "ja": _("Japanese"),
    "ko": _("Korean"),
    "ru": _("Russian"),
    "en": _("English"),
    "fr": _("French"),
    "sw": _("Swahili"),
    "am": _("Amharic"),
    "ar": _("Arabic"),
    "signed": _("A sign language"),
    "other": _("Another language"),
    "unknown": _("Not known"),
}
AGE_BANDS: Mapping[str, Word] = {
    "under_5": _("under 5"),
    "5_11": _("5 to 11"),
    "12_14": _("12 to 14"),
    "15_17": _("15 to 17"),
    "18_24": _("18 to 24"),
    "25_59": _("25 to 59"),
    "60_over": _("60 or older"),
    "unknown": _("Not known"),
}
NEEDS: Mapping[str, Word] = {
    "doctor_now": _("A doctor at once"),
    "injured": _("Hurt"),
    "medicine": _("Needs a medicine"),
    "pregnant": _("Pregnant"),
    "small_child": _("With a small child"),
    "child_alone": _("A child without family"),
    "disability": _("Disability"),
    "food_water": _("Food or water"),
    "distress": _("In great distress"),
    "keep_apart": _("Afraid of somebody here: keep apart"),
    "interpreter": _("An interpreter"),
}
NOTE_KINDS: Mapping[str, Word] = {
    "seen": _("What was seen"),
    "heard": _("What was heard"),
    "said": _("What somebody said"),
    "done": _("What we did"),
    "other": _("Something else"),
}
EXHIBIT_KINDS: Mapping[str, Word] = {
    "recorder": _("Camera recorder"),
    "camera": _("Camera"),
    "computer": _("Computer"),
    "phone": _("Telephone"),
    "storage": _("Disk or memory card"),
    "document": _("Papers"),
    "passports": _("Passports or identity papers"),
    "debt_book": _("Book of debts"),
    "money": _("Money"),
    "vehicle": _("Vehicle"),
    "restraint": _("Means to tie or lock"),
    "weapon": _("Weapon"),
    "other": _("Something else"),
}
ANSWERS: Mapping[str, Word] = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known")}
FIELDS: Mapping[str, Word] = {
    "wristband": _("Wristband"),
    "language": _("Language"),
    "age_band": _("Age"),
    "needs": _("Urgent needs"),
}
KINDS: Mapping[Kind, Word] = {
    Kind.CHECK: _("Answer"),
    Kind.HEADCOUNT: _("Headcount"),
    Kind.PERSON: _("Person found"),
    Kind.PERSON_CHANGE: _("Change of a person found"),
    Kind.NOTE: _("Note"),
    Kind.PHOTO: _("Photo"),
    Kind.VOICE: _("Voice note"),
    Kind.SKETCH: _("Sketch"),
    Kind.EXHIBIT: _("Exhibit seen"),
}
FAULTS: Mapping[Fault, Word] = {
    Fault.NOT_YOURS: _("This operation or site is not among your work. Enter it where you work."),
    Fault.WRONG_FORM: _("A field is empty or not of its form. Enter it again."),
    Fault.UNKNOWN_FIELD: _("It holds a field that is never kept. Enter it again without it."),
    Fault.UNKNOWN_QUESTION: _("The list has no such question or answer. Load your work again."),
    Fault.TOO_LARGE: _("It is too large. Enter it in parts."),
    Fault.CHANGED: _("Something else was kept under this number before. Enter it anew."),
}
FLAGS: Mapping[Flag, Word] = {
    Flag.CLOCK: _("The clock of the device was wrong; the time is corrected."),
    Flag.ODD_TIME: _("The time lies before the start, after the end, or in the future."),
    Flag.SAME_PHOTO: _("The same photo was entered before."),
    Flag.NOT_OPENABLE: _("It is sealed to no key of the unit: nobody can open it."),
}


def in_language(english: str, khmer: str) -> str:
    """A word of a table in the reader's language."""
    return khmer if (get_language() or "").startswith("km") else english


def question_of(code: str) -> Question | None:
    """A question of the checklists, if there is one of that code."""
    return load_checklists(settings.PONLEU_COUNTRY).get(code)


def question_words(code: str) -> str:
    """A question in the reader's language; its code if the list has it no longer."""
    question = question_of(code)
    return in_language(question.question, question.question_km) if question else code


def answer_words(code: str, answer: Any) -> str:
    """An answer in the reader's language."""
    if isinstance(answer, int):
        return str(answer)
    question = question_of(code)
    for choice in question.choices if question else ():
        if choice.code == answer:
            return in_language(choice.name, choice.name_km)
    return str(ANSWERS.get(answer, answer))


def person_words(name: str, value: Any) -> str:
    """What stands in a field of a person, in the reader's language."""
    if name == "needs":
        return ", ".join(str(NEEDS.get(each, each)) for each in value)
    tables = {"language": LANGUAGES, "age_band": AGE_BANDS}
    return str(tables.get(name, {}).get(value, value))
