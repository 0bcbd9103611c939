"""A word's letters, and its sounds, as sixty-four bits: words with few other bits may be alike."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import WIDEST, Masks, slips

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]

ONE = np.uint64(1)
LETTERS = 26
"""Each letter has a bit, and one more for when it stands there twice; then come the digits."""

LEAST_APART, SHORT = 2, 4
"""Bits in which a word may differ at least, and letters up to which it may in as many bits.

Another letter is two bits, a letter more or less is one, letters in another order are none.
"""

SEEN_AS = np.zeros(128, dtype=np.uint8)
"""The letter that a digit within a word was probably meant for; 0 for none."""

for _digit, _letter in ("0o", "1l", "2z", "5s", "6b", "8b", "9g"):
    SEEN_AS[ord(_digit)] = ord(_letter)


@intrinsic
def _population_count(typing: Any, mark: Any) -> Any:
    """How many bits are set, by the processor's own instruction."""

    def generate(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return builder.ctpop(values[0])

    return types.uint64(types.uint64), generate


@njit(cache=True)
def bits_set(mark: np.uint64) -> int:
    """How many bits of a 64-bit word are set."""
    return int(_population_count(mark))  # type: ignore[call-arg]  # numba gives the first


@njit(cache=True)
def letter_mark(letters: Bytes, start: int, after: int) -> np.uint64:
    """The bits of a word of folded letters."""
    mark, is_number = np.uint64(0), True
    for at in range(start, after):
        is_number &= 48 <= letters[at] <= 57
    for at in range(start, after):
        letter = letters[at]
        if SEEN_AS[letter] and not is_number:
            letter = SEEN_AS[letter]
        if 97 <= letter <= 122:
            bit = ONE << np.uint64(letter - 97)
            mark |= bit << np.uint64(LETTERS) if mark & bit else bit
        elif 48 <= letter <= 57:
            mark |= ONE << np.uint64(2 * LETTERS + letter - 48)
    return mark


@njit(cache=True)
def sound_mark(sounds: Bytes, start: int, after: int) -> np.uint64:
    """The bits of a word of classes of sounds, 0 to 63."""
    mark = np.uint64(0)
    for at in range(start, after):
        mark |= ONE << np.uint64(sounds[at])
    return mark


@njit(cache=True)
def letter_marks(letters: Bytes, starts: Ints) -> Masks:
    """The marks of many words by their letters, uint64 (n_words,)."""
    marks = np.zeros(starts.shape[0] - 1, dtype=np.uint64)
    for word in range(marks.shape[0]):
        marks[word] = letter_mark(letters, starts[word], starts[word + 1])
    return marks


@njit(cache=True)
def sound_marks(sounds: Bytes, starts: Ints) -> Masks:
    """The marks of many words by their classes of sounds, uint64 (n_words,)."""
    marks = np.zeros(starts.shape[0] - 1, dtype=np.uint64)
    for word in range(marks.shape[0]):
        marks[word] = sound_mark(sounds, starts[word], starts[word + 1])
    return marks


@njit(cache=True)
def apart_sounds(length: int) -> int:
    """In how many bits classes of sounds may differ from so many: half of them and one."""
    return 1 + length // 2


@njit(cache=True)
def apart_bits(length: int) -> int:
    """In how many bits words may differ from one of this length: fewer of them past four."""
    return max(length, LEAST_APART) if length <= SHORT else SHORT + (length - SHORT) // 2


@njit(cache=True)
def near_words(
    mark: np.uint64,
    marks: Masks,
    masks: Masks,
    length: int,
    signs: Bytes,
    starts: Ints,
    apart: int,
    most_slips: int,
    found: Ints,
    ranks: Bytes,
) -> int:
    """Words whose marks are near and whose signs are few plain slips away; returns how many.

    All marks are read one after another: a register has few different words, and reading one
    takes about a nanosecond.

    Args:
        masks: of the word's signs, from ``mark_letters``.
        length: of the word, in signs.
        signs, starts: of the register's words.
        apart: bits in which marks may differ.
        found: int32 (n_words,), filled with the words.
        ranks: uint8 (n_words,), filled with how near each is: twice the slips and the bits apart.
    """
    n_found = 0
    for word in range(marks.shape[0]):
        ranks[word] = bits_set(mark ^ marks[word])
    for word in range(marks.shape[0]):
        bits = int(ranks[word])
        if bits > apart:
            continue
        start, after = starts[word], starts[word + 1]
        if abs(after - start - length) > most_slips:
            continue
        away = slips(masks, min(length, WIDEST), signs, start, after, most_slips)
        if away <= most_slips:
            found[n_found] = word
            ranks[n_found] = min(2 * away + bits, 255)
            n_found += 1
    return n_found


@njit(cache=True)
def nearest(found: Ints, ranks: Bytes, n_found: int, most: int) -> Ints:
    """The nearest words that were found, at most so many; of equally near ones the first."""
    counts = np.zeros(256, dtype=np.int32)
    for k in range(n_found):
        counts[ranks[k]] += 1
    rank, below = 0, 0
    while rank < 256 and below + counts[rank] <= most:
        below += counts[rank]
        rank += 1
    best = np.zeros(min(n_found, most), dtype=np.int32)
    n_best, ties = 0, most - below
    for k in range(n_found):
        is_tie = ranks[k] == rank and ties > 0
        if ranks[k] < rank or is_tie:
            ties -= is_tie
            best[n_best] = found[k]
            n_best += 1
    return best[:n_best]
