"""Many names as flat arrays, for the compiled loops and for files that are mapped into memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.types import NameForm, Token

MOST_TOKENS = 16
MOST_LETTERS = 200
"""A name is cut here for comparing, so that no crafted name takes long."""

INITIAL, NUMBER, DIGITS = 1, 2, 4
"""Bits of ``flags``: a single letter that may stand for a word; a number; has a digit in it."""


class PackedNames(NamedTuple):
    """Names as flat arrays; words of one name lie one after another.

    Attributes:
        letters: folded letters of all words, uint8.
        letter_starts: where a word's letters begin, int32 (n_tokens + 1).
        units: units of sound of all words, uint8.
        unit_starts: where a word's units begin, int32 (n_tokens + 1).
        rarity: bits that sharing the word tells, float32 (n_tokens).
        flags: uint8 (n_tokens), bits INITIAL, NUMBER and DIGITS.
        first_token: where a name's words begin, int32 (n_names + 1).
    """

    letters: NDArray[np.uint8]
    letter_starts: NDArray[np.int32]
    units: NDArray[np.uint8]
    unit_starts: NDArray[np.int32]
    rarity: NDArray[np.float32]
    flags: NDArray[np.uint8]
    first_token: NDArray[np.int32]


class Costs(NamedTuple):
    """What differences cost.

    Attributes:
        letters: letter for letter, float32 (128, 128).
        sounds: unit for unit, float32 (n_units, n_units).
        gaps: leaving a unit out, float32 (n_units).
    """

    letters: NDArray[np.float32]
    sounds: NDArray[np.float32]
    gaps: NDArray[np.float32]


class PackedQuery(NamedTuple):
    """One name that is compared with many, and what differences cost."""

    name: PackedNames
    costs: Costs


def pack_names(forms: Iterable[NameForm]) -> PackedNames:
    """The names as flat arrays, each cut at 16 words and 200 letters."""
    letters, units = bytearray(), bytearray()
    letter_starts, unit_starts, first_token = [0], [0], [0]
    rarity: list[float] = []
    flags: list[int] = []
    for form in forms:
        for token in kept_tokens(form):
            letters += token.letters
            units += token.units
            letter_starts.append(len(letters))
            unit_starts.append(len(units))
            rarity.append(token.rarity_bits)
            flags.append(token_flags(token))
        first_token.append(len(rarity))
    return PackedNames(
        np.frombuffer(bytes(letters), dtype=np.uint8),
        np.array(letter_starts, dtype=np.int32),
        np.frombuffer(bytes(units), dtype=np.uint8),
        np.array(unit_starts, dtype=np.int32),
        np.array(rarity, dtype=np.float32),
        np.array(flags, dtype=np.uint8),
        np.array(first_token, dtype=np.int32),
    )


def kept_tokens(form: NameForm) -> Iterator[Token]:
    """The words of a name that are compared, without those past the cut."""
    letters = 0
    for token in form.tokens[:MOST_TOKENS]:
        letters += max(len(token.letters), len(token.units))
        if letters > MOST_LETTERS:
            return
        yield token


def token_flags(token: Token) -> int:
    """The bits of ``PackedNames.flags`` for a word."""
    letters = token.letters
    has_digit = any(digit in letters for digit in b"0123456789")
    return INITIAL * token.is_initial | NUMBER * letters.isdigit() | DIGITS * has_digit
