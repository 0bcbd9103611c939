"""Abbreviations made of the first letters of words: NCCT, MoLVT, BKK3."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

SMALL_WORDS: Final = frozenset(
    {"of", "for", "the", "and", "to", "in", "on", "against", "de", "du", "des", "la", "et", "&"}
)
"""Words that an abbreviation may leave out or keep as their first letter."""

LEAST_LETTERS, MOST_LETTERS = 2, 9


def spells(short: str, words: Sequence[str]) -> tuple[int, ...]:
    """The places of the words whose first letters make the abbreviation, empty if none do.

    Numbers at its end must be words of their own: "bkk3" is "boeng keng kang 3". It may
    stand for the first words only if at most one that tells something is left over.
    """
    letters = short.rstrip("0123456789")
    number = short[len(letters) :]
    if not LEAST_LETTERS <= len(letters) <= MOST_LETTERS or len(words) < LEAST_LETTERS:
        return ()
    if number and number not in words:
        return ()
    plain = [place for place, word in enumerate(words) if not word.isdigit()]
    taken = _taken(letters, [(place, words[place]) for place in plain])
    left = [p for p in plain if p not in taken and words[p] not in SMALL_WORDS]
    if len(taken) < LEAST_LETTERS or len(left) > 1:
        return ()
    return (*taken, words.index(number)) if number else taken


def _taken(letters: str, words: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    """Places of words that give the letters in their order; only small words are jumped over."""
    if not letters:
        return ()
    for at, (place, word) in enumerate(words):
        if word[0] == letters[0]:
            rest = _taken(letters[1:], words[at + 1 :])
            if rest or len(letters) == 1:
                return (place, *rest)
        if word not in SMALL_WORDS:
            break
    return ()
