"""Problems for tests, small enough to be worked by hand or to the end."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, permutations, product

import numpy as np

from ponleu.engines.planning import Effort, Plan, Problem, Site, Team, plan
from ponleu.engines.planning.ruin_recreate import RUNGS


def make_line(*sites: Site, teams: Iterable[Team] = (), **more: object) -> Problem:
    """Places 0, 1, 2... on a line, ten ticks from one to the next; the base is place 0."""
    at = np.arange(12)
    travel = 10 * np.abs(at[:, None] - at[None, :])
    listed = tuple(teams) or (Team("a", 0, 0, (0, 100)),)
    return Problem(sites, listed, travel.astype(np.int64), **more)  # type: ignore[arg-type]


def planned(problem: Problem, *, seed: int = 1, iterations: int = 20) -> Plan:
    """A plan after a number of iterations at each temperature."""
    effort = Effort(((iterations,) * RUNGS,) * 2, (True, True))
    return plan(problem, seed=seed, spent=float, seconds=0.0, effort=effort)


def sites_of(made: Plan) -> set[str]:
    """Which sites are visited."""
    return {visit.site for one in made.rounds for visit in one.visits}


def best_by_trying(problem: Problem) -> float:
    """The most value that can be had, by trying every order of every share of plain sites."""
    best = 0.0
    sites = problem.sites
    for count in range(len(sites) + 1):
        for chosen in combinations(sites, count):
            value = sum(site.value for site in chosen)
            if value > best and _can_be_done(problem, chosen):
                best = value
    return best


def _can_be_done(problem: Problem, chosen: tuple[Site, ...]) -> bool:
    for shares in product(range(len(problem.teams)), repeat=len(chosen)):
        rounds = [
            [site for site, share in zip(chosen, shares, strict=True) if share == team]
            for team in range(len(problem.teams))
        ]
        if all(
            any(_walks(problem, problem.teams[number], order) for order in permutations(mine))
            for number, mine in enumerate(rounds)
        ):
            return True
    return False


def _walks(problem: Problem, team: Team, order: tuple[Site, ...]) -> bool:
    held = {vehicle.key: vehicle.capacity for vehicle in problem.vehicles}
    if team.vehicle and sum(site.load for site in order) > held[team.vehicle]:
        return False
    now, place = team.shift[0], team.base
    for site in order:
        now += int(problem.travel[place, site.place])
        begins = [max(now, opens) for opens, closes in site.windows if now <= closes]
        if (site.windows and not begins) or not site.needs <= team.skills:
            return False
        now = (min(begins) if site.windows else now) + site.service
        place = site.place
    back = 0 if team.end is None else int(problem.travel[place, team.end])
    return now + back <= team.shift[1]
