"""Words of minutes: the form in either language, and codes of lower rooms as pairs of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.timezone import get_default_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponleu.foundation.packs.minutes import load_minutes_form
from ponleu.foundation.packs.operations import load_code_names, load_operation_roles
from ponleu.response.minutes.rules.content import Row
from ponleu.response.minutes.rules.facts import Word
from ponleu.response.minutes.rules.kinds import Manner, Standing, State
from ponleu.response.minutes.rules.laying import Form, Language, sentence

STATES: Mapping[State, str | Promise] = {
    State.DRAFT: _("Draft"),
    State.CLOSED: _("Waits for signatures"),
    State.SIGNED: _("Answered by all who were present"),
}
MANNERS: Mapping[Manner, str | Promise] = {
    Manner.SIGNED: _("Signed"),
    Manner.RESERVED: _("Signed with a reservation"),
    Manner.REFUSED: _("Refused to sign"),
    Manner.PAPER: _("Signed on paper"),
}

SHEETS: Mapping[Standing, str | Promise] = {
    Standing.NEWEST: _("These minutes come from this record, and no newer version replaces them."),
    Standing.REPLACED: _("These minutes come from this record. A newer version replaces them."),
    Standing.GIVEN_UP: _("These minutes come from this record. They were taken back."),
    Standing.NOT_OURS: _("This code is not of this record, or it was typed wrongly."),
}


def form_in(language: Language) -> Form:
    """The sentences of the country's minutes in one language."""
    table = load_minutes_form(settings.PONLEU_COUNTRY)
    said = {code: each.khmer if language == "km" else each.english for code, each in table.items()}
    return Form(said, language, get_default_timezone())


def form_of_reader() -> Form:
    """The same in the language of whoever reads the page."""
    return form_in("km" if (get_language() or "").startswith("km") else "en")


def row_words(row: Row) -> str:
    """A row of the record in the reader's language."""
    return sentence(row, form_of_reader())


def both(said: Callable[[], object]) -> Word:
    """What is said, in English and in Khmer."""
    with translation.override("en"):
        english = str(said())
    with translation.override("km"):
        return Word(english, str(said()))


def role_word(code: str) -> Word:
    """A role of operations."""
    role = load_operation_roles(settings.PONLEU_COUNTRY).get(code)
    return Word(role.name, role.name_km, code) if role else Word(code, code, code)


def allowed_word(code: str) -> Word:
    """Something that a sign-off allows."""
    said = load_minutes_form(settings.PONLEU_COUNTRY).get(f"allowed_{code}")
    return Word(said.english, said.khmer, code) if said else Word(code, code, code)


def code_name_word(name: str) -> Word:
    """The code name of an operation."""
    return Word(name, load_code_names(settings.PONLEU_COUNTRY).get(name, name), name)
