"""The least worst loss of any mix of the columns so far, and the prizes for the next column.

Columns are plans; the master LP mixes them. The adversary's answer to the mix, times the values,
is what a further plan would have to collect: column generation (Dantzig, Wolfe 1960), as in
Jain et al., "Security games with arbitrary schedules" (AAAI 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.unannounced.coverage import silent_solver, solve
from ponleu.engines.planning.unannounced.types import Column

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Guard:
    """An optimal mix of the columns so far.

    Attributes:
        worst_loss: of this mix.
        weights: per column, adding up to 1.
        shares: how likely the adversary picks each site; they add up to 1.
        zeal: what a unit of expected value is worth, in units of worst loss.
        least_gain: a plan helps only if it collects more of ``prizes`` than this.
    """

    worst_loss: float
    weights: Floats
    shares: Floats
    zeal: float
    least_gain: float


class Master:
    """The master LP, kept warm while columns come.

    Rows: the weights add up to one; the expected value keeps its floor; the loss of each site
    is at most the worst loss, which is least.
    """

    def __init__(self, values: Sequence[float]) -> None:
        self.values = np.array(values, dtype=np.float64)
        self._scale = float(self.values.max()) or 1.0
        self._lp = silent_solver()
        free = highspy.kHighsInf
        self._lp.addVar(0.0, free)
        self._lp.changeColCost(0, 1.0)
        none, nothing = np.array([], dtype=np.int32), np.array([], dtype=np.float64)
        self._lp.addRow(1.0, 1.0, 0, none, nothing)
        self._lp.addRow(0.0, free, 0, none, nothing)
        for value in self.values / self._scale:
            self._lp.addRow(float(value), free, 1, np.array([0], dtype=np.int32), np.array([1.0]))

    def add(self, column: Column) -> None:
        """One more plan that may be mixed in."""
        sites = np.array(column.sites, dtype=np.int32)
        gains = self.values[sites] / self._scale
        rows = np.concatenate([np.array([0, 1], dtype=np.int32), sites + 2]).astype(np.int32)
        entries = np.concatenate([[1.0, float(gains.sum())], gains])
        self._lp.addCol(0.0, 0.0, highspy.kHighsInf, len(rows), rows, entries)

    def keep(self, floor: float) -> None:
        """Ask for so much expected value at least."""
        self._lp.changeRowBounds(1, floor / self._scale, highspy.kHighsInf)

    def drop(self, site: int) -> None:
        """Nobody can come to this site: it no longer decides the worst loss."""
        self._lp.changeRowBounds(site + 2, -highspy.kHighsInf, highspy.kHighsInf)

    def solved(self) -> Guard:
        """The best mix of what was added.

        Raises:
            EngineError: no mix of these columns keeps the floor.
        """
        solve(self._lp)
        answer = self._lp.getSolution()
        duals = np.array(answer.row_dual)
        shares = np.maximum(duals[2:], 0.0)
        weights = np.maximum(np.array(answer.col_value[1:]), 0.0)
        return Guard(
            worst_loss=float(answer.col_value[0]) * self._scale,
            weights=weights / weights.sum(),
            shares=shares,
            zeal=max(0.0, float(duals[1])),
            least_gain=-float(duals[0]) * self._scale,
        )


def prizes(values: Floats, shares: Floats, zeal: float) -> Floats:
    """What a further plan collects at each site if it is to lower the worst loss."""
    return values * (shares + zeal)


def proved_loss(values: Floats, shares: Floats, ceiling: float) -> float:
    """No mix has a smaller worst loss, if no plan collects more than ``ceiling`` of the
    prizes ``values * shares``: an adversary who picks by these shares gets as much from any.
    """
    return max(0.0, float(values @ shares) - ceiling)
