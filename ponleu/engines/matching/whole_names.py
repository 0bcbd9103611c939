"""Whole names beside each other, letter by letter with their blanks: a second, rough opinion."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.packed import MOST_TOKENS
from ponleu.engines.matching.row_search import Rows
from ponleu.engines.matching.word_search import Words

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Masks = NDArray[np.uint64]

WIDEST = 64
"""Letters and blanks of a question that are looked at: the bits of a machine word."""

LONGEST = 256

OTHER_ORDER = 0.01
"""Letters that another order of words costs: of names that are the same but for it, the one in
the order of the question goes first."""


@njit(cache=True)
def _shared(masks: Masks, width: int, name: Bytes, length: int) -> int:
    """Letters that two names share in the same order (longest common subsequence).

    Source: Hyyrö 2004, "Bit-parallel LCS-length computation revisited", figure 2.
    """
    every = ~np.uint64(0)
    left = every
    for k in range(length):
        both = left & masks[name[k] & 127]
        left = (left + both) | (left - both)
    found = ~left
    if width < WIDEST:
        found &= (np.uint64(1) << np.uint64(width)) - np.uint64(1)
    # bits counted in pairs, fours, eights; then all eights at once
    pairs = np.uint64(0x5555555555555555)
    fours = np.uint64(0x3333333333333333)
    eights = np.uint64(0x0F0F0F0F0F0F0F0F)
    found -= (found >> np.uint64(1)) & pairs
    found = (found & fours) + ((found >> np.uint64(2)) & fours)
    found = (found + (found >> np.uint64(4))) & eights
    return int((found * np.uint64(0x0101010101010101)) >> np.uint64(56))


@njit(cache=True)
def _mark(name: Bytes, masks: Masks) -> None:
    masks[:] = np.uint64(0)
    for k in range(name.shape[0]):
        masks[name[k] & 127] |= np.uint64(1) << np.uint64(k)


@njit(cache=True)
def _write(which: Ints, count: int, letters: Bytes, starts: Ints, name: Bytes) -> int:
    """Write words with blanks between them; returns the length."""
    length = 0
    for k in range(count):
        if k and length < LONGEST:
            name[length] = 32
            length += 1
        for at in range(starts[which[k]], starts[which[k] + 1]):
            if length < LONGEST:
                name[length] = letters[at]
                length += 1
    return length


@njit(cache=True)
def _sort(which: Ints, count: int) -> bool:
    """Sort words, which a register numbers in the order of their letters; whether any moved."""
    moved = False
    for k in range(1, count):
        word, at = which[k], k
        while at > 0 and which[at - 1] > word:
            which[at] = which[at - 1]
            at -= 1
            moved = True
        which[at] = word
    return moved


@njit(cache=True)
def whole_ratios(
    asked: Bytes, asked_sorted: Bytes, chosen: Ints, rows: Rows, words: Words
) -> Floats:
    """Share of letters that the question and each name have in the same order, 0..1.

    The larger of two: words as they stand, and words sorted. Float32 (n_chosen).

    Args:
        asked: letters of the question with blanks between words, at most 64.
        asked_sorted: the same with its words in the order of their letters.
    """
    masks, masks_sorted = np.zeros(128, dtype=np.uint64), np.zeros(128, dtype=np.uint64)
    _mark(asked, masks)
    _mark(asked_sorted, masks_sorted)
    row_words, row_starts = rows.words, rows.starts
    letters, starts = words.letters, words.letter_starts
    name, which = np.zeros(LONGEST, dtype=np.uint8), np.zeros(MOST_TOKENS, dtype=np.int32)
    ratios = np.zeros(chosen.shape[0], dtype=np.float32)
    width = asked.shape[0]
    for k in range(chosen.shape[0]):
        first, after = row_starts[chosen[k]], row_starts[chosen[k] + 1]
        for at in range(first, after):
            which[at - first] = row_words[at]
        length = _write(which, after - first, letters, starts, name)
        best = float(_shared(masks, width, name, length))
        if _sort(which, after - first):
            length = _write(which, after - first, letters, starts, name)
        best = max(best, _shared(masks_sorted, width, name, length) - OTHER_ORDER)
        ratios[k] = 2.0 * best / max(width + length, 1)
    return ratios
