"""Filters that write codes of field work as words."""

from __future__ import annotations

from django import template

from ponleu.response.field import words
from ponleu.response.field.rules.kinds import Fault, Flag, Kind

register = template.Library()


@register.filter
def language_word(code: str) -> str:
    """A language, "" if it is not settled."""
    return str(words.LANGUAGES.get(code, code))


@register.filter
def age_word(code: str) -> str:
    """An age band, "" if it is not settled."""
    return str(words.AGE_BANDS.get(code, code))


@register.filter
def needs_words(codes: list[str]) -> str:
    """Urgent needs, the gravest first."""
    return ", ".join(str(words.NEEDS.get(code, code)) for code in codes)


@register.filter
def kind_word(code: str) -> str:
    """What an entry tells of."""
    return str(words.KINDS[Kind(code)])


@register.filter
def fault_word(code: str) -> str:
    """Why an entry was set aside, and what to do."""
    return str(words.FAULTS[Fault(code)])


@register.filter
def flag_word(code: str) -> str:
    """What is odd about an entry."""
    return str(words.FLAGS[Flag(code)])


@register.filter
def exhibit_word(code: str) -> str:
    """What sort of thing was seen."""
    return str(words.EXHIBIT_KINDS.get(code, code))


@register.filter
def field_word(name: str) -> str:
    """A field of a person; a question stays as it is."""
    return str(words.FIELDS.get(name, name))
