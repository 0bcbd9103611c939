"""Where spans of a text stand on the picture of a page. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARGIN = 0.003
"""Of the page, around words, so that a frame does not touch the letters."""

Box = Sequence[float]
"""start, end, x0, y0, x1, y1: a word and where it stands, as a page stores it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle around words that stand side by side, as SVG takes it: fractions of the page."""

    x: str
    y: str
    width: str
    height: str


def frames(boxes: Sequence[Box], start: int, end: int) -> list[Frame]:
    """Rectangles around the words of a span, one for each line on which it stands.

    Args:
        boxes: of a page's words in text order.
    """
    return [_frame(line) for line in _lines(_under(boxes, start, end))]


def _under(boxes: Sequence[Box], start: int, end: int) -> Iterator[Box]:
    at = bisect_right(boxes, float(start), key=lambda box: box[1])
    while at < len(boxes) and boxes[at][0] < end:
        yield boxes[at]
        at += 1


def _lines(boxes: Iterator[Box]) -> Iterator[list[Box]]:
    """Words that follow each other and stand at the same height."""
    line: list[Box] = []
    for box in boxes:
        if line and not _is_beside(line[-1], box):
            yield line
            line = []
        line.append(box)
    if line:
        yield line


def _is_beside(left: Box, right: Box) -> bool:
    shared = min(left[5], right[5]) - max(left[3], right[3])
    return shared * 2 > min(left[5] - left[3], right[5] - right[3]) and right[4] > left[2]


def _frame(line: Sequence[Box]) -> Frame:
    x0, y0 = min(box[2] for box in line) - MARGIN, min(box[3] for box in line) - MARGIN
    x1, y1 = max(box[4] for box in line) + MARGIN, max(box[5] for box in line) + MARGIN
    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, 1), min(y1, 1)
    return Frame(*(f"{side:.4f}" for side in (x0, y0, max(x1 - x0, 0), max(y1 - y0, 0))))
