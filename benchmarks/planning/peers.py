"""PyVRP, OR-Tools and VROOM alone, each from nothing and as their makers set them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

import numpy as np

from ponleu.engines.planning.ground import terrain
from ponleu.engines.planning.planner import rounds_of
from ponleu.engines.planning.pyvrp_search import improve_by_pyvrp
from ponleu.engines.planning.replay import replay
from ponleu.engines.planning.ruin_recreate import empty_walk
from ponleu.engines.planning.types import Problem, Round
from ponleu.engines.planning.vroom_search import found_by_vroom

Clock = Callable[[], float]


def _shifts(problem: Problem) -> list[tuple[int, int]]:
    return [team.shift for team in problem.teams]


def by_pyvrp(problem: Problem, seed: int, clock: Clock, seconds: float) -> tuple[Round, ...]:
    """PyVRP's own start and search until the clock says so."""
    land = terrain(problem)
    walk, _count = improve_by_pyvrp(
        land.ground,
        empty_walk(land.ground, problem),
        empty_walk(land.ground, problem),
        _shifts(problem),
        seed=seed,
        goes_on=lambda _done: clock() < seconds,
    )
    return rounds_of(problem, land, walk)


def by_vroom(problem: Problem, seed: int, clock: Clock, seconds: float) -> tuple[Round, ...]:
    """VROOM at its most thorough; it has no seed and takes the time it takes."""
    land = terrain(problem)
    empty = empty_walk(land.ground, problem)
    walk = found_by_vroom(
        land.ground, empty, empty_walk(land.ground, problem), _shifts(problem), effort=5
    )
    return rounds_of(problem, land, walk)


def by_ortools(problem: Problem, seed: int, clock: Clock, seconds: float) -> tuple[Round, ...]:
    """OR-Tools in a process of its own: it and highspy each bring a HiGHS, and only one loads.

    It has no seed. Of problems whose teams are all alike.
    """
    land = terrain(problem)
    ground = land.ground
    tasks = ground.value.size
    asked = {
        "travel": ground.travel.tolist(),
        "place": [problem.teams[0].base, *ground.place[:tasks].tolist()],
        "service": [0, *ground.service[:tasks].tolist()],
        "load": [0, *ground.load.tolist()],
        "opens": ground.opens[:, 0].tolist(),
        "closes": ground.closes[:, 0].tolist(),
        "prize": np.round(ground.value / ground.travel_cost).astype(int).tolist(),
        "teams": len(problem.teams),
        "capacity": int(ground.capacity[0]),
        "last": problem.teams[0].shift[1],
        "seconds": seconds,
    }
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.planning.ortools_alone"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    walk = empty_walk(ground, problem)
    replay(ground, walk, json.loads(answer.stdout))
    return rounds_of(problem, land, walk)
