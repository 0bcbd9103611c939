"""Lines of an article that are no prose: who wrote it, when, and what a picture shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ponleu.engines.reading.paragraphs import Line
from ponleu.engines.reading.types import Zone, ZoneKind

LONGEST = 160
"""Characters of the longest byline or caption."""

_BYLINE: Final = re.compile(
    r"(?:By|Written by|Reported by|Story by|Photos? by|Text by|Reporter\s*:)\s+"
    r"[A-Z][\w.’'-]+(?:\s+(?:and|&|\||[A-Z][\w.’'-]*))*"
)
_STAMP: Final = re.compile(
    r"(?:Publication date|Published|Last updated|Updated|Posted)\b.{0,40}\d.{0,40}", re.IGNORECASE
)
_CAPTION: Final = re.compile(
    r"(?:Photo|Picture|Image|File photo|Caption)(?:\s+(?:by|supplied|credit))?\s*[:\-–—].+"
    r"|.{10,}\((?:Photo|Picture|Image|File photo)\b.{0,60}\)\.?",
    re.IGNORECASE,
)


def headings(text: str, lines: Sequence[Line]) -> Iterator[Zone]:
    """Bylines, stamps of time and captions among an article's lines."""
    for line in lines:
        if line.end - line.start > LONGEST:
            continue
        words = text[line.start : line.end]
        if _BYLINE.fullmatch(words) or _STAMP.fullmatch(words):
            yield Zone(ZoneKind.BYLINE, line.start, line.end)
        elif _CAPTION.fullmatch(words):
            yield Zone(ZoneKind.CAPTION, line.start, line.end)
