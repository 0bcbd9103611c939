"""Of a long document, the part around the questions that are asked. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ponleu.knowledge.sources.layout import Paragraph

LONG = 40_000
"""Signs from which a text is drawn in part; about twenty pages."""

AROUND = 3
"""Paragraphs drawn before the first question and after the last one."""


@dataclass(frozen=True, slots=True)
class Window:
    """Paragraphs that are drawn, and how many before and after are not."""

    paragraphs: Sequence[Paragraph]
    before: int = 0
    after: int = 0


def window(laid: Sequence[Paragraph], asked: Collection[str], *, length: int) -> Window:
    """The paragraphs from the first to the last in which a question's words begin.

    Args:
        asked: keys of the highlights that count; none of them draws the beginning.
        length: signs of the whole text; a short one is drawn whole.
    """
    if length <= LONG:
        return Window(laid)
    holding = [
        number
        for number, paragraph in enumerate(laid)
        if any(key in asked for stretch in paragraph.stretches for key in stretch.begins)
    ]
    if not holding:
        return Window(laid[:AROUND], after=len(laid[AROUND:]))
    first, last = max(0, holding[0] - AROUND), min(len(laid), holding[-1] + AROUND + 1)
    return Window(laid[first:last], before=first, after=len(laid) - last)
