"""PyVRP as a searcher, begun from a plan: skills as profiles, windows as clients that exclude."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyvrp
from numpy.typing import NDArray

from ponleu.engines.planning.annealing import Walk
from ponleu.engines.planning.open_tasks import OpenTask, alone_state, open_tasks
from ponleu.engines.planning.replay import listed_rounds, replay
from ponleu.engines.planning.rounds_state import START, Ground

FORBIDDEN = 2**24
"""Ticks to a site that a team may not do: longer than any shift."""


class _Counted:
    """Stops PyVRP when told, and counts how often it was asked."""

    def __init__(self, goes_on: Callable[[int], bool]) -> None:
        self.goes_on, self.count = goes_on, 0

    def __call__(self, best_cost: int) -> bool:
        if not self.goes_on(self.count):
            return True
        self.count += 1
        return False


def improve_by_pyvrp(
    ground: Ground,
    walk: Walk,
    empty: Walk,
    shifts: Sequence[tuple[int, int]],
    *,
    seed: int,
    goes_on: Callable[[int], bool],
) -> tuple[Walk, int]:
    """PyVRP's best plan, begun from a state, and the iterations it took.

    Args:
        shifts: of each team.
        goes_on: told how many iterations were done, whether one more may be.
    """
    asked = open_tasks(ground, walk)
    clients = [(one, window) for one in asked for window in one.windows]
    data, types = _data(ground, asked, clients, shifts)
    number = _client_of(walk, clients, ground.capacity.size)
    begun = [
        pyvrp.Route(data, [number[task] for task in listed], types[team])
        for team, listed in listed_rounds(ground, walk)
        if listed
    ]
    counted = _Counted(goes_on)
    result = pyvrp.solve(
        data,
        counted,
        seed=seed,
        params=_params(data),
        collect_stats=False,
        initial_solution=pyvrp.Solution(data, begun) if begun else None,
    )
    state = alone_state(ground, empty, walk)
    free: dict[int, list[int]] = {}
    for team, kind in enumerate(types):
        free.setdefault(kind, []).append(team)
    rounds = []
    for route in result.best.routes():
        visited = [clients[at.idx][0].task for at in route.schedule() if at.is_client()]
        rounds.append((free[route.vehicle_type()].pop(0), visited))
    replay(ground, state, rounds)
    return state, counted.count


def _params(data: pyvrp.ProblemData) -> pyvrp.SolveParams:
    """PyVRP's own, but that breaking a rule may cost more than the highest prize."""
    highest = max((client.prize for client in data.clients()), default=0)
    penalty = pyvrp.PenaltyParams(max_penalty=max(100_000.0, 10.0 * highest))
    return pyvrp.SolveParams(penalty=penalty)


def _client_of(
    walk: Walk, clients: Sequence[tuple[OpenTask, tuple[int, int]]], teams: int
) -> dict[int, int]:
    """Which client stands for a task that is planned: the one of the window it begins in."""
    found: dict[int, int] = {}
    for number, (one, (opens, closes)) in enumerate(clients):
        if one.task not in found or opens <= walk.state[START, one.task] <= closes:
            found[one.task] = number
    return found


def _data(
    ground: Ground,
    asked: Sequence[OpenTask],
    clients: Sequence[tuple[OpenTask, tuple[int, int]]],
    shifts: Sequence[tuple[int, int]],
) -> tuple[pyvrp.ProblemData, list[int]]:
    """The problem as PyVRP takes it, and the vehicle type of each team."""
    teams, tasks = ground.capacity.size, ground.value.size
    nodes = [tasks + team for team in range(2 * teams)] + [one.task for one in asked]
    base = ground.travel[np.ix_(ground.place[nodes], ground.place[nodes])].astype(np.int64)
    rows = np.array([one.row for one in asked], np.int64)
    matrices, kinds, of_team = _vehicles(ground, base, rows, shifts)
    listed, groups = _clients(ground, asked, clients)
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _node in nodes],
        listed,
        [pyvrp.Depot(number) for number in range(2 * teams)],
        kinds,
        matrices,
        matrices,
        groups,
    )
    return data, of_team


def _vehicles(
    ground: Ground,
    base: NDArray[np.int64],
    rows: NDArray[np.int64],
    shifts: Sequence[tuple[int, int]],
) -> tuple[list[Any], list[pyvrp.VehicleType], list[int]]:
    """Ways for each set of sites that a team may do, a type for each kind of team."""
    teams = ground.capacity.size
    profiles: dict[bytes, int] = {}
    matrices: list[Any] = []  # PyVRP's own types are for arrays of no known shape
    types: dict[int, int] = {}
    kinds: list[pyvrp.VehicleType] = []
    of_team: list[int] = []
    for team in range(teams):
        may = ground.may[rows, team]
        profile = profiles.setdefault(may.tobytes(), len(profiles))
        if profile == len(matrices):
            matrix = base.copy()
            matrix[:, 2 * teams :][:, ~may] = FORBIDDEN
            np.fill_diagonal(matrix, 0)
            matrices.append(matrix)
        kind = int(ground.kind[team])
        if kind not in types:
            types[kind] = len(kinds)
            kinds.append(
                pyvrp.VehicleType(
                    num_available=int((ground.kind == kind).sum()),
                    capacity=[int(ground.capacity[team])],
                    start_depot=team,
                    end_depot=teams + team,
                    tw_early=shifts[team][0],
                    tw_late=shifts[team][1],
                    profile=profile,
                )
            )
        of_team.append(types[kind])
    return matrices, kinds, of_team


def _clients(
    ground: Ground,
    asked: Sequence[OpenTask],
    clients: Sequence[tuple[OpenTask, tuple[int, int]]],
) -> tuple[list[pyvrp.Client], list[pyvrp.ClientGroup]]:
    """A client for each window of a task; those of one task exclude each other."""
    wide = sorted({one.task for one in asked if len(one.windows) > 1})
    fixed = {one.task for one in asked if one.fixed}
    group = {task: number for number, task in enumerate(wide)}
    place = {one.task: 2 * ground.capacity.size + number for number, one in enumerate(asked)}
    listed = [
        pyvrp.Client(
            place[one.task],
            delivery=[int(ground.load[one.task])],
            service_duration=int(ground.service[one.task]),
            tw_early=opens,
            tw_late=closes,
            prize=round(float(ground.value[one.task]) / ground.travel_cost),
            required=one.fixed and one.task not in group,
            group=group.get(one.task),
        )
        for one, (opens, closes) in clients
    ]
    groups = [
        pyvrp.ClientGroup(
            [number for number, (one, _window) in enumerate(clients) if one.task == task],
            task in fixed,
        )
        for task in wide
    ]
    return listed, groups
