"""Codes of the register as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ponleu.engines.matching import Reason
from ponleu.knowledge.register.models import Entry, MatchProposal
from ponleu.knowledge.register.models.dated import Dated
from ponleu.knowledge.register.queries.known import TieLine
from ponleu.knowledge.register.reasons import told
from ponleu.knowledge.register.rules import (
    EntryKind,
    EntryStatus,
    IdentifierSort,
    TieSort,
    Verdict,
)
from ponleu.knowledge.register.words import FEATURES, IDENTIFIERS, KINDS, TIES, VERDICTS

register = template.Library()

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


@register.filter
def percent(score: float) -> str:
    """A probability in 0..1 as a whole percentage; never 0 or 100, which would claim certainty."""
    return f"{min(99, max(1, round(score * 100)))}%"


@register.filter
def verdict_word(verdict: str) -> str | Promise:
    """What a person decided on a pair."""
    return VERDICTS[Verdict(verdict)]


@register.filter
def feature_word(feature: str) -> str | Promise:
    """What was compared, or what is said of an entry."""
    return FEATURES.get(feature, feature)


@register.filter
def value_word(value: str, feature: str) -> str | Promise:
    """A compared value: the sort in words, all else as it is."""
    return sort_word(value) if feature == "sort" else value


@register.filter
def identifier_word(sort: str) -> str | Promise:
    """Which sort of number it is."""
    return IDENTIFIERS[IdentifierSort(sort)]


@register.filter
def sort_of_tie(sort: str) -> str | Promise:
    """What a tie is, as it reads from its holder."""
    return TIES[TieSort(sort)][0]


@register.filter
def tie_words(line: TieLine) -> str | Promise:
    """A tie as it reads from the page's entry."""
    return TIES[TieSort(line.tie.sort)][0 if line.holds else 1]


@register.filter
def time_words(said: Dated) -> str:
    """From when to when something is said to hold."""
    if said.since and said.until:
        return f"{said.since} – {said.until}"
    if said.since:
        return gettext("since %(day)s") % {"day": said.since}
    if said.until:
        return gettext("until %(day)s") % {"day": said.until}
    return gettext("time not recorded")


@register.filter
def reason_words(reason: Reason | Mapping[str, Any]) -> str:
    """What speaks for or against two being one, new or stored, in the reader's language."""
    return told(reason)


@register.filter
def other_than(proposal: MatchProposal, entry: Entry) -> Entry:
    """The other entry of a pair."""
    return proposal.right if proposal.left_id == entry.pk else proposal.left
