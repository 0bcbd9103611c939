"""Which rounds of all that were noted go best together: set packing by HiGHS."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import highspy
import numpy as np

from ponleu.engines.planning.annealing import Notes, Walk
from ponleu.engines.planning.rounds_state import (
    NEXT,
    PIN_FROM,
    PIN_TO,
    ROW,
    VALUE,
    Ground,
    enter,
    worth,
)

MOST_ROUNDS = 2500
MOST_CELLS = 30_000
"""Visits in all rounds that are packed: of long rounds the program grows slow."""
MOST_NODES = 100
"""Of the branching: a limit of time would give another plan on another machine."""


Key = tuple[str, int, int]
"""What a row of the program is about: a name, a number, and the choice of a unit or 0."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """One noted round: cells ``first`` to ``last`` of the notes."""

    kind: int
    first: int
    last: int


def packed(ground: Ground, notes: Notes, empty: Walk, best: Walk) -> Walk | None:
    """A better plan from noted rounds, or None if they hold none.

    Args:
        empty: a state without rounds; it becomes the answer.
    """
    noted = _newest(ground, notes)
    if len(noted) < 2:
        return None
    chosen = _chosen(ground, notes, noted)
    free = defaultdict(list)
    for team, kind in enumerate(ground.kind):
        free[int(kind)].append(team)
    tasks = ground.value.size
    for one in chosen:
        team = free[one.kind].pop(0)
        before = tasks + team
        for cell in range(one.first, one.last):
            task = int(notes.tasks[cell])
            empty.state[[PIN_FROM, PIN_TO, ROW], task] = notes.pins[cell]
            enter(ground, empty.state, empty.loads, empty.totals, task, before)
            before = task
    better = worth(ground, empty.totals, VALUE) > worth(ground, best.totals, VALUE) + 1e-9
    return empty if better and _ends(ground, empty) else None


def _ends(ground: Ground, walk: Walk) -> bool:
    """Whether every round that was rebuilt is linked to its end."""
    tasks, teams = ground.value.size, ground.capacity.size
    return all(walk.state[NEXT, node] >= 0 for node in range(tasks, tasks + teams))


def _newest(ground: Ground, notes: Notes) -> list[_Noted]:
    """The rounds noted last, in the order of their noting."""
    found: list[_Noted] = []
    last = int(notes.used[1])
    for number in range(int(notes.used[0]) - 1, -1, -1):
        first = int(notes.ends[number - 1]) if number else 0
        if len(found) == MOST_ROUNDS or int(notes.used[1]) - first > MOST_CELLS:
            break
        found.append(_Noted(int(ground.kind[notes.teams[number]]), first, last))
        last = first
    return found[::-1]


def _chosen(ground: Ground, notes: Notes, noted: list[_Noted]) -> list[_Noted]:
    """Solve: each task once, each team once, a unit whole and in one way or not at all."""
    rows: dict[Key, list[tuple[int, float]]] = defaultdict(list)
    limits: dict[Key, float] = {}
    gains: list[float] = []
    for column, one in enumerate(noted):
        tasks = notes.tasks[one.first : one.last]
        gains.append(_gain(ground, one, tasks))
        rows["team", one.kind, 0].append((column, 1.0))
        limits["team", one.kind, 0] = float((ground.kind == one.kind).sum())
        for cell in range(one.first, one.last):
            task, choice = int(notes.tasks[cell]), int(notes.choices[cell])
            if choice == 0:
                rows["task", task, 0].append((column, 1.0))
                limits["task", task, 0] = 1.0
            else:
                rows["part", task, choice].append((column, 1.0))
    _add_units(ground, rows, limits, gains)
    model = highspy.Highs()  # type: ignore[no-untyped-call]  # it has no types
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_max_nodes", MOST_NODES)
    scale = max(map(abs, gains)) or 1.0
    empty = np.zeros(0, np.int32)
    for gain in gains:
        model.addCol(-gain / scale * 1e4, 0.0, 1.0, 0, empty, np.zeros(0))
    count = len(gains)
    model.changeColsIntegrality(
        count, np.arange(count, dtype=np.int32), np.array([highspy.HighsVarType.kInteger] * count)
    )
    for key, cells in rows.items():
        columns = np.array([column for column, _one in cells], np.int32)
        weights = np.array([weight for _column, weight in cells])
        low = -highspy.kHighsInf if key in limits else 0.0
        model.addRow(low, limits.get(key, 0.0), len(cells), columns, weights)
    model.run()
    values = model.getSolution().col_value
    return [one for one, value in zip(noted, values, strict=False) if value > 0.5]


def _gain(ground: Ground, one: _Noted, tasks: np.ndarray[tuple[int], np.dtype[np.int32]]) -> float:
    """What a round adds: its value less what it travels more than a team that stays."""
    team = int(np.flatnonzero(ground.kind == one.kind)[0])
    ends = ground.value.size + team, ground.value.size + ground.capacity.size + team
    places = ground.place[np.concatenate(([ends[0]], tasks, [ends[1]]))]
    way = int(ground.travel[places[:-1], places[1:]].sum()) - int(
        ground.travel[places[0], places[-1]]
    )
    return float(ground.value[tasks].sum() - ground.travel_cost * way)


def _add_units(
    ground: Ground,
    rows: dict[Key, list[tuple[int, float]]],
    limits: dict[Key, float],
    gains: list[float],
) -> None:
    """A column for each way to do a unit; each part of it is done exactly if the way is taken."""
    ways = sorted(
        {(int(ground.unit[task]), choice) for name, task, choice in rows if name == "part"}
    )
    for unit, choice in ways:
        column = len(gains)
        gains.append(0.0)
        rows["unit", unit, 0].append((column, 1.0))
        limits["unit", unit, 0] = 1.0
        first = int(ground.unit_first[unit])
        for task in range(first, first + int(ground.unit_count[unit])):
            rows["part", task, choice].append((column, -1.0))
