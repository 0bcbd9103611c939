"""How often different persons agree by chance, measured on the table itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_arrays import Ints, Ragged, Rows, each_once, once
from ponleu.engines.matching.link_columns import LinkColumns
from ponleu.engines.matching.link_names import BIT_CUTS, LEVELS

Levels = Callable[[Rows, Rows], NDArray[np.int32]]

QUERIES: Final = 1200
SAME_SOUND, SHARED_WORD, ANY = 120, 40, 150
"""Of each query's rows with the same sound, with each of its words, and of all rows."""

LEAST_DATED: Final = 0.1
SMALLEST: Final = 1e-9
DRAWN_PAIRS: Final = 300_000
SEED: Final = 1


def chance_of_equality(codes: NDArray[np.integer]) -> float:
    """How often two rows that have a value have the same; at least 1e-9."""
    counts = np.unique(codes, return_counts=True)[1].astype(np.float64)
    whole = counts.sum()
    same = float((counts * (counts - 1)).sum())
    return max(same / max(float(whole * (whole - 1)), 1.0), SMALLEST)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pairs of rows, and of how many pairs of the table each is the sample."""

    here: Rows
    there: Rows
    weights: NDArray[np.float64]


def name_chances(columns: LinkColumns, levels: Levels) -> NDArray[np.float64]:
    """Chance of each level of agreement of names between different persons, (LEVELS,).

    Args:
        levels: the level of pairs of rows, less than 0 where a name is missing.
    """
    drawn = drawn_pairs(columns)
    found = levels(drawn.here, drawn.there)
    apart = born_apart(columns.born, drawn)
    weights = drawn.weights * apart if apart.mean() >= LEAST_DATED else drawn.weights
    named = found >= 0
    counted = np.bincount(found[named], weights=weights[named], minlength=LEVELS)
    chances: NDArray[np.float64] = np.maximum(counted / max(counted.sum(), 1.0), _least_chances())
    return chances


def _least_chances() -> NDArray[np.float64]:
    """A level that was not met is not impossible: its words are that rare, or 16 times rarer."""
    bits = np.array([0.0, *BIT_CUTS])
    least = 2.0 ** -(bits + 8.0)
    return np.concatenate([[SMALLEST], np.tile(least, (LEVELS - 1) // len(least))])


class _Kin:
    """Rows by what is heard in their names."""

    def __init__(self, of_row: Ragged, most: int) -> None:
        self._of_row = of_row
        self._most = most
        order = np.argsort(of_row.values, kind="stable")
        self._rows = of_row.rows()[order]
        counts = np.bincount(of_row.values, minlength=1)
        self._starts = np.concatenate([[0], np.cumsum(counts)])
        self._taken = np.zeros(len(counts))

    def drawn(self, row: int) -> list[Rows]:
        """Rows that share something with this one, evenly spaced; ``shares`` then tells of them."""
        self._taken[:] = 0.0
        found = []
        for sound in self._of_row.of(row):
            rows = self._rows[self._starts[sound] : self._starts[sound + 1]]
            taken = rows[:: -(-len(rows) // self._most)]
            self._taken[sound] = len(taken) / len(rows)
            found.append(taken)
        return found

    def shares(self, rows: Rows) -> NDArray[np.float64]:
        """What share of the rows like each of these was drawn."""
        sizes = self._of_row.sizes()[rows]
        found = np.zeros(len(rows))
        for place in range(int(sizes.max(initial=0))):
            has = sizes > place
            found[has] += self._taken[self._of_row.values[self._of_row.starts[rows[has]] + place]]
        return found


def drawn_pairs(columns: LinkColumns) -> Drawn:
    """Pairs of evenly spaced rows with rows of the same sound, of a shared word, and any."""
    n = len(columns.ids)
    if not n:
        none = np.zeros(0, dtype=np.int64)
        return Drawn(none, none, np.zeros(0))
    wholes = Ragged(columns.names.starts, columns.sounds[columns.names.values])
    kin = (_Kin(each_once(wholes), SAME_SOUND), _Kin(columns.heard(), SHARED_WORD))
    step = max(1, -(-n // ANY))
    queries = range(0, n, -(-n // QUERIES))
    here, there, weights = [], [], []
    for query in queries:
        anyone = np.arange(query % step, n, step)
        rows = once(np.concatenate([anyone, *(r for one in kin for r in one.drawn(query))]))
        rows = rows[rows != query]
        share = len(anyone) / n + sum(one.shares(rows) for one in kin)
        here.append(np.full(len(rows), query))
        there.append(rows)
        weights.append(1.0 / np.minimum(share, 1.0))
    return Drawn(np.concatenate(here), np.concatenate(there), np.concatenate(weights))


def born_apart(born: Ints, drawn: Drawn) -> NDArray[np.bool_]:
    """Whether both are dated, more than a year apart, and on different days of the year."""
    here, there = born[drawn.here], born[drawn.there]
    years = np.abs(here // 10_000 - there // 10_000)
    apart: NDArray[np.bool_] = (
        (here > 0) & (there > 0) & (years > 1) & (here % 10_000 != there % 10_000)
    )
    return apart


def any_pairs(n: int) -> tuple[Rows, Rows]:
    """At most ``DRAWN_PAIRS`` pairs of rows, drawn evenly and the same each time."""
    order = np.random.default_rng(SEED).permutation(n)
    here, there = [order[:0]], [order[:0]]
    for step in range(1, min(n, 1 + -(-DRAWN_PAIRS // max(n, 1)))):
        here.append(order)
        there.append(np.roll(order, -step))
    return np.concatenate(here)[:DRAWN_PAIRS], np.concatenate(there)[:DRAWN_PAIRS]


def level_chances(levels: NDArray[np.int32], size: int) -> Sequence[float]:
    """How often each level is met among those that are known; at least 1e-9.

    Args:
        levels: of pairs of different rows; 0 is not known.
        size: how many levels there are, with 0.
    """
    counted = np.bincount(levels, minlength=size)[1:].astype(np.float64)
    chances = np.maximum(counted / max(counted.sum(), 1.0), SMALLEST)
    return [float(chance) for chance in chances]
