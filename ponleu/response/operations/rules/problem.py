"""An order as a problem for the planning engine, and its answer as a route of the order.

Ticks are minutes after midnight of the first day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning import Bundle, Problem, Round, Site, Team, Visit
from ponleu.engines.planning.travel import great_circle_ticks
from ponleu.response.operations.rules import order as orders
from ponleu.response.operations.rules.order import Order, Stop

SPEED_KMH, DETOUR = 40.0, 1.4
"""How fast a team drives, and how much longer roads are than the great circle. Our own numbers."""
UNKNOWN_MIN = 30
"""What a way is reckoned with, one end of which is not known."""
WITHIN_MIN = 5
"""How far apart the first and the last of linked sites are begun."""
URGENT, OTHERS = 1, 2

Position = tuple[float, float]


def problem_of(order: Order) -> Problem:
    """What the engine plans: urgent sites before all others, linked sites together or not at all.

    A role that no single team fills at a site may be filled by several who come together.
    """
    places = [*(_base(team) for team in order.teams), *(_position(site) for site in order.sites)]
    first = len(order.teams)
    return Problem(
        sites=tuple(_site(site, first + row) for row, site in enumerate(order.sites)),
        teams=tuple(_team(team, row, order) for row, team in enumerate(order.teams)),
        travel=_travel(places),
        bundles=_bundles(order),
    )


def rounds_of(stops: Sequence[Stop]) -> tuple[Round, ...]:
    """Stops of an order as the rounds of its teams."""
    by_team: dict[int, list[Stop]] = defaultdict(list)
    for stop in sorted(stops, key=lambda each: each.starts_min):
        by_team[stop.team].append(stop)
    return tuple(
        Round(str(team), tuple(Visit(stop.entry, stop.starts_min) for stop in those))
        for team, those in sorted(by_team.items())
    )


def stops_of(rounds: Sequence[Round]) -> tuple[Stop, ...]:
    """Rounds of the engine as stops of an order, in time."""
    stops = [Stop(int(one.team), visit.site, visit.start) for one in rounds for visit in one.visits]
    return tuple(sorted(stops, key=lambda stop: (stop.starts_min, stop.team)))


def _site(site: orders.SiteWork, place: int) -> Site:
    return Site(
        key=site.entry,
        place=place,
        value=round(site.worth, 3),
        service=site.service_min,
        tier=URGENT if site.is_urgent else OTHERS,
        windows=((site.opens_min, site.closes_min),),
        needs=frozenset(site.needs),
    )


def _team(team: orders.Team, place: int, order: Order) -> Team:
    leaves = max(team.starts_min, order.starts_min)
    return Team(
        key=str(team.number),
        base=place,
        end=place,
        shift=(leaves, max(leaves, team.ends_min)),
        skills=team.roles(),
    )


def _bundles(order: Order) -> tuple[Bundle, ...]:
    linked: dict[str, list[str]] = defaultdict(list)
    for site in order.sites:
        if site.linked:
            linked[site.linked].append(site.entry)
    return tuple(
        Bundle(word, tuple(entries), WITHIN_MIN)
        for word, entries in linked.items()
        if len(entries) > 1
    )


def _travel(places: Sequence[Position | None]) -> NDArray[np.int64]:
    """Minutes from place to place, shape (places, places)."""
    travel = np.full((len(places), len(places)), UNKNOWN_MIN, np.int64)
    rows = [row for row, place in enumerate(places) if place is not None]
    if rows:
        known = [place for place in places if place is not None]
        travel[np.ix_(rows, rows)] = great_circle_ticks(
            known, speed_kmh=SPEED_KMH, detour_factor=DETOUR, ticks=1
        )
    np.fill_diagonal(travel, 0)
    return travel


def _base(team: orders.Team) -> Position | None:
    if team.base_latitude is None or team.base_longitude is None:
        return None
    return team.base_latitude, team.base_longitude


def _position(site: orders.SiteWork) -> Position | None:
    if site.latitude is None or site.longitude is None:
        return None
    return site.latitude, site.longitude
