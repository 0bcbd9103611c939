"""Codes of evidence and findings as people read them, for templates."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ponleu.response.findings import words
from ponleu.response.findings.models import Finding, Piece
from ponleu.response.findings.rules.elements import Element, Group
from ponleu.response.findings.rules.kinds import Block
from ponleu.response.findings.rules.proof import LEVELS, Need
from ponleu.response.findings.services.pieces import REPORTERS
from ponleu.response.findings.words import Word

register = template.Library()
BOX_WIDTH = 9.4


@register.filter
def outcome_word(finding: Finding) -> str:
    """What was concluded."""
    return words.outcome_words(finding.outcome, finding.other_matter)


@register.filter
def level_word(level: int) -> str:
    """A level in a line."""
    return words.level_words(level)


@register.filter
def level_name(level: int) -> Word:
    """The name of a level."""
    return words.LEVELS[level]


@register.filter
def level_test(level: int) -> Word:
    """What a level asks for."""
    return words.TESTS[level]


@register.filter
@cache
def proof_boxes(level: int) -> SafeString:
    """The five boxes of the mark, as many filled as the level says; drawn once for each level."""
    return format_html_join("", "{}", ((_box(each, level),) for each in LEVELS[1:]))


def _box(place: int, level: int) -> SafeString:
    box = '<rect class="{}" x="{}" y="1" width="7.6" height="10.8" rx="1.5"/>'
    x = f"{1 + BOX_WIDTH * (place - 1):.1f}"
    filled = format_html(box, f"f{level}", x) if place <= level else SafeString("")
    return filled + format_html(box, "r", x)


@register.filter
def need_word(need: Need) -> Word:
    """What is missing for a level."""
    return words.NEEDS[need]


@register.filter
def state_word(finding: Finding) -> Word:
    """Whether it waits, stands or was refused."""
    return _("Taken back") if finding.taken_back_at else words.DECISIONS[finding.decision]


@register.filter
def block_word(block: Block) -> Word:
    """Why it cannot be approved."""
    return words.BLOCKS[block]


@register.filter
def kind_word(piece: Piece) -> Word:
    """What a piece of evidence is."""
    return words.KINDS[piece.kind]


@register.filter
def reliability_word(code: str) -> Word:
    """How far whom it comes from can be relied on."""
    return words.RELIABILITIES[code]


@register.filter
def credibility_word(code: int) -> Word:
    """How likely what it says is true."""
    return words.CREDIBILITIES[code]


@register.filter
def origin_word(piece: Piece) -> str:
    """Whom a piece comes from."""
    return _("reporters of complaints") if piece.origin == REPORTERS else piece.origin


@register.filter
def group_word(group: Group) -> Word:
    """What elements belong to."""
    return words.GROUPS[group]


@register.filter
def element_word(element: Element) -> Word:
    """An element by its name."""
    return words.ELEMENTS[element]


@register.filter
def seen_word(seen: str) -> Word:
    """Whether an element was found."""
    return words.SEEN[seen]


@register.filter
def reach_word(reach: str) -> Word:
    """How far the elements were found together."""
    return words.REACHES[reach]


@register.filter
def istanbul_word(code: str) -> Word:
    """What a clinician says of signs of torture."""
    return words.ISTANBUL[code]
