"""An upper bound on what any plan is worth, and how it is known."""

from __future__ import annotations

import highspy
import numpy as np

from ponleu.engines.planning.ground import Terrain
from ponleu.engines.planning.rounds_state import Floats, Ground
from ponleu.engines.planning.types import Problem

INFINITE = highspy.kHighsInf


def upper_bound(problem: Problem, terrain: Terrain) -> tuple[float, str]:
    """No plan has a value, less its cost of travel, above this; and the words for how.

    A linear program: how much of each task a team does, at most all of it between the teams. A
    task takes its service and half of its shortest ways in and out, which no order of visits
    can undercut; a team has the time of its shift and the capacity of its vehicle.
    """
    ground = terrain.ground
    if ground.value.size == 0:
        return 0.0, "nobody can do any of the sites"
    plain = np.array([problem.sites[site].value for site in terrain.site_of])
    plain *= ground.together == np.arange(ground.value.size)
    model = highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    _add_shares(model, problem, ground, plain)
    model.run()
    solved = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    every = float(plain.sum())
    linear = -model.getInfo().objective_function_value if solved else every
    slack = 1e-6 * max(1.0, abs(linear))
    if linear + slack < every:
        return linear + slack, "linear relaxation of who has time and room for what"
    return every, "every site that somebody can do"


def _add_shares(model: highspy.Highs, problem: Problem, ground: Ground, plain: Floats) -> None:
    """A column for each task and kind of team that may do it; rows for time, room and once."""
    none = np.zeros(0, np.int32)
    near = _half_ways(ground)
    kinds = [np.flatnonzero(ground.kind == kind) for kind in range(int(ground.kind.max()) + 1)]
    columns = [
        (kind, task)
        for kind, those in enumerate(kinds)
        for task in range(ground.value.size)
        if ground.may[ground.ways[task] :, those[0]][: ground.way_count[task]].any()
    ]
    of_kind = np.array([kind for kind, _task in columns])
    of_task = np.array([task for _kind, task in columns])
    for kind, task in columns:
        gain = float(plain[task]) - problem.travel_cost * float(near[task])
        model.addCol(-gain, 0.0, float(len(kinds[kind])), 0, none, np.zeros(0))
    for kind, those in enumerate(kinds):
        mine = np.flatnonzero(of_kind == kind).astype(np.int32)
        begin, end = problem.teams[int(those[0])].shift
        takes = ground.service[of_task[mine]] + near[of_task[mine]]
        model.addRow(-INFINITE, float(len(those) * (end - begin)), mine.size, mine, takes)
        room = float(len(those) * int(ground.capacity[those[0]]))
        load = ground.load[of_task[mine]].astype(np.float64)
        model.addRow(-INFINITE, room, mine.size, mine, load)
    for task in range(ground.value.size):
        mine = np.flatnonzero(of_task == task).astype(np.int32)
        model.addRow(-INFINITE, 1.0, mine.size, mine, np.ones(mine.size))


def _half_ways(ground: Ground) -> Floats:
    """Half of the shortest way to each task and half of the shortest from it, in ticks."""
    tasks = ground.value.size
    way = ground.travel[np.ix_(ground.place, ground.place)].astype(np.float64)
    np.fill_diagonal(way, np.inf)
    way[:tasks, :tasks][ground.together[:, None] == ground.together[None, :]] = np.inf
    halves: Floats = (way[:, :tasks].min(axis=0) + way[:tasks, :].min(axis=1)) / 2
    return halves
