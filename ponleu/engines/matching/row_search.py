"""Names of a register that hold words like those of a question."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.packed import MOST_TOKENS, PackedNames
from ponleu.engines.matching.postings import Postings
from ponleu.engines.matching.word_search import Words, words_written

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

MOST_FITTING = 800
"""Names whose words are laid beside the question's, best pairs first."""

MOST_SPLIT = 2_000
"""Names that are looked at because they write a word of the question as two."""

STEPS = 1023
"""Rough shares are told apart in so many steps."""

NOT_SEARCHED = -2
"""In place of the share of a name that is not searched."""

NOTED = 128
"""Bit of a name that is to be looked at."""


class Parts(NamedTuple):
    """Words of a question, and neighbours joined.

    Attributes:
        weights: float32 (n_parts,), bits.
        bits: int64 (n_parts,), which words of the question a part is.
        likes: float32 (n_slots, n_parts), likeness of a word of the register to a part.
    """

    weights: Floats
    bits: NDArray[np.int64]
    likes: Floats


class Rows(NamedTuple):
    """Names as words.

    Attributes:
        words: int32, words of all names in their order.
        starts: int32 (n_rows + 1): name r is ``words[starts[r]:starts[r + 1]]``.
        weights: float32 (n_rows,), rarity of all words of a name, bits.
        by_word: names by word.
    """

    words: Ints
    starts: Ints
    weights: Floats
    by_word: Postings


class RowRoom(NamedTuple):
    """Room to look for names in; kept clean between questions.

    Attributes:
        seen: uint8 (n_rows,), all 0: a bit for each part that a name was seen with, and NOTED.
        found: int32 (n_found,), names that are to be looked at.
        slots: int32 (n_words,), 1 and up for words that are like a part of the question, else 0.
    """

    seen: Bytes
    found: Ints
    slots: Ints


def row_room(n_rows: int, n_words: int, most: int) -> RowRoom:
    """Room for a register of so many names, of which at most ``most`` are looked at."""
    return RowRoom(
        np.zeros(n_rows, dtype=np.uint8),
        np.zeros(min(n_rows, most), dtype=np.int32),
        np.zeros(n_words, dtype=np.int32),
    )


@njit(cache=True)
def gather_rows(
    words: Ints,
    by_word: Postings,
    most: int,
    bit: int,
    room: RowRoom,
    n_found: int,
    remembers: bool,
) -> int:
    """Note names with one of these words that were seen with a word for another part.

    Args:
        words: those like one part of the question, the best first.
        most: entries of lists that may be read; a list that is too long is read in part.
        bit: of this part; NOTED if having one of the words is enough.
        n_found: how many names are noted already.
        remembers: whether names that were not seen yet are seen from now on.

    Returns:
        how many are noted now.
    """
    starts, holders, seen, found = by_word.starts, by_word.holders, room.seen, room.found
    for word in words:
        start = starts[word]
        after = min(starts[word + 1], start + most)
        most -= after - start
        for at in range(start, after):
            row = holders[at]
            had = seen[row]
            if had == 0 and bit != NOTED:
                if remembers:
                    seen[row] = bit
            elif not had & (bit | NOTED):
                seen[row] = had | bit | NOTED
                if n_found < found.shape[0]:
                    found[n_found] = row
                    n_found += 1
        if most <= 0:
            break
    return n_found


@njit(cache=True)
def split_rows(letters: Bytes, words: Words, by_word: Postings, most: int) -> Ints:
    """Names that write one word as two, at most 2,000 of them."""
    n, found = letters.shape[0], np.zeros(MOST_SPLIT, dtype=np.int32)
    n_found = 0
    for cut in range(2, n - 1):
        h0, h1 = words_written(letters, 0, cut, words)
        if h0 == h1:
            continue
        t0, t1 = words_written(letters, cut, n, words)
        for head in range(h0, h1):
            for tail in range(t0, t1):
                short, long = head, tail
                if _holders(by_word, head) > _holders(by_word, tail):
                    short, long = tail, head
                most -= _holders(by_word, short)
                if most < 0:
                    return found[:n_found]
                n_found = _add_both(short, long, by_word, found, n_found)
    return found[:n_found]


@njit(cache=True)
def _holders(by_word: Postings, word: int) -> int:
    return int(by_word.starts[word + 1] - by_word.starts[word])


@njit(cache=True)
def _add_both(short: int, long: int, by_word: Postings, found: Ints, n_found: int) -> int:
    """Add names that hold both words."""
    start, after = by_word.starts[long], by_word.starts[long + 1]
    others = by_word.holders[start:after]
    for at in range(by_word.starts[short], by_word.starts[short + 1]):
        row = by_word.holders[at]
        place = np.searchsorted(others, row)
        if place < others.shape[0] and others[place] == row and n_found < found.shape[0]:
            found[n_found] = row
            n_found += 1
    return n_found


