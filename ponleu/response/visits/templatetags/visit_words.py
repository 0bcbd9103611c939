"""Filters that write codes of visits as words."""

from __future__ import annotations

from django import template

from ponleu.response.visits import words
from ponleu.response.visits.models import Visit

register = template.Library()


@register.filter
def visit_kind(code: str) -> str:
    """Who comes."""
    return str(words.KINDS[code])


@register.filter
def visit_days(visit: Visit) -> str:
    """From when to when."""
    return words.days_words(visit)


@register.filter
def meeting_state(code: str) -> str:
    """What became of a meeting."""
    return str(words.MEETING_STATES[code])


@register.filter
def standing_word(code: str) -> str:
    """Where a question stands."""
    return str(words.STANDINGS[code])


@register.filter
def became_word(code: str) -> str:
    """What became of a recommendation."""
    return str(words.BECAME[code])


@register.filter
def position_word(code: str) -> str:
    """What a body said or did."""
    return str(words.POSITIONS[code])
