"""Filters that write codes, sizes and clocks of custody as words."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.timezone import localtime

from ponleu.response.custody import words
from ponleu.response.custody.rules.kinds import Answer, FileState, Kind, LinkKind

register = template.Library()


@register.filter
def kind_word(code: str) -> str:
    """What was seized."""
    return str(words.KINDS[Kind(code)])


@register.filter
def link_word(code: str) -> str:
    """What happened to it."""
    return str(words.LINKS[LinkKind(code)])


@register.filter
def file_word(code: str) -> str:
    """How far a file has come."""
    return str(words.FILE_STATES[FileState(code)])


@register.filter
def answer_word(code: str) -> str:
    """What became of an offer."""
    return str(words.ANSWERS[Answer(code)])


@register.filter
def size_words(size: int) -> str:
    """Bytes in the unit that people read."""
    return words.size_words(size)


@register.filter
def offset_words(seconds: int) -> str:
    """How far a clock was off."""
    return words.offset_words(seconds)


@register.filter
def signed_at(text: str) -> datetime:
    """An instant of a link as one of the reader's."""
    return localtime(datetime.fromisoformat(text))


@register.filter
def in_groups(digest: str) -> str:
    """A hash in groups of eight, to be compared by eye."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
