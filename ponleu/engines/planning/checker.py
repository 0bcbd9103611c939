"""Walk through a plan and say every breach, knowing the problem and nothing of the search."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ponleu.engines.planning.types import Problem, Round, Site, Team, Visit


def breaches(problem: Problem, rounds: Sequence[Round]) -> tuple[str, ...]:
    """Every rule that the rounds break, a sentence each; empty if the plan can be done."""
    return tuple(_breaches(problem, rounds))


def _breaches(problem: Problem, rounds: Sequence[Round]) -> Iterator[str]:
    teams = {team.key: team for team in problem.teams}
    sites = {site.key: site for site in problem.sites}
    for key in sorted({one.team for one in rounds if one.team not in teams}):
        yield f"there is no team {key}"
    named = [one.team for one in rounds]
    for key in sorted({key for key in named if named.count(key) > 1}):
        yield f"team {key} has two rounds"
    coming: dict[str, list[tuple[Team, int]]] = defaultdict(list)
    for one in rounds:
        if one.team not in teams:
            continue
        team = teams[one.team]
        yield from _walked(problem, sites, team, one.visits)
        for visit in one.visits:
            coming[visit.site].append((team, visit.start))
    for key, those in coming.items():
        if key in sites:
            yield from _attended(problem, sites[key], those)
    yield from _bundled(problem, coming)


def _walked(
    problem: Problem, sites: dict[str, Site], team: Team, visits: Sequence[Visit]
) -> Iterator[str]:
    """One team's round: ways, windows, shift and load."""
    capacity = {vehicle.key: vehicle.capacity for vehicle in problem.vehicles}
    free, place, load = team.shift[0], team.base, 0
    for visit in visits:
        site = sites.get(visit.site)
        if site is None:
            yield f"team {team.key}: there is no site {visit.site}"
            continue
        arrival = free + int(problem.travel[place, site.place])
        if visit.start < arrival:
            yield f"team {team.key} begins at {site.key} before it is there"
        if site.windows and not any(a <= visit.start <= b for a, b in site.windows):
            yield f"team {team.key} begins at {site.key} outside its windows"
        free, place, load = visit.start + site.service, site.place, load + site.load
    back = 0 if team.end is None else int(problem.travel[place, team.end])
    if free + back > team.shift[1]:
        yield f"team {team.key} is back after its shift"
    if team.vehicle and load > capacity[team.vehicle]:
        yield f"team {team.key} loads more than its vehicle holds"


def _attended(problem: Problem, site: Site, coming: Sequence[tuple[Team, int]]) -> Iterator[str]:
    """Who is at a site: once each, at one instant, with all that is needed between them."""
    kinds = {vehicle.key: vehicle.kind for vehicle in problem.vehicles}
    keys = [team.key for team, _start in coming]
    if len(set(keys)) < len(keys):
        yield f"a team visits {site.key} twice"
    if len({start for _team, start in coming}) > 1:
        yield f"teams do not begin together at {site.key}"
    brought = {skill for team, _start in coming for skill in team.skills}
    brought |= {kinds[team.vehicle] for team, _start in coming if team.vehicle}
    if missing := site.needs - brought:
        yield f"nobody brings {', '.join(sorted(missing))} to {site.key}"
    if len(coming) > 1 and any(_spare(site, coming, one, kinds) for one in range(len(coming))):
        yield f"more teams than needed are at {site.key}"


def _spare(
    site: Site, coming: Sequence[tuple[Team, int]], left: int, kinds: dict[str, str]
) -> bool:
    """Whether the others would do without this team."""
    brought: set[str] = set()
    for number, (team, _start) in enumerate(coming):
        if number != left:
            brought |= team.skills | {kinds.get(team.vehicle, "")}
    return site.needs <= brought


def _bundled(problem: Problem, coming: dict[str, list[tuple[Team, int]]]) -> Iterator[str]:
    for bundle in problem.bundles:
        done = [key for key in bundle.sites if coming.get(key)]
        if done and len(done) < len(bundle.sites):
            yield f"bundle {bundle.key} is done in part"
        starts = [start for key in done for _team, start in coming[key]]
        if starts and max(starts) - min(starts) > bundle.within:
            yield f"the visits of bundle {bundle.key} begin too far apart"
