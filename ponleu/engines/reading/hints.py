"""What a document's own markup says of its lines, where it has any: titles, menus, tables."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ponleu.engines.reading.paragraphs import Line
from ponleu.engines.reading.types import Hint, Zone, ZoneKind

_NOT_ARTICLE = frozenset({"boilerplate", "quote"})
"""Menus, and the earlier message that an answer repeats: another text than this one."""
_APART = frozenset({"title", "byline", "caption", "header", "table"})
_ZONES = {"byline": ZoneKind.BYLINE, "caption": ZoneKind.CAPTION}


def set_aside(lines: Sequence[Line], hints: Sequence[Hint]) -> list[bool]:
    """For each line, whether the markup says that it is no part of the article."""
    held = [hint for hint in hints if hint.kind in _NOT_ARTICLE]
    return [_over(line, held) is not None for line in lines] if held else [False] * len(lines)


def breaks(lines: Sequence[Line], hints: Sequence[Hint]) -> frozenset[int]:
    """Starts of the lines that begin a paragraph because the markup changes there.

    Each row of a table is a paragraph of its own.
    """
    held = sorted((hint for hint in hints if hint.kind in _APART), key=lambda hint: hint.start)
    if not held:
        return frozenset()
    found: set[int] = set()
    before: Hint | None = None
    for line in lines:
        over = _over(line, held)
        if over != before or (over is not None and over.kind == "table"):
            found.add(line.start)
        before = over
    return frozenset(found)


def hinted_zones(lines: Sequence[Line], hints: Sequence[Hint]) -> Iterator[Zone]:
    """Bylines and captions among an article's lines, by the markup."""
    held = [hint for hint in hints if hint.kind in _ZONES]
    for line in lines if held else ():
        if over := _over(line, held):
            yield Zone(_ZONES[over.kind], line.start, line.end)


def _over(line: Line, held: Sequence[Hint]) -> Hint | None:
    """The last of the hints, in order of their starts, that holds the line's beginning."""
    at = bisect_right(held, line.start, key=lambda hint: hint.start) - 1
    return held[at] if at >= 0 and line.start < held[at].end else None
