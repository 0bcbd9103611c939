"""Words found by the pieces they share: three letters, or two sounds, at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]

LETTERS = 37
LETTER_GRAMS = LETTERS**3
"""Twenty-six letters, ten digits and the edge of a word, three at a time."""

CLASSES = 64
SOUND_GRAMS = 2 * CLASSES * CLASSES
"""Two consonants that follow each other, whatever is between; two sounds side by side."""

MOST_GRAMS = 416
"""Of a word of 200 letters or units."""


class Postings(NamedTuple):
    """Lists of what holds a thing, one after another.

    Attributes:
        starts: int32 (n_things + 1): list k is ``holders[starts[k]:starts[k + 1]]``.
        holders: int32, ascending in each list.
    """

    starts: Ints
    holders: Ints


class GramIndex(NamedTuple):
    """Which words hold a gram, and how many different grams a word has.

    Attributes:
        postings: words by gram.
        sizes: uint8 (n_words,), 255 for more.
    """

    postings: Postings
    sizes: Bytes


@njit(cache=True)
def _letter_code(letter: int) -> int:
    if 97 <= letter <= 122:
        return letter - 96
    if 48 <= letter <= 57:
        return letter - 21
    return 0


@njit(cache=True)
def letter_grams(letters: Bytes, start: int, after: int, grams: Ints) -> int:
    """Write the different letter grams of a word to ``grams``; returns how many."""
    found = 0
    for at in range(start, after):
        before = _letter_code(letters[at - 1]) if at > start else 0
        following = _letter_code(letters[at + 1]) if at + 1 < after else 0
        gram = (before * LETTERS + _letter_code(letters[at])) * LETTERS + following
        found = _add_new(grams, found, gram)
    return found


@njit(cache=True)
def sound_grams(
    units: Bytes, start: int, after: int, of_unit: Bytes, is_vowel: Bytes, grams: Ints
) -> int:
    """Write the different sound grams of a word to ``grams``; returns how many."""
    found, before, consonant = 0, 0, 0
    for at in range(start, after):
        here = int(of_unit[units[at]])
        if here == 0:
            continue
        found = _add_new(grams, found, CLASSES * CLASSES + before * CLASSES + here)
        before = here
        if not is_vowel[units[at]]:
            found = _add_new(grams, found, consonant * CLASSES + here)
            consonant = here
    if before:
        found = _add_new(grams, found, CLASSES * CLASSES + before * CLASSES)
        found = _add_new(grams, found, consonant * CLASSES)
    return found


@njit(cache=True)
def _add_new(grams: Ints, found: int, gram: int) -> int:
    for k in range(found):
        if grams[k] == gram:
            return found
    grams[found] = gram
    return found + 1


@njit(cache=True)
def _fill_letters(letters: Bytes, starts: Ints, counts: Ints, holders: Ints, sizes: Bytes) -> None:
    """Count grams into ``counts`` if ``holders`` is empty, else lay the words down."""
    grams = np.zeros(MOST_GRAMS, dtype=np.int32)
    for word in range(starts.shape[0] - 1):
        found = letter_grams(letters, starts[word], starts[word + 1], grams)
        _lay_down(word, grams, found, counts, holders, sizes)


@njit(cache=True)
def _fill_sounds(
    units: Bytes,
    starts: Ints,
    of_unit: Bytes,
    is_vowel: Bytes,
    counts: Ints,
    holders: Ints,
    sizes: Bytes,
) -> None:
    grams = np.zeros(MOST_GRAMS, dtype=np.int32)
    for word in range(starts.shape[0] - 1):
        found = sound_grams(units, starts[word], starts[word + 1], of_unit, is_vowel, grams)
        _lay_down(word, grams, found, counts, holders, sizes)


@njit(cache=True)
def _lay_down(
    word: int, grams: Ints, found: int, counts: Ints, holders: Ints, sizes: Bytes
) -> None:
    sizes[word] = min(found, 255)
    for k in range(found):
        if holders.shape[0]:
            holders[counts[grams[k]]] = word
        counts[grams[k]] += 1


def index_letters(letters: Bytes, starts: Ints) -> GramIndex:
    """Words by their letter grams."""
    return _indexed(
        LETTER_GRAMS,
        len(starts) - 1,
        lambda counts, holders, sizes: _fill_letters(letters, starts, counts, holders, sizes),
    )


def index_sounds(units: Bytes, starts: Ints, of_unit: Bytes, is_vowel: Bytes) -> GramIndex:
    """Words by their sound grams."""
    return _indexed(
        SOUND_GRAMS,
        len(starts) - 1,
        lambda counts, holders, sizes: _fill_sounds(
            units, starts, of_unit, is_vowel, counts, holders, sizes
        ),
    )


def _indexed(n_grams: int, n_words: int, fill: Callable[[Ints, Ints, Bytes], None]) -> GramIndex:
    sizes = np.zeros(n_words, dtype=np.uint8)
    counts = np.zeros(n_grams, dtype=np.int32)
    fill(counts, np.zeros(0, dtype=np.int32), sizes)
    starts = np.zeros(n_grams + 1, dtype=np.int32)
    np.cumsum(counts, out=starts[1:])
    holders = np.zeros(starts[-1], dtype=np.int32)
    if len(holders):
        fill(starts[:-1].copy(), holders, sizes)
    return GramIndex(Postings(starts, holders), sizes)


def inverted(things: Ints, starts: Ints, n_things: int) -> Postings:
    """Which rows hold a thing, from rows that hold things: ``things[starts[r]:starts[r + 1]]``."""
    rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(things, kind="stable")
    counts = np.bincount(things, minlength=n_things)
    found = np.zeros(n_things + 1, dtype=np.int32)
    np.cumsum(counts, out=found[1:])
    return Postings(found, rows[order])
