"""Lines joined into paragraphs: a hard-wrapped sentence stays one sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n\f\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\f\u2028\u2029]")
_BULLET = re.compile(r"(?:[•·▪◦‣●○■–*-]|\(?\d{1,2}[.)])[ \t]+")
_TRULY_ENDS = re.compile(r"[.!?។៕。！？:;…][\"'”’»)\]\s]*$")
_NEVER_LAST = re.compile(
    r"(?:,|\b(?:a|an|and|at|by|for|from|in|into|of|on|or|that|the|to|with|who|which)"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December))$"
)
WRAPPED_BREAKS = 3
"""Breaks before a small letter from which a whole text counts as hard-wrapped; in a short
text, most of its breaks."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks around it.

    Attributes:
        gap: blank lines before it.
        indent: blanks it began with.
        bullet: it begins with the mark of a list item.
    """

    start: int
    end: int
    gap: int
    indent: int
    bullet: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    start: int
    end: int


def lines_of(text: str) -> list[Line]:
    """The lines that hold anything, in order."""
    lines: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        words = line.strip()
        if not words:
            continue
        start = match.start() + line.index(words[0])
        breaks = len(_BREAK.findall(text, last_end, start)) if start - last_end > 1 else 0
        bullet = _BULLET.match(text, start) is not None
        lines.append(
            Line(start, start + len(words), max(breaks - 1, 0), start - match.start(), bullet)
        )
        last_end = start + len(words)
    return lines


def paragraphs_of(
    text: str, lines: Sequence[Line], breaks: Container[int] = frozenset()
) -> list[Paragraph]:
    """Lines joined until something truly ends: a stop, a list item, a wide gap.

    Args:
        breaks: starts of lines that begin a paragraph whatever stands before them.
    """
    wrapped = _is_wrapped(text, lines)
    made: list[Paragraph] = []
    for number, line in enumerate(lines):
        joins = number > 0 and line.start not in breaks
        if joins and _goes_on(text, lines[number - 1], line, wrapped=wrapped):
            made[-1] = Paragraph(made[-1].start, line.end)
        else:
            made.append(Paragraph(line.start, line.end))
    return made


def is_ended(text: str, line: Line) -> bool:
    """Whether the line closes a sentence, so that nothing need follow it."""
    tail = max(line.start, line.end - 12)
    return _TRULY_ENDS.search(text[tail : line.end]) is not None


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    unended = [after for line, after in pairwise(lines) if not is_ended(text, line)]
    cut = sum(text[after.start].islower() for after in unended)
    return cut >= WRAPPED_BREAKS or 2 * cut > len(unended)


def _goes_on(text: str, line: Line, after: Line, *, wrapped: bool) -> bool:
    if after.bullet or after.gap > 1:
        return False
    if is_ended(text, line):
        return wrapped and after.gap == 0 and not line.bullet
    if text[after.start].islower():
        return True
    if _NEVER_LAST.search(text[max(line.start, line.end - 12) : line.end]):
        return True
    return wrapped and not line.bullet and after.indent == line.indent
