"""What an order says, as plain values and as the bytes that are sealed.

The bytes are JSON, filled up with blanks to whole blocks of 32 KiB: their length tells neither how
many sites there are nor how many people go.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeVar

BLOCK_BYTES = 32 * 1024
VERSION = 1

T = TypeVar("T")


class NotAnOrder(ValueError):
    """These bytes hold no order of this version."""


@dataclass(frozen=True, slots=True)
class SiteWork:
    """One site of an order and what is to be done there.

    Attributes:
        entry: key of the site in the register.
        name: as the order names it.
        where: how to get there, in words; from the register and what complaints say.
        latitude, longitude: exact, in degrees; none if not known.
        allegations: keys of the allegations that are its grounds.
        level: proof level of the finding that it rests on, 0 to 5.
        is_urgent: somebody is said to be locked in or in danger now.
        worth: what inspecting it is worth to the plan, from 0.
        service_min: minutes that the inspection takes.
        opens_min, closes_min: when it may begin, minutes after midnight of the first day.
        needs: codes of roles that must be there.
        linked: a word shared by sites that are struck within minutes of each other.
        chosen: "risk", or "lot" if it was drawn.
        probability: with which it was drawn, above 0 to 1; none if it was not.
    """

    entry: str
    name: str
    where: str = ""
    latitude: float | None = None
    longitude: float | None = None
    allegations: tuple[str, ...] = ()
    level: int = 0
    is_urgent: bool = False
    worth: float = 1.0
    service_min: int = 90
    opens_min: int = 0
    closes_min: int = 24 * 60
    needs: tuple[str, ...] = ()
    linked: str = ""
    chosen: str = "risk"
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Who goes with a team, in which role. A person of the record, or one known by name alone.

    Attributes:
        user: key of their account; empty if they have none.
        role: code of a role of operations.
        languages: codes, of an interpreter.
    """

    name: str
    role: str
    user: str = ""
    telephone: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """People who go together, with what they go in.

    Attributes:
        number: from 1.
        lead: index of the member who leads; the first if nobody said.
        vehicles: each with its plate, kind, seats; in words.
        starts_min, ends_min: of its shift, minutes after midnight of the first day.
        base_latitude, base_longitude: where it leaves from, degrees.
    """

    number: int
    members: tuple[Member, ...] = ()
    lead: int = 0
    vehicles: tuple[str, ...] = ()
    equipment: str = ""
    starts_min: int = 0
    ends_min: int = 24 * 60
    base_latitude: float | None = None
    base_longitude: float | None = None

    def roles(self) -> frozenset[str]:
        """Which roles its members fill."""
        return frozenset(member.role for member in self.members)


@dataclass(frozen=True, slots=True)
class Stop:
    """That a team is to be at a site from a time on, minutes after midnight of the first day."""

    team: int
    entry: str
    starts_min: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A site for which the plan found no place, and why, in words."""

    entry: str
    why: str


@dataclass(frozen=True, slots=True)
class Route:
    """What the planner proposed and a person took over; with what it can be worked out again."""

    stops: tuple[Stop, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    seed: int = 0
    value: float = 0.0
    bound: float | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What a prosecutor is asked to allow.

    Attributes:
        entries: keys of the sites.
        begins, ends: ISO instants between which it may happen.
        persons: names of persons who may be searched or held by name; nobody if empty.
        search: enter and search. cameras: copy camera recordings. phones: copy phones, computers.
    """

    entries: tuple[str, ...] = ()
    begins: str = ""
    ends: str = ""
    persons: tuple[str, ...] = ()
    search: bool = True
    cameras: bool = True
    phones: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was said about the order while it was sealed: who, when, what."""

    by: str
    at: str
    words: str


@dataclass(frozen=True, slots=True)
class Order:
    """A whole order, as those named in it read it.

    Attributes:
        decided_by: who ordered it, and in which office, as the decision says.
        basis: the decision and the legal provision.
        aims: codes of ``kinds.Aim``.
        day: ISO day on which it begins; empty if not set.
        starts_min: of roll call, minutes after midnight.
    """

    decided_by: str = ""
    basis: str = ""
    aims: tuple[str, ...] = ()
    day: str = ""
    starts_min: int = 0
    sites: tuple[SiteWork, ...] = ()
    teams: tuple[Team, ...] = ()
    route: Route = field(default_factory=Route)
    scope: Scope = field(default_factory=Scope)
    present: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def site(self, entry: str) -> SiteWork | None:
        """The site of the order with this key."""
        return next((site for site in self.sites if site.entry == entry), None)

    def team(self, number: int) -> Team | None:
        """The team with this number."""
        return next((team for team in self.teams if team.number == number), None)

    def noting(self, by: str, at: datetime, words: str) -> Order:
        """The order with one more note."""
        return replace(self, notes=(*self.notes, Note(by, at.isoformat(), words)))


def settled(order: Order) -> Order:
    """An order whose scope names its sites, and whose route and roll call name what is there."""
    entries = tuple(site.entry for site in order.sites)
    places = {(team.number, place) for team in order.teams for place in range(len(team.members))}
    route = replace(
        order.route,
        stops=tuple(
            stop for stop in order.route.stops if stop.entry in entries and order.team(stop.team)
        ),
        left_out=tuple(each for each in order.route.left_out if each.entry in entries),
    )
    known = {f"{number}/{place}" for number, place in places}
    return replace(
        order,
        scope=replace(order.scope, entries=entries),
        route=route,
        present=tuple(each for each in order.present if each in known),
    )


def in_two_places(order: Order) -> int | None:
    """Number of a team that is to be at two sites at once; none if there is no such team."""
    minutes = {site.entry: site.service_min for site in order.sites}
    stops = sorted(order.route.stops, key=lambda stop: (stop.team, stop.starts_min))
    for stop, after in pairwise(stops):
        leaves = stop.starts_min + minutes.get(stop.entry, 0)
        if stop.team == after.team and after.starts_min < leaves:
            return stop.team
    return None


def to_bytes(order: Order) -> bytes:
    """An order as whole blocks of bytes."""
    text = json.dumps({"version": VERSION, **asdict(order)}, ensure_ascii=False, sort_keys=True)
    data = text.encode()
    return data + b" " * (-len(data) % BLOCK_BYTES)


def from_bytes(data: bytes) -> Order:
    """The order in some bytes.

    Raises:
        NotAnOrder: there is none, or one of another version.
    """
    try:
        read = json.loads(data)
        if read.pop("version") != VERSION:
            raise NotAnOrder("another version")
        return Order(
            **{
                **_tuples(read),
                "sites": tuple(made(SiteWork, each) for each in read["sites"]),
                "teams": tuple(
                    made(
                        Team,
                        {**each, "members": [made(Member, one) for one in each["members"]]},
                    )
                    for each in read["teams"]
                ),
                "route": Route(
                    **{
                        **_tuples(read["route"]),
                        "stops": tuple(made(Stop, each) for each in read["route"]["stops"]),
                        "left_out": tuple(
                            made(LeftOut, each) for each in read["route"]["left_out"]
                        ),
                    }
                ),
                "scope": made(Scope, read["scope"]),
                "notes": tuple(made(Note, each) for each in read["notes"]),
            }
        )
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise NotAnOrder(str(type(fault).__name__)) from None


def made(kind: type[T], read: Mapping[str, Any]) -> T:
    """A value of one of the kinds above, from what was read.

    Raises:
        NotAnOrder: there are words that it does not know.
    """
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # all are dataclasses
    if set(read) - known:
        raise NotAnOrder("unknown words")
    return kind(**_tuples(read))


def _tuples(read: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in read.items()}
