"""Codes of allegations as people read them, for templates."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from ponleu.response.cases import case_words, offences, words
from ponleu.response.cases.models import Allegation
from ponleu.response.cases.offences import Named
from ponleu.response.cases.rules import Reason
from ponleu.response.cases.words import Word

register = template.Library()


@register.filter
def case_reason(reason: Reason) -> str:
    """One reason for a group, or against it."""
    return words.reason_words(reason)


@register.filter
def offence(allegation: Allegation) -> Named:
    """The offence that an allegation names."""
    return offences.named(allegation.offence)


@register.filter
def verdict_word(verdict: str) -> Word:
    """What was judged of complaints that are kept apart."""
    return words.VERDICTS[verdict]


@register.filter
def answering_word(answering: str) -> Word:
    """Whether a reporter heard from us."""
    return words.ANSWERINGS[answering]


@register.filter
def period(allegation: Allegation) -> str:
    """Since and until when it is said to happen, as exactly as that is known."""
    begins = words.day_words(allegation.begins_on, allegation.begins_precision)
    ends = words.day_words(allegation.ends_on, allegation.ends_precision)
    if begins and ends:
        return gettext("%(begins)s to %(ends)s") % {"begins": begins, "ends": ends}
    if begins:
        return gettext("since %(begins)s, end not known") % {"begins": begins}
    if ends:
        return gettext("until %(ends)s, beginning not known") % {"ends": ends}
    return gettext("Not known")


@register.filter
def part_word(part: str) -> Word:
    """What a member does in a case."""
    return case_words.PARTS[part]


@register.filter
def happened_word(kind: str) -> Word:
    """What happened to a case."""
    return case_words.HAPPENINGS[kind]
