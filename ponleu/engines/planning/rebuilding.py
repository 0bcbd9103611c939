"""Ruin and recreate, compiled: take neighbouring stretches out, put the best back in.

Source: Christiaens and Vanden Berghe, Slack induction by string removals (2020), for the stretches
and the blinks. Ours: tasks may stay out, tasks that belong together, windows, ways of sharing.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.planning.rounds_state import (
    BEFORE,
    LATEST,
    NEVER,
    NEXT,
    PIN_FROM,
    PIN_TO,
    ROW,
    START,
    TEAM,
    Floats,
    Ground,
    Ints,
    detour,
    earliest_start,
    enter,
    leave,
)

Chance = NDArray[np.uint64]
BLINK = 0.01
"""Share of places that are passed over, so that the best is not always taken."""
LONGEST_STRETCH = 10.0
KEPT = 0.5
"""How often a stretch keeps one task in the middle."""
TRIES = 4
"""Instants that are tried for a unit."""


@njit(cache=True)
def draw(chance: Chance) -> float:
    """The next number of the sequence in [0, 1) (xorshift64*)."""
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


@njit(cache=True)
def leave_unit(ground: Ground, state: Ints, loads: Ints, totals: Floats, task: int) -> int:
    """Take out a task with all that belong to it; give how many tasks."""
    unit = ground.unit[task]
    first = ground.unit_first[unit]
    gone = 0
    for one in range(first, first + ground.unit_count[unit]):
        if state[TEAM, one] >= 0:
            leave(ground, state, loads, totals, one)
            gone += 1
    return gone


@njit(cache=True)
def take_stretch(
    ground: Ground,
    state: Ints,
    loads: Ints,
    totals: Floats,
    chance: Chance,
    task: int,
    longest: float,
) -> None:
    """Take tasks in a row out of a round, one of them this; sometimes one in the middle stays."""
    tasks = ground.value.size
    length = int(draw(chance) * longest) + 1
    back = int(draw(chance) * length)
    node = task
    while back > 0 and state[BEFORE, node] < tasks:
        node = state[BEFORE, node]
        back -= 1
    kept = -1
    if length > 1 and draw(chance) < KEPT:
        kept = int(draw(chance) * length)
    while length > 0 and node < tasks:
        after = state[NEXT, node]
        length -= 1
        if length != kept:
            leave_unit(ground, state, loads, totals, node)
        if after < tasks and state[TEAM, after] < 0:
            return
        node = after


@njit(cache=True)
def ruin(
    ground: Ground,
    state: Ints,
    loads: Ints,
    totals: Floats,
    chance: Chance,
    touched: Ints,
    stamp: int,
    planned: int,
    removed_mean: float,
) -> int:
    """Take stretches out of the rounds near a task drawn by lot; give that task.

    Args:
        touched: for each team, the last stamp with which its round was ruined.
        planned: how many tasks are planned.
    """
    seed = int(draw(chance) * ground.value.size)
    longest = min(LONGEST_STRETCH, max(2.0, planned / ground.capacity.size))
    most = 4.0 * removed_mean / (1.0 + longest) - 1.0
    stretches = int(draw(chance) * max(1.0, most)) + 1
    for number in range(-1, ground.near.shape[1]):
        task = seed if number < 0 else ground.near[seed, number]
        if task < 0 or stretches == 0:
            break
        team = state[TEAM, task]
        if team < 0 or touched[team] == stamp:
            continue
        touched[team] = stamp
        stretches -= 1
        take_stretch(ground, state, loads, totals, chance, task, longest)
    return seed


@njit(cache=True)
def try_between(
    ground: Ground, state: Ints, task: int, before: int, after: int, by_time: bool
) -> int:
    """Cost in ticks of putting the task between two nodes; NEVER if it does not fit."""
    arrival = (
        state[START, before]
        + ground.service[before]
        + ground.travel[ground.place[before], ground.place[task]]
    )
    begin = earliest_start(ground, state, task, arrival)
    if begin < 0:
        return NEVER
    on = begin + ground.service[task] + ground.travel[ground.place[task], ground.place[after]]
    if on > state[LATEST, after]:
        return NEVER
    if by_time:
        return int(max(0, on - state[START, after]))
    return detour(ground, before, task, after)


@njit(cache=True)
def along_round(
    ground: Ground, state: Ints, task: int, team: int, by_time: bool, chance: Chance
) -> tuple[int, int]:
    """The best place in one round."""
    tasks = ground.value.size
    last = ground.closes[task, ground.windows[task] - 1]
    best, cheapest = -1, NEVER
    node = tasks + team
    while True:
        after = state[NEXT, node]
        cost = try_between(ground, state, task, node, after, by_time)
        if cost < cheapest and draw(chance) >= BLINK:
            best, cheapest = node, cost
        if after >= tasks or state[START, after] > last:
            return best, cheapest
        node = after


@njit(cache=True)
def along_rounds(
    ground: Ground,
    state: Ints,
    loads: Ints,
    task: int,
    only_empty: bool,
    by_time: bool,
    chance: Chance,
) -> tuple[int, int]:
    """The best place in all rounds, or in rounds that are empty; one of a kind stands for all."""
    tasks = ground.value.size
    row, load = state[ROW, task], ground.load[task]
    best, cheapest, empty_kind = -1, NEVER, -1
    for team in range(ground.capacity.size):
        empty = state[NEXT, tasks + team] >= tasks
        if (only_empty and not empty) or (empty and ground.kind[team] == empty_kind):
            continue
        if not ground.may[row, team] or loads[team] + load > ground.capacity[team]:
            continue
        if empty:
            empty_kind = ground.kind[team]
        node, cost = along_round(ground, state, task, team, by_time, chance)
        if cost < cheapest:
            best, cheapest = node, cost
    return best, cheapest


@njit(cache=True)
def best_place(
    ground: Ground,
    state: Ints,
    loads: Ints,
    task: int,
    planned: int,
    by_time: bool,
    chance: Chance,
) -> tuple[int, int]:
    """Behind which node the task costs least, and that cost; (-1, NEVER) if nowhere.

    Where many tasks are planned only places beside near ones are looked at.
    """
    narrow = planned > 2 * ground.near.shape[1]
    best, cheapest = along_rounds(ground, state, loads, task, narrow, by_time, chance)
    if not narrow:
        return best, cheapest
    row, load = state[ROW, task], ground.load[task]
    for number in range(ground.near.shape[1]):
        near = ground.near[task, number]
        if near < 0:
            break
        team = state[TEAM, near]
        if team < 0 or not ground.may[row, team] or loads[team] + load > ground.capacity[team]:
            continue
        before, after = state[BEFORE, near], state[NEXT, near]
        cost = try_between(ground, state, task, before, near, by_time)
        if cost < cheapest and draw(chance) >= BLINK:
            best, cheapest = before, cost
        cost = try_between(ground, state, task, near, after, by_time)
        if cost < cheapest and draw(chance) >= BLINK:
            best, cheapest = near, cost
    return best, cheapest


@njit(cache=True)
def narrow_starts(ground: Ground, state: Ints, first: int, task: int, chance: Chance) -> None:
    """Choose when a unit happens from where its task could stand; narrow the others to it."""
    unit = ground.unit[task]
    spread = ground.spread[unit]
    begin = state[START, task]
    end = state[LATEST, task]
    if end > begin and draw(chance) < 0.5:
        begin = earliest_start(ground, state, task, begin + int(draw(chance) * (end - begin + 1)))
    opening = begin - int(draw(chance) * (spread + 1))
    for one in range(first, first + ground.unit_count[unit]):
        state[PIN_FROM, one], state[PIN_TO, one] = opening, opening + spread
        if ground.together[one] == ground.together[task]:
            state[PIN_FROM, one] = state[PIN_TO, one] = begin


@njit(cache=True)
def open_unit(ground: Ground, state: Ints, unit: int, chance: Chance) -> None:
    """Forget when a unit was done, and draw a way of sharing each of its visits."""
    first = ground.unit_first[unit]
    for one in range(first, first + ground.unit_count[unit]):
        state[PIN_FROM, one], state[PIN_TO, one] = 0, NEVER
        head = ground.together[one]
        if one == head:
            state[ROW, one] = ground.ways[one] + int(draw(chance) * ground.way_count[one])
        else:
            state[ROW, one] = ground.ways[one] + state[ROW, head] - ground.ways[head]


@njit(cache=True)
def hold_together(ground: Ground, state: Ints, first: int, task: int) -> None:
    """Narrow the parts of a visit to the instant at which one of them begins."""
    count = ground.unit_count[ground.unit[task]]
    begin = state[START, task]
    for one in range(first, first + count):
        if one != task and ground.together[one] == ground.together[task]:
            state[PIN_FROM, one] = state[PIN_TO, one] = begin
            state[PIN_FROM, task] = state[PIN_TO, task] = begin


@njit(cache=True)
def place_unit(
    ground: Ground,
    state: Ints,
    loads: Ints,
    totals: Floats,
    unit: int,
    planned: int,
    by_time: bool,
    chance: Chance,
) -> bool:
    """One try: put each task in at its best place, the first of them says when."""
    first, count = ground.unit_first[unit], ground.unit_count[unit]
    offset = int(draw(chance) * count)
    for number in range(count):
        task = first + (number + offset) % count
        before, _cost = best_place(ground, state, loads, task, planned, by_time, chance)
        if before < 0:
            return False
        enter(ground, state, loads, totals, task, before)
        if state[PIN_TO, task] == NEVER:
            narrow_starts(ground, state, first, task, chance)
        elif state[PIN_FROM, task] == state[PIN_TO, task]:
            continue
        else:
            hold_together(ground, state, first, task)
        leave(ground, state, loads, totals, task)  # its round is reckoned anew
        enter(ground, state, loads, totals, task, before)
    return True


@njit(cache=True)
def enter_unit(
    ground: Ground,
    state: Ints,
    loads: Ints,
    totals: Floats,
    unit: int,
    planned: int,
    by_time: bool,
    chance: Chance,
) -> bool:
    """Put all tasks of a unit in, at starts that agree, or none; first when it was done before."""
    first, count = ground.unit_first[unit], ground.unit_count[unit]
    for trial in range(TRIES):
        if trial > 0 or state[PIN_TO, first] == NEVER:
            open_unit(ground, state, unit, chance)
        if place_unit(ground, state, loads, totals, unit, planned, by_time, chance):
            return True
        for one in range(first, first + count):
            if state[TEAM, one] >= 0:
                leave(ground, state, loads, totals, one)
    for one in range(first, first + count):
        state[PIN_TO, one] = NEVER
    return False
