"""The letters of a receipt's words as they are compared: one way of writing, however typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from ponleu.engines.matching.khmer_order import in_order

LONGEST: Final = 1000
"""Signs of a typed receipt that are read; ten words are never that long."""

_SAME: Final = str.maketrans(
    {
        "đ": "d", "'": None, "’": None, "‘": None, "ʼ": None, "`": None,
        "\u093c": None, "\u09bc": None, "\u0981": None,  # dots below, the Bengali moon
        "\u0901": "\u0902", "\u09ce": "\u09a4",  # the Hindi moon as a dot, the Bengali cut-off T
        "\u0e45": "\u0e32", "\u1009": "\u1025", "\u102c": "\u102b",  # letters that look alike
    }
)  # fmt: skip
"""What people leave out or write for one another, the same on paper or nearly so."""

_THAI_AM: Final = "\u0e4d\u0e32", "\u0e33"
_DRAWN_ALIKE: Final = (
    (re.compile("\u0e40\u0e40"), "\u0e41"),  # Thai AE from two E
    (re.compile("\u0e4d([\u0e48-\u0e4b])\u0e32|\u0e33([\u0e48-\u0e4b])"), r"\1\2" + "\u0e33"),
    (re.compile("\u102f([\u102d\u102e])"), r"\1" + "\u102f"),  # Burmese signs above before below
    (re.compile("\u1036\u102f"), "\u102f\u1036"),
)
_BURMESE_ROUND: Final = re.compile(
    "(?<=[\u1000-\u103e])[\u1040\u1047]|[\u1040\u1047](?=[\u102b-\u103e])"
)
_BURMESE_LETTERS: Final = {"\u1040": "\u101d", "\u1047": "\u101b"}


def pieces(text: str, same: Mapping[str, str], *, ordered: bool = True) -> tuple[str, ...]:
    """What is typed, as folded runs of letters: "1. Cá-sấu, VOI" is ("ca", "sau", "voi").

    Capitals, Latin marks, signs without width, numbers and everything that is no letter are
    left out.

    Args:
        text: what was typed or pasted; read up to `LONGEST` signs.
        same: single letters to be read as others, as traditional Chinese ones.
        ordered: also put Khmer, Thai and Burmese signs in one order where that looks the same.
            Without it one slip in the typed text is never more than one in the pieces.
    """
    written = text[:LONGEST]
    if ordered:
        written = in_order(unicodedata.normalize("NFC", written))
    written = _BURMESE_ROUND.sub(lambda digit: _BURMESE_LETTERS[digit[0]], written)
    written = "".join(map(_plain, written)).replace(*_THAI_AM)
    if ordered:
        for drawn, meant in _DRAWN_ALIKE:
            written = drawn.sub(meant, written)
    kept = _kept(written.translate(_SAME))
    return tuple("".join(same.get(letter, letter) for letter in kept).split())


def letters(text: str, same: Mapping[str, str]) -> str:
    """All letters of a text, folded, with nothing between them."""
    return "".join(pieces(text, same))


def _kept(text: str) -> list[str]:
    kept: list[str] = []
    takes_marks = False
    for letter in text:
        sort = unicodedata.category(letter)
        if sort[0] == "M" and not takes_marks:
            kept.append(letter)
        elif sort[0] == "L":
            kept.append(letter)
            takes_marks = unicodedata.name(letter, "").startswith("LATIN")
        elif sort[0] != "M" and sort != "Cf":
            kept.append(" ")
            takes_marks = False
    return kept


def _plain(letter: str) -> str:
    """A letter without capital and width, a Latin one apart from its marks; none changes place."""
    usual = unicodedata.normalize("NFKC", letter).casefold()
    spread = unicodedata.normalize("NFD", usual)
    return spread if spread[:1].isascii() else usual
