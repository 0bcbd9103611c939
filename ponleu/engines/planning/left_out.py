"""Why a site is not in a plan, and what would have to go for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numba import njit

from ponleu.engines.planning.annealing import Walk
from ponleu.engines.planning.ground import Terrain, capabilities, ways_to_share
from ponleu.engines.planning.rebuilding import try_between
from ponleu.engines.planning.rounds_state import (
    NEVER,
    NEXT,
    ROW,
    TEAM,
    Floats,
    Ground,
    Ints,
    detour,
)
from ponleu.engines.planning.types import LeftOut, Problem, Why

LONGEST_SWAP = 3


def left_out(problem: Problem, terrain: Terrain, walk: Walk, empty: Walk) -> Iterator[LeftOut]:
    """Each site that a state leaves out, in the order of the problem.

    Args:
        empty: a state without rounds.
    """
    ground = terrain.ground
    brings = capabilities(problem)
    everything = frozenset().union(*brings)
    task_of = {site: task for task, site in reversed(list(enumerate(terrain.site_of)))}
    plain = np.array([problem.sites[site].value for site in terrain.site_of], np.float64)
    for number, site in enumerate(problem.sites):
        task = task_of.get(number)
        if task is None:
            if not ways_to_share(site.needs, brings):
                missing = tuple(sorted(site.needs - everything))
                yield LeftOut(site.key, Why.NO_SKILL, missing=missing)
            else:
                yield LeftOut(site.key, Why.BUNDLE)
        elif walk.state[TEAM, task] < 0:
            yield _why(problem, ground, walk, empty, plain, site.key, task)


def _why(
    problem: Problem,
    ground: Ground,
    walk: Walk,
    empty: Walk,
    plain: Floats,
    key: str,
    task: int,
) -> LeftOut:
    first, count = ground.unit_first[ground.unit[task]], ground.unit_count[ground.unit[task]]
    tasks = range(first, first + count)
    parts = [one for one in tasks if ground.together[one] == ground.together[task]]
    able = ground.may[ground.ways[task] : ground.ways[task] + ground.way_count[task]].any(axis=0)
    if ground.load[task] > ground.capacity[able].max():
        return LeftOut(key, Why.TOO_HEAVY)
    if not any(_can_go(ground, empty, parts, way) for way in range(ground.way_count[task])):
        return LeftOut(key, Why.NO_TIME)
    if count > len(parts):
        return LeftOut(key, Why.BUNDLE)
    if count > 1:
        return LeftOut(key, Why.OTHERS_FIRST)
    _loss, shown, gone = cheapest_swap(
        ground, walk.state, walk.loads, plain, task, problem.travel_cost
    )
    if shown == np.inf:
        return LeftOut(key, Why.OTHERS_FIRST)
    why = Why.NOT_WORTH if gone == 0 else Why.OTHERS_FIRST
    return LeftOut(key, why, round(float(shown), 3))


def _can_go(ground: Ground, empty: Walk, parts: Sequence[int], way: int) -> bool:
    """Whether some team could do each part of a visit if it did nothing else."""
    nothing = np.zeros(ground.value.size, np.float64)
    state = empty.state.copy()
    for part in parts:
        state[ROW, part] = ground.ways[part] + way
        if cheapest_swap(ground, state, empty.loads, nothing, part, 0.0)[0] == np.inf:
            return False
    return True


@njit(cache=True)
def cheapest_swap(
    ground: Ground, state: Ints, loads: Ints, plain: Floats, task: int, travel_cost: float
) -> tuple[float, float, int]:
    """What the rounds lose at least to take a task in, for at most three neighbours taken out.

    Returns: the loss as the search weighs it, the loss in units of value, how many go; infinite
        if no such stretch makes room.
    """
    tasks, teams = ground.value.size, ground.capacity.size
    least, shown, gone = np.inf, np.inf, 0
    for team in range(teams):
        if not ground.may[state[ROW, task], team]:
            continue
        before = tasks + team
        while before < tasks or before == tasks + team:
            after = state[NEXT, before]
            freed, lost, lost_plain, way = 0, 0.0, 0.0, 0
            for number in range(LONGEST_SWAP + 1):
                room = loads[team] + ground.load[task] - freed <= ground.capacity[team]
                if room and try_between(ground, state, task, before, after, False) < NEVER:
                    extra = detour(ground, before, task, after) - way
                    loss = lost + ground.travel_cost * extra
                    if loss < least:
                        least, gone = loss, number
                        shown = lost_plain + travel_cost * extra
                if after >= tasks or ground.unit_count[ground.unit[after]] > 1:
                    break
                freed += ground.load[after]
                lost += ground.value[after]
                lost_plain += plain[after]
                way += detour(ground, before, after, state[NEXT, after])
                after = state[NEXT, after]
            before = state[NEXT, before]
    return least, shown, gone
