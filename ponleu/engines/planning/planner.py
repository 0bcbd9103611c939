"""Plan: search, pack what was found, improve, check, bound, and say why the rest is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.annealing import Notes, Walk, fill, note_rounds
from ponleu.engines.planning.bounds import upper_bound
from ponleu.engines.planning.checker import breaches
from ponleu.engines.planning.faults import faults
from ponleu.engines.planning.ground import Terrain, terrain
from ponleu.engines.planning.left_out import left_out
from ponleu.engines.planning.packing import packed
from ponleu.engines.planning.pyvrp_search import improve_by_pyvrp
from ponleu.engines.planning.replay import listed_rounds
from ponleu.engines.planning.rounds_state import START, VALUE, Ground, worth
from ponleu.engines.planning.ruin_recreate import (
    RUNGS,
    climb_down,
    copied,
    empty_notes,
    empty_walk,
)
from ponleu.engines.planning.types import (
    Bundle,
    Effort,
    Plan,
    Problem,
    Round,
    Site,
    Spent,
    Team,
    Visit,
)
from ponleu.engines.planning.vroom_search import found_by_vroom

Progress = Callable[[str, float], None]
"""Told after each step: who searched, and the value less its cost so far."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the time is shared out.

    Attributes:
        ladders: for each descent of the own search, when it ends (share of the time), and its
            first and last temperature in mean wished values of a task.
        pyvrp_until: share of the time at which PyVRP ends, after the ladders; 0 for not at all.
        vroom: whether VROOM is asked first.
    """

    ladders: tuple[tuple[float, float, float], ...]
    pyvrp_until: float = 0.0
    vroom: bool = False


@dataclass(slots=True)
class _Search:
    """The best so far, and who found it."""

    problem: Problem
    terrain: Terrain
    best: Walk
    notes: Notes
    found_by: str = "ruin and recreate"
    ladders: list[tuple[int, ...]] = field(default_factory=list)
    packings: list[bool] = field(default_factory=list)
    packing_seconds: float = 0.0

    @property
    def ground(self) -> Ground:
        """The arrays."""
        return self.terrain.ground

    @property
    def shifts(self) -> list[tuple[int, int]]:
        """Of each team."""
        return [team.shift for team in self.problem.teams]

    def take(self, walk: Walk | None, found_by: str) -> None:
        """Keep a state if it is better, and note its rounds."""
        if walk is None:
            return
        note_rounds(self.ground, walk, self.notes)
        if worth(self.ground, walk.totals, VALUE) > worth(self.ground, self.best.totals, VALUE):
            self.best, self.found_by = walk, found_by


def plan(
    problem: Problem,
    *,
    seed: int,
    spent: Spent,
    seconds: float,
    effort: Effort | None = None,
    way: Way | None = None,
    progress: Progress = lambda _who, _worth: None,
) -> Plan:
    """The best plan found, which the checker passed.

    Args:
        spent: CPU seconds since the caller began; read, never set.
        seconds: reading of ``spent`` at which to come to an end.
        effort: iterations of an earlier plan, in place of the clock: gives that plan again, if
            seed and way are the same.

    Raises:
        EngineError: if the problem has a fault (see ``faults``), or a searcher broke a rule.
    """
    if found := faults(problem):
        raise EngineError(str(found[0]))
    ground = terrain(problem)
    search = _Search(problem, ground, empty_walk(ground.ground, problem), _room(ground.ground))
    done = Effort()
    if ground.site_of:
        chosen = way or way_for(problem)
        _match(effort, chosen)
        done = _run(search, chosen, seed, spent, seconds, effort, progress)
    return _answer(search, seed, done)


def make_ready() -> None:
    """Compile the search, or open what was compiled before: no part of anyone's budget."""
    sites = (Site("a", 0, 1.0), Site("b", 0, 1.0))
    teams = (Team("1", 0, 0, (0, 1)), Team("2", 0, 0, (0, 1)))
    bundle = Bundle("c", ("a", "b"), 1)
    problem = Problem(sites, teams, np.zeros((1, 1), np.int64), bundles=(bundle,))
    effort = Effort(((1,) * RUNGS,) * 2, (True, True))
    ladders = ((1.0, 1.0, 0.1),) * 2
    plan(problem, seed=1, spent=float, seconds=0.0, effort=effort, way=Way(ladders))


def way_for(problem: Problem) -> Way:
    """How to share the time out over this problem, as the benchmark taught."""
    if problem.travel_cost > 0:
        return Way(ladders=((0.78, 3.0, 0.03), (0.95, 0.1, 0.02)))
    return Way(ladders=((0.96, 0.4, 0.07),))


