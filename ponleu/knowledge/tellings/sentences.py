"""Where sentences begin and end, in English and in Khmer."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

Piece = tuple[int, int]
"""First code point and the one after the last."""

_LINE: Final = re.compile(r"[^\n]+")
_END: Final = re.compile(r"[.!?][\"\u201d\u2019')]*(?=\s)|\u17d4[\u00bb\"\u201d]?")
_SHORT: Final = re.compile(
    r"(?:\b(?:gen|lt|col|maj|brig|capt|sgt|mr|mrs|ms|dr|prof|st|no|nos|hon|rev|jan|feb|mar|apr"
    r"|jun|jul|aug|sept?|oct|nov|dec|approx|tel|[a-z])|\b[ap]\.m)\.\Z|\A\s*\W?[\d\u17e0-\u17e9]{1,2}[.\u17d4]\Z"
    r"|\A\s*(?:one|two|three|first|second|third)\.\Z",
    re.I,
)
_NEW: Final = re.compile(r"\s+[\"\u201c\u2018'(]*[^\Wa-z]")
"""A new sentence begins with no small letter."""
_AFTERNOON: Final = re.compile(r"\b[ap]\.m\.\Z", re.I)


def lines_of(text: str) -> list[Piece]:
    """Lines that are not blank."""
    return [match.span() for match in _LINE.finditer(text) if match[0].strip()]


def sentences_of(text: str, start: int, end: int) -> list[Piece]:
    """The sentences of a line, without the spaces around them."""
    cuts = [start]
    for match in _END.finditer(text, start, end):
        is_khmer = match[0].startswith("\u17d4")
        if (is_khmer or _NEW.match(text, match.end())) and not _is_short(
            text, start, match.start() + 1
        ):
            cuts.append(match.end())
    cuts.append(end)
    pieces = (_stripped(text, a, b) for a, b in pairwise(cuts))
    return [(a, b) for a, b in pieces if a < b]


def _is_short(text: str, start: int, dot: int) -> bool:
    """Whether the dot belongs to a short form; that of an hour may end a sentence as well."""
    before = text[start:dot][-8:] if dot - start > 4 else text[start:dot]
    return bool(_SHORT.search(before)) and not _AFTERNOON.search(before)


def _stripped(text: str, start: int, end: int) -> Piece:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
