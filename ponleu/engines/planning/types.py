"""What a plan is asked for, and what one is: plain values, times in ticks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Spent = Callable[[], float]
"""CPU seconds spent since the search began; given by the caller, as engines have no clock."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place that may be visited.

    Attributes:
        place: its row of the travel matrix.
        value: what a visit is worth, 0 or more, with at most three decimals.
        tier: 1 is served first: no value of a later tier outweighs any of an earlier.
        service: ticks that a visit takes.
        windows: (first, last) tick at which a visit may begin; ordered, apart. Empty: any time.
        needs: capabilities that have to be there, brought by one team or by several together.
        load: how much of a vehicle's capacity a visit takes, for each team that comes.
    """

    key: str
    place: int
    value: float
    service: int = 0
    tier: int = 1
    windows: tuple[tuple[int, int], ...] = ()
    needs: frozenset[str] = frozenset()
    load: int = 0


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What a team drives. Its kind (ambulance, fire truck) is a capability of the team."""

    key: str
    kind: str = ""
    capacity: int = 2**30


@dataclass(frozen=True, slots=True)
class Team:
    """People who go together.

    Attributes:
        base, end: rows of the travel matrix; an end of None is wherever the last visit is.
        shift: (first tick away from the base, last tick back at the end).
        vehicle: key of the vehicle, or "" for none that counts.
    """

    key: str
    base: int
    end: int | None
    shift: tuple[int, int]
    skills: frozenset[str] = frozenset()
    vehicle: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Sites that are visited all or none, first and last start at most ``within`` ticks apart."""

    key: str
    sites: tuple[str, ...]
    within: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One day to plan.

    Attributes:
        travel: ticks from place to place, shape (places, places).
        travel_cost: worth of a tick of travel, in units of value. Zero: travel only decides
            between plans of the same value.
        ticks: ticks in a minute.
    """

    sites: tuple[Site, ...]
    teams: tuple[Team, ...]
    travel: NDArray[np.int64]
    vehicles: tuple[Vehicle, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    travel_cost: float = 0.0
    ticks: int = 1


@dataclass(frozen=True, slots=True)
class Visit:
    """A team at a site; the visit begins at ``start``. Of a joint visit each team has one."""

    site: str
    start: int


@dataclass(frozen=True, slots=True)
class Round:
    """What one team does, in order."""

    team: str
    visits: tuple[Visit, ...]


class Why(StrEnum):
    """Why a site is not in a plan."""

    NO_SKILL = "no_skill"
    NO_TIME = "no_time"
    TOO_HEAVY = "too_heavy"
    NOT_WORTH = "not_worth"
    BUNDLE = "bundle"
    OTHERS_FIRST = "others_first"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A site that is not in the plan.

    Attributes:
        worth_less_than: of what displaces it: what the plan would lose at least to take it in
            by one visit more, in units of value; None where nothing was compared.
        missing: capabilities that nobody has.
    """

    site: str
    why: Why
    worth_less_than: float | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effort:
    """How far the searchers went; the same numbers in place of a clock give the same plan.

    Attributes:
        ladders: iterations at each temperature of the own search, one ladder after another.
        packed: after each ladder, whether there was time to pack what was found.
        pyvrp: iterations of PyVRP.
        vroom: whether VROOM was asked.
    """

    ladders: tuple[tuple[int, ...], ...] = ()
    packed: tuple[bool, ...] = ()
    pyvrp: int = 0
    vroom: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """An answer that the checker has passed.

    Attributes:
        value: of the sites visited; by tier in ``tiers``.
        cost: ticks of travel.
        bound: no plan has a value, less its cost of travel, above it; and how that is known.
        found_by: the searcher that gave it.
    """

    rounds: tuple[Round, ...]
    left_out: tuple[LeftOut, ...]
    value: float
    tiers: Mapping[int, float]
    cost: int
    bound: float
    bound_how: str
    found_by: str
    seed: int
    effort: Effort = field(default_factory=Effort)
