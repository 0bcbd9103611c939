"""In which script a word is written."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Final

LATIN: Final = "Latn"
KHMER: Final = "Khmr"
HAN: Final = "Hani"
KOREAN: Final = "Hang"
OTHER: Final = "Zyyy"

_RANGES: Final = (
    (0x0000, LATIN), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, OTHER), (0x0590, "Hebr"),
    (0x0600, "Arab"), (0x0780, OTHER), (0x0900, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"),
    (0x0A80, "Gujr"), (0x0B00, OTHER), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"),
    (0x0D00, "Mlym"), (0x0D80, "Sinh"), (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, OTHER),
    (0x1000, "Mymr"), (0x10A0, OTHER), (0x1100, KOREAN), (0x1200, OTHER), (0x1780, KHMER),
    (0x1800, OTHER), (0x19E0, KHMER), (0x1A00, OTHER), (0x1D00, LATIN), (0x1F00, "Grek"),
    (0x2000, OTHER), (0x2C60, LATIN), (0x2C80, OTHER), (0x2E80, HAN), (0x3040, "Kana"),
    (0x3100, HAN), (0x3130, KOREAN), (0x3190, HAN), (0xA000, OTHER), (0xA720, LATIN),
    (0xA800, OTHER), (0xA9E0, "Mymr"), (0xAA00, OTHER), (0xAA60, "Mymr"), (0xAA80, OTHER),
    (0xAC00, KOREAN), (0xD7B0, OTHER), (0xF900, HAN), (0xFB00, OTHER), (0xFB50, "Arab"),
    (0xFE00, OTHER), (0x20000, HAN), (0x32000, OTHER),
)  # fmt: skip
_STARTS: Final = [start for start, _ in _RANGES]


def script_of(letter: str) -> str:
    """The script of one letter by its block, ISO 15924; Zyyy if we do not tell it apart."""
    return _RANGES[bisect_right(_STARTS, ord(letter)) - 1][1]


def script_of_most(text: str) -> str:
    """The script of most letters of a text; Zyyy if it has none."""
    if text.isascii():
        return LATIN if any(map(str.isalpha, text)) else OTHER
    counts = Counter(script_of(letter) for letter in text if letter.isalpha())
    return max(counts, key=lambda script: (counts[script], script)) if counts else OTHER


def runs(word: str) -> Iterator[tuple[str, str]]:
    """A word as stretches of one script; digits and marks belong to what stands before."""
    start, current = 0, ""
    for at, letter in enumerate(word):
        own = script_of(letter) if letter.isalpha() else ""
        if own and current and own != current:
            yield word[start:at], current
            start = at
        current = own or current
    if word:
        yield word[start:], current or LATIN
