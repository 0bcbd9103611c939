"""How likely it is at the start that two rows of a table are one."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_arrays import Keyed, Rows, mixed, once
from ponleu.engines.matching.link_columns import LinkColumns

GUESSED_RECALL: Final = 0.7
LEAST_COMMON: Final = 10
"""Pairs that both ways must have found before their shares tell anything."""

MOST: Final = 0.5
LEAST_PAIRS: Final = 0.1
ROUNDS: Final = 40
MOST_SHARING: Final = 50
"""A number that more rows have is nobody's number."""


class Prior(NamedTuple):
    """Chance that two rows of a table are one person.

    Attributes:
        is_guess: two ways of finding them had too little in common to tell.
    """

    chance: float
    is_guess: bool


def prior_chance(columns: LinkColumns) -> Prior:
    """Chance that two rows of the table are one person, from two ways of finding them.

    Pairs that share a number, pairs that share name and day of birth, and those that do both
    tell how many there are (Lincoln and Petersen).
    """
    by_number = pairs_within(columns.numbers.rows(), mixed(0, columns.numbers.values))
    rows = columns.names.rows()
    letters, born = columns.letters[columns.names.values], columns.born[rows]
    whole = born % 100 > 0
    by_birth = pairs_within(rows[whole], mixed(1, letters[whole], born[whole]))
    both = len(np.intersect1d(by_number, by_birth, assume_unique=True))
    found = max(len(by_number) + len(by_birth) - both, 1)
    expected = len(by_number) * len(by_birth) / both if both else found / GUESSED_RECALL
    n = len(columns.ids)
    chance = min(max(expected, found, 1) / max(n * (n - 1) / 2, 1), MOST)
    return Prior(chance, both < LEAST_COMMON)


def fitted_prior(
    evidence: NDArray[np.float64], counts: NDArray[np.int64], whole: float, start: float
) -> float:
    """The chance that agrees with what it makes of the pairs: their sum of probabilities.

    Args:
        evidence: bits for being one, without the prior, of patterns of agreement.
        counts: how many pairs were found with each.
        whole: of so many pairs they were found; the others are not one person.
        start: where to begin.
    """
    chance = start
    for _ in range(ROUNDS):
        bits = evidence + np.log2(chance / (1.0 - chance))
        expected = float((counts / (1.0 + np.exp2(-np.clip(bits, -500.0, 500.0)))).sum())
        chance = min(max(expected, LEAST_PAIRS) / max(whole, 1.0), MOST)
    return chance


def pairs_within(rows: Rows, keys: Keyed) -> Rows:
    """Pairs of rows with a common key that at most 50 have, each once, as one number a pair."""
    order = np.lexsort((rows, keys))
    rows, keys = rows[order], keys[order]
    kept = np.ones(len(rows), dtype=np.bool_)
    kept[1:] = (rows[1:] != rows[:-1]) | (keys[1:] != keys[:-1])
    rows, keys = rows[kept], keys[kept]
    _, group, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    usual = (sizes[group] > 1) & (sizes[group] <= MOST_SHARING)
    rows, group = rows[usual], group[usual]
    found = [np.zeros(0, dtype=np.int64)]
    for step in range(1, min(MOST_SHARING, len(rows))):
        both = group[step:] == group[:-step]
        if not both.any():
            break
        found.append(rows[:-step][both] << 32 | rows[step:][both])
    return once(np.concatenate(found))
