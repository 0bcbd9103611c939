"""How well names fit a question: what screening ranks them by."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import Cost, Floats, letter_likeness, mark_letters
from ponleu.engines.matching.likeness_kernel import (
    LEAST_WHOLE,
    WHOLE_SHARE,
    Work,
    pair_runs,
    working_room,
)
from ponleu.engines.matching.packed import PackedNames, PackedQuery

SHARE, WHOLE, WORST = 0.55, 0.32, 0.13
"""What counts of the share of the words that fits, of the whole names letter by letter, and of the
worst pair of words: rounded from a listwise logistic model of the questions of seeds 1 and 2 of
``benchmarks.matching.names``; of seed 3 nothing was learned."""


def fits(query: PackedQuery, names: PackedNames, ratios: Floats) -> Floats:
    """How well each name fits the question, 0..1, float32 (n_names).

    Args:
        ratios: float32 (n_names,), of the whole names; see ``whole_ratios``.
    """
    words = word_fits(query, names)
    found: Floats = SHARE * words[:, 0] + WORST * words[:, 1] + WHOLE * ratios
    return found.astype(np.float32)


@njit(cache=True)
def word_fits(query: PackedQuery, names: PackedNames) -> NDArray[np.float32]:
    """Share of the rarity of all words that fits and likeness of the worst pair, (n_names, 2)."""
    work = working_room()
    found = np.zeros((names.first_token.shape[0] - 1, 2), dtype=np.float32)
    for row in range(found.shape[0]):
        found[row, 0], found[row, 1] = _word_fit(query, names, row, work)
    return found


@njit(cache=True)
def _word_fit(query: PackedQuery, names: PackedNames, row: int, work: Work) -> tuple[Cost, Cost]:
    a_rarity, a_after = query.name.rarity, query.name.first_token[1]
    b_rarity, first, after = names.rarity, names.first_token[row], names.first_token[row + 1]
    if a_after == 0 or after == first:
        return np.float32(0.0), np.float32(0.0)
    chosen = pair_runs(query, names, row, work)
    share, worst = _shared(a_rarity[:a_after], b_rarity[first:after], work.pairs, chosen)
    if share > WHOLE_SHARE:
        return share, worst
    # blanks taken out
    a, b, b_starts = query.name.letters, names.letters, names.letter_starts
    a1, b0, b1 = a.shape[0], b_starts[first], b_starts[after]
    least = max(LEAST_WHOLE, share)
    mark_letters(a, 0, a1, work.masks)
    whole = WHOLE_SHARE * letter_likeness(
        a, 0, a1, work.masks, b, b0, b1, query.costs.letters, work.table, least
    )
    return (whole, whole) if whole > share else (share, worst)


@njit(cache=True)
def _shared(a_rarity: Floats, b_rarity: Floats, pairs: Floats, chosen: int) -> tuple[Cost, Cost]:
    whole, fitting, worst = np.float32(0.0), np.float32(0.0), np.float32(1.0)
    for rarity in a_rarity:
        whole += rarity
    for rarity in b_rarity:
        whole += rarity
    for k in range(chosen):
        weight = np.float32(0.0)
        for i in range(int(pairs[k, 0]), int(pairs[k, 0] + pairs[k, 1])):
            weight += a_rarity[i]
        for j in range(int(pairs[k, 2]), int(pairs[k, 2] + pairs[k, 3])):
            weight += b_rarity[j]
        fitting += weight * pairs[k, 4]
        worst = min(worst, pairs[k, 4])
    if chosen == 0 or whole <= 0.0:
        return np.float32(0.0), np.float32(0.0)
    return fitting / whole, worst
