"""The details of a text, each with the words before it: what two filled-in forms do not share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ponleu.engines.reading.alike_shingles import CLUSTER, LETTERS

PLAIN_WORDS = 3
"""Words before a detail that tell which detail it is."""
PLAIN_CLUSTERS = 6
"""The same where words are not spaced."""

_OPENING = r"([.!?:;\n\r\"\u201c(]\W{0,3})?"
_SPACED = re.compile(rf"{_OPENING}([^\W_]+)")
_MIXED = re.compile(rf"{_OPENING}({CLUSTER}|[0-9]+|(?:(?![{LETTERS}])[^\W_])+)")
_UNSPACED = re.compile(f"[{LETTERS}]")


def details(piece: str) -> Iterator[tuple[str, str]]:
    """Numbers and names as (the plain words before it, the detail), in text order.

    Neighbouring numbers and names are one detail: "14 March 2026". A word counts as a name if
    it is capitalised within a sentence; where a script has no capitals, only numbers count.
    What a text is cut off at is left out: it may be half a name.
    """
    tokens = (_MIXED if _UNSPACED.search(piece) else _SPACED).findall(piece)
    plain: list[str] = []
    run: list[str] = []
    for opening, word in tokens:
        if _is_number(word) or (not opening and word[0].isupper() and word[1:].islower()):
            run.append(word)
            continue
        if run:
            context = _context(plain)
            if context:
                yield context, " ".join(run).casefold()
            run = []
        plain = [*plain[1 - PLAIN_CLUSTERS :], word.casefold()]


def _is_number(word: str) -> bool:
    return word[0].isdecimal() or word[-1].isdecimal()


def _context(plain: list[str]) -> str:
    size = PLAIN_CLUSTERS if plain and _UNSPACED.match(plain[-1]) else PLAIN_WORDS
    return " ".join(plain[-size:]) if len(plain) >= size else ""
