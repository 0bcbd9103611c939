"""A problem in two parts: what follows risk is chosen, what is left to chance is drawn."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ponleu.engines.planning.types import Bundle, Problem, Site, Team
from ponleu.engines.planning.unannounced.reserve import Reserve, set_aside


def reserve_of(problem: Problem, share: float) -> Reserve:
    """The teams that are drawn, by the ticks of their shifts.

    Raises:
        EngineError: the share is out of range, or a shift has no length.
    """
    return set_aside([team.shift[1] - team.shift[0] for team in problem.teams], share)


def chosen_part(problem: Problem, reserve: Reserve) -> Problem:
    """All sites for the teams that are not drawn."""
    return _part(problem, [problem.teams[one] for one in reserve.chosen], problem.sites)


def drawn_part(problem: Problem, reserve: Reserve, visited: Collection[str]) -> Problem:
    """For the drawn teams, the sites of the last tier that the chosen part does not visit.

    Earlier tiers hold people who wait for help: whether somebody comes is no matter of chance.
    """
    return _part(
        problem,
        [problem.teams[one] for one in reserve.drawn],
        [site for site in problem.sites if site.key not in visited and _is_last(problem, site)],
    )


def urgent_left(problem: Problem, visited: Collection[str]) -> tuple[str, ...]:
    """Sites of earlier tiers that the chosen part leaves out."""
    return tuple(
        site.key
        for site in problem.sites
        if site.key not in visited and not _is_last(problem, site)
    )


def _is_last(problem: Problem, site: Site) -> bool:
    """Whether the site and all that are linked with it are of the last tier."""
    last = max(one.tier for one in problem.sites)
    linked = {key for bundle in problem.bundles if site.key in bundle.sites for key in bundle.sites}
    return all(one.tier == last for one in problem.sites if one.key in linked | {site.key})


def _part(problem: Problem, teams: Collection[Team], sites: Collection[Site]) -> Problem:
    keys, vehicles = {site.key for site in sites}, {team.vehicle for team in teams}
    bundles: list[Bundle] = [one for one in problem.bundles if keys.issuperset(one.sites)]
    broken = {key for one in problem.bundles if one not in bundles for key in one.sites}
    return replace(
        problem,
        teams=tuple(teams),
        sites=tuple(site for site in sites if site.key not in broken),
        vehicles=tuple(one for one in problem.vehicles if one.key in vehicles),
        bundles=tuple(bundles),
    )
