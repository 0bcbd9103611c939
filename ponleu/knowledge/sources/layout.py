"""A text laid out for the screen: paragraphs, zones, and stretches under their highlights. Pure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span to mark.

    Attributes:
        key: what it belongs to, a proposal's key or "at" for the place that was asked for.
        family: "who", "where", "when", "said", "done" or "at".
    """

    start: int
    end: int
    key: str
    family: str
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters under the same highlights, the longest first.

    Attributes:
        begins: keys of the highlights whose first stretch this is.
    """

    text: str
    under: tuple[Highlight, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The innermost highlight's key, where a press leads; "" outside all and for blanks."""
        return self.under[-1].key if self.under and any(map(str.isalnum, self.text)) else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, with the zone in which it begins: "article" or "boilerplate"."""

    zone: str
    stretches: tuple[Stretch, ...]


def paragraphs(
    text: str, zones: Sequence[tuple[str, int, int]], highlights: Sequence[Highlight]
) -> list[Paragraph]:
    """Lay out a text. The stretches of all paragraphs, joined, hold every word of it once.

    Args:
        zones: (kind, start, end); only "boilerplate" matters here.
        highlights: in any order; they may overlap and nest.
    """
    coming = deque(sorted(highlights, key=lambda mark: (mark.start, mark.key)))
    seen: set[str] = set()
    laid = []
    inside: list[Highlight] = []
    for start, end in _spans(text):
        inside = [mark for mark in (*inside, *_begun(coming, end)) if mark.end > start]
        stretches = tuple(_stretches(text, start, end, inside, seen))
        laid.append(Paragraph(_zone_at(zones, start), stretches))
    return laid


def _begun(coming: deque[Highlight], before: int) -> Iterator[Highlight]:
    """Take from the highlights, ordered by start, those that begin before an offset."""
    while coming and coming[0].start < before:
        yield coming.popleft()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for gap in BLANK_LINES.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = max(start, gap.end())
    if text[start:].strip():
        yield start, len(text)


def _zone_at(zones: Sequence[tuple[str, int, int]], at: int) -> str:
    inside = any(kind == "boilerplate" and start <= at < end for kind, start, end in zones)
    return "boilerplate" if inside else "article"


def _stretches(
    text: str, start: int, end: int, marks: Sequence[Highlight], seen: set[str]
) -> Iterator[Stretch]:
    cuts = {start, end}
    for mark in marks:
        cuts.add(max(start, mark.start))
        cuts.add(min(end, mark.end))
    coming = deque(marks)
    under: list[Highlight] = []
    for left, right in pairwise(sorted(cuts)):
        under = [mark for mark in (*under, *_begun(coming, right)) if mark.end > left]
        under.sort(key=lambda mark: (mark.start - mark.end, mark.start, mark.key))
        begins = tuple(dict.fromkeys(mark.key for mark in under if mark.key not in seen))
        seen.update(begins)
        yield Stretch(text[left:right], tuple(under), begins)
