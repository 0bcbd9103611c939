"""The own search: ruin and recreate down a ladder of temperatures, by clock or by count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ponleu.engines.planning.annealing import Notes, Walk, anneal
from ponleu.engines.planning.rounds_state import (
    BEFORE,
    FIELDS,
    LATEST,
    NEVER,
    NEXT,
    PIN_FROM,
    PIN_TO,
    ROW,
    START,
    TEAM,
    Ground,
)
from ponleu.engines.planning.types import Problem, Spent

RUNGS = 100
REMOVED_MEAN = 10.0


def empty_walk(ground: Ground, problem: Problem) -> Walk:
    """Nobody goes anywhere yet."""
    tasks, teams = ground.value.size, len(problem.teams)
    state = np.full((FIELDS, tasks + 2 * teams), -1, np.int32)
    starts, ends = tasks + np.arange(teams), tasks + teams + np.arange(teams)
    state[NEXT, starts], state[BEFORE, ends] = ends, starts
    state[TEAM, starts] = state[TEAM, ends] = np.arange(teams)
    state[START, starts] = state[START, ends] = [team.shift[0] for team in problem.teams]
    state[LATEST, starts] = state[LATEST, ends] = [team.shift[1] for team in problem.teams]
    state[PIN_FROM], state[PIN_TO] = 0, NEVER
    state[ROW, :tasks] = ground.ways
    totals = np.zeros(3)
    totals[2] = ground.travel[ground.place[starts], ground.place[ends]].sum()
    return Walk(state, np.zeros(teams, np.int32), totals)


def empty_notes(most_rounds: int, most_cells: int) -> Notes:
    """Room for rounds of good plans."""
    return Notes(
        used=np.zeros(2, np.int64),
        ends=np.zeros(most_rounds, np.int64),
        teams=np.zeros(most_rounds, np.int32),
        tasks=np.zeros(most_cells, np.int32),
        pins=np.zeros((most_cells, 3), np.int32),
        choices=np.zeros(most_cells, np.uint64),
        seen=np.zeros(4 * most_rounds, np.uint64),
    )


def copied(walk: Walk) -> Walk:
    """The same state in memory of its own."""
    return Walk(walk.state.copy(), walk.loads.copy(), walk.totals.copy())


def climb_down(
    ground: Ground,
    best: Walk,
    notes: Notes,
    *,
    chance: np.ndarray[tuple[int], np.dtype[np.uint64]],
    hot: float,
    cold: float,
    spent: Spent,
    until: float,
    counts: Sequence[int] | None = None,
    removed_mean: float = REMOVED_MEAN,
    rungs: int = RUNGS,
) -> tuple[int, ...]:
    """Search from ``best`` on, and leave the best found there.

    Args:
        hot, cold: first and last temperature, in wished value.
        until: reading of ``spent`` at which to end.
        counts: iterations at each rung in place of the clock.

    Returns: iterations done at each rung.
    """
    now, trial = copied(best), copied(best)
    begun = spent()
    done = []
    chunk = 200
    for rung in range(rungs):
        temperature = hot * (cold / hot) ** (rung / max(1, rungs - 1))
        if counts is not None:
            anneal(ground, now, trial, best, notes, chance, temperature, counts[rung], removed_mean)
            done.append(counts[rung])
            continue
        end = begun + (until - begun) * (rung + 1) / rungs
        iterations = 0
        while spent() < end:
            before = spent()
            anneal(ground, now, trial, best, notes, chance, temperature, chunk, removed_mean)
            iterations += chunk
            if spent() - before < 0.002:
                chunk = min(chunk * 2, 5000)
            elif spent() - before > 0.02 and chunk > 20:
                chunk //= 2
        done.append(iterations)
    return tuple(done)
