"""The innermost loops of comparing names, compiled: how far two words are apart."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

DOUBLED_COST = np.float32(0.5)
"""Leaving out a letter that repeats the one before it ("Sokka", "Soka")."""

SWAP_COST = np.float32(0.8)
"""Two neighbouring letters in the wrong order."""

TWO_AS_ONE_COST = np.float32(0.7)
"""One letter for two that look like it together."""

TWO_AS_ONE = np.zeros((128, 2), dtype=np.uint8)
"""The two letters that a letter may be read for, by eye or by machine; 0 if there are none."""

for _one, _two in (
    ("d", "cl"), ("h", "li"), ("k", "lc"), ("m", "rn"), ("n", "ri"), ("u", "ii"), ("w", "vv"),
):  # fmt: skip
    TWO_AS_ONE[ord(_one)] = ord(_two[0]), ord(_two[1])

SLACK = 1.25
"""Words with so many times the plain slips that are allowed are not looked at closely."""

ONE = np.float32(1.0)

NO_LETTER = np.uint8(127)
"""Stands before the first letter."""

LONGEST = 208
"""Columns of the working table: a name is cut at 200 letters and units."""

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Masks = NDArray[np.uint64]
Cost = np.float32 | float
"""A number of either width: the compiled loops keep to 32 bits where it pays."""

WIDEST = 64
"""Letters of a word that fit in the bits of a machine word."""


@njit(cache=True)
def letter_distance(
    a: Bytes, i0: int, i1: int, b: Bytes, j0: int, j1: int, costs: Floats, table: Floats, most: Cost
) -> Cost:
    """How many slips of hand or eye turn the letters a[i0:i1] into b[j0:j1].

    Edit distance with swaps of neighbours (optimal string alignment), weighted: letters
    that look alike, alone or two as one, doubled letters and swaps cost less than one.

    Past ``most`` some larger number is returned. ``table`` is float32 (4, 208) to work in.

    Source: Damerau 1964 for the four slips; the weights are ours.
    """
    m = j1 - j0
    before, last, row, adds = 0, 1, 2, 3
    _first_row(b, j0, m, table[last], table[adds])
    least_before = np.float32(0.0)
    for i in range(i0, i1):
        x, x_before = a[i], a[i - 1] if i > i0 else NO_LETTER
        x_first, x_second = TWO_AS_ONE[x, 0], TWO_AS_ONE[x, 1]
        drop = _add_cost(a, i0, i - i0 + 1)
        diagonal = table[last, 0]
        left = diagonal + drop
        table[row, 0] = left
        least = left
        for j in range(1, m + 1):
            y = b[j0 + j - 1]
            above = table[last, j]
            best = min(above + drop, left + table[adds, j])
            if x == y:
                best = min(best, diagonal)
            else:
                best = min(best, diagonal + costs[x, y])
                y_before = b[j0 + j - 2] if j > 1 else NO_LETTER
                if x == y_before and y == x_before:
                    best = min(best, table[before, j - 2] + SWAP_COST)
                if y == x_second and y_before == x_first:
                    best = min(best, table[last, j - 2] + TWO_AS_ONE_COST)
                if x == TWO_AS_ONE[y, 1] and x_before == TWO_AS_ONE[y, 0]:
                    best = min(best, table[before, j - 1] + TWO_AS_ONE_COST)
            diagonal, left = above, best
            table[row, j] = best
            least = min(least, best)
        # a swap and two letters as one reach back over one row
        if min(least, least_before + TWO_AS_ONE_COST) > most:
            return most + ONE
        least_before = least
        before, last, row = last, row, before
    end: np.float32 = table[last, m]
    return end


@njit(cache=True)
def _first_row(b: Bytes, j0: int, m: int, row: Floats, adds: Floats) -> None:
    """What it costs to add each letter of a word, and all up to it."""
    row[0] = 0.0
    for j in range(1, m + 1):
        adds[j] = _add_cost(b, j0, j)
        row[j] = row[j - 1] + adds[j]


@njit(cache=True)
def _add_cost(word: Bytes, start: int, nth: int) -> Cost:
    """What it costs to add or leave out the nth letter of a word."""
    here = start + nth - 1
    return DOUBLED_COST if nth > 1 and word[here] == word[here - 1] else ONE


@njit(cache=True)
def mark_letters(a: Bytes, i0: int, i1: int, masks: Masks) -> None:
    """Note for ``slips`` at which places of a[i0:i1] each letter stands; uint64 (128,)."""
    masks[:] = np.uint64(0)
    for i in range(min(i1 - i0, WIDEST)):
        masks[a[i0 + i] & 127] |= np.uint64(1) << np.uint64(i)


@njit(cache=True)
def slips(masks: Masks, n: int, b: Bytes, j0: int, j1: int, most: int) -> int:
    """How many plain slips (each counting one) lie between the marked word and b[j0:j1].

    Past ``most`` some larger number is returned.

    Args:
        n: letters of the marked word, at most 64.

    Source: Hyyrö 2003, "A bit-vector algorithm for computing Levenshtein and Damerau edit
    distances", figure 9.
    """
    one = np.uint64(1)
    end = one << np.uint64(n - 1)
    up, down = ~np.uint64(0), np.uint64(0)
    zero, seen = np.uint64(0), np.uint64(0)
    distance = n
    for j in range(j0, j1):
        here = masks[b[j] & 127]
        swapped = ((~zero & here) << one) & seen
        zero = (((here & up) + up) ^ up) | here | down | swapped
        right, left = down | ~(zero | up), zero & up
        if right & end:
            distance += 1
        if left & end:
            distance -= 1
        elif distance - (j1 - j - 1) > most:  # each letter to come mends one slip at most
            break
        right, left = (right << one) | one, left << one
        up, down = left | ~(zero | right), right & zero
        seen = here
    return distance


@njit(cache=True)
def sound_distance(
    a: Bytes,
    i0: int,
    i1: int,
    b: Bytes,
    j0: int,
    j1: int,
    costs: Floats,
    gaps: Floats,
    table: Floats,
    most: Cost,
) -> Cost:
    """How far the sounds a[i0:i1] are from b[j0:j1], by the learned costs of their units.

    Edit distance where a substitution costs ``costs[x, y]`` and a unit left out ``gaps[x]``;
    past ``most`` some larger number is returned.
    """
    m = j1 - j0
    last, row = 0, 1
    table[last, 0] = 0.0
    for j in range(1, m + 1):
        table[last, j] = table[last, j - 1] + gaps[b[j0 + j - 1]]
    for i in range(i0, i1):
        x = a[i]
        drop = gaps[x]
        left = table[last, 0] + drop
        table[row, 0] = left
        least = left
        for j in range(1, m + 1):
            y = b[j0 + j - 1]
            best = table[last, j - 1] + costs[x, y]
            left = min(best, table[last, j] + drop, left + gaps[y])
            table[row, j] = left
            least = min(least, left)
        if least > most:
            return most + ONE
        last, row = row, last
    end: np.float32 = table[last, m]
    return end


@njit(cache=True)
def letter_likeness(
    a: Bytes,
    i0: int,
    i1: int,
    masks: Masks,
    b: Bytes,
    j0: int,
    j1: int,
    costs: Floats,
    table: Floats,
    least: Cost,
) -> Cost:
    """Likeness of the letters of two words, 0..1: a slip costs a share of the longer word.

    Below ``least`` it is 0, and so it is for words with many more plain slips than that.

    Args:
        masks: of a[i0:i1], from ``mark_letters``.
    """
    n, m = i1 - i0, j1 - j0
    longest, shortest = max(n, m), min(n, m)
    if shortest == 0 or shortest < least * longest * 0.9:
        return 0.0
    most = (1.0 - least) * longest
    allowed = int(SLACK * most)
    if n <= WIDEST and slips(masks, n, b, j0, j1, allowed) > allowed:
        return 0.0
    like = 1.0 - letter_distance(a, i0, i1, b, j0, j1, costs, table, most) / longest
    return like if like >= least else 0.0


@njit(cache=True)
def sound_likeness(
    a: Bytes,
    i0: int,
    i1: int,
    b: Bytes,
    j0: int,
    j1: int,
    costs: Floats,
    gaps: Floats,
    table: Floats,
    least: Cost,
) -> Cost:
    """Likeness of the sounds of two words, 0..1; 0 if half of the sounds would have to go.

    Below ``least`` it is 0.
    """
    n, m = i1 - i0, j1 - j0
    if min(n, m) == 0 or 3 * min(n, m) < max(n, m):
        return 0.0
    here, there = np.float32(0.0), np.float32(0.0)
    for i in range(i0, i1):
        here += gaps[a[i]]
    for j in range(j0, j1):
        there += gaps[b[j]]
    whole = 0.5 * (here + there)
    most = (1.0 - least) * whole
    if whole <= 0.0:
        return 0.0
    like = 1.0 - sound_distance(a, i0, i1, b, j0, j1, costs, gaps, table, most) / whole
    return like if like >= least else 0.0
