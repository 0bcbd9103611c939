"""How often each site should be visited, before any route is thought of: the coverage LP.

Source: Kiekintveld et al., "Computing optimal randomized resource allocations for massive
security games" (AAMAS 2009), in its zero-sum form. What it allows contains what whole plans
allow, so its value is a bound on theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced.types import Limit, checked_values


@dataclass(frozen=True, slots=True)
class Coverage:
    """The answer of the coverage LP.

    Attributes:
        probabilities: per site, how likely it is visited.
        worst_loss: value times the chance that nobody comes, where that is largest.
        shares: the adversary's answer, how likely each site is picked; they add up to 1.
    """

    probabilities: tuple[float, ...]
    worst_loss: float
    shares: tuple[float, ...]


def cover(values: Sequence[float], limits: Sequence[Limit]) -> Coverage:
    """Probabilities that keep the limits on average and make the worst loss least.

    Args:
        values: shape (n_sites,), zero or more.

    Raises:
        EngineError: values or limits are impossible.
    """
    known = np.array(checked_values(values))
    count, scale = len(known), float(known.max()) or 1.0
    for limit in limits:
        if len(limit.costs) != count or min(limit.costs) < 0 or limit.room < 0:
            raise EngineError("a limit has a cost per site and room, none below zero")
    lp = silent_solver()
    for _ in range(count):
        lp.addVar(0.0, 1.0)
    lp.addVar(0.0, highspy.kHighsInf)
    lp.changeColCost(count, 1.0)
    for site, value in enumerate(known / scale):  # loss + value * probability >= value
        places = np.array([site, count], dtype=np.int32)
        lp.addRow(float(value), highspy.kHighsInf, 2, places, np.array([float(value), 1.0]))
    for limit in limits:
        costs = np.array(limit.costs, dtype=np.float64) / (limit.room or 1.0)
        room = 1.0 if limit.room else 0.0
        lp.addRow(-highspy.kHighsInf, room, count, np.arange(count, dtype=np.int32), costs)
    solve(lp)
    answer = lp.getSolution()
    found = np.clip(np.array(answer.col_value[:count]), 0.0, 1.0)
    shares = np.maximum(np.array(answer.row_dual[:count]), 0.0)
    total = float(shares.sum())
    if total <= 0:  # nothing to lose anywhere
        shares, total = np.ones(count), float(count)
    return Coverage(
        probabilities=tuple(found.tolist()),
        worst_loss=float(answer.col_value[count]) * scale,
        shares=tuple((shares / total).tolist()),
    )


def silent_solver() -> highspy.Highs:
    """HiGHS that prints nothing, uses one thread and the simplex method."""
    lp = highspy.Highs()  # type: ignore[no-untyped-call]  # its signature lacks types
    lp.setOptionValue("output_flag", False)
    lp.setOptionValue("threads", 1)
    lp.setOptionValue("solver", "simplex")
    lp.setOptionValue("random_seed", 0)
    lp.setOptionValue("primal_feasibility_tolerance", 1e-9)
    lp.setOptionValue("dual_feasibility_tolerance", 1e-9)
    return lp


def solve(lp: highspy.Highs) -> None:
    """Run to the optimum.

    Raises:
        EngineError: there is none.
    """
    lp.run()
    status = lp.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise EngineError(f"HiGHS found no optimum: {lp.modelStatusToString(status)}")
