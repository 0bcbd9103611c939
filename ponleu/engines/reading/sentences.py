"""Paragraphs cut into sentences, minding abbreviations and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from ponleu.engines.reading.paragraphs import Paragraph

_STOP = re.compile(r"[.!?។៕。！？]+[\"'”’»)\]]*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_FULL_WIDTH = frozenset("។៕。！？")
_DAY_HALVES = frozenset({"a.m", "p.m"})
_BLANKS = re.compile(r"\s+")
LONGEST = 2_000
"""Characters after which a sentence is cut at the next blank: the longest that we met has 900.
Finders compare the words of a sentence with each other; this keeps them linear in the text."""
_USUAL_STARTS = re.compile(r"(?:The|He|She|They|It|In|On|At|This|That|These|We|I|A|An)\b")


def sentences_of(
    text: str, paragraph: Paragraph, abbreviations: Container[str]
) -> list[tuple[int, int]]:
    """Start and end of each sentence, blanks around it left out.

    Args:
        abbreviations: words, in lower case and without the last stop, after which a
            stop does not end a sentence.
    """
    found: list[tuple[int, int]] = []
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop.end() < paragraph.end and not _ends_here(text, start, stop, abbreviations):
            continue
        if found and not any(map(str.isalnum, text[start : stop.end()])):
            start = found.pop()[0]
        found.append((start, stop.end()))
        start = stop.end()
        while start < paragraph.end and text[start].isspace():
            start += 1
    if start < paragraph.end:
        if found and not any(map(str.isalnum, text[start : paragraph.end])):
            start = found.pop()[0]
        found.append((start, paragraph.end))
    if paragraph.end - paragraph.start <= LONGEST:
        return found
    return [piece for span in found for piece in _bounded(text, *span)]


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, cut at blanks where it is too long to be one."""
    while end - start > LONGEST:
        blanks = _BLANKS.search(text, start + LONGEST, end)
        if blanks is None:
            break
        yield start, blanks.start()
        start = blanks.end()
    yield start, end


def _ends_here(text: str, start: int, stop: re.Match[str], abbreviations: Container[str]) -> bool:
    if stop.group()[0] in _FULL_WIDTH:
        return True
    following = text[stop.end() : stop.end() + 24]
    if not following[0].isspace():
        return _is_missing_space(text, stop)
    following = following.lstrip()
    if following and (following[0].islower() or following[0] in ",;"):
        return False
    if stop.group()[0] != ".":
        return True
    return not _is_abbreviated(text, start, stop, abbreviations, following)


def _is_missing_space(text: str, stop: re.Match[str]) -> bool:
    """Whether two sentences touch: "victims.Minister". Domain names stay whole."""
    before, after = text[max(0, stop.start() - 3) : stop.start()], text[stop.end() : stop.end() + 2]
    touching = stop.group() != "." or (len(before) == 3 and before.isalpha() and before.islower())
    return touching and len(after) == 2 and after[0].isupper() and after[1].islower()


def _is_abbreviated(
    text: str, start: int, stop: re.Match[str], abbreviations: Container[str], following: str
) -> bool:
    word = _LAST_WORD.search(text, max(start, stop.start() - 16), stop.start())
    if word is None:
        return False
    last = word.group().lower()
    if last in _DAY_HALVES or (len(stop.group()) > 1 and last in abbreviations):
        return _USUAL_STARTS.match(following) is None
    if len(word.group()) == 1 and word.group().isupper():
        return True
    return last in abbreviations
