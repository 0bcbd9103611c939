"""The loop that lays the words of two names beside each other, compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import (
    LONGEST,
    Bytes,
    Cost,
    Floats,
    Masks,
    letter_likeness,
    mark_letters,
    sound_likeness,
)
from ponleu.engines.matching.packed import (
    DIGITS,
    INITIAL,
    MOST_TOKENS,
    NUMBER,
    PackedNames,
    PackedQuery,
)

LEAST_LIKE = 0.5
"""Words less alike than this are taken for different words."""

INITIAL_LIKE = 0.6
"""An initial that fits a word says less than the word."""

JOINED_FIRST = np.float32(0.01)

LONGEST_RUN = 3
"""So many words written as one word on the other side are still found."""

LEAST_WHOLE = 0.7
"""Whole names less alike than this, blanks taken out, say nothing."""

WHOLE_SHARE = 0.97
"""Names that only fit when all blanks are taken out fit a little less."""

MOST_PAIRS = 4 * MOST_TOKENS * MOST_TOKENS

PAIR_COLUMNS = 6
"""Of a pair of runs: first word and number of words, here and there; likeness; rank."""


class Work(NamedTuple):
    """Room for the loops to work in, made once for many comparisons.

    Attributes:
        table: of the edit distances, float32 (4, 208).
        pairs: of words that are alike, float32 (MOST_PAIRS, PAIR_COLUMNS).
        masks: where letters stand in a word of the query, uint64 (128,).
    """

    table: Floats
    pairs: Floats
    masks: Masks


def new_room() -> Work:
    """Room to work in, empty; for callers outside the compiled loops."""
    return Work(
        np.empty((4, LONGEST), dtype=np.float32),
        np.empty((MOST_PAIRS, PAIR_COLUMNS), dtype=np.float32),
        np.empty(128, dtype=np.uint64),
    )


@njit(cache=True)
def working_room() -> Work:
    """Room to work in, empty; for the compiled loops."""
    return Work(
        np.empty((4, LONGEST), dtype=np.float32),
        np.empty((MOST_PAIRS, PAIR_COLUMNS), dtype=np.float32),
        np.empty(128, dtype=np.uint64),
    )


@njit(cache=True)
def _may_be_joined(one: int, other: int) -> bool:
    """Whether words of such lengths may be the same words with and without blanks."""
    return 4 * abs(one - other) <= max(one, other)


@njit(cache=True)
def _run_flags(flags: Bytes, first: int, after: int) -> int:
    """Every bit that a word of the run has."""
    found = 0
    for k in range(first, after):
        found |= int(flags[k])
    return found


@njit(cache=True)
def _flagged_likeness(
    a: Bytes, a0: int, a1: int, a_flags: int, b: Bytes, b0: int, b1: int, b_flags: int
) -> Cost:
    """Numbers are equal or different; an initial fits a word that begins with it."""
    if (a_flags | b_flags) & NUMBER:
        if a1 - a0 != b1 - b0:
            return 0.0
        for k in range(a1 - a0):
            if a[a0 + k] != b[b0 + k]:
                return 0.0
        return 1.0
    if a[a0] != b[b0]:
        return 0.0
    return 1.0 if a_flags & b_flags & INITIAL else INITIAL_LIKE


@njit(cache=True)
def pair_runs(query: PackedQuery, names: PackedNames, row: int, work: Work) -> int:
    """Lay the words of the query beside the words of a name, best fit first.

    Returns:
        how many pairs were chosen: they are the first of ``work.pairs``; no word is in two.
    """
    found = _fitting_runs(query, names, row, work)
    return _choose(work.pairs, found)


@njit(cache=True)
def _choose(pairs: Floats, found: int) -> int:
    """Bring the best pairs that share no word to the front; returns how many."""
    chosen = 0
    used_here, used_there = 0, 0
    for _ in range(found):
        best, best_rank = -1, np.float32(0.0)
        for k in range(chosen, found):
            if pairs[k, 5] > best_rank:
                here, there = _bits(pairs, k, 0), _bits(pairs, k, 2)
                if not (used_here & here or used_there & there):
                    best, best_rank = k, pairs[k, 5]
        if best < 0:
            break
        for column in range(PAIR_COLUMNS):
            kept = pairs[chosen, column]
            pairs[chosen, column] = pairs[best, column]
            pairs[best, column] = kept
        used_here |= _bits(pairs, chosen, 0)
        used_there |= _bits(pairs, chosen, 2)
        chosen += 1
    return chosen


@njit(cache=True)
def _bits(pairs: Floats, k: int, column: int) -> int:
    """The words of a run as bits."""
    return ((1 << int(pairs[k, column + 1])) - 1) << int(pairs[k, column])


@njit(cache=True)
def _fitting_runs(  # noqa: C901  one loop: calls between arrays cost more than the work
    query: PackedQuery, names: PackedNames, row: int, work: Work
) -> int:
    """Every pair of a word and a word, or a word and a run of words, that are alike enough."""
    one = query.name
    a, a_starts, a_flags = one.letters, one.letter_starts, one.flags
    b, b_starts, b_flags = names.letters, names.letter_starts, names.flags
    u, u_starts, v, v_starts = one.units, one.unit_starts, names.units, names.unit_starts
    letter_costs, sound_costs, gaps = query.costs.letters, query.costs.sounds, query.costs.gaps
    table, pairs, masks = work.table, work.pairs, work.masks
    here = query.name.first_token[1]
    first, after = names.first_token[row], names.first_token[row + 1]
    found = 0
    for i in range(here):
        for i2 in range(i + 1, min(i + LONGEST_RUN, here) + 1):
            a0, a1 = a_starts[i], a_starts[i2]
            a_bits = _run_flags(a_flags, i, i2)
            mark_letters(a, a0, a1, masks)
            for j in range(first, after):
                for j2 in range(j + 1, min(j + LONGEST_RUN, after) + 1 if i2 == i + 1 else j + 2):
                    b0, b1 = b_starts[j], b_starts[j2]
                    joined = i2 - i + j2 - j - 2
                    if found >= MOST_PAIRS or (joined and not _may_be_joined(a1 - a0, b1 - b0)):
                        continue
                    b_bits = _run_flags(b_flags, j, j2)
                    if not joined and (a_bits | b_bits) & (INITIAL | NUMBER):
                        like = _flagged_likeness(a, a0, a1, a_bits, b, b0, b1, b_bits)
                    else:
                        like = letter_likeness(
                            a, a0, a1, masks, b, b0, b1, letter_costs, table, LEAST_LIKE
                        )
                    if like < 1.0 and not (a_bits | b_bits) & (INITIAL | DIGITS):
                        u0, u1, v0, v1 = u_starts[i], u_starts[i2], v_starts[j], v_starts[j2]
                        least = max(LEAST_LIKE, like)
                        sounds = sound_likeness(
                            u, u0, u1, v, v0, v1, sound_costs, gaps, table, least
                        )
                        like = max(like, sounds)
                    if like > 0.0:
                        pairs[found, 0], pairs[found, 1] = i, i2 - i
                        pairs[found, 2], pairs[found, 3] = j - first, j2 - j
                        # among equally good fits the longer run is the better explanation
                        pairs[found, 4], pairs[found, 5] = like, like + JOINED_FIRST * joined
                        found += 1
    return found


@njit(cache=True)
def name_likeness(query: PackedQuery, names: PackedNames, row: int, work: Work) -> Cost:
    """How much of two names fits, each word counting by its rarity, 0..1."""
    a, a_rarity, after_here = query.name.letters, query.name.rarity, query.name.first_token[1]
    b, b_rarity, b_starts = names.letters, names.rarity, names.letter_starts
    first, after = names.first_token[row], names.first_token[row + 1]
    if after_here == 0 or after == first:
        return 0.0
    chosen = pair_runs(query, names, row, work)
    share = _fitting_share(a_rarity, after_here, b_rarity, first, after, work.pairs, chosen)
    if share > 0.9:
        return share
    a1, b0, b1 = a.shape[0], b_starts[first], b_starts[after]
    least = max(LEAST_WHOLE, np.sqrt(share))
    mark_letters(a, 0, a1, work.masks)
    letters = letter_likeness(
        a, 0, a1, work.masks, b, b0, b1, query.costs.letters, work.table, least
    )
    return max(share, WHOLE_SHARE * letters * letters)


@njit(cache=True)
def _fitting_share(
    a_rarity: Floats,
    a_after: int,
    b_rarity: Floats,
    b_first: int,
    b_after: int,
    pairs: Floats,
    chosen: int,
) -> Cost:
    """Share of the rarity of all words that fits, a poor fit counting as its square."""
    whole, fitting = np.float32(0.0), np.float32(0.0)
    for i in range(a_after):
        whole += a_rarity[i]
    for j in range(b_first, b_after):
        whole += b_rarity[j]
    for k in range(chosen):
        weight = np.float32(0.0)
        for i in range(int(pairs[k, 0]), int(pairs[k, 0] + pairs[k, 1])):
            weight += a_rarity[i]
        for j in range(int(pairs[k, 2]), int(pairs[k, 2] + pairs[k, 3])):
            weight += b_rarity[b_first + j]
        fitting += weight * pairs[k, 4] * pairs[k, 4]
    return fitting / whole if whole > 0.0 else np.float32(0.0)


@njit(cache=True)
def likeness_of_many(
    query: PackedQuery, names: PackedNames, rows: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Likeness of one name to each of the names in ``rows``, 0..1, float32 (n_rows)."""
    work = working_room()
    found = np.zeros(rows.shape[0], dtype=np.float32)
    for k in range(rows.shape[0]):
        found[k] = name_likeness(query, names, rows[k], work)
    return found
