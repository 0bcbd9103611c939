"""How often each Khmer unit is spelled by each Latin one: a transducer learned from pairs by EM.

Source: Ristad and Yianilos, "Learning string-edit distance" (1998): memoryless, unit by unit,
either side may be left out.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

GAP = 0
"""The id that stands for nothing on one side."""

Counts = NDArray[np.float64]
Ids = NDArray[np.int64]


def learn(pairs: list[tuple[Ids, Ids]], start: Counts, *, rounds: int = 12) -> Counts:
    """Expected counts (n_khmer, n_latin) of "this unit is spelled so", ids from 1, 0 is nothing.

    Args:
        start: where the search begins; ``even_start`` if nothing is known.
    """
    chances = start.copy()
    counts = chances
    for _ in range(rounds):
        counts = np.full(start.shape, 1e-6)
        chances[GAP, GAP] = 0.0
        chances /= chances.sum()
        for khmer, latin in pairs:
            _expect(khmer, latin, chances, counts)
        chances = counts.copy()
    counts[GAP, GAP] = 0.0
    return counts


def even_start(n_khmer: int, n_latin: int) -> Counts:
    """Every unit may be spelled in any way; leaving out is rarer."""
    start = np.full((n_khmer, n_latin), 1.0)
    start[GAP, :] = start[:, GAP] = 0.1
    return start


@njit(cache=True)
def _expect(khmer: Ids, latin: Ids, chances: Counts, counts: Counts) -> None:
    """Add to the counts what one pair is expected to hold under the chances."""
    n, m = khmer.size, latin.size
    ahead = _ahead(khmer, latin, chances)
    whole = ahead[n, m]
    if whole <= 0.0:
        return
    back = np.zeros((n + 1, m + 1))
    back[n, m] = 1.0
    for i in range(n, -1, -1):
        for j in range(m, -1, -1):
            for di, dj in ((1, 0), (0, 1), (1, 1)):
                if i + di > n or j + dj > m:
                    continue
                a, b = khmer[i] if di else 0, latin[j] if dj else 0
                share = chances[a, b] * back[i + di, j + dj]
                back[i, j] += share
                counts[a, b] += ahead[i, j] * share / whole


@njit(cache=True)
def _ahead(khmer: Ids, latin: Ids, chances: Counts) -> Counts:
    """Chance of all alignments of the first i and j units, float64 (n + 1, m + 1)."""
    n, m = khmer.size, latin.size
    ahead = np.zeros((n + 1, m + 1))
    ahead[0, 0] = 1.0
    for i in range(n + 1):
        for j in range(m + 1):
            for di, dj in ((1, 0), (0, 1), (1, 1)):
                if di <= i and dj <= j:
                    a, b = khmer[i - 1] if di else 0, latin[j - 1] if dj else 0
                    ahead[i, j] += ahead[i - di, j - dj] * chances[a, b]
    return ahead
