"""Where two words that are alike still differ, compiled: which sounds, at which place."""

from __future__ import annotations

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import Bytes, Cost, Floats
from ponleu.engines.matching.likeness_kernel import Work, pair_runs
from ponleu.engines.matching.packed import MOST_TOKENS, PackedNames, PackedQuery

LIKE, FIRST_SOUND, VOWEL, CONSONANT, ADDED, END, END_VOWEL, SLIPS, CAREFUL = range(4, 13)
"""Columns of a traced pair after the four that say which words: likeness; cost of a difference
in the first sound, in vowels, in consonants, of sounds added inside, at the end, in the last
vowel; weighed slips of letters; slips that hand and eye often make."""

COLUMNS: Final = 13


@njit(cache=True)
def trace(
    query: PackedQuery,
    names: PackedNames,
    vowels: NDArray[np.bool_],
    work: Work,
    traced: Floats,
) -> int:
    """Lay two names side by side and say where each pair of words differs.

    Args:
        vowels: which units are vowels, bool (n_units).
        traced: float32 (16, COLUMNS); takes a row for each pair of words.

    Returns:
        number of pairs.
    """
    chosen = pair_runs(query, names, 0, work)
    a, u, a_starts, u_starts = (
        query.name.letters,
        query.name.units,
        query.name.letter_starts,
        query.name.unit_starts,
    )
    b, v, b_starts, v_starts = (
        names.letters,
        names.units,
        names.letter_starts,
        names.unit_starts,
    )
    costs, gaps, letter_costs = query.costs.sounds, query.costs.gaps, query.costs.letters
    side = max(a.shape[0], b.shape[0], u.shape[0], v.shape[0]) + 1
    grid = np.empty((side, side), dtype=np.float32)
    for k in range(chosen):
        traced[k] = 0.0
        for column in range(5):
            traced[k, column] = work.pairs[k, column]
        i, j = int(traced[k, 0]), int(traced[k, 2])
        i2, j2 = i + int(traced[k, 1]), j + int(traced[k, 3])
        x0, x1, y0, y1 = u_starts[i], u_starts[i2], v_starts[j], v_starts[j2]
        trace_sounds(u[x0:x1], v[y0:y1], costs, gaps, vowels, grid, traced[k])
        x0, x1, y0, y1 = a_starts[i], a_starts[i2], b_starts[j], b_starts[j2]
        trace_letters(a[x0:x1], b[y0:y1], letter_costs, grid, traced[k])
        if traced[k, SLIPS] == 0.0:  # a slip explains it: that it sounds otherwise is no news
            traced[k, FIRST_SOUND : END_VOWEL + 1] = 0.0
    return chosen


@njit(cache=True)
def trace_sounds(
    a: Bytes,
    b: Bytes,
    costs: Floats,
    gaps: Floats,
    vowels: NDArray[np.bool_],
    grid: Floats,
    out: Floats,
) -> None:
    """Add the cost of each difference in sound to its column of ``out``."""
    n, m = a.shape[0], b.shape[0]
    grid[0, 0] = 0.0
    for i in range(1, n + 1):
        grid[i, 0] = grid[i - 1, 0] + gaps[a[i - 1]]
    for j in range(1, m + 1):
        grid[0, j] = grid[0, j - 1] + gaps[b[j - 1]]
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            both = grid[i - 1, j - 1] + costs[a[i - 1], b[j - 1]]
            grid[i, j] = min(both, grid[i - 1, j] + gaps[a[i - 1]], grid[i, j - 1] + gaps[b[j - 1]])
    i, j = n, m
    while i > 0 or j > 0:
        here = grid[i, j]
        if i > 0 and j > 0 and here == grid[i - 1, j - 1] + costs[a[i - 1], b[j - 1]]:
            i, j = i - 1, j - 1
            is_last = i == n - 1 or j == m - 1
            column = _sound_column(i + j == 0, is_last, vowels[a[i]], False)
            out[column] += here - grid[i, j]
        elif i > 0 and here == grid[i - 1, j] + gaps[a[i - 1]]:
            i -= 1
            column = _sound_column(i + j == 0, i == n - 1, vowels[a[i]], True)
            out[column] += here - grid[i, j]
        else:
            j -= 1
            column = _sound_column(i + j == 0, j == m - 1, vowels[b[j]], True)
            out[column] += here - grid[i, j]


@njit(cache=True)
def _sound_column(is_first: bool, is_last: bool, is_vowel: bool, is_added: bool) -> int:
    if is_first:
        return FIRST_SOUND
    if is_last:
        return END_VOWEL if is_vowel else END
    if is_added:
        return ADDED
    return VOWEL if is_vowel else CONSONANT


@njit(cache=True)
def trace_letters(a: Bytes, b: Bytes, costs: Floats, grid: Floats, out: Floats) -> None:
    """Count slips of hand and eye: swaps, doubled letters, look-alikes; all others by weight."""
    n, m = a.shape[0], b.shape[0]
    for i in range(n + 1):
        for j in range(m + 1):
            grid[i, j] = _letter_step(a, b, i, j, costs, grid)[0]
    i, j = n, m
    while i > 0 or j > 0:
        cost, di, dj = _letter_step(a, b, i, j, costs, grid)
        i, j = i - di, j - dj
        step = cost - grid[i, j]
        if step > 0.0:
            out[SLIPS if step > 0.9 else CAREFUL] += step


@njit(cache=True)
def _letter_step(
    a: Bytes, b: Bytes, i: int, j: int, costs: Floats, grid: Floats
) -> tuple[Cost, int, int]:
    """The cheapest way to (i, j): its whole cost and how far it steps back in each word."""
    best, di, dj = np.float32(0.0), 0, 0
    if i > 0 and j > 0:
        best, di, dj = grid[i - 1, j - 1] + costs[a[i - 1] & 127, b[j - 1] & 127], 1, 1
    if i > 0:
        doubled = i > 1 and a[i - 1] == a[i - 2]
        cost = grid[i - 1, j] + (np.float32(0.5) if doubled else np.float32(1.0))
        if di == 0 or cost < best:
            best, di, dj = cost, 1, 0
    if j > 0:
        doubled = j > 1 and b[j - 1] == b[j - 2]
        cost = grid[i, j - 1] + (np.float32(0.5) if doubled else np.float32(1.0))
        if di + dj == 0 or cost < best:
            best, di, dj = cost, 0, 1
    if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
        cost = grid[i - 2, j - 2] + np.float32(0.8)
        if cost < best:
            best, di, dj = cost, 2, 2
    return best, di, dj


def traced_room() -> Floats:
    """Rows for ``trace`` to fill, float32 (16, COLUMNS)."""
    return np.zeros((MOST_TOKENS, COLUMNS), dtype=np.float32)
