"""Of all mixes that guard nearly as well, the one that is hardest to foresee.

Entropy is largest at weights proportional to exp(prices . sites), with one price of zero or more
for each thing that the mix has to keep; the prices solve a smooth convex problem in as many
unknowns (Boyd, Vandenberghe, "Convex Optimization", 5.7.2). It is solved by projected Newton
steps (Bertsekas, "Projected Newton methods", 1982).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.errors import EngineError

Floats = NDArray[np.float64]

STEPS = 500
EXACT = 1e-10
"""The projected gradient is how far what is kept is missed, in shares of one visit."""
ARMIJO = 1e-4


@dataclass(frozen=True, slots=True)
class Spread:
    """Weights of largest entropy.

    Attributes:
        weights: shape (n_columns,), above 0, adding up to 1.
        prices: shape (n_kept,), 0 where nothing presses.
        missed: how far the farthest thing to keep is missed; about 0.
    """

    weights: Floats
    prices: Floats
    missed: float

    @property
    def entropy_bits(self) -> float:
        """Entropy of the weights, in bits."""
        return entropy_bits(self.weights)


def spread(kept: Floats) -> Spread:
    """Weights of largest entropy with ``kept @ weights >= 0``.

    Args:
        kept: shape (n_kept, n_columns), entries of about 1; some weights above 0 satisfy all
            rows with room to spare.

    Raises:
        EngineError: no weights keep all rows.
    """
    prices = np.zeros(len(kept))
    height, weights = _height(kept, prices)
    for _ in range(STEPS):
        slope = kept @ weights
        held = (prices <= 0) & (slope > 0)
        if _miss(prices, slope) <= EXACT:
            break
        step = _newton(kept, weights, slope, ~held)
        moved = _along(kept, prices, slope, step, height)
        if moved is None:
            break
        prices, height, weights = moved
    missed = float(max(0.0, -(kept @ weights).min(initial=0.0)))
    if missed > 1e-6:  # far beyond rounding: nothing keeps all rows
        raise EngineError("no weights keep everything that the mix has to keep")
    return Spread(weights, prices, missed)


def entropy_bits(weights: Floats) -> float:
    """Entropy of weights that add up to 1, in bits."""
    some = weights[weights > 0]
    return max(0.0, float(-(some * np.log2(some)).sum()))


def _height(kept: Floats, prices: Floats) -> tuple[float, Floats]:
    """The logarithm of the sum of exponentials, and the weights that belong to it."""
    lifts = prices @ kept
    top = float(lifts.max())
    grown = np.exp(lifts - top)
    total = float(grown.sum())
    return top + float(np.log(total)), grown / total


def _miss(prices: Floats, slope: Floats) -> float:
    return float(np.abs(prices - np.maximum(prices - slope, 0.0)).max(initial=0.0))


def _newton(kept: Floats, weights: Floats, slope: Floats, free: NDArray[np.bool_]) -> Floats:
    """The Newton step of the free prices; the others go nowhere."""
    step = np.zeros(len(slope))
    if free.any():
        rows = kept[free]
        bend = (rows * weights) @ rows.T - np.outer(slope[free], slope[free])
        bend[np.diag_indices_from(bend)] += 1e-12 + 1e-9 * np.trace(bend) / len(bend)
        step[free] = np.linalg.solve(bend, slope[free])
    return step


def _along(
    kept: Floats, prices: Floats, slope: Floats, step: Floats, height: float
) -> tuple[Floats, float, Floats] | None:
    """The first halving of the step that goes down far enough; None when none does."""
    size = 1.0
    for _ in range(60):
        tried = np.maximum(prices - size * step, 0.0)
        tried_height, weights = _height(kept, tried)
        gain = float(slope @ (prices - tried))
        if np.any(tried != prices) and tried_height <= height - ARMIJO * gain + 1e-15:
            return tried, tried_height, weights
        size /= 2
    return None
