"""Which blocks of a web page are its article: what trafilatura keeps, mended by neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ponleu.foundation.documents.formats.page_blocks import Block

GRAM = 16
"""Characters that a block and the article have to share, blanks apart, to be compared."""
PROSE = 80
"""Characters from which a block beside the article's can be a paragraph of it."""
MOSTLY = 0.5
LIST_OF_LINKS = 3
"""Neighbouring blocks, each a link and nothing else, that are a list of other stories."""


def article_marks(blocks: Sequence[Block], main: str) -> list[bool]:
    """For each block, whether it belongs to the article.

    Args:
        main: the text that trafilatura keeps, "" if it keeps none: then all but what the
            markup itself calls navigation is taken for the article.
    """
    kept = _Kept(main)
    marks = [not block.place.is_furniture and (not main or kept.holds(block)) for block in blocks]
    if main:
        _take_in_neighbours(blocks, marks)
    _leave_out_lists_of_links(blocks, marks)
    return marks


class _Kept:
    """The article's text, asked whether it holds a block."""

    def __init__(self, main: str) -> None:
        self.lines = {_squeezed(line) for line in main.splitlines()}
        whole = _squeezed(main)
        self.grams = {whole[at : at + GRAM] for at in range(max(len(whole) - GRAM + 1, 0))}

    def holds(self, block: Block) -> bool:
        words = _squeezed(block.words)
        if len(words) < 2 * GRAM:
            return words in self.lines
        parts = [words[at : at + GRAM] for at in range(0, len(words) - GRAM + 1, GRAM // 2)]
        return sum(part in self.grams for part in parts) >= MOSTLY * len(parts)


def _squeezed(words: str) -> str:
    return "".join(char for char in words if char.isalnum() or not char.isascii())


def _take_in_neighbours(blocks: Sequence[Block], marks: list[bool]) -> None:
    """Prose that stands between paragraphs of the article, in the same element, is its own."""
    holders = {b.place.beside for b, mark in zip(blocks, marks, strict=True) if mark}
    for number, block in enumerate(blocks):
        is_prose = len(block.words) >= PROSE and block.link_share < MOSTLY
        if is_prose and not block.place.is_furniture and block.place.beside in holders:
            marks[number] = True


def _leave_out_lists_of_links(blocks: Sequence[Block], marks: list[bool]) -> None:
    numbered = enumerate(blocks)
    for is_link, run in groupby(numbered, key=lambda one: one[1].link_share > 0.9):
        numbers = [number for number, _ in run]
        if is_link and len(numbers) >= LIST_OF_LINKS:
            for number in numbers:
                marks[number] = False
