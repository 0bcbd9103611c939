"""Filters that write codes of outcomes, measures and alerts as words."""

from __future__ import annotations

from django import template

from ponleu.foundation.law import queries as law
from ponleu.foundation.packs.provisions import Provision
from ponleu.response.outcomes import words
from ponleu.response.outcomes.models import LookDue

register = template.Library()


@register.filter
def outcome_word(code: str) -> str:
    """What came of a site."""
    return str(words.CODES[code])


@register.filter
def outcome_words(codes: list[str]) -> str:
    """Several outcomes."""
    return ", ".join(str(words.CODES[code]) for code in codes)


@register.filter
def measure_word(kind: str) -> str:
    """What sort of measure it is."""
    return str(words.MEASURES[kind])


@register.filter
def measure_state(state: str) -> str:
    """Where a measure stands."""
    return str(words.STATES[state])


@register.filter
def measure_step(step: str) -> str:
    """What somebody did to a measure."""
    return str(words.DONE[step])


@register.filter
def alerted_word(code: str) -> str:
    """What somebody is alerted to."""
    return str(words.ALERTED[code])


@register.filter
def ground_word(code: str) -> str:
    """What gave rise to an alert."""
    return str(words.GROUNDS[code])


@register.filter
def verdict_word(code: str) -> str:
    """What a person said of an alert."""
    return str(words.VERDICTS[code])


@register.filter
def asked_for(due: LookDue) -> str:
    """What asks for a look."""
    return str(words.asked_for(due.of, due.code))


@register.filter
def days_left(days: int) -> str:
    """How long until a day, or since."""
    return words.days_left(days)


@register.filter
def provision_of(code: str) -> Provision | None:
    """The provision of a code."""
    return law.provision(code)


@register.filter
def percent(part: float) -> str:
    """A share, 0..1, in whole percent."""
    return f"{100 * part:.0f}"
