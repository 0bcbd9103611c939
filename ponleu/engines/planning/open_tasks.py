"""What PyVRP and VROOM are asked: tasks alone, and those of units held where they are."""

from __future__ import annotations

from dataclasses import dataclass

from ponleu.engines.planning.annealing import Walk
from ponleu.engines.planning.rounds_state import NEVER, PIN_FROM, PIN_TO, ROW, TEAM, Ground


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task with its windows, narrowed to when its unit happens.

    Attributes:
        row: of ``may``.
        fixed: part of a unit that is planned, so that it has to be done.
    """

    task: int
    windows: tuple[tuple[int, int], ...]
    row: int
    fixed: bool


def open_tasks(ground: Ground, walk: Walk) -> list[OpenTask]:
    """Tasks alone, and those of units that the state has planned."""
    found = []
    for task in range(ground.value.size):
        alone = ground.unit_count[ground.unit[task]] == 1
        if not alone and walk.state[TEAM, task] < 0:
            continue
        low, high = (0, int(NEVER)) if alone else walk.state[[PIN_FROM, PIN_TO], task].tolist()
        windows = tuple(
            (max(low, int(opens)), min(high, int(closes)))
            for opens, closes in zip(ground.opens[task], ground.closes[task], strict=True)
            if opens < NEVER and max(low, opens) <= min(high, closes)
        )
        found.append(OpenTask(task, windows, int(walk.state[ROW, task]), not alone))
    return found


def alone_state(ground: Ground, empty: Walk, walk: Walk) -> Walk:
    """A state without rounds whose units happen when those of another do."""
    units = ground.unit_count[ground.unit] > 1
    tasks = ground.value.size
    for field in (PIN_FROM, PIN_TO, ROW):
        empty.state[field, :tasks][units] = walk.state[field, :tasks][units]
    return empty
