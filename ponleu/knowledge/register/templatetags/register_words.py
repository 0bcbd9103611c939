"""Codes of the register as people read them."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ponleu.knowledge.register.rules import EntryKind, EntryStatus

register = template.Library()

KINDS = {
    EntryKind.PERSON: _("Person"),
    EntryKind.ORGANISATION: _("Organisation"),
    EntryKind.SITE: _("Site"),
}
SORTS = {
    "brick_kiln": _("brick kiln"),
    "casino": _("casino"),
    "company": _("company"),
    "compound": _("compound"),
    "entertainment_venue": _("entertainment venue"),
    "factory": _("factory"),
    "farm": _("farm"),
    "fishing_pier": _("fishing pier"),
    "guesthouse": _("guesthouse"),
    "hotel": _("hotel"),
    "ngo": _("association"),
    "press": _("press"),
    "public_body": _("public body"),
}
STATUSES = {
    EntryStatus.CANDIDATE: _("Candidate"),
    EntryStatus.CONFIRMED: _("Confirmed"),
}
SCRIPTS = {
    "Latn": _("Latin letters"),
    "Khmr": _("Khmer"),
    "Hani": _("Chinese characters"),
    "Thai": _("Thai"),
    "Laoo": _("Lao"),
    "Mymr": _("Burmese"),
    "Hang": _("Korean"),
    "Hira": _("Japanese"),
    "Kana": _("Japanese"),
    "Cyrl": _("Cyrillic"),
    "Arab": _("Arabic"),
    "Beng": _("Bengali"),
    "Deva": _("Devanagari"),
}
LANGUAGES = {
    "Khmr": "km",
    "Hani": "zh",
    "Thai": "th",
    "Laoo": "lo",
    "Mymr": "my",
    "Hang": "ko",
    "Hira": "ja",
    "Kana": "ja",
    "Arab": "ar",
    "Beng": "bn",
    "Deva": "hi",
}


@register.filter
def kind_word(kind: str) -> str | Promise:
    """What an entry is."""
    return KINDS[EntryKind(kind)]


@register.filter
def sort_word(sort: str) -> str | Promise:
    """What sort of site or body it is; the code's own words if it has no other."""
    return SORTS.get(sort, sort.replace("_", " "))


@register.filter
def status_word(status: str) -> str | Promise:
    """Whether an entry still waits to be matched."""
    return STATUSES[EntryStatus(status)]


@register.filter
def script_word(script: str) -> str | Promise:
    """In which letters a name is written."""
    return SCRIPTS.get(script, _("Not known"))


@register.filter
def script_language(script: str) -> str:
    """A language tag that makes browsers choose the right face; "und" where it is open."""
    return LANGUAGES.get(script, f"und-{script}")


@register.filter
def place_name(names: dict[str, str], code: str) -> str:
    """The name of a place out of names by code; the code itself if it has none."""
    return names.get(code, code)
