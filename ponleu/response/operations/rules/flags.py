"""What is wrong with a plan, however it came about; times may have been set by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ponleu.response.operations.rules.order import Order, Stop
from ponleu.response.operations.rules.problem import WITHIN_MIN, problem_of


class Wrong(StrEnum):
    """What a plan breaks."""

    NO_ROLE = "no_role"
    TOO_EARLY = "too_early"
    OUTSIDE = "outside"
    LATE_BACK = "late_back"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that a plan breaks.

    Attributes:
        entries: keys of the sites that it is about.
        team: number of the team that it is about; 0 if of none.
        roles: codes of roles that nobody brings.
        minutes: how many too early, too late or apart; 0 if a linked site is not planned.
        linked: the word that they share.
    """

    wrong: Wrong
    entries: tuple[str, ...] = ()
    team: int = 0
    roles: tuple[str, ...] = ()
    minutes: int = 0
    linked: str = ""


def flags(order: Order) -> tuple[Flag, ...]:
    """Everything that the route of an order breaks; empty if it can be done.

    Ways are reckoned as for the planner: whoever knows the roads may know better.
    """
    return (*_missing(order), *_apart(order), *_on_the_way(order))


def _missing(order: Order) -> Iterator[Flag]:
    coming: dict[str, set[str]] = defaultdict(set)
    for stop in order.route.stops:
        team = order.team(stop.team)
        coming[stop.entry] |= team.roles() if team else set()
    for site in order.sites:
        missing = set(site.needs) - coming[site.entry] if site.entry in coming else set()
        if missing:
            yield Flag(Wrong.NO_ROLE, (site.entry,), roles=tuple(sorted(missing)))


def _apart(order: Order) -> Iterator[Flag]:
    starts: dict[str, int] = {}
    for stop in order.route.stops:
        starts[stop.entry] = min(stop.starts_min, starts.get(stop.entry, stop.starts_min))
    linked: dict[str, list[str]] = defaultdict(list)
    for site in order.sites:
        if site.linked:
            linked[site.linked].append(site.entry)
    for word, entries in linked.items():
        planned = [starts[entry] for entry in entries if entry in starts]
        if not planned:
            continue
        if len(planned) < len(entries):
            left = tuple(entry for entry in entries if entry not in starts)
            yield Flag(Wrong.APART, left, linked=word)
        elif max(planned) - min(planned) > WITHIN_MIN:
            gap = max(planned) - min(planned)
            yield Flag(Wrong.APART, tuple(entries), minutes=gap, linked=word)


def _on_the_way(order: Order) -> Iterator[Flag]:
    """Of each team, the times at which it cannot be where the plan has it."""
    asked = problem_of(order)
    sites = {site.key: site for site in asked.sites}
    for team in asked.teams:
        number = int(team.key)
        free, place = team.shift[0], team.base
        stops: Sequence[Stop] = sorted(
            (stop for stop in order.route.stops if stop.team == number and stop.entry in sites),
            key=lambda stop: stop.starts_min,
        )
        for stop in stops:
            site = sites[stop.entry]
            arrival = free + int(asked.travel[place, site.place])
            if stop.starts_min < arrival:
                early = arrival - stop.starts_min
                yield Flag(Wrong.TOO_EARLY, (stop.entry,), number, minutes=early)
            if not any(begins <= stop.starts_min <= ends for begins, ends in site.windows):
                yield Flag(Wrong.OUTSIDE, (stop.entry,), number)
            free, place = stop.starts_min + site.service, site.place
        back = 0 if team.end is None or not stops else int(asked.travel[place, team.end])
        if stops and free + back > team.shift[1]:
            yield Flag(Wrong.LATE_BACK, team=number, minutes=free + back - team.shift[1])
