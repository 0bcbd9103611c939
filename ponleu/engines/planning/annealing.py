"""The compiled loop of the search: ruin, recreate, accept or go back, note good rounds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.planning.rebuilding import (
    Chance,
    best_place,
    draw,
    enter_unit,
    ruin,
)
from ponleu.engines.planning.rounds_state import (
    NEXT,
    PIN_FROM,
    PIN_TO,
    ROW,
    TEAM,
    VALUE,
    WISHED,
    Floats,
    Ground,
    Ints,
    enter,
    worth,
)

FEW = 400
"""Up to so many tasks all that are out are considered; of more, those near what was taken out."""

EXACT = 0.7
"""How often a task has to be worth its whole detour. Otherwise a part of it, so that a round far
away may begin with tasks that only together are worth the way."""


class Walk(NamedTuple):
    """One state: see ``rounds_state``; loads of teams; value, wished value and travel."""

    state: Ints
    loads: Ints
    totals: Floats


class Notes(NamedTuple):
    """Rounds that were part of good plans, one after another.

    Attributes:
        used: rounds, and cells of ``tasks`` (shape (2,)).
        ends: where each round ends in ``tasks``.
        teams: who does it.
        tasks: in order.
        pins: of each cell, what its start is narrowed to and its row; shape (cells, 3).
        choices: of each cell, a mark of how and when its unit is done, 0 for a task alone.
        seen: open hashing of rounds noted, zero where free.
    """

    used: NDArray[np.int64]
    ends: NDArray[np.int64]
    teams: Ints
    tasks: Ints
    pins: Ints
    choices: NDArray[np.uint64]
    seen: NDArray[np.uint64]


@njit(cache=True)
def copy_walk(source: Walk, target: Walk) -> None:
    """Make one state as another is."""
    target.state[:] = source.state
    target.loads[:] = source.loads
    target.totals[:] = source.totals


@njit(cache=True)
def mixed(mark: np.uint64, number: int) -> np.uint64:
    """One more number in a mark of 64 bits."""
    mark = (mark ^ np.uint64(number + 1)) * np.uint64(1099511628211)
    return mark ^ (mark >> np.uint64(29))


@njit(cache=True)
def choice_of(ground: Ground, state: Ints, task: int) -> np.uint64:
    """A mark of when and how the unit of a task is done; 0 for a task alone."""
    unit = ground.unit[task]
    mark = np.uint64(0)
    if ground.unit_count[unit] > 1:
        first = ground.unit_first[unit]
        for one in range(first, first + ground.unit_count[unit]):
            mark = mixed(mixed(mark, state[PIN_FROM, one]), state[ROW, one])
    return mark


@njit(cache=True)
def note_rounds(ground: Ground, walk: Walk, notes: Notes) -> None:
    """Keep the rounds of a state that are not kept yet, while there is room."""
    tasks, teams = ground.value.size, ground.capacity.size
    for team in range(teams):
        mark = mixed(np.uint64(14695981039346656037), ground.kind[team])
        node, count = walk.state[NEXT, tasks + team], 0
        while node < tasks:
            mark = mixed(mark, node) ^ choice_of(ground, walk.state, node)
            node, count = walk.state[NEXT, node], count + 1
        cells = notes.used[1]
        if count == 0 or notes.used[0] == notes.ends.size or cells + count > notes.tasks.size:
            continue
        slot = np.int64(mark % np.uint64(notes.seen.size))
        while notes.seen[slot] != np.uint64(0) and notes.seen[slot] != mark:
            slot = (slot + 1) % notes.seen.size
        if notes.seen[slot] == mark:
            continue
        notes.seen[slot] = mark
        node = walk.state[NEXT, tasks + team]
        while node < tasks:
            notes.tasks[cells] = node
            for column, field in enumerate((PIN_FROM, PIN_TO, ROW)):
                notes.pins[cells, column] = walk.state[field, node]
            notes.choices[cells] = choice_of(ground, walk.state, node)
            node, cells = walk.state[NEXT, node], cells + 1
        notes.ends[notes.used[0]] = cells
        notes.teams[notes.used[0]] = team
        notes.used[0] += 1
        notes.used[1] = cells


@njit(cache=True)
def list_candidates(
    ground: Ground, walk: Walk, seed: int, listed: Ints, marks: Ints, stamp: int, everything: bool
) -> int:
    """Units that are not planned: all of them, or those near what was taken out."""
    count = 0
    if everything:
        for unit in range(ground.unit_first.size):
            if walk.state[TEAM, ground.unit_first[unit]] < 0:
                listed[count] = unit
                count += 1
        return count
    unit = ground.unit[seed]
    if walk.state[TEAM, seed] < 0:
        listed[count] = unit
        marks[unit] = stamp
        count += 1
    for number in range(ground.near.shape[1]):
        near = ground.near[seed, number]
        if near < 0:
            break
        unit = ground.unit[near]
        if walk.state[TEAM, near] < 0 and marks[unit] != stamp:
            listed[count] = unit
            marks[unit] = stamp
            count += 1
    return count


@njit(cache=True)
def order_candidates(
    ground: Ground, listed: Ints, count: int, keys: Floats, chance: Chance
) -> None:
    """Sort what may be put in by a rule drawn by lot."""
    rule = int(draw(chance) * 8)
    noise = 0.2 + draw(chance)
    for number in range(count):
        unit = listed[number]
        task = ground.unit_first[unit]
        size = ground.unit_count[unit]
        worthy = 0.0
        for one in range(task, task + size):
            worthy += ground.wished[one]
        luck = 1.0 + noise * draw(chance)
        if rule == 0:
            key = luck
        elif rule == 1:
            key = float(ground.closes[task, ground.windows[task] - 1] - ground.opens[task, 0])
            key = -worthy * luck / (1.0 + key)
        elif rule == 2:
            key = ground.closes[task, ground.windows[task] - 1] * luck
        elif rule == 3:
            key = -worthy * luck / (1.0 + ground.service[task] + ground.load[task])
        else:
            key = -worthy * luck
        keys[number] = key
    order = np.argsort(keys[:count])
    chosen = listed[:count].copy()
    for number in range(count):
        listed[number] = chosen[order[number]]


@njit(cache=True)
def recreate(
    ground: Ground,
    walk: Walk,
    listed: Ints,
    count: int,
    planned: int,
    temperature: float,
    chance: Chance,
) -> None:
    """Put in, in the order of the list, what fits and is worth its detour."""
    by_time = ground.travel_cost < 1e-3 and draw(chance) < 0.5
    share = 1.0 if draw(chance) < EXACT else draw(chance)
    for number in range(count):
        unit = listed[number]
        task = ground.unit_first[unit]
        if ground.unit_count[unit] > 1:
            enter_unit(ground, walk.state, walk.loads, walk.totals, unit, planned, by_time, chance)
            continue
        before, cost = best_place(ground, walk.state, walk.loads, task, planned, by_time, chance)
        if before < 0:
            continue
        gain = ground.wished[task] - share * cost * ground.travel_cost
        if gain > 0.0 or gain > 0.5 * temperature * np.log(draw(chance) + 1e-12):
            enter(ground, walk.state, walk.loads, walk.totals, task, before)


@njit(cache=True)
def planned_tasks(ground: Ground, walk: Walk) -> int:
    """How many tasks somebody does."""
    planned = 0
    for task in range(ground.value.size):
        planned += walk.state[TEAM, task] >= 0
    return planned


@njit(cache=True)
def anneal(
    ground: Ground,
    now: Walk,
    trial: Walk,
    best: Walk,
    notes: Notes,
    chance: Chance,
    temperature: float,
    iterations: int,
    removed_mean: float,
) -> None:
    """Some iterations at one temperature; ``now`` and ``best`` are changed.

    ``trial`` has to equal ``now`` on entry and does on return.
    """
    everything = ground.value.size <= FEW
    listed = np.empty(ground.unit_first.size, np.int32)
    keys = np.empty(listed.size, np.float64)
    marks = np.full(listed.size, -1, np.int32)
    touched = np.full(ground.capacity.size, -1, np.int32)
    planned = planned_tasks(ground, now)
    for stamp in range(iterations):
        seed = ruin(
            ground,
            trial.state,
            trial.loads,
            trial.totals,
            chance,
            touched,
            stamp,
            planned,
            removed_mean,
        )
        count = list_candidates(ground, trial, seed, listed, marks, stamp, everything)
        if not everything:  # what was taken out, wherever it lies
            count = add_removed(ground, now, trial, listed, count, marks, stamp)
        order_candidates(ground, listed, count, keys, chance)
        recreate(ground, trial, listed, count, planned, temperature, chance)
        was = worth(ground, now.totals, WISHED)
        limit = was + temperature * np.log(draw(chance) + 1e-300)
        if worth(ground, trial.totals, WISHED) > limit:
            copy_walk(trial, now)
            planned = planned_tasks(ground, now)
            if worth(ground, now.totals, VALUE) > worth(ground, best.totals, VALUE) + 1e-9:
                copy_walk(now, best)
                note_rounds(ground, now, notes)
        else:
            copy_walk(now, trial)


@njit(cache=True)
def add_removed(
    ground: Ground, now: Walk, trial: Walk, listed: Ints, count: int, marks: Ints, stamp: int
) -> int:
    """List as well what the ruin took out."""
    for task in range(ground.value.size):
        if now.state[TEAM, task] >= 0 and trial.state[TEAM, task] < 0:
            unit = ground.unit[task]
            if marks[unit] != stamp:
                listed[count] = unit
                marks[unit] = stamp
                count += 1
    return count


@njit(cache=True)
def fill(ground: Ground, walk: Walk, chance: Chance) -> None:
    """Put in all that fits, worth its way or not: where a search begins."""
    units = ground.unit_first.size
    listed = np.empty(units, np.int32)
    count = list_candidates(ground, walk, 0, listed, listed, 0, True)
    order_candidates(ground, listed, count, np.empty(units, np.float64), chance)
    recreate(ground, walk, listed, count, 0, 1e15, chance)
