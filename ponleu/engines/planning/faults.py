"""What no plan could mend: each fault of a problem, where it is and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ponleu.engines.errors import Refusal
from ponleu.engines.planning.types import Problem, Site, Team

LATEST_TICK = 2**28
"""Ticks are kept in 32 bits, sums of two among them."""


def faults(problem: Problem) -> tuple[Refusal, ...]:
    """Every fault; empty if the problem can be planned. A missing skill is no fault: a site that
    nobody can do is left out with the reason."""
    return tuple(_faults(problem))


def _faults(problem: Problem) -> Iterator[Refusal]:
    yield from _travel(problem)
    for name, keys in (
        ("site", [site.key for site in problem.sites]),
        ("team", [team.key for team in problem.teams]),
        ("vehicle", [vehicle.key for vehicle in problem.vehicles]),
        ("bundle", [bundle.key for bundle in problem.bundles]),
    ):
        for key, count in Counter(keys).items():
            if count > 1:
                yield Refusal(
                    f"two of the {name}s have one name", f"{name} {key}", "name them apart"
                )
    if not problem.teams:
        yield Refusal("there are no teams", "teams", "give at least one")
    if problem.travel_cost < 0:
        yield Refusal("travel has a cost below 0", "travel_cost", "give 0 or more")
    for site in problem.sites:
        yield from _site(problem, site)
    for team in problem.teams:
        yield from _team(problem, team)
    yield from _vehicles(problem)
    yield from _bundles(problem)


def _travel(problem: Problem) -> Iterator[Refusal]:
    shape = problem.travel.shape
    if len(shape) != 2 or shape[0] != shape[1]:
        yield Refusal("the table of travel is not square", "travel", "give a row for every place")
    elif problem.travel.size and int(problem.travel.min()) < 0:
        yield Refusal("a way takes less than no time", "travel", "give 0 or more")
    elif problem.travel.size and int(problem.travel.max()) > LATEST_TICK:
        yield Refusal("a way takes too long to be reckoned with", "travel", "give a shorter one")


def _site(problem: Problem, site: Site) -> Iterator[Refusal]:
    where = f"site {site.key}"
    if not 0 <= site.place < problem.travel.shape[0]:
        yield Refusal("it stands at no place of the table of travel", where, "give its place")
    if not 0 <= site.value < 1e9:
        yield Refusal("its value is below 0 or not a number", where, "give 0 to 1000000000")
    elif abs(site.value * 1000 - round(site.value * 1000)) > 1e-3:
        yield Refusal("its value has more than three decimals", where, "round it")
    if site.tier < 1:
        yield Refusal("its tier is below 1", where, "give 1 for what comes first")
    if not 0 <= site.service <= LATEST_TICK:
        yield Refusal("its visit takes less than no time, or too long", where, "give its minutes")
    if site.load < 0:
        yield Refusal("its load is below 0", where, "give 0 or more")
    yield from _windows(problem, site, where)


def _windows(problem: Problem, site: Site, where: str) -> Iterator[Refusal]:
    last = -1
    for opens, closes in site.windows:
        if not 0 <= opens <= closes <= LATEST_TICK:
            mend = "let it close at or after it opens"
            yield Refusal("a window is impossible", where, mend)
            return
        if opens <= last:
            yield Refusal("its windows overlap or are out of order", where, "put them in order")
            return
        last = closes
    shifts = [team.shift for team in problem.teams]
    if (
        site.windows
        and shifts
        and not any(
            opens <= end and closes >= begin
            for opens, closes in site.windows
            for begin, end in shifts
        )
    ):
        yield Refusal("its windows lie outside every shift", where, "widen a window or a shift")


def _team(problem: Problem, team: Team) -> Iterator[Refusal]:
    where = f"team {team.key}"
    places = problem.travel.shape[0]
    if not 0 <= team.base < places or not (team.end is None or 0 <= team.end < places):
        yield Refusal("its base or end is at no place of the table", where, "give its place")
    elif not 0 <= team.shift[0] <= team.shift[1] <= LATEST_TICK:
        yield Refusal("its shift is impossible", where, "let it end after it begins")
    elif (
        team.end is not None
        and team.base != team.end
        and (int(problem.travel[team.base, team.end]) > team.shift[1] - team.shift[0])
    ):
        yield Refusal("its shift is shorter than its way home", where, "lengthen the shift")


def _vehicles(problem: Problem) -> Iterator[Refusal]:
    known = {vehicle.key for vehicle in problem.vehicles}
    for vehicle in problem.vehicles:
        if vehicle.capacity < 0:
            place = f"vehicle {vehicle.key}"
            yield Refusal("its capacity is below 0", place, "give 0 or more")
    driving: dict[str, list[Team]] = {}
    for team in problem.teams:
        if team.vehicle and team.vehicle not in known:
            yield Refusal("its vehicle is unknown", f"team {team.key}", "list it under vehicles")
        elif team.vehicle:
            driving.setdefault(team.vehicle, []).append(team)
    for key, teams in driving.items():
        if pair := _at_once(teams):
            mend = f"give one of teams {pair[0].key} and {pair[1].key} another, or other hours"
            yield Refusal("the vehicle would be in two places at once", f"vehicle {key}", mend)


def _at_once(teams: Sequence[Team]) -> tuple[Team, Team] | None:
    ordered = sorted(teams, key=lambda team: team.shift)
    for one, two in pairwise(ordered):
        if two.shift[0] < one.shift[1]:
            return one, two
    return None


def _bundles(problem: Problem) -> Iterator[Refusal]:
    known = {site.key for site in problem.sites}
    counted = Counter(key for bundle in problem.bundles for key in bundle.sites)
    for bundle in problem.bundles:
        where = f"bundle {bundle.key}"
        if len(bundle.sites) < 2:
            yield Refusal("it links fewer than two sites", where, "list two or more")
        if bundle.within < 0:
            yield Refusal("its starts are less than no time apart", where, "give 0 or more minutes")
        for key in sorted(set(bundle.sites) - known):
            yield Refusal(f"there is no site {key}", where, "list it under sites")
        for key in sorted({key for key in bundle.sites if counted[key] > 1}):
            yield Refusal(f"site {key} is linked twice", where, "keep one of the links")
