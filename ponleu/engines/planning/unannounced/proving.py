"""A worst loss that no mix of any plans can beat, from what each team can do in its shift.

Each round of a team is a walk, so no mix of plans guards better than the best mix of walks. An
LP over rounds and walks finds how an adversary would pick; what is proved is not its value but
that of these picks against the best walks, which holds at every step (Farley 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

import highspy
import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.unannounced.coverage import silent_solver, solve
from ponleu.engines.planning.unannounced.types import checked_values
from ponleu.engines.planning.unannounced.walks import Shift, best_walk

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

SMOOTH = 0.5
"""Share of the best picks so far in the next ones."""
TIGHT = 1e-4
"""The work ends when the loss proved is so near the LP's value, as a share of it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Teams that can do the same.

    Attributes:
        teams: how many there are.
        known: rounds of theirs, how often each visits each site, each of shape (n_sites,).
    """

    shift: Shift
    teams: int
    known: tuple[Ints, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """The loss proved, 0 if none is, and how often walks were sought."""

    worst_loss: float
    rounds: int


def prove(values: Sequence[float], kinds: Sequence[Kind], go_on: Callable[[int], bool]) -> Proof:
    """The largest worst loss proved before ``go_on`` ends it, asked after each round.

    Args:
        values: shape (n_sites,), zero or more.
    """
    known = np.array(checked_values(values))
    scale = float(known.max()) or 1.0
    worth = known / scale
    lp = _master(worth, kinds)
    best, rounds = -inf, 0
    shares: Floats | None = None
    while go_on(rounds):
        solve(lp)
        answer = lp.getSolution()
        duals = np.maximum(np.array(answer.row_dual[len(kinds) :]), 0.0)
        if float(answer.col_value[0]) - best <= TIGHT or duals.sum() <= 0:
            break  # as tight as it gets, or walks can be everywhere at once
        picks = duals / duals.sum()
        if shares is not None:
            picks = SMOOTH * shares + (1 - SMOOTH) * picks
        loss = float(worth @ picks)
        for row, kind in enumerate(kinds):
            most, visits = best_walk(kind.shift, worth * picks)
            loss -= kind.teams * most
            _add(lp, worth, row, visits)
        rounds += 1
        if loss > best:
            best, shares = loss, picks
    return Proof(max(0.0, best) * scale, rounds)


def _master(worth: Floats, kinds: Sequence[Kind]) -> highspy.Highs:
    """Rows: each kind walks as often as it has teams; no site loses more than the worst loss."""
    lp, free = silent_solver(), highspy.kHighsInf
    lp.addVar(0.0, free)
    lp.changeColCost(0, 1.0)
    none, nothing = np.array([], dtype=np.int32), np.array([], dtype=np.float64)
    for kind in kinds:
        lp.addRow(-free, float(kind.teams), 0, none, nothing)
    for value in worth:
        lp.addRow(float(value), free, 1, np.array([0], dtype=np.int32), np.array([1.0]))
    for row, kind in enumerate(kinds):
        for visits in kind.known:
            _add(lp, worth, row, visits)
    return lp


def _add(lp: highspy.Highs, worth: Floats, row: int, visits: Ints) -> None:
    sites = np.flatnonzero(visits)
    rows = np.concatenate([[row], sites + lp.getNumRow() - len(worth)]).astype(np.int32)
    entries = np.concatenate([[1.0], (visits * worth)[sites]])
    lp.addCol(0.0, 0.0, highspy.kHighsInf, len(rows), rows, entries)
