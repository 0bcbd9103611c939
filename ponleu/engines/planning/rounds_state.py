"""The state of a search: teams' rounds as linked lists with their earliest and latest starts.

A node is a task (0 to L - 1), the start of a team (L + team) or its end (L + teams + team). Times
are in ticks. Everything here is compiled, and changes the state in place.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

FIELDS = 8
NEXT, BEFORE, TEAM, START, LATEST, PIN_FROM, PIN_TO, ROW = range(FIELDS)
"""Rows of the state, shape (FIELDS, nodes): neighbours in the round (-1: not planned), who does
it, earliest and latest start, what the start is narrowed to, and which row of ``may`` holds."""
LOADED, VALUE, WISHED, TRAVEL = 0, 0, 1, 2
NEVER = 2**30
"""A tick that is never reached, and a cost that nothing has."""


class Ground(NamedTuple):
    """What does not change during a search.

    Attributes:
        travel: ticks, shape (places, places).
        place, service: of each node.
        value, wished: of each task; what it is worth, and what the search takes it to be worth.
        load: of each task.
        windows: how many each task has.
        opens, closes: shape (tasks, most windows).
        may: shape (rows, teams), which team may do a task.
        ways, way_count: of each task, its first row of ``may`` and how many there are.
        unit, unit_first, unit_count: tasks that are done together or not at all lie side by side.
        spread: of each unit, ticks between the first and the last start.
        together: of each task, the first task that starts at the same instant.
        near: shape (tasks, neighbours), by closeness in place and time, -1 where there is none.
        capacity, kind: of each team; teams of one kind are the same.
        travel_cost: worth of a tick of travel.
    """

    travel: Ints
    place: Ints
    service: Ints
    value: Floats
    wished: Floats
    load: Ints
    windows: Ints
    opens: Ints
    closes: Ints
    may: NDArray[np.bool_]
    ways: Ints
    way_count: Ints
    unit: Ints
    unit_first: Ints
    unit_count: Ints
    spread: Ints
    together: Ints
    near: Ints
    capacity: Ints
    kind: Ints
    travel_cost: float


@njit(cache=True)
def earliest_start(ground: Ground, state: Ints, task: int, arrival: int) -> int:
    """The first tick at or after ``arrival`` at which the task may begin; -1 if none."""
    begin = max(arrival, state[PIN_FROM, task])
    for number in range(ground.windows[task]):
        if begin <= ground.closes[task, number]:
            begin = max(begin, ground.opens[task, number])
            return begin if begin <= state[PIN_TO, task] else -1
    return -1


@njit(cache=True)
def latest_start(ground: Ground, state: Ints, task: int, limit: int) -> int:
    """The last tick at or before ``limit`` at which the task may begin; -1 if none."""
    begin = min(limit, state[PIN_TO, task])
    for back in range(ground.windows[task]):
        number = ground.windows[task] - 1 - back
        if begin >= ground.opens[task, number]:
            begin = min(begin, ground.closes[task, number])
            return begin if begin >= state[PIN_FROM, task] else -1
    return -1


@njit(cache=True)
def forward(ground: Ground, state: Ints, node: int) -> None:
    """Set earliest starts from a node on, until one stays as it was."""
    tasks = ground.value.size
    while node < tasks:
        before = state[BEFORE, node]
        arrival = (
            state[START, before]
            + ground.service[before]
            + ground.travel[ground.place[before], ground.place[node]]
        )
        begin = earliest_start(ground, state, node, arrival)
        if begin == state[START, node]:
            return
        state[START, node] = begin
        node = state[NEXT, node]


@njit(cache=True)
def backward(ground: Ground, state: Ints, node: int) -> None:
    """Set latest starts from a node back, until one stays as it was."""
    tasks = ground.value.size
    while node < tasks:
        after = state[NEXT, node]
        limit = (
            state[LATEST, after]
            - ground.service[node]
            - ground.travel[ground.place[node], ground.place[after]]
        )
        begin = latest_start(ground, state, node, limit)
        if begin == state[LATEST, node]:
            return
        state[LATEST, node] = begin
        node = state[BEFORE, node]


@njit(cache=True)
def detour(ground: Ground, before: int, task: int, after: int) -> int:
    """Ticks of travel that the task adds between two neighbours."""
    here = ground.place[task]
    one, two = ground.place[before], ground.place[after]
    return int(ground.travel[one, here] + ground.travel[here, two] - ground.travel[one, two])


@njit(cache=True)
def enter(ground: Ground, state: Ints, loads: Ints, totals: Floats, task: int, before: int) -> None:
    """Put a task behind a node of a round; that it fits is known."""
    after = state[NEXT, before]
    team = state[TEAM, before]
    totals[TRAVEL] += detour(ground, before, task, after)
    totals[VALUE] += ground.value[task]
    totals[WISHED] += ground.wished[task]
    loads[team] += ground.load[task]
    state[TEAM, task] = team
    state[BEFORE, task], state[NEXT, task] = before, after
    state[NEXT, before] = task
    state[BEFORE, after] = task
    state[START, task] = -1
    state[LATEST, task] = -1
    forward(ground, state, task)
    backward(ground, state, task)


@njit(cache=True)
def leave(ground: Ground, state: Ints, loads: Ints, totals: Floats, task: int) -> None:
    """Take a task out of its round."""
    before, after = state[BEFORE, task], state[NEXT, task]
    totals[TRAVEL] -= detour(ground, before, task, after)
    totals[VALUE] -= ground.value[task]
    totals[WISHED] -= ground.wished[task]
    loads[state[TEAM, task]] -= ground.load[task]
    state[TEAM, task] = -1
    state[NEXT, before] = after
    state[BEFORE, after] = before
    forward(ground, state, after)
    backward(ground, state, before)


@njit(cache=True)
def worth(ground: Ground, totals: Floats, row: int) -> float:
    """What a state is worth: VALUE or WISHED, less its travel."""
    return float(totals[row] - ground.travel_cost * totals[TRAVEL])
