"""Places in Khmer text: a word for the level and a name, or a province by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ponleu.engines.reading.place_index import PlaceIndex, level_of

_LETTERS = re.compile("[\u1780-\u17a2]")
_GOES_ON = re.compile("[\u17b4-\u17d3]")
"""Vowel signs and joined consonants: a name that one follows is the start of a longer word."""
LEAST_ALONE = 4
"""Letters from which a province or country is believed without the word for its level."""


def khmer_matches(
    text: str, start: int, end: int, index: PlaceIndex
) -> Iterator[tuple[int, int, tuple[str, ...], str]]:
    """Start, end, possible codes and stated level ("" if none) of each name."""
    first = _LETTERS.search(text, start, end)
    if first is None:
        return
    levels = {word: level for word, level in index.before.items() if _LETTERS.match(word)}
    at = first.start()
    while at < end:
        if not _LETTERS.match(text, at):
            at += 1
            continue
        word = next((word for word in levels if text.startswith(word, at)), "")
        name_at = _skip_blanks(text, at + len(word))
        name = _longest(text, name_at, end, index, levels.get(word, ""))
        if name:
            codes = _at_level(index.khmer[name], levels.get(word, ""))
            yield name_at, name_at + len(name), codes, levels.get(word, "")
            at = name_at + len(name)
        else:
            at += max(len(word), 1)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u200b\u00a0":
        at += 1
    return at


def _longest(text: str, at: int, end: int, index: PlaceIndex, level: str) -> str:
    for length in index.khmer_lengths.get(text[at : at + 2], ()):
        name = text[at : at + length]
        if at + length > end or _GOES_ON.match(text, at + length):
            continue
        codes = _at_level(index.khmer.get(name, ()), level)
        if codes and (level or length >= LEAST_ALONE):
            return name
    return ""


def _at_level(codes: tuple[str, ...], level: str) -> tuple[str, ...]:
    if level:
        return tuple(code for code in codes if level_of(code) == level)
    return tuple(code for code in codes if level_of(code) in {"province", "country"})
