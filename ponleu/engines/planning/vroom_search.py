"""VROOM as a searcher where travel costs nothing but time: values become priorities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import vroom

from ponleu.engines.planning.annealing import Walk
from ponleu.engines.planning.open_tasks import alone_state, open_tasks
from ponleu.engines.planning.replay import replay
from ponleu.engines.planning.rounds_state import Ground

MOST_PRIORITY = 100


def found_by_vroom(
    ground: Ground, walk: Walk, empty: Walk, shifts: Sequence[tuple[int, int]], *, effort: int
) -> Walk:
    """VROOM's plan, with units where a state has them; it takes as long as it takes.

    Args:
        effort: 0 to 5.
    """
    asked = open_tasks(ground, walk)
    teams, tasks = ground.capacity.size, ground.value.size
    nodes = [tasks + team for team in range(2 * teams)] + [one.task for one in asked]
    places = ground.place[nodes]
    problem = vroom.Input()
    problem.set_durations_matrix("car", ground.travel[np.ix_(places, places)].astype(np.uint32))
    for team in range(teams):
        problem.add_vehicle(
            vroom.Vehicle(
                id=team + 1,
                start=team,
                end=teams + team,
                capacity=[int(ground.capacity[team])],
                skills={int(row) + 1 for row in np.flatnonzero(ground.may[:, team])},
                time_window=vroom.TimeWindow(*shifts[team]),
            )
        )
    most = float(ground.wished.max())
    for number, one in enumerate(asked):
        wish = float(ground.wished[one.task])
        priority = MOST_PRIORITY if one.fixed else round(wish / most * (MOST_PRIORITY - 1))
        problem.add_job(
            vroom.Job(
                id=one.task + 1,
                location=2 * teams + number,
                default_service=int(ground.service[one.task]),
                delivery=[int(ground.load[one.task])],
                skills={one.row + 1},
                priority=priority,
                time_windows=[vroom.TimeWindow(*window) for window in one.windows],
            )
        )
    answer = problem.solve(exploration_level=effort, nb_threads=1)
    rounds: dict[int, list[int]] = {}
    for vehicle, kind, job in answer.routes[["vehicle_id", "type", "id"]].itertuples(index=False):
        if kind == "job":
            rounds.setdefault(int(vehicle) - 1, []).append(int(job) - 1)
    state = alone_state(ground, empty, walk)
    replay(ground, state, sorted(rounds.items()))
    return state
