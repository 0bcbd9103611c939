"""Makers of small names and scales for the tests of matching."""

from __future__ import annotations

from functools import cache

import numpy as np

from ponleu.engines.matching.likeness import costs_of
from ponleu.engines.matching.packed import Costs
from ponleu.engines.matching.types import NameForm, Token

UNITS = 27


@cache
def small_costs() -> Costs:
    """Each letter is a unit of sound: a and o are near, so are k and g."""
    sounds = np.ones((UNITS, UNITS), dtype=np.float32)
    for one, other in ("ao", "kg"):
        place = ord(one) - 96, ord(other) - 96
        sounds[place] = sounds[place[::-1]] = 0.2
    np.fill_diagonal(sounds, 0.0)
    return costs_of(sounds, np.full(UNITS, 0.8, dtype=np.float32))


def make_token(word: str, bits: float = 8.0) -> Token:
    """A word of small letters or digits."""
    units = bytes(max(0, ord(letter) - 96) % UNITS for letter in word)
    return Token(word.encode(), units, bits, len(word) == 1 and word.isalpha(), word)


def make_name(text: str, bits: float = 8.0) -> NameForm:
    """A name of words that all tell as much."""
    return NameForm(text, tuple(make_token(word, bits) for word in text.split()), (), "Latn")
