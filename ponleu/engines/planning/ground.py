"""A problem as arrays for the compiled search: sites become tasks, tasks have rows of teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.rounds_state import NEVER, Ground
from ponleu.engines.planning.types import Problem, Site

MOST_WAYS = 12
NEIGHBOURS = 40
WISH_STEP = 5.0
"""How much more a site of a tier is wished, on average, than any of a later one while searching.

A plan is judged by the tiers in their order; a search that was would never give one up for a while.
"""


@dataclass(frozen=True, slots=True)
class Terrain:
    """Arrays and what their numbers mean.

    Attributes:
        site_of: number of the site of each task.
        units: sites (numbers) of each unit.
    """

    ground: Ground
    site_of: tuple[int, ...]
    units: tuple[tuple[int, ...], ...]


def capabilities(problem: Problem) -> list[frozenset[str]]:
    """What each team brings: its skills and the kind of its vehicle."""
    kinds = {vehicle.key: vehicle.kind for vehicle in problem.vehicles}
    return [
        team.skills | ({kinds[team.vehicle]} if kinds.get(team.vehicle) else frozenset())
        for team in problem.teams
    ]


def ways_to_share(needs: frozenset[str], brings: Sequence[frozenset[str]]) -> list[list[set[int]]]:
    """How the fewest teams can bring what is needed.

    Returns: ways; in each, for every team that comes, which teams can stand there. Empty if
        nobody can. A visit by one team is the one way of ``[{teams that bring all}]``.
    """
    whole = {number for number, brought in enumerate(brings) if needs <= brought}
    if whole:
        return [[whole]]
    useful = sorted({tuple(sorted(needs & brought)) for brought in brings if needs & brought})
    for size in range(2, min(4, len(useful)) + 1):
        ways = []
        for chosen in combinations(useful, size):
            if set().union(*chosen) != needs:
                continue
            ways.append([_who_can(set(part), brings) for part in _parts(chosen)])
        if ways:
            return ways[:MOST_WAYS]
    return []


def _parts(chosen: Sequence[Sequence[str]]) -> list[list[str]]:
    """What each brings that those before do not."""
    given: set[str] = set()
    parts = []
    for brought in chosen:
        parts.append([need for need in brought if need not in given])
        given.update(brought)
    return parts


def _who_can(part: set[str], brings: Sequence[frozenset[str]]) -> set[int]:
    return {number for number, brought in enumerate(brings) if part <= brought}


def tier_weights(problem: Problem) -> tuple[dict[int, float], float]:
    """What a unit of value weighs in each tier, and what a tick of travel does.

    Raises:
        EngineError: if the tiers are too many or too wide to be kept apart in a double.
    """
    longest = sum(team.shift[1] - team.shift[0] for team in problem.teams) + 1
    travel = problem.travel_cost or _step(problem.sites) / 2 / longest
    reach = travel * longest
    weights: dict[int, float] = {}
    for tier in sorted({site.tier for site in problem.sites}, reverse=True):
        within = [site for site in problem.sites if site.tier == tier]
        step = _step(within)
        weights[tier] = 1.0 if not weights else float(int(reach / step) + 1)
        reach += weights[tier] * sum(site.value for site in within)
    if reach / travel > 2**52:
        message = "tiers and values are too wide apart to be kept in order"
        raise EngineError(message)
    return weights, travel


def _wishes(problem: Problem) -> dict[int, float]:
    """What a unit of value is taken to weigh in each tier while searching."""
    wishes: dict[int, float] = {}
    highest = 0.0
    for tier in sorted({site.tier for site in problem.sites}, reverse=True):
        values = [site.value for site in problem.sites if site.tier == tier and site.value > 0]
        mean = sum(values) / len(values) if values else 1.0
        wishes[tier] = max(1.0, WISH_STEP * highest / mean)
        highest = max(highest, wishes[tier] * max(values, default=0.0))
    return wishes


def _step(sites: Sequence[Site]) -> float:
    """No two different sums of values are nearer than this."""
    thousandths = np.array([round(site.value * 1000) for site in sites if site.value > 0])
    return float(np.gcd.reduce(thousandths)) / 1000 if thousandths.size else 1.0


def terrain(problem: Problem) -> Terrain:
    """Arrays of a problem that has no faults; sites that nobody can do are not in them."""
    brings = capabilities(problem)
    ways = [ways_to_share(site.needs, brings) for site in problem.sites]
    numbers = {site.key: number for number, site in enumerate(problem.sites)}
    bundled = [tuple(numbers[key] for key in bundle.sites) for bundle in problem.bundles]
    alone = set(range(len(problem.sites))) - {one for sites in bundled for one in sites}
    units = [sites for sites in bundled if all(ways[one] for one in sites)]
    units += [(one,) for one in sorted(alone) if ways[one]]
    spreads = [
        bundle.within
        for bundle, sites in zip(problem.bundles, bundled, strict=True)
        if sites in units
    ]
    spreads += [0 if len(ways[sites[0]][0]) > 1 else int(NEVER) for sites in units[len(spreads) :]]
    return _arrays(problem, ways, units, spreads)


def _arrays(
    problem: Problem,
    ways: list[list[list[set[int]]]],
    units: list[tuple[int, ...]],
    spreads: list[int],
) -> Terrain:
    teams = len(problem.teams)
    site_of, unit, together, rows, first_row, way_count = _tasks(ways, units, teams)
    counts = np.bincount(np.array(unit, np.int64), minlength=len(units))
    firsts = np.cumsum(counts) - counts
    chosen = [problem.sites[one] for one in site_of]
    weights, tick_cost = tier_weights(problem)
    wishes = _wishes(problem)
    leading = np.array(together) == np.arange(len(site_of))
    value = np.array([site.value * weights[site.tier] for site in chosen]) * leading
    wished = np.array([site.value * wishes[site.tier] for site in chosen])
    windows, opens, closes = _windows(problem, chosen)
    places, travel = _places(problem, chosen)
    shared = np.bincount(np.array(together, np.int64), minlength=len(chosen))[together] > 1
    service = [  # of a joint visit a tick at least, so that no team stands for two
        max(site.service, int(joint)) for site, joint in zip(chosen, shared, strict=True)
    ] + [0] * (2 * teams)
    may = np.array(rows, np.bool_).reshape(-1, teams)
    ground = Ground(
        travel=travel,
        place=places,
        service=np.array(service, np.int32),
        value=value.astype(np.float64),
        wished=(wished * leading).astype(np.float64),
        load=np.array([site.load for site in chosen], np.int32),
        windows=windows,
        opens=opens,
        closes=closes,
        may=may,
        ways=np.array(first_row, np.int32),
        way_count=np.array(way_count, np.int32),
        unit=np.array(unit, np.int32),
        unit_first=firsts.astype(np.int32),
        unit_count=counts.astype(np.int32),
        spread=np.array(spreads, np.int32),
        together=np.array(together, np.int32),
        near=_near(travel, places[: len(chosen)], opens, closes, windows, service),
        capacity=_capacity(problem),
        kind=_kinds(problem, may),
        travel_cost=tick_cost,
    )
    return Terrain(ground, tuple(site_of), tuple(units))


def _tasks(
    ways: list[list[list[set[int]]]], units: list[tuple[int, ...]], teams: int
) -> tuple[list[int], list[int], list[int], list[list[bool]], list[int], list[int]]:
    """Of each task its site, unit and head; the rows of who may; its first row and its ways."""
    site_of: list[int] = []
    unit: list[int] = []
    together: list[int] = []
    rows: list[list[bool]] = []
    known: dict[frozenset[int], int] = {}
    first_row: list[int] = []
    way_count: list[int] = []
    for number, sites in enumerate(units):
        for one in sites:
            head, count = len(site_of), len(ways[one][0])
            for part in range(count):
                site_of.append(one)
                unit.append(number)
                together.append(head)
                way_count.append(len(ways[one]))
                if len(ways[one]) == 1 and frozenset(ways[one][0][part]) in known:
                    first_row.append(known[frozenset(ways[one][0][part])])
                    continue
                first_row.append(len(rows))
                if len(ways[one]) == 1:
                    known[frozenset(ways[one][0][part])] = len(rows)
                rows += [[team in way[part] for team in range(teams)] for way in ways[one]]
    return site_of, unit, together, rows, first_row, way_count


def _windows(
    problem: Problem, chosen: Sequence[Site]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    first = min(team.shift[0] for team in problem.teams)
    last = max(team.shift[1] for team in problem.teams)
    spans = [site.windows or ((first, last),) for site in chosen]
    most = max((len(one) for one in spans), default=1)
    opens = np.full((len(chosen), most), NEVER, np.int32)
    closes = np.full((len(chosen), most), NEVER, np.int32)
    for task, one in enumerate(spans):
        for number, (start, end) in enumerate(one):
            opens[task, number], closes[task, number] = start, end
    return np.array([len(one) for one in spans], np.int32), opens, closes


def _places(
    problem: Problem, chosen: Sequence[Site]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Where each node is; one more place stands for anywhere, no way from all others."""
    size = problem.travel.shape[0]
    travel = np.zeros((size + 1, size + 1), np.int32)
    travel[:size, :size] = problem.travel
    places = [site.place for site in chosen]
    places += [team.base for team in problem.teams]
    places += [size if team.end is None else team.end for team in problem.teams]
    return np.array(places, np.int32), travel


