"""Names packed into bytes, and how two packed names agree, in levels that a table can hold."""

from __future__ import annotations

from math import log2
from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import Bytes, Cost, Floats
from ponleu.engines.matching.likeness_kernel import Work, name_likeness, working_room
from ponleu.engines.matching.packed import (
    MOST_LETTERS,
    Costs,
    PackedNames,
    PackedQuery,
    token_flags,
)
from ponleu.engines.matching.types import Token

LIKE_CUTS: Final = (0.33, 0.5, 0.65, 0.78, 0.9, 0.985)
"""Names less alike than the first are different names."""

BIT_CUTS: Final = (7.0, 11.0, 14.0, 17.0, 20.0)
"""How much the words that fit tell: -log2 of the share of names that have them."""

LEVELS: Final = 1 + len(LIKE_CUTS) * (len(BIT_CUTS) + 1)
DIFFERENT: Final = 0
STEPS_PER_BIT: Final = 8
_MOST_STEPS: Final = 255
_HEAD: Final = 5
_MOST_TOKENS: Final = 16


def rarity_of(count: int, whole: int) -> float:
    """Bits that it tells to share a word which stands so often among so many."""
    return log2(whole / max(count, 1))


def pack_words(token: Token, letters_bits: float, sound_bits: float) -> bytes:
    """A word of a name as bytes.

    Number of letters, number of units, flags, bits of its letters and of its sound in
    eighths, letters, units.
    """
    letters, units = token.letters, token.units
    head = (len(letters), len(units), token_flags(token), _steps(letters_bits), _steps(sound_bits))
    return bytes(head) + letters + units


def _steps(bits: float) -> int:
    return min(_MOST_STEPS, max(1, round(bits * STEPS_PER_BIT)))


class Desk(NamedTuple):
    """Room in which pairs are compared, made once for each thread.

    Attributes:
        one, other: the two names, unpacked.
        heard: bits of the sound of each word, float32 (2, 16).
        work: of the likeness of names.
    """

    one: PackedNames
    other: PackedNames
    heard: NDArray[np.float32]
    work: Work


def new_desk() -> Desk:
    """An empty desk."""
    return Desk(
        _room(),
        _room(),
        np.zeros((2, _MOST_TOKENS), dtype=np.float32),
        working_room(),
    )


def _room() -> PackedNames:
    most = 2 * MOST_LETTERS
    return PackedNames(
        np.zeros(most, dtype=np.uint8),
        np.zeros(_MOST_TOKENS + 1, dtype=np.int32),
        np.zeros(most, dtype=np.uint8),
        np.zeros(_MOST_TOKENS + 1, dtype=np.int32),
        np.zeros(_MOST_TOKENS, dtype=np.float32),
        np.zeros(_MOST_TOKENS, dtype=np.uint8),
        np.zeros(2, dtype=np.int32),
    )


@njit(cache=True, nogil=True)
def unpack(data: Bytes, start: int, into: PackedNames, heard: Floats) -> int:
    """Lay one name out; returns where the next begins.

    Args:
        heard: takes the bits of the sound of each word.
    """
    at = start + 1
    words = min(int(data[start]), _MOST_TOKENS)
    for word in range(words):
        n_letters, n_units = int(data[at]), int(data[at + 1])
        into.flags[word] = data[at + 2]
        into.rarity[word] = data[at + 3] / np.float32(STEPS_PER_BIT)
        heard[word] = data[at + 4] / np.float32(STEPS_PER_BIT)
        at += _HEAD
        begin = into.letter_starts[word]
        for k in range(n_letters):
            into.letters[begin + k] = data[at + k]
        into.letter_starts[word + 1] = begin + n_letters
        at += n_letters
        begin = into.unit_starts[word]
        for k in range(n_units):
            into.units[begin + k] = data[at + k]
        into.unit_starts[word + 1] = begin + n_units
        at += n_units
    into.first_token[1] = words
    return at


@njit(cache=True, nogil=True)
def desk_likeness(desk: Desk, costs: Costs) -> Cost:
    """Likeness of the two names on the desk; ``desk.work.pairs`` then begins with what fits."""
    one = desk.one
    letters = one.letters[: one.letter_starts[one.first_token[1]]]
    cut = PackedNames(
        letters,
        one.letter_starts,
        one.units,
        one.unit_starts,
        one.rarity,
        one.flags,
        one.first_token,
    )
    for k in range(_MOST_TOKENS):
        desk.work.pairs[k, 1] = 0.0  # no words: marks where this comparison's pairs end
    return name_likeness(PackedQuery(cut, costs), desk.other, 0, desk.work)


@njit(cache=True, nogil=True)
def _shared_bits(desk: Desk) -> float:
    """What the words that fit tell together; a respelled word counts by its sound.

    The pairs that were chosen come first; the first that shares a word with them was not.
    """
    bits = 0.0
    used_here, used_there = 0, 0
    for k in range(_MOST_TOKENS):
        pair = desk.work.pairs[k]
        i0, i1 = int(pair[0]), int(pair[0] + pair[1])
        j0, j1 = int(pair[2]), int(pair[2] + pair[3])
        words_here, words_there = (1 << i1) - (1 << i0), (1 << j1) - (1 << j0)
        if i0 == i1 or used_here & words_here or used_there & words_there:
            break
        used_here |= words_here
        used_there |= words_there
        here, there = 0.0, 0.0
        by_letters = pair[4] >= 1.0
        for i in range(i0, i1):
            here += desk.one.rarity[i] if by_letters else desk.heard[0, i]
        for j in range(j0, j1):
            there += desk.other.rarity[j] if by_letters else desk.heard[1, j]
        bits += min(here, there) * pair[4]
    return bits


@njit(cache=True, nogil=True)
def desk_level(desk: Desk, costs: Costs) -> int:
    """How the two names on the desk agree: 0 different, then by likeness and by bits."""
    like = desk_likeness(desk, costs)
    high = 0
    while high < len(LIKE_CUTS) and like >= LIKE_CUTS[high]:
        high += 1
    if high == 0:
        return DIFFERENT
    bits = _shared_bits(desk)
    told = 0
    while told < len(BIT_CUTS) and bits >= BIT_CUTS[told]:
        told += 1
    return 1 + (high - 1) * (len(BIT_CUTS) + 1) + told