@njit(cache=True)
def roughly_best(
    n_found: int, rows: Rows, worth: Floats, weight: float, room: RowRoom, searched: Flags
) -> Ints:
    """Of the names that were noted those that fit best, at most 800.

    As ``fitting_shares``, but two words may fit the same word of the question.

    Args:
        worth: float32 (n_slots + 1,), what a word that is like a part adds; 0 for slot 0.
        weight: of the whole question.
        searched: bool (n_rows,), which names are searched; empty for all.
    """
    words, starts, weights = rows.words, rows.starts, rows.weights
    slots, found = room.slots, room.found
    shares = np.zeros(n_found, dtype=np.int32)
    counts = np.zeros(STEPS + 1, dtype=np.int32)
    for k in range(n_found):
        if searched.shape[0] and not searched[found[k]]:
            shares[k] = NOT_SEARCHED
            continue
        fits = np.float32(0.0)
        for at in range(starts[found[k]], starts[found[k] + 1]):
            fits += worth[slots[words[at]]]
        shares[k] = min(int(STEPS * fits / (weight + weights[found[k]])), STEPS)
        counts[shares[k]] += 1
    least, above = STEPS + 1, 0
    while least > 0 and above + counts[least - 1] <= MOST_FITTING:
        least -= 1
        above += counts[least]
    best, n_best = np.zeros(min(n_found, MOST_FITTING), dtype=np.int32), 0
    for k in range(n_found):
        is_tie = shares[k] == least - 1 and above < MOST_FITTING
        if shares[k] >= least or is_tie:
            above += is_tie
            best[n_best] = found[k]
            n_best += 1
    return best[:n_best]


@njit(cache=True)
def fitting_shares(chosen: Ints, rows: Rows, rarity: Floats, parts: Parts, slots: Ints) -> Floats:
    """What share of the weight of the question and of each name fits, 0..1.

    The best pair of a part and a word is taken first, then the best of those that are left; it
    counts by the square of its likeness.
    """
    shares = np.zeros(chosen.shape[0], dtype=np.float32)
    words, starts, weights, bits = rows.words, rows.starts, parts.weights, parts.bits
    weight = np.float32(0.0)
    for p in range(weights.shape[0]):
        if bits[p] & (bits[p] - 1) == 0:
            weight += weights[p]
    pairs = np.zeros((MOST_TOKENS * weights.shape[0], 3), dtype=np.float32)
    for k in range(chosen.shape[0]):
        start, after = starts[chosen[k]], starts[chosen[k] + 1]
        own, n_pairs = np.float32(0.0), 0
        for at in range(start, after):
            own += rarity[words[at]]
            slot = slots[words[at]]
            if slot > 0:
                n_pairs = _add_pairs(parts.likes[slot - 1], at - start, pairs, n_pairs)
        fits = np.float32(0.0)
        used_parts, used_words = 0, 0
        while True:
            best = _best_pair(pairs, n_pairs, bits, used_parts, used_words)
            if best < 0:
                break
            part, at = int(pairs[best, 1]), int(pairs[best, 2])
            used_parts |= bits[part]
            used_words |= 1 << at
            fits += pairs[best, 0] * pairs[best, 0] * (weights[part] + rarity[words[start + at]])
        shares[k] = fits / (weight + own)
    return shares


@njit(cache=True)
def _add_pairs(likes: Floats, at: int, pairs: Floats, n_pairs: int) -> int:
    for part in range(likes.shape[0]):
        if likes[part] > 0:
            pairs[n_pairs, 0], pairs[n_pairs, 1], pairs[n_pairs, 2] = likes[part], part, at
            n_pairs += 1
    return n_pairs


@njit(cache=True)
def _best_pair(
    pairs: Floats, n_pairs: int, bits: NDArray[np.int64], used_parts: int, used_words: int
) -> int:
    """The likest pair of a part and a word that are not used yet, or -1."""
    best, best_like = -1, np.float32(0.0)
    for k in range(n_pairs):
        part, at = int(pairs[k, 1]), int(pairs[k, 2])
        is_used = bits[part] & used_parts or used_words >> at & 1
        if pairs[k, 0] > best_like and not is_used:
            best, best_like = k, pairs[k, 0]
    return best


@njit(cache=True)
def _sized(chosen: Ints, rows: Rows, words: Words) -> tuple[int, int, int]:
    row_words, starts = rows.words, rows.starts
    letter_starts, unit_starts = words.letter_starts, words.unit_starts
    n_tokens, n_letters, n_units = 0, 0, 0
    for row in chosen:
        for at in range(starts[row], starts[row + 1]):
            word = row_words[at]
            n_tokens += 1
            n_letters += letter_starts[word + 1] - letter_starts[word]
            n_units += unit_starts[word + 1] - unit_starts[word]
    return n_tokens, n_letters, n_units


@njit(cache=True)
def names_of_rows(chosen: Ints, rows: Rows, words: Words) -> PackedNames:
    """These names as flat arrays, to be compared one by one."""
    n_tokens, n_letters, n_units = _sized(chosen, rows, words)
    letters, units = np.zeros(n_letters, dtype=np.uint8), np.zeros(n_units, dtype=np.uint8)
    letter_starts = np.zeros(n_tokens + 1, dtype=np.int32)
    unit_starts = np.zeros(n_tokens + 1, dtype=np.int32)
    first_token = np.zeros(chosen.shape[0] + 1, dtype=np.int32)
    which = np.zeros(n_tokens, dtype=np.int32)
    row_words, starts, token = rows.words, rows.starts, 0
    for k in range(chosen.shape[0]):
        for at in range(starts[chosen[k]], starts[chosen[k] + 1]):
            which[token] = row_words[at]
            token += 1
        first_token[k + 1] = token
    _copy(words.letters, words.letter_starts, which, letters, letter_starts)
    _copy(words.units, words.unit_starts, which, units, unit_starts)
    return PackedNames(
        letters,
        letter_starts,
        units,
        unit_starts,
        words.rarity[which],
        words.flags[which],
        first_token,
    )


@njit(cache=True)
def _copy(signs: Bytes, starts: Ints, which: Ints, copied: Bytes, copied_starts: Ints) -> None:
    """Copy what stands between some of the starts, one after another."""
    filled = 0
    for k in range(which.shape[0]):
        for at in range(starts[which[k]], starts[which[k] + 1]):
            copied[filled] = signs[at]
            filled += 1
        copied_starts[k + 1] = filled
