"""Filters that write codes and rows of minutes as words."""

from __future__ import annotations

from django import template

from ponleu.response.minutes import words
from ponleu.response.minutes.rules.content import Row
from ponleu.response.minutes.rules.kinds import Manner, Standing, State

register = template.Library()


@register.filter
def minutes_state(code: str) -> str:
    """Where minutes stand."""
    return str(words.STATES[State(code)])


@register.filter
def manner_word(code: str) -> str:
    """What somebody did about minutes."""
    return str(words.MANNERS[Manner(code)])


@register.filter
def row_word(row: Row) -> str:
    """A row of the record as a sentence."""
    return words.row_words(row)


@register.filter
def part_word(code: str) -> str:
    """The heading of a part."""
    return words.form_of_reader().say(f"part_{code}")


@register.filter
def sheet_word(code: str) -> str:
    """What a printed sheet is worth."""
    return str(words.SHEETS[Standing(code)])