def _match(effort: Effort | None, way: Way) -> None:
    """Counts of another sort of problem cannot be gone by."""
    enough = effort is None or (
        min(len(effort.ladders), len(effort.packed)) >= len(way.ladders)
        and all(len(ladder) == RUNGS and min(ladder) >= 0 for ladder in effort.ladders)
    )
    if not enough:
        message = "the effort is that of another sort of problem"
        raise EngineError(message)


def _run(
    search: _Search,
    way: Way,
    seed: int,
    spent: Spent,
    seconds: float,
    effort: Effort | None,
    progress: Progress,
) -> Effort:
    ground, problem = search.ground, search.problem
    chance = _chance(seed)
    begun = spent()
    fill(ground, search.best, chance)
    asked = effort.vroom if effort else way.vroom
    if asked:
        _ask_vroom(search)
        progress("VROOM", _worth(search))
    for number, (share, hot, cold) in enumerate(way.ladders):
        found = copied(search.best)
        counts = climb_down(
            ground,
            found,
            search.notes,
            chance=chance,
            hot=hot * float(ground.wished.mean()),
            cold=cold * float(ground.wished.mean()),
            spent=spent,
            until=min(begun + share * (seconds - begun), seconds - 1.1 * search.packing_seconds),
            counts=effort.ladders[number] if effort else None,
        )
        search.ladders.append(counts)
        search.take(found, "ruin and recreate")
        progress("ruin and recreate", _worth(search))
        if _pack(search, spent, seconds, effort.packed[number] if effort else None):
            progress("packing", _worth(search))
    iterations = 0
    if way.pyvrp_until > 0:
        end = begun + way.pyvrp_until * (seconds - begun)
        count = effort.pyvrp if effort else None
        walk, iterations = improve_by_pyvrp(
            ground,
            search.best,
            empty_walk(ground, problem),
            search.shifts,
            seed=seed,
            goes_on=lambda done: done < count if count is not None else spent() < end,
        )
        search.take(walk, "PyVRP")
        progress("PyVRP", _worth(search))
    return Effort(tuple(search.ladders), tuple(search.packings), iterations, asked)


def _ask_vroom(search: _Search) -> None:
    empty = empty_walk(search.ground, search.problem)
    walk = found_by_vroom(search.ground, search.best, empty, search.shifts, effort=5)
    search.take(walk, "VROOM")


def _pack(search: _Search, spent: Spent, seconds: float, asked: bool | None) -> bool:
    """Pack what was noted if that was asked, or if it took before what time is left."""
    going = asked
    if going is None:
        going = len(search.problem.teams) > 1 and spent() + search.packing_seconds <= seconds
    search.packings.append(going)
    if going:
        before = spent()
        empty = empty_walk(search.ground, search.problem)
        search.take(packed(search.ground, search.notes, empty, search.best), "packing")
        search.packing_seconds = spent() - before
    return going


def _worth(search: _Search) -> float:
    return worth(search.ground, search.best.totals, VALUE)


def _chance(seed: int) -> NDArray[np.uint64]:
    """The first number of the sequence, never zero, spread from the seed."""
    return np.array([(seed * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) % 2**64 or 1], np.uint64)


def _room(ground: Ground) -> Notes:
    return empty_notes(20_000, 20_000 * max(8, min(ground.value.size, 40)))


def rounds_of(problem: Problem, terrain: Terrain, walk: Walk) -> tuple[Round, ...]:
    """What the teams of a state do, those that go anywhere."""
    return tuple(
        Round(
            problem.teams[team].key,
            tuple(
                Visit(problem.sites[terrain.site_of[task]].key, int(walk.state[START, task]))
                for task in listed
            ),
        )
        for team, listed in listed_rounds(terrain.ground, walk)
        if listed
    )


def _answer(search: _Search, seed: int, effort: Effort) -> Plan:
    problem, ground = search.problem, search.ground
    rounds = rounds_of(problem, search.terrain, search.best)
    if broken := breaches(problem, rounds):
        raise EngineError(broken[0])
    bound, how = upper_bound(problem, search.terrain)
    visited = {visit.site for one in rounds for visit in one.visits}
    done = [site for site in problem.sites if site.key in visited]
    return Plan(
        rounds=rounds,
        left_out=tuple(left_out(problem, search.terrain, search.best, empty_walk(ground, problem))),
        value=round(sum(site.value for site in done), 3),
        tiers={
            tier: round(sum(site.value for site in done if site.tier == tier), 3)
            for tier in sorted({site.tier for site in problem.sites})
        },
        cost=int(search.best.totals[2]),
        bound=bound,
        bound_how=how,
        found_by=search.found_by,
        seed=seed,
        effort=effort,
    )