def _capacity(problem: Problem) -> NDArray[np.int32]:
    held = {vehicle.key: vehicle.capacity for vehicle in problem.vehicles}
    return np.array([held.get(team.vehicle, int(NEVER)) for team in problem.teams], np.int32)


def _kinds(problem: Problem, may: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Teams that are the same in all that counts have the same number."""
    capacity = _capacity(problem)
    seen: dict[tuple[object, ...], int] = {}
    kinds = []
    for number, team in enumerate(problem.teams):
        column = may[:, number].tobytes()
        same = (team.base, team.end, team.shift, int(capacity[number]), column)
        kinds.append(seen.setdefault(same, len(seen)))
    return np.array(kinds, np.int32)


def _near(
    travel: NDArray[np.int32],
    places: NDArray[np.int32],
    opens: NDArray[np.int32],
    closes: NDArray[np.int32],
    windows: NDArray[np.int32],
    service: Sequence[int],
) -> NDArray[np.int32]:
    """Tasks by closeness: the way, a fifth of the wait, and how much too late one would be.

    Source: Vidal et al., A hybrid genetic algorithm with adaptive diversity management (2013),
    the correlation measure of their granular search.
    """
    tasks = places.size
    if tasks < 2:
        return np.full((tasks, 1), -1, np.int32)
    way = travel[np.ix_(places, places)].astype(np.float64)
    lasting = np.array(service[:tasks])[:, None] + way
    first = opens[:, 0].astype(np.float64)
    last = closes[np.arange(tasks), windows - 1].astype(np.float64)
    wait = np.maximum(0, first[None, :] - last[:, None] - lasting)
    late = np.maximum(0, first[:, None] + lasting - last[None, :])
    far = way + 0.2 * wait + late
    far = np.minimum(far, far.T)
    np.fill_diagonal(far, np.inf)
    count = min(NEIGHBOURS, tasks - 1)
    return np.argsort(far, axis=1, kind="stable")[:, :count].astype(np.int32)
