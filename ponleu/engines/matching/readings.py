"""Chinese names as Mandarin, Hokkien or Cantonese read them: Tan Chee Keong, Chen Zhiqiang."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from ponleu.engines.matching.types import Token

Readings = Mapping[str, frozenset[int]]
"""Syllable -> numbers of the characters that it can be the reading of."""

Syllables = tuple[tuple[str, frozenset[int]], ...]
"""Syllables of a name, each with the numbers of its characters; families are below zero."""

LONGEST_SYLLABLE: Final = 6
LEAST, MOST = 2, 5
"""Syllables of a name: with one syllable anything would fit, longer names are not Chinese."""


class SyllableTable:
    """Readings with what was cut before. Compared by identity, so that it can be a key."""

    __slots__ = ("readings",)

    def __init__(self, readings: Readings) -> None:
        self.readings = readings


def has_same_reading(here: Syllables, there: Syllables) -> bool:
    """Whether both names can be readings of the same characters in two tongues.

    The family name may stand first or last.
    """
    if not LEAST <= len(here) <= MOST or len(here) != len(there):
        return False
    turned = [there, (*there[1:], there[0]), (there[-1], *there[:-1])]
    return any(_all_share(here, one) and _is_of_other_tongue(here, one) for one in turned)


def _is_of_other_tongue(here: Syllables, there: Syllables) -> bool:
    """Whether at least two syllables are spelled otherwise: with one it is another name."""
    return sum(one[0] != other[0] for one, other in zip(here, there, strict=True)) >= LEAST


def name_syllables(tokens: Sequence[Token], table: SyllableTable) -> Syllables:
    """The syllables of a name with their characters; none if a word cannot be cut so."""
    found: list[tuple[str, frozenset[int]]] = []
    for place, token in enumerate(tokens):
        is_end = place in {0, len(tokens) - 1}
        cut = _token_syllables(token, table, may_be_family=is_end)
        if not cut:
            return ()
        found += cut
    return tuple(found)


def _token_syllables(
    token: Token, table: SyllableTable, *, may_be_family: bool
) -> list[tuple[str, frozenset[int]]]:
    letters = token.letters.decode()
    known = table.readings
    if may_be_family and token.families:
        # families have numbers of their own, below zero
        own = frozenset(-number - 1 for number in token.families)
        return [(letters, own | known.get(letters, frozenset()))]
    return [(syllable, known[syllable]) for syllable in cut_syllables(letters, table)]


@lru_cache(maxsize=1 << 14)
def cut_syllables(letters: str, table: SyllableTable) -> tuple[str, ...]:
    """A word as known syllables, as few as possible; empty if it cannot be cut so."""
    best: list[tuple[str, ...] | None] = [()]
    for end in range(1, min(len(letters), MOST * LONGEST_SYLLABLE) + 1):
        ways = [
            (*before, letters[start:end])
            for start in range(max(0, end - LONGEST_SYLLABLE), end)
            if (before := best[start]) is not None and letters[start:end] in table.readings
        ]
        best.append(min(ways, key=len) if ways else None)
    return (best[len(letters)] or ()) if len(letters) < len(best) else ()


def _all_share(here: Syllables, there: Syllables) -> bool:
    return all(
        one[0] == other[0] or one[1] & other[1] for one, other in zip(here, there, strict=True)
    )
