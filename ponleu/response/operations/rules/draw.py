"""A mixed plan as the room reads it: what is chosen, what is drawn and how likely; what was drawn.

Ticks are minutes after midnight of the first day.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ponleu.engines.planning import breaches
from ponleu.response.operations.rules.order import LeftOut, Order, Route, SiteWork, Stop
from ponleu.response.operations.rules.problem import problem_of, rounds_of

LEAST_SHARE, MOST_SHARE = 0.1, 1.0
"""Share of the time of teams that may be left to the draw."""
LEAST_PARTIES = 2
"""So many different people commit at least: with one alone there is nobody to trust less."""
RISK, LOT = "risk", "lot"
"""How a site came to be visited."""


class Stage(StrEnum):
    """How far a draw has come."""

    COMMITTING = "committing"
    REVEALING = "revealing"
    DRAWN = "drawn"
    TAKEN = "taken"


class Left(StrEnum):
    """Why a site is not visited under a drawn plan."""

    NOT_DRAWN = "not_drawn"
    OUT_OF_REACH = "out_of_reach"
    URGENT = "urgent"
    NOT_CHOSEN = "not_chosen"


@dataclass(frozen=True, slots=True)
class Chance:
    """A site that is left to the draw.

    Attributes:
        value: what an adversary gains there if nobody comes.
        probability: that the drawn plan visits it, 0 to 1.
    """

    entry: str
    value: float
    probability: float


@dataclass(frozen=True, slots=True)
class Stated:
    """What a mixed plan promises. Losses are values, see ``docs/engines/unannounced.md``.

    Attributes:
        share: of the time of all teams that is drawn, 0 to 1.
        chosen_teams, drawn_teams: numbers of teams.
        plans: how many there are to draw from. bits: entropy of the sets of sites.
        bound: no mix of any plans loses less; none if nothing is proved.
        likeliest: probability of the likeliest plan.
        out_of_reach: sites left to the draw that no drawn team can visit.
        urgent: sites with people in danger that the chosen teams leave out.
        stops: of the chosen part.
    """

    seed: int
    share: float
    chosen_teams: tuple[int, ...]
    drawn_teams: tuple[int, ...]
    plans: int
    bits: float
    has_enough_bits: bool
    likeliest: float
    worst_loss: float
    bound: float | None
    expected_value: float
    best_value: float
    chances: tuple[Chance, ...]
    out_of_reach: tuple[str, ...]
    urgent: tuple[str, ...]
    stops: tuple[Stop, ...]

    @property
    def by_entry(self) -> Mapping[str, Chance]:
        """The sites left to the draw, by their keys."""
        return {each.entry: each for each in self.chances}


def stated(content: bytes) -> Stated:
    """What the document of a mixed plan of ours says."""
    read: Mapping[str, Any] = json.loads(content)
    reserve, chosen, drawn = read["reserve"], read["chosen"], read["drawn"]
    said = drawn["statement"]
    return Stated(
        seed=read["seed"],
        share=reserve["share"],
        chosen_teams=tuple(int(each) for each in reserve["chosen_teams"]),
        drawn_teams=tuple(int(each) for each in reserve["drawn_teams"]),
        plans=len(drawn["columns"]),
        bits=said["entropy_bits"],
        has_enough_bits=said["enough_bits"],
        likeliest=said["likeliest"],
        worst_loss=said["worst_loss"],
        bound=said["bound"] if said["bound_proved"] else None,
        expected_value=said["expected_value"],
        best_value=said["best_value"],
        chances=tuple(
            Chance(each["site"], each["value"], each["probability"]) for each in drawn["sites"]
        ),
        out_of_reach=tuple(said["out_of_reach"]),
        urgent=tuple(chosen["urgent_left_out"]),
        stops=_stops(chosen["routes"]),
    )


def drawn_stops(record: bytes) -> tuple[Stop, ...]:
    """The stops of the plan in the record of a draw."""
    return _stops(json.loads(record)["plan"]["routes"])


def drawn_number(record: bytes) -> int:
    """The number in the record of a draw, 0 to below 2 to the 64th."""
    return int(json.loads(record)["number"])


def mark_of(order: Order) -> str:
    """SHA-256 of what of an order is planned, in hexadecimal; the route is not part of it."""
    asked = problem_of(order)
    said = {
        "sites": [
            [s.key, s.place, s.value, s.service, s.tier, list(s.windows), sorted(s.needs)]
            for s in asked.sites
        ],
        "teams": [[t.key, t.base, t.end, list(t.shift), sorted(t.skills)] for t in asked.teams],
        "linked": [[b.key, list(b.sites), b.within] for b in asked.bundles],
        "travel": asked.travel.tolist(),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def has_sites_to_draw(order: Order) -> bool:
    """Whether there is a site without anybody in danger: only such are left to chance."""
    return any(not site.is_urgent for site in order.sites)


def drawn_order(
    order: Order, mixed: Stated, drawn: Sequence[Stop], words: Mapping[Left, str]
) -> Order | None:
    """The order with the chosen and the drawn stops; none if the checker refuses them together.

    Args:
        words: why a site is left out; ``NOT_DRAWN`` holds ``%(share)s`` for its probability.
    """
    stops = tuple(sorted([*mixed.stops, *drawn], key=lambda stop: (stop.starts_min, stop.team)))
    if breaches(problem_of(order), rounds_of(stops)):
        return None
    visited, by_lot = {stop.entry for stop in stops}, {stop.entry for stop in drawn}
    left = tuple(
        LeftOut(site.entry, words[why] % {"share": f"{_probability(mixed, site):.2f}"})
        for site in order.sites
        if site.entry not in visited
        for why in [why_left(mixed, site.entry)]
    )
    worth = sum(site.worth for site in order.sites if site.entry in visited)
    return replace(
        order,
        route=Route(stops, left, seed=mixed.seed, value=worth),
        sites=tuple(
            replace(site, chosen=LOT, probability=_probability(mixed, site))
            if site.entry in by_lot
            else replace(site, chosen=RISK, probability=None)
            for site in order.sites
        ),
    )


def all_chosen(order: Order) -> Order:
    """The order with no site drawn: another plan took the place of the draw."""
    sites = tuple(replace(site, chosen=RISK, probability=None) for site in order.sites)
    return replace(order, sites=sites)


def why_left(mixed: Stated, entry: str) -> Left:
    """Why a site is not visited under a drawn plan that does not visit it."""
    if entry in mixed.urgent:
        return Left.URGENT
    if entry in mixed.out_of_reach:
        return Left.OUT_OF_REACH
    return Left.NOT_DRAWN if entry in mixed.by_entry else Left.NOT_CHOSEN


def departed(order: Order, drawn: Sequence[Stop]) -> tuple[str, ...]:
    """Sites that were drawn and that the route of the order does not visit, each once."""
    visited = {stop.entry for stop in order.route.stops}
    return tuple(dict.fromkeys(stop.entry for stop in drawn if stop.entry not in visited))


def _probability(mixed: Stated, site: SiteWork) -> float:
    found = mixed.by_entry.get(site.entry)
    return found.probability if found else 0.0


def _stops(routes: Sequence[Mapping[str, Any]]) -> tuple[Stop, ...]:
    stops = [
        Stop(int(one["team"]), str(each["site"]), round(each["start_min"]))
        for one in routes
        for each in one["visits"]
    ]
    return tuple(sorted(stops, key=lambda stop: (stop.starts_min, stop.team)))
