"""Where words stand inside quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ponleu.engines.reading.paragraphs import Paragraph

_MARK = re.compile(r"[“”\"«»„]")
_OPENS = frozenset("“«„")
_CLOSES = frozenset("”»")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between two marks, the marks left out; an unclosed one ends with its paragraph."""

    start: int
    end: int


def quotations_of(text: str, paragraph: Paragraph) -> list[Quotation]:
    """The quotations of one paragraph, in order.

    A straight mark opens after a space and closes after a word. A mark that would open
    a second quotation inside the first is taken as a slip and passed over.
    """
    found: list[Quotation] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if _may_open(text, mark.start(), paragraph):
                opened = mark.end()
        elif _may_close(text, mark.start(), paragraph):
            found.append(Quotation(opened, mark.start()))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, paragraph.end))
    return [quotation for quotation in found if text[quotation.start : quotation.end].strip()]


def _may_open(text: str, at: int, paragraph: Paragraph) -> bool:
    if text[at] != '"':
        return text[at] in _OPENS
    after_word = at > paragraph.start and not (text[at - 1].isspace() or text[at - 1] in "([{—–-")
    before_space = at + 1 >= paragraph.end or text[at + 1].isspace()
    return not after_word and not before_space


def _may_close(text: str, at: int, paragraph: Paragraph) -> bool:
    if text[at] != '"':
        return text[at] in _CLOSES
    return at + 1 >= paragraph.end or not text[at - 1].isspace()
