"""Codes of incidents and contradictions as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ponleu.engines.reasons import Reason
from ponleu.response.incidents.models import Contradiction, Settlement
from ponleu.response.incidents.rules import Kind, Resolution, Right, Verdict

Word = str | Promise

VERDICTS: Mapping[str, Word] = {
    Verdict.DIFFERENT: _("Not one incident"),
    Verdict.UNSURE: _("Cannot tell"),
}
KINDS: Mapping[str, Word] = {
    Kind.COUNT: _("Numbers differ"),
    Kind.DENIAL: _("One denies what the other says"),
    Kind.DATE: _("Days differ"),
    Kind.STATUS: _("States differ"),
    Kind.PLACE: _("Places differ"),
    Kind.IDENTITY: _("Who or what differs"),
    Kind.ARITHMETIC: _("Figures do not add up"),
}
EVENTS: Mapping[str, Word] = {
    "raid": _("Raid"),
    "rescue": _("Bringing out"),
    "inspection": _("Inspection"),
    "arrest": _("Arrest"),
    "escape": _("Escape"),
    "death": _("Death"),
    "closure": _("Closure"),
    "release": _("Release"),
    "visit": _("Visit"),
    "court": _("Court"),
    "charge": _("Charge"),
    "detention": _("Detention"),
    "deportation": _("Deportation"),
    "seizure": _("Seizure"),
    "search": _("Search"),
}
BETWEEN: Mapping[str, Word] = {
    "other_thing": _("They count or mean different things"),
    "other_day": _("They speak of different days"),
    "error:first": _("One is an error: the first side is right"),
    "error:second": _("One is an error: the second side is right"),
    "corrected:first": _("One was corrected later: the first side is right"),
    "corrected:second": _("One was corrected later: the second side is right"),
    "both_stand": _("Both stand: it cannot be decided"),
}
"""Answers to two sides."""
WITHIN: Mapping[str, Word] = {
    "other_thing": _("They count different things and need not add up"),
    "error:first": _("One is an error: the number that is stated is right"),
    "error:second": _("One is an error: the number worked out is right"),
    "corrected:second": _("It was corrected later to the number worked out"),
    "both_stand": _("It stands as it is: it cannot be decided"),
}
"""Answers to figures of one document: the first side is what is stated."""


def answers(kind: str) -> Mapping[str, Word]:
    """What may be said of a contradiction of a kind."""
    return WITHIN if kind == Kind.ARITHMETIC else BETWEEN


def answer_code(resolution: str, right: str) -> str:
    """One code for both."""
    return f"{resolution}:{right}" if right else resolution


def answer_of(code: str) -> tuple[Resolution, Right]:
    """The two of which a code is made."""
    resolution, _colon, right = code.partition(":")
    return Resolution(resolution), Right(right)


def settlement_words(settlement: Settlement, kind: str) -> Word:
    """What was said of a contradiction."""
    return answers(kind)[answer_code(settlement.resolution, settlement.right)]


def reason_words(reason: Reason) -> str:
    """A reason of the engine in the language of the page."""
    return gettext(reason.template) % dict(reason.values)


def against_words(contradiction: Contradiction) -> str:
    """Why two sides contradict each other; "" if a person put it in."""
    if not contradiction.template:
        return ""
    return gettext(contradiction.template) % dict(contradiction.values)


def days_words(first: date | None, last: date | None) -> str:
    """A day, or the first and last on which it may have been; "" if not known."""
    if first is None or last is None:
        return ""
    if first == last:
        return date_format(first, "j F Y")
    return gettext("%(first)s to %(last)s") % {
        "first": date_format(first, "j F Y"),
        "last": date_format(last, "j F Y"),
    }


def event_word(kind: str) -> Word:
    """A sort of event; its code if no word is known for it."""
    return EVENTS.get(kind, kind)
