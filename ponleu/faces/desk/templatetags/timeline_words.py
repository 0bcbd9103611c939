"""Filters that write a timeline."""

from __future__ import annotations

from datetime import date

from django import template

from ponleu.faces.desk.timeline import words
from ponleu.faces.desk.timeline.moments import Kind

register = template.Library()


@register.filter
def kind_name(kind: Kind) -> str:
    """A lane of the axis."""
    return str(words.KINDS[kind])


@register.filter
def sign(kind: Kind) -> str:
    """The shape of a kind."""
    return words.SIGNS[kind]


@register.filter
def tick_told(on: date) -> str:
    """A line of the axis."""
    return words.tick_words(on)
