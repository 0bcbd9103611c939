"""Words of a register that are like a word of a question, by letters or by sounds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import (
    LONGEST,
    Masks,
    letter_likeness,
    mark_letters,
    sound_likeness,
)
from ponleu.engines.matching.packed import DIGITS, INITIAL, NUMBER, Costs
from ponleu.engines.matching.sound_classes import SoundClasses
from ponleu.engines.matching.word_marks import (
    apart_bits,
    apart_sounds,
    letter_mark,
    near_words,
    nearest,
    sound_mark,
)

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


class Care(NamedTuple):
    """How far to look for words like a word.

    Attributes:
        most_words: so many words by letters and by sounds are laid beside it.
        least_like: words less like it are left out.
    """

    most_words: int
    least_like: float


class Words(NamedTuple):
    """The different words of a register's names, sorted by their letters, then their sounds.

    Attributes:
        letters, letter_starts, units, unit_starts, rarity, flags: as in ``PackedNames``.
        sounds: uint8, the class of each unit.
        letter_marks, sound_marks: uint64 (n_words,), see ``word_marks``.
    """

    letters: Bytes
    letter_starts: Ints
    units: Bytes
    unit_starts: Ints
    rarity: Floats
    flags: Bytes
    sounds: Bytes
    letter_marks: Masks
    sound_marks: Masks


class WordRoom(NamedTuple):
    """Room to look for words in; kept clean between questions.

    Attributes:
        found: int32 (n_words,).
        ranks: uint8 (n_words,).
        listed: uint8 (n_words,), all 0.
        table: float32 (4, 208).
        masks: uint64 (128,).
    """

    found: Ints
    ranks: Bytes
    listed: Bytes
    table: Floats
    masks: Masks


def word_room(n_words: int) -> WordRoom:
    """Room for a register of so many words."""
    return WordRoom(
        np.zeros(n_words, dtype=np.int32),
        np.zeros(n_words, dtype=np.uint8),
        np.zeros(n_words, dtype=np.uint8),
        np.zeros((4, LONGEST), dtype=np.float32),
        np.zeros(128, dtype=np.uint64),
    )


@njit(cache=True)
def _written_alike(letters: Bytes, words: Words, room: WordRoom, care: Care) -> Ints:
    """The words that are written most like the word; leaves its letters in the masks."""
    n = letters.shape[0]
    mark_letters(letters, 0, n, room.masks)
    n_found = near_words(
        letter_mark(letters, 0, n), words.letter_marks, room.masks, n, words.letters,
        words.letter_starts, apart_bits(n), _most_slips(n, care.least_like), room.found, room.ranks,
    )  # fmt: skip
    return nearest(room.found, room.ranks, n_found, care.most_words)


@njit(cache=True)
def _heard_alike(sounds: Bytes, words: Words, room: WordRoom, care: Care) -> Ints:
    """The words whose classes of sounds are most like those of the word."""
    n = sounds.shape[0]
    mark_letters(sounds, 0, n, room.masks)
    n_found = near_words(
        sound_mark(sounds, 0, n), words.sound_marks, room.masks, n, words.sounds,
        words.unit_starts, apart_sounds(n), _most_slips(n, care.least_like), room.found, room.ranks,
    )  # fmt: skip
    return nearest(room.found, room.ranks, n_found, care.most_words)


@njit(cache=True)
def _most_slips(length: int, least_like: float) -> int:
    """Plain slips that a word of this length may be away and still be as like as that."""
    return max(int((1.0 - least_like) * length + 0.5), 1)


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
    """Words of the register that are like a word, by letters or by sounds, and how like.

    Words that were found by their sounds alone are compared by sounds alone.
    """
    by_sounds = np.zeros(0, dtype=np.int32)
    if units.shape[0]:
        by_sounds = _heard_alike(classes[units], words, room, care)
    by_letters = _written_alike(letters, words, room, care)
    every = _each_once(by_letters, by_sounds, room.listed)
    likes = np.zeros(every.shape[0], dtype=np.float32)
    # arrays are taken out of their tuples here: in the loop that costs more than comparing
    _letters_alike(
        letters, room.masks, words.letters, words.letter_starts, by_letters, costs.letters,
        room.table, care.least_like, likes,
    )  # fmt: skip
    _sounds_alike(
        units, flags, words.units, words.unit_starts, words.flags, every, costs.sounds, costs.gaps,
        room.table, care.least_like, likes,
    )  # fmt: skip
    kept = likes > 0
    return every[kept], likes[kept]


@njit(cache=True)
def _each_once(one: Ints, other: Ints, marks: Bytes) -> Ints:
    """Words of both lists, those of the first first; the marks are clean before and after."""
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
    masks: Masks,
    of_words: Bytes,
    starts: Ints,
    which: Ints,
    costs: Floats,
    table: Floats,
    least: float,
    likes: Floats,
) -> None:
    """Write how like some words are by their letters: the first of the likes."""
    n = letters.shape[0]
    for k in range(which.shape[0]):
        j0, j1 = starts[which[k]], starts[which[k] + 1]
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
