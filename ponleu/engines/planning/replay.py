"""Rounds given as lists of tasks become a state of the search; what does not fit is passed over."""

from __future__ import annotations

from collections.abc import Sequence

from ponleu.engines.planning.annealing import Walk
from ponleu.engines.planning.rebuilding import try_between
from ponleu.engines.planning.rounds_state import BEFORE, NEVER, NEXT, ROW, Ground, enter


def replay(ground: Ground, walk: Walk, rounds: Sequence[tuple[int, Sequence[int]]]) -> None:
    """Put tasks behind those that a state has, team by team, in the order given."""
    tasks, teams = ground.value.size, ground.capacity.size
    for team, listed in rounds:
        end, before = tasks + teams + team, int(walk.state[BEFORE, tasks + teams + team])
        for task in listed:
            fits = (
                ground.may[walk.state[ROW, task], team]
                and walk.loads[team] + ground.load[task] <= ground.capacity[team]
                and walk.state[NEXT, before] == end
                and try_between(ground, walk.state, task, before, end, False) < NEVER
            )
            if fits:
                enter(ground, walk.state, walk.loads, walk.totals, task, before)
                before = task


def listed_rounds(ground: Ground, walk: Walk) -> list[tuple[int, list[int]]]:
    """Each team's tasks in order."""
    tasks, teams = ground.value.size, ground.capacity.size
    rounds = []
    for team in range(teams):
        node, listed = int(walk.state[NEXT, tasks + team]), []
        while node < tasks:
            listed.append(node)
            node = int(walk.state[NEXT, node])
        rounds.append((team, listed))
    return rounds
