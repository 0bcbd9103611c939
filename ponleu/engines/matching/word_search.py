"""Words of a register that are like a word of a question, by letters or by sounds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import LONGEST, letter_likeness, mark_letters, sound_likeness
from ponleu.engines.matching.gram_index import (
    MOST_GRAMS,
    GramIndex,
    letter_grams,
    sound_grams,
)
from ponleu.engines.matching.packed import DIGITS, INITIAL, NUMBER, Costs
from ponleu.engines.matching.sound_classes import SoundClasses

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


class Care(NamedTuple):
    """How far to look for words like a word.

    Attributes:
        most_words: so many words of each list are laid beside it, at most 256.
        most_entries: so many entries of lists of grams are read, for letters and for sounds.
        least_like: words less like it are left out.
    """

    most_words: int
    most_entries: int
    least_like: float


class Words(NamedTuple):
    """The different words of a register's names, sorted by their letters, then their sounds.

    Attributes:
        letters, letter_starts, units, unit_starts, rarity, flags: as in ``PackedNames``.
        by_letters: words by letter gram.
        by_sounds: words by sound gram.
    """

    letters: Bytes
    letter_starts: Ints
    units: Bytes
    unit_starts: Ints
    rarity: Floats
    flags: Bytes
    by_letters: GramIndex
    by_sounds: GramIndex


class WordRoom(NamedTuple):
    """Room to look for words in; kept clean between questions.

    Attributes:
        overlap: uint8 (n_words,), all 0.
        touched: int32 (n_words,).
        grams: int32 (416,).
        table: float32 (4, 208).
        masks: uint64 (128,).
    """

    overlap: Bytes
    touched: Ints
    grams: Ints
    table: Floats
    masks: NDArray[np.uint64]


def word_room(n_words: int) -> WordRoom:
    """Room for a register of so many words."""
    return WordRoom(
        np.zeros(n_words, dtype=np.uint8),
        np.zeros(n_words, dtype=np.int32),
        np.zeros(MOST_GRAMS, dtype=np.int32),
        np.zeros((4, LONGEST), dtype=np.float32),
        np.zeros(128, dtype=np.uint64),
    )


@njit(cache=True)
def _overlapping(
    starts: Ints, holders: Ints, grams: Ints, overlap: Bytes, touched: Ints, most: int
) -> int:
    """Count for each word the grams that it shares; returns how many words share any.

    Grams with short lists go first; once ``most`` entries were read no further list is opened.
    """
    n_touched, read = 0, 0
    for k in np.argsort(starts[grams + 1] - starts[grams]):
        start, after = starts[grams[k]], starts[grams[k] + 1]
        if read > 0 and read + after - start > most:
            break
        read += after - start
        for at in range(start, after):
            word = holders[at]
            if overlap[word] == 0:
                touched[n_touched] = word
                n_touched += 1
            overlap[word] = min(overlap[word] + 1, 255)
    return n_touched


@njit(cache=True)
def _best_overlapping(index: GramIndex, found: int, room: WordRoom, care: Care) -> Ints:
    """Words that share most of their grams with the word; cleans the room."""
    overlap, touched, sizes = room.overlap, room.touched, index.sizes
    postings = index.postings
    n_touched = _overlapping(
        postings.starts, postings.holders, room.grams[:found], overlap, touched, care.most_entries
    )
    per_gram = np.zeros(256 + found, dtype=np.float32)
    for size in range(256 + found):
        per_gram[size] = 510.0 / max(size, 1)
    counts = np.zeros(256, dtype=np.int32)
    for k in range(n_touched):
        word = touched[k]
        share = min(int(overlap[word] * per_gram[found + sizes[word]]), 255)
        overlap[word] = share  # from here on the share of grams, for the second pass
        counts[share] += 1
    least, above = 256, 0
    while least > 0 and above + counts[least - 1] <= care.most_words:
        least -= 1
        above += counts[least]
    best = np.zeros(care.most_words, dtype=np.int32)
    n_best, ties = 0, care.most_words - above
    for k in range(n_touched):
        word = touched[k]
        share = overlap[word]
        overlap[word] = 0
        if share >= least or (share == least - 1 and ties > 0):
            ties -= share < least
            best[n_best] = word
            n_best += 1
    return best[:n_best]


@njit(cache=True)
def like_words(
    letters: Bytes,
    units: Bytes,
    flags: int,
    words: Words,
    classes: SoundClasses,
    costs: Costs,
    room: WordRoom,
    care: Care,
) -> tuple[Ints, Floats]:
    """Words of the register that are like a word, by letters or by sounds, and how like."""
    found = letter_grams(letters, 0, letters.shape[0], room.grams)
    by_letters = _best_overlapping(words.by_letters, found, room, care)
    found = sound_grams(units, 0, units.shape[0], classes.of_unit, classes.is_vowel, room.grams)
    by_sounds = _best_overlapping(words.by_sounds, found, room, care)
    every = _each_once(by_letters, by_sounds, room.overlap)
    mark_letters(letters, 0, letters.shape[0], room.masks)
    likes = np.zeros(every.shape[0], dtype=np.float32)
    # arrays are taken out of their tuples here: in the loop that costs more than comparing
    _letters_alike(
        letters, room.masks, words.letters, words.letter_starts, every, costs.letters, room.table,
        care.least_like, likes,
    )  # fmt: skip
    _sounds_alike(
        units, flags, words.units, words.unit_starts, words.flags, every, costs.sounds, costs.gaps,
        room.table, care.least_like, likes,
    )  # fmt: skip
    kept = likes > 0
    return every[kept], likes[kept]


@njit(cache=True)
def _each_once(one: Ints, other: Ints, marks: Bytes) -> Ints:
    """Words of both lists; the marks are clean before and after."""
    every = np.zeros(one.shape[0] + other.shape[0], dtype=np.int32)
    every[: one.shape[0]] = one
    n = one.shape[0]
    for word in one:
        marks[word] = 1
    for word in other:
        if not marks[word]:
            every[n] = word
            n += 1
    for word in one:
        marks[word] = 0
    return every[:n]


@njit(cache=True)
def _letters_alike(
    letters: Bytes,
    masks: NDArray[np.uint64],
    of_words: Bytes,
    starts: Ints,
    every: Ints,
    costs: Floats,
    table: Floats,
    least: float,
    likes: Floats,
) -> None:
    n = letters.shape[0]
    for k in range(every.shape[0]):
        j0, j1 = starts[every[k]], starts[every[k] + 1]
        likes[k] = letter_likeness(letters, 0, n, masks, of_words, j0, j1, costs, table, least)


@njit(cache=True)
def _sounds_alike(
    units: Bytes,
    flags: int,
    of_words: Bytes,
    starts: Ints,
    word_flags: Bytes,
    every: Ints,
    costs: Floats,
    gaps: Floats,
    table: Floats,
    least: float,
    likes: Floats,
) -> None:
    """Raise likes to those of the sounds; numbers and initials are equal or not alike at all."""
    n = units.shape[0]
    for k in range(every.shape[0]):
        both = flags | word_flags[every[k]]
        if both & (INITIAL | NUMBER):
            likes[k] = 1.0 if likes[k] == 1.0 else 0.0
        elif likes[k] < 1.0 and not both & DIGITS:
            v0, v1 = starts[every[k]], starts[every[k] + 1]
            enough = max(least, likes[k])
            heard = sound_likeness(units, 0, n, of_words, v0, v1, costs, gaps, table, enough)
            likes[k] = max(likes[k], heard)


@njit(cache=True)
def words_written(letters: Bytes, start: int, after: int, words: Words) -> tuple[int, int]:
    """The words that are written with just these letters: from the first to before the second."""
    edges = np.zeros(2, dtype=np.int32)
    for nth in range(2):
        low, high = 0, words.letter_starts.shape[0] - 1
        while low < high:
            middle = (low + high) // 2
            order = _order(words, middle, letters, start, after)
            if order < 0 or (nth == 1 and order == 0):
                low = middle + 1
            else:
                high = middle
        edges[nth] = low
    return edges[0], edges[1]


@njit(cache=True)
def _order(words: Words, word: int, letters: Bytes, start: int, after: int) -> int:
    """Below 0 if the word comes before these letters, 0 if it is they, above if after."""
    j0, j1 = words.letter_starts[word], words.letter_starts[word + 1]
    for k in range(min(j1 - j0, after - start)):
        if words.letters[j0 + k] != letters[start + k]:
            return -1 if words.letters[j0 + k] < letters[start + k] else 1
    return int(j1 - j0) - (after - start)
