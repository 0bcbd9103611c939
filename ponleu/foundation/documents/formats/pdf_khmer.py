"""Khmer in PDFs, mended: parts of a letter that are drawn apart are told twice, and split.

A Khmer letter with what stands below it is drawn in two or three pieces. Programs that make
PDFs note the letter's text at each piece, and pdfium supposes blanks between the pieces. Both
are seen from where things stand: an echo goes back below an earlier letter, a supposed blank
lies inside the letter before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FIRST, _LAST = "\u1780", "\u17ff"
_TOUCH = 0.3
"""Points between characters of one piece."""
_NARROW = 0.3
"""Of a letter's height: a gap under it is no blank."""
_LEFT_PARTS = ("\u17d2\u179a", *"\u17be\u17bf\u17c0\u17c1\u17c2\u17c3\u17c4\u17c5")
"""What is written after its letter and drawn to its left."""
_LOOK_BACK = 6
"""Pieces in which the text of an echo was told before."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character and its place, in points from the bottom left of its page.

    Attributes:
        is_supposed: a blank that is not in the PDF; pdfium put it in for the distance.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_supposed: bool = False


def mended(characters: Sequence[Character]) -> list[Character]:
    """The characters without echoes and without blanks inside letters."""
    if not any(_is_khmer(one) for one in characters):
        return list(characters)
    kept: list[list[Character]] = []
    pieces = list(_pieces(characters))
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if piece[0].is_supposed and kept and after:
            if _is_no_blank(piece[0], kept[-1], after[0]):
                continue
        elif _is_khmer(piece[0]) and _is_echo(piece, kept[-_LOOK_BACK:]):
            continue
        kept.append(piece)
    return [one for piece in kept for one in piece]


def _is_khmer(one: Character) -> bool:
    return _FIRST <= one.text <= _LAST


def _pieces(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Characters that were drawn as one, by their places."""
    piece: list[Character] = []
    for one in characters:
        if piece and not (_is_khmer(one) and _is_one_with(piece[-1], one)):
            yield piece
            piece = []
        piece.append(one)
    if piece:
        yield piece


def _is_one_with(before: Character, one: Character) -> bool:
    if (before.bottom, before.top) != (one.bottom, one.top) or not _is_khmer(before):
        return False
    is_same = (before.left, before.right) == (one.left, one.right)
    return is_same or abs(before.right - one.left) < _TOUCH


def _is_no_blank(blank: Character, before: Sequence[Character], after: Character) -> bool:
    """Whether a supposed blank lies in a letter whose left part alone was told, or in no gap."""
    last = before[-1]
    if not _is_khmer(last):
        return False
    narrow = after.left - last.right < _NARROW * (last.top - last.bottom)
    begins_left = any(part in _text(before) for part in _LEFT_PARTS)
    return narrow or (begins_left and blank.left < before[0].right)


def _is_echo(piece: Sequence[Character], earlier: Sequence[Sequence[Character]]) -> bool:
    letters = [other for other in earlier if not other[0].text.isspace()]
    if not letters or piece[0].left >= letters[-1][0].left:
        return False
    words = _text(piece)
    return any(words in _text(other) for other in letters)


def _text(piece: Sequence[Character]) -> str:
    return "".join(one.text for one in piece).rstrip()
