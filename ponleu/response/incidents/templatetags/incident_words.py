"""Codes of incidents as people read them, for templates."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from ponleu.engines.reasons import Reason
from ponleu.response.incidents import words
from ponleu.response.incidents.models import Contradiction, Telling
from ponleu.response.incidents.queries.contradictions import Doubt
from ponleu.response.incidents.titles import Title
from ponleu.response.incidents.words import Word

register = template.Library()


@register.filter
def called(title: Title) -> str:
    """A title in one line: site or place, and day."""
    where = title.site or title.place or gettext("No site named")
    when = words.days_words(*title.days) if title.days else gettext("day not known")
    return gettext("%(where)s, %(when)s") % {"where": where, "when": when}


@register.filter
def incident_reason(reason: Reason) -> str:
    """One reason for tellings being of one incident, or against it."""
    return words.reason_words(reason)


@register.filter
def against(contradiction: Contradiction) -> str:
    """Why both sides contradict each other."""
    return words.against_words(contradiction)


@register.filter
def contradiction_word(kind: str) -> Word:
    """The kind of a contradiction."""
    return words.KINDS[kind]


@register.filter
def settled_as(doubt: Doubt) -> Word:
    """What stands of what people said of a contradiction."""
    settled = doubt.settled
    return words.settlement_words(settled, doubt.contradiction.kind) if settled else ""


@register.filter
def apart_word(verdict: str) -> Word:
    """What was judged of tellings that are kept apart."""
    return words.VERDICTS[verdict]


@register.filter
def event_word(kind: str) -> Word:
    """A sort of event."""
    return words.event_word(kind)


@register.filter
def telling_days(telling: Telling) -> str:
    """The day or days that a telling gives; "" if none."""
    return words.days_words(telling.first, telling.last)


@register.filter
def counted(telling: Telling) -> list[str]:
    """The numbers of people in a telling, each with what they were."""
    return [_counted(*count) for count in telling.values["counts"]]


def _counted(what: str, low: float, high: float | None, nationality: str) -> str:
    if high is None:
        number = gettext("%(low)g or more") % {"low": low}
    elif low == high:
        number = f"{low:g}"
    else:
        number = gettext("%(low)g to %(high)g") % {"low": low, "high": high}
    return " ".join(part for part in (number, nationality, gettext(what)) if part)


@register.filter
def answers_for(contradiction: Contradiction) -> list[tuple[str, Word]]:
    """What may be said of it."""
    return list(words.answers(contradiction.kind).items())


MOST_WORDS = 6


@register.filter
def words_of(telling: Telling) -> list[tuple[int, int, str]]:
    """The words by which a telling states something, in text order, none within another's."""
    spans = sorted(
        {tuple(each["span"]) for each in telling.values["statements"]},
        key=lambda span: (span[0], -span[1]),
    )
    found: list[tuple[int, int, str]] = []
    for start, end, text in spans:
        if not found or start >= found[-1][1]:
            found.append((start, end, text))
    return found[:MOST_WORDS]
