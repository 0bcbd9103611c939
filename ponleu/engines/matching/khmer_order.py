"""Khmer signs in one order, as they are typed in several: joined letters, shifters, vowels, signs.

Source: Khmer Character Specification (SIL International and others, 2021), order of a syllable:
base, robat, joined letters (RO last), shifter, vowel, signs.
"""

from __future__ import annotations

import re
from typing import Final

COENG: Final = "\u17d2"
BASES: Final = "\u1780-\u17b3\u25cc"
_CLUSTER: Final = re.compile(
    f"([\u1780-\u17b3])((?:{COENG}[\u1780-\u17b3]|[\u17b6-\u17d1\u17dd])+)"
)
_PART: Final = re.compile(f"{COENG}[\u1780-\u17b3]|[\u17b6-\u17d1\u17dd]")
_SAME: Final = str.maketrans(
    {
        "\u17a3": "\u17a2", "\u17a4": "\u17a2\u17b6", "\u17a8": "\u17a7\u1780", "\u17b2": "\u17b1",
        "\u17b4": None, "\u17b5": None, "\u17d3": "\u17c6", "\u17dd": "\u17d1",
    }
)  # fmt: skip
_JOINED_DA: Final = COENG + "\u178a"
_JOINED_TA: Final = COENG + "\u178f"
_SPLIT_VOWELS: Final = (
    ("\u17c1\u17b8", "\u17be"), ("\u17b8\u17c1", "\u17be"), ("\u17c1\u17b6", "\u17c4"),
    ("\u17b6\u17c1", "\u17c4"), ("\u17b9\u17b6", "\u17ba"),
)  # fmt: skip
_RO: Final = COENG + "\u179a"
_SHIFTERS: Final = "\u17c9\u17ca"
_VOWELS: Final = "".join(map(chr, range(0x17B6, 0x17C6)))
_SHIFTER: Final = re.compile(f"[{_SHIFTERS}]")
_LOW: Final = "\u17bb"
_ABOVE: Final = re.compile("[\u17b6\u17b7\u17b8\u17b9\u17ba\u17be]")
_TO_FIRST, _TO_SECOND = _SHIFTERS
_OF_SECOND: Final = frozenset("ងញនមយរលវប")
"""Bases that take the shifter to the first series; the others take the one to the second."""


def in_order(text: str) -> str:
    """A text with the signs of every Khmer letter in canonical order, doubled ones once.

    A vowel ុ beside one that stands above is a shifter that people see drawn so: "សុី" is "ស៊ី".
    """
    text = text.translate(_SAME).replace(_JOINED_DA, _JOINED_TA)
    return _CLUSTER.sub(_ordered, text)


def _ordered(match: re.Match[str]) -> str:
    base, signs = match.groups()
    # signs that are joined or left out bring others side by side
    for _ in range(len(signs)):
        before, signs = signs, _signs_ordered(base, signs)
        if signs == before:
            break
    return base + signs


def _signs_ordered(base: str, signs: str) -> str:
    parts = list(dict.fromkeys(_PART.findall(signs)))
    rest = "".join(sorted(parts, key=_rank))
    for typed, meant in _SPLIT_VOWELS:
        rest = rest.replace(typed, meant)
    if _LOW in rest and _ABOVE.search(rest):
        shifter = _TO_FIRST if base in _OF_SECOND else _TO_SECOND
        shifter = "" if _SHIFTER.search(rest) else shifter
        rest = "".join(sorted(_PART.findall(rest.replace(_LOW, shifter)), key=_rank))
    return rest


def _rank(part: str) -> int:
    if part == "\u17cc":
        return 0
    if part[0] == COENG:
        return 2 if part == _RO else 1
    if part in _SHIFTERS:
        return 3
    return 4 if part in _VOWELS else 5
