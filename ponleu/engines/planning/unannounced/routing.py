"""The route planner of a mixed plan: ruin and recreate, from the best known plan for the prizes."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.annealing import Walk
from ponleu.engines.planning.ground import terrain
from ponleu.engines.planning.rounds_state import NEXT, START, TEAM, VALUE, WISHED, Ground
from ponleu.engines.planning.ruin_recreate import climb_down, copied, empty_notes, empty_walk
from ponleu.engines.planning.types import Problem, Round, Visit
from ponleu.engines.planning.unannounced.crossing import Crossing
from ponleu.engines.planning.unannounced.types import Column, Priced

Floats = NDArray[np.float64]

REMEMBERED = 64
"""Plans that a search may begin from."""
RUNGS = 20
HOT, COLD = 0.3, 0.01
"""First and last temperature, in mean prizes of a visited site."""
FIRST = 5
"""The first search, which begins from nothing, is so much longer."""


class RoundPlanner:
    """Asks for the rounds of all teams again and again, for one prize per site or another.

    What it gives can be carried out; that nothing better can be had, it never proves.
    """

    def __init__(self, problem: Problem, *, seed: int, iterations: int) -> None:
        """``iterations``: of ruin and recreate for each plan; the problem has no faults."""
        self._problem = problem
        terrain_ = terrain(problem)
        self._ground: Ground = terrain_.ground
        self._site_of = np.array(terrain_.site_of, dtype=np.int64)
        self._leads = np.array(terrain_.ground.together) == np.arange(len(self._site_of))
        self._known: list[Walk] = []
        self._iterations = iterations
        self._chance = np.array([2 * seed + 1], dtype=np.uint64)
        self._order = np.random.default_rng([seed, 1])
        self._place_of = {site.key: place for place, site in enumerate(problem.sites)}
        self._crossing = Crossing(
            tuple(self._place_of), [team.key for team in problem.teams], self._tied()
        )

    def __call__(self, prizes: Sequence[float]) -> Priced:
        """A plan that collects much of these prizes; nothing is proved of it."""
        if not len(self._site_of):  # nobody can do anything
            return Priced(Column((), rounds_text([])))
        worth = np.array(prizes, dtype=np.float64)[self._site_of] * self._leads
        ground = self._ground._replace(
            value=worth, wished=worth, travel_cost=1e-9 * float(worth.max(initial=0.0))
        )
        walk, longer = self._start(worth)
        visited = walk.state[TEAM, : len(worth)] >= 0
        mean = float(worth[visited].mean() if visited.any() else worth.mean()) or 1.0
        climb_down(
            ground,
            walk,
            empty_notes(1, 1),
            chance=self._chance,
            hot=HOT * mean,
            cold=COLD * mean,
            spent=lambda: 0.0,
            until=0.0,
            counts=[longer * self._iterations // RUNGS] * RUNGS,
            rungs=RUNGS,
        )
        self._known = [*self._known, walk][-REMEMBERED:]
        return Priced(self._column(walk))

    def cross(self, prizes: Sequence[float]) -> Column | None:
        """A plan made of rounds of those found so far; None if none was found."""
        rounds = self._crossing.cross(np.array(prizes, dtype=np.float64), self._order)
        if rounds is None:
            return None
        sites = {self._place_of[visit.site] for one in rounds for visit in one.visits}
        return Column(tuple(sorted(sites)), rounds_text(rounds))

    def _tied(self) -> frozenset[str]:
        """Sites that several teams may visit together, or that are struck with others."""
        joint = {
            self._problem.sites[self._site_of[task]].key for task in np.flatnonzero(~self._leads)
        }
        return frozenset(joint.union(*(bundle.sites for bundle in self._problem.bundles)))

    def _start(self, worth: Floats) -> tuple[Walk, int]:
        """The known plan that collects most of these prizes, its totals reckoned anew."""
        if not self._known:
            return empty_walk(self._ground, self._problem), FIRST
        tasks = len(worth)
        sums = [float(worth[walk.state[TEAM, :tasks] >= 0].sum()) for walk in self._known]
        walk = copied(self._known[int(np.argmax(sums))])
        walk.totals[VALUE] = walk.totals[WISHED] = max(sums)
        return walk, 1

    def _column(self, walk: Walk) -> Column:
        tasks = len(self._site_of)
        sites = {int(self._site_of[task]) for task in np.flatnonzero(walk.state[TEAM, :tasks] >= 0)}
        rounds = self._rounds(walk)
        self._crossing.note(rounds)
        return Column(tuple(sorted(sites)), rounds_text(rounds))

    def _rounds(self, walk: Walk) -> tuple[Round, ...]:
        tasks = len(self._site_of)
        rounds = []
        for number, team in enumerate(self._problem.teams):
            visits, node = [], int(walk.state[NEXT, tasks + number])
            while node < tasks:
                key = self._problem.sites[self._site_of[node]].key
                visits.append(Visit(key, int(walk.state[START, node])))
                node = int(walk.state[NEXT, node])
            rounds.append(Round(team.key, tuple(visits)))
        return tuple(rounds)


def rounds_text(rounds: Sequence[Round]) -> str:
    """Rounds as the text that a column keeps: [[team, [[site, start], ...]], ...]."""
    listed = [[one.team, [[visit.site, visit.start] for visit in one.visits]] for one in rounds]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def text_rounds(text: str) -> tuple[Round, ...]:
    """Rounds from the text of a column."""
    return tuple(
        Round(team, tuple(Visit(site, start) for site, start in visits))
        for team, visits in json.loads(text)
    )
