"""Words on pages, from a PDF's own text or from tesseract, laid out as one text with boxes."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ponleu.engines.errors import Refusal
from ponleu.foundation.documents.formats.layout import LINE, PARAGRAPH, Layout
from ponleu.foundation.documents.types import Box, HintKind, Limits, Page

_DIGITS = re.compile(r"[\d០-៩]+")
_WIDE_STEP = 1.45
"""Of the usual step from line to line, from which a new paragraph begins."""
_REPEATED_PAGES = 3
"""Pages from which a line at the same end of at least half of them is a running one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a piece of one, with fractions of its page from the top left.

    Attributes:
        is_glued: no blank stands before it.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    is_glued: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side, with the line ends before them."""

    words: Sequence[Word]
    gap: int = LINE


def spaced(rows: Sequence[Sequence[Word]]) -> list[Line]:
    """Rows as lines, with a wider gap where the page leaves one or begins another column."""
    if not rows:
        return []
    bottoms = [max(word.y1 for word in row) for row in rows]
    steps = [below - above for above, below in pairwise(bottoms)]
    forward = [step for step in steps if step > 0]
    usual = statistics.median_low(forward) if forward else 0.0
    gaps = [LINE, *(LINE if 0 <= step <= _WIDE_STEP * usual else PARAGRAPH for step in steps)]
    return [Line(row, gap) for row, gap in zip(rows, gaps, strict=True)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines with what is known of the page, before it stands in a text."""

    width: float
    height: float
    lines: Sequence[Line]
    recognised_as: str = ""
    unsure_words: int = 0
    trouble: Refusal | None = None
    waits: bool = False


class PagedText:
    """A text that grows page by page."""

    def __init__(self, limits: Limits) -> None:
        self.layout = Layout(limits)
        self.pages: list[Page] = []
        self.boxes: list[Box] = []
        self._ends: list[list[tuple[int, int]]] = []

    def add(self, sheet: Sheet) -> None:
        """Add the next page."""
        number = len(self.pages) + 1
        spans = [
            self._add_line(line, number, line.gap if at else PARAGRAPH)
            for at, line in enumerate(sheet.lines)
        ]
        self._ends.append([spans[0], spans[-1]] if len(spans) > 1 else [])
        self.pages.append(
            Page(
                number=number,
                start=spans[0][0] if spans else self.layout.length,
                end=self.layout.length,
                width=sheet.width,
                height=sheet.height,
                words=sum(len(line.words) for line in sheet.lines),
                recognised_as=sheet.recognised_as,
                unsure_words=sheet.unsure_words,
                trouble=sheet.trouble,
                waits=sheet.waits,
            )
        )

    def _add_line(self, line: Line, page: int, gap: int) -> tuple[int, int]:
        begin = -1
        for word in line.words:
            blank = 0 if begin < 0 or word.is_glued else 1
            if blank:
                self.layout.add(" ", gap=0)
            start = self.layout.add(word.text, gap=gap if begin < 0 else 0)
            begin = start if begin < 0 else begin
            place = (round(at, 4) for at in (word.x0, word.y0, word.x1, word.y1))
            self.boxes.append(Box(start, self.layout.length, page, *place))
        return begin, self.layout.length

    def mark_running_lines(self) -> None:
        """Mark lines that begin or end page after page, whatever their page number."""
        pages = [ends for ends in self._ends if ends]
        if len(pages) < _REPEATED_PAGES:
            return
        text = self.layout.text
        keys = Counter(self._key(text, at, span) for ends in pages for at, span in enumerate(ends))
        for ends in pages:
            for at, span in enumerate(ends):
                if keys[self._key(text, at, span)] * 2 >= max(len(pages), _REPEATED_PAGES * 2):
                    self.layout.mark(HintKind.HEADER, *span)

    @staticmethod
    def _key(text: str, at: int, span: tuple[int, int]) -> tuple[int, str]:
        return at, _DIGITS.sub("#", text[slice(*span)])
