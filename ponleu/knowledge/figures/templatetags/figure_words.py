"""Figures as people read them, for templates."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from ponleu.knowledge.figures import parts, words
from ponleu.knowledge.figures.measures import named
from ponleu.knowledge.figures.queries import Clash
from ponleu.knowledge.figures.rules import Part
from ponleu.knowledge.figures.words import Word

register = template.Library()
register.filter("figure_number", words.number_words)
register.filter("figure_period", words.period_words)
register.filter("clash_sentence", words.clash_words)


@register.filter
def clash_kind(clash: Clash) -> Word:
    """What sort of contradiction it is."""
    return words.KINDS[clash.conflict.kind]


@register.filter
def bound_word(bound: str) -> Word:
    """How the number was given."""
    return words.BOUNDS[bound]


@register.filter
def counted_word(counted: str) -> Word:
    """What is counted: persons, cases, ..."""
    return words.COUNTED.get(counted, counted)


@register.filter
def measure_name(code: str) -> str:
    """A measure in the reader's language."""
    return named(code).name


@register.filter
def part_words(breakdown: Sequence[Part]) -> str:
    """The parts of a number."""
    return parts.written(breakdown)


@register.filter
def grouped(number: int) -> str:
    """A number with commas."""
    return f"{number:,}"
