"""A text as the set of its short runs of words, the same however it is typed and set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ponleu.engines.reading.types import Zone, ZoneKind

WORDS = 4
"""Words of a shingle: three are often a stock phrase, five lose too much to one changed word."""
CLUSTERS = 8
"""Letters with their marks of a shingle, where words are not spaced: about four words."""
PIECE = 500_000
"""Characters worked on at once, so that memory stays small; at its ends few shingles are lost."""

LETTERS = (
    "\u0e01-\u0e30\u0e40-\u0e46"  # Thai
    "\u0e81-\u0eb0\u0ebd-\u0ec6\u0edc-\u0edf"  # Lao
    "\u1000-\u102a\u103f"  # Burmese
    "\u1780-\u17b3"  # Khmer
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that do not put spaces between words, as a class of characters."""
_MARKS = (
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d1\u17d3\u17dd"
)
_SPACED = "a-z\u00df-\u02af\u0370-\u0dff\u1e00-\u1fff\uac00-\ud7a3"
_UNSPACED_STRETCH = re.compile(f"[{LETTERS}][^{_SPACED}]*")
CLUSTER = rf"[{LETTERS}](?:\u17d2[{LETTERS}]|[{_MARKS}])*"
"""One such letter with the marks and the letters below that belong to it."""
_CLUSTER = re.compile(rf"{CLUSTER}|[0-9]+|[^\W_]")
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_THOUSANDS = re.compile(r"(?<=\d)[,.'\u2019\u00a0\u202f](?=\d{3}(?!\d))")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-[ \t]{0,3}\r?\n[ \t]{0,9}(?=[^\W\d_])")
"""A word broken at the end of a line, as pages of books and PDFs have it."""
_SHORT_RUN = re.compile(r"\S{1,500}\s*|\s+")
"""Normalising takes quadratic time in a run of marks: no run is longer than this."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text in one way of writing: its words, or its letters if it has no spaces."""

    tokens: Sequence[str]
    is_unspaced: bool

    def shingles(self) -> Iterator[str]:
        """Every run of four words, or of eight letters, overlapping; all of a shorter stretch."""
        tokens = self.tokens
        if len(tokens) <= (CLUSTERS if self.is_unspaced else WORDS):
            return iter(["".join(tokens) if self.is_unspaced else " ".join(tokens)])
        if not self.is_unspaced:
            return map(" ".join, zip(*(tokens[at:] for at in range(WORDS)), strict=False))
        text = "".join(tokens)
        ends = [0, *accumulate(map(len, tokens))]
        return (text[a:b] for a, b in zip(ends, ends[CLUSTERS:], strict=False))


def pieces(text: str, zones: Sequence[Zone]) -> Iterator[str]:
    """A text without its boilerplate, piece by piece, all but its capitals folded away.

    That is: invisible signs, ways of composing letters, digits of other scripts and signs
    between thousands.
    """
    for start, end in _kept(text, zones):
        for at in range(start, end, PIECE):
            yield _folded(text[at : min(end, at + PIECE)])


def stretches(piece: str) -> Iterator[Stretch]:
    """A piece in stretches of one way of writing, without case, punctuation and spaces."""
    at = 0
    folded = piece.casefold()
    found = () if folded.isascii() else _UNSPACED_STRETCH.finditer(folded)
    for unspaced in found:
        if before := _WORD.findall(folded[at : unspaced.start()]):
            yield Stretch(before, is_unspaced=False)
        yield Stretch(_CLUSTER.findall(unspaced[0]), is_unspaced=True)
        at = unspaced.end()
    if after := _WORD.findall(folded[at:] if at else folded):
        yield Stretch(after, is_unspaced=False)


def _kept(text: str, zones: Sequence[Zone]) -> Iterator[tuple[int, int]]:
    at = 0
    for zone in sorted(zones, key=lambda zone: zone.start):
        if zone.kind is ZoneKind.BOILERPLATE:
            if zone.start > at:
                yield at, zone.start
            at = max(at, zone.end)
    if at < len(text):
        yield at, len(text)


def _folded(text: str) -> str:
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
        text = "".join(unicodedata.normalize("NFKC", run) for run in _SHORT_RUN.findall(text))
        text = _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)
    return _THOUSANDS.sub("", _HYPHENATED.sub("", text))
