"""A share of a problem left to the draw: what is chosen, what is drawn, written as one document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.checker import breaches
from ponleu.engines.planning.planner import plan
from ponleu.engines.planning.telling import routes_told, told
from ponleu.engines.planning.types import Plan, Problem
from ponleu.engines.planning.unannounced import documents
from ponleu.engines.planning.unannounced.dividing import (
    chosen_part,
    drawn_part,
    reserve_of,
    urgent_left,
)
from ponleu.engines.planning.unannounced.mixing import mix
from ponleu.engines.planning.unannounced.reserve import Reserve
from ponleu.engines.planning.unannounced.routing import RoundPlanner, text_rounds
from ponleu.engines.planning.unannounced.shifts import proof_for
from ponleu.engines.planning.unannounced.types import Effort, MixedPlan, Terms

CHOOSING, GUARDING, PROVING, SPREADING = 0.1, 0.45, 0.68, 0.96
"""Shares of the time at which the chosen part, the search against the worst, the proof, and the
search for entropy end."""
ITERATIONS = 200
"""Of ruin and recreate for each plan of the drawn part."""


class Nothing(StrEnum):
    """Why there is nothing to draw."""

    NO_SITE = "no_site"
    NO_TEAM = "no_team"


@dataclass(frozen=True, slots=True)
class Left:
    """A share of capacity that is left to the draw.

    Attributes:
        asked: the share that was asked for.
        part, chosen: what follows risk, and its plan; none where all is drawn.
        rest, mixed: what is drawn, and how likely each of its plans is.
        urgent: sites of earlier tiers that the chosen part leaves out; never drawn.
    """

    asked: float
    reserve: Reserve
    problem: Problem
    part: Problem
    chosen: Plan | None
    rest: Problem
    mixed: MixedPlan
    urgent: tuple[str, ...]


def leave(
    problem: Problem,
    share: float,
    *,
    seed: int,
    spent: Callable[[], float],
    seconds: float,
    terms: Terms | None = None,
) -> Left | Nothing:
    """Plan the chosen part, then mix plans of the rest; the checker has passed each of them.

    Args:
        problem: without faults.
        share: of capacity that is drawn, above 0 and up to 1.
        seed: from 0 up.
        spent: CPU seconds so far.
        seconds: at most so many.

    Raises:
        EngineError: the share is out of range, or a shift has no length.
    """
    reserve = reserve_of(problem, share)
    part, chosen = chosen_part(problem, reserve), None
    if part.teams:
        chosen = plan(part, seed=seed, spent=spent, seconds=CHOOSING * seconds)
    visited = {visit.site for one in chosen.rounds for visit in one.visits} if chosen else set()
    rest = drawn_part(problem, reserve, visited)
    if not rest.sites:
        return Nothing.NO_SITE
    mixed = _mixed(rest, seed, lambda until: spent() < until * seconds, terms or Terms())
    if len(mixed.statement.out_of_reach) == len(rest.sites):
        return Nothing.NO_TEAM
    urgent = urgent_left(problem, visited)
    return Left(share, reserve, problem, part, chosen, rest, mixed, urgent)


def document(left: Left, seed: int, marks: Mapping[str, object]) -> dict[str, object]:
    """The document of a mixed plan, see ``documents``.

    Args:
        marks: what the caller writes into it besides, such as ``cpu_seconds``.
    """
    return {
        **marks,
        "format": documents.MIX,
        "seed": seed,
        "reserve": _reserve_told(left),
        "chosen": _chosen_told(left),
        "drawn": _drawn_told(left.rest, left.mixed),
    }


def _mixed(rest: Problem, seed: int, goes_on: Callable[[float], bool], terms: Terms) -> MixedPlan:
    planner = RoundPlanner(rest, seed=seed, iterations=ITERATIONS)
    mixed = mix(
        [site.value for site in rest.sites],
        planner,
        Effort(
            lambda _: goes_on(GUARDING), lambda _: goes_on(PROVING), lambda _: goes_on(SPREADING)
        ),
        seed=seed,
        prove=proof_for(rest),
        cross=planner.cross,
        terms=terms,
    )
    for column in mixed.columns:
        if broken := breaches(rest, text_rounds(column.plan)):
            raise EngineError(broken[0])
    return mixed


def _reserve_told(left: Left) -> dict[str, object]:
    teams = left.problem.teams
    return {
        "asked": left.asked,
        "share": left.reserve.share,
        "chosen_teams": [teams[one].key for one in left.reserve.chosen],
        "drawn_teams": [teams[one].key for one in left.reserve.drawn],
    }


def _chosen_told(left: Left) -> dict[str, object]:
    """As ``ponleu plan`` tells a plan, but for sites that the draw may still visit."""
    chosen = told(left.part, left.chosen) if left.chosen else {"routes": [], "value": 0.0}
    chosen.pop("left_out", None)
    return {**chosen, "urgent_left_out": list(left.urgent)}


def _drawn_told(rest: Problem, mixed: MixedPlan) -> dict[str, object]:
    stated = mixed.statement
    return {
        "sites": [
            {"site": site.key, "value": site.value, "probability": probability}
            for site, probability in zip(rest.sites, stated.probabilities, strict=True)
        ],
        "columns": [
            {
                "weight": str(weight),
                "routes": [
                    each for each in routes_told(rest, text_rounds(column.plan)) if each["visits"]
                ],
            }
            for column, weight in zip(mixed.columns, mixed.weights, strict=True)
        ],
        "statement": {
            "worst_loss": stated.worst_loss,
            "game_value": stated.game_value,
            "bound": stated.bound,
            "bound_proved": stated.proved,
            "exploitability": stated.exploitability,
            "loss_for_entropy": stated.loss_for_entropy,
            "entropy_bits": stated.entropy_bits,
            "enough_bits": stated.enough_bits,
            "likeliest": stated.likeliest,
            "leak_loss": stated.leak_loss,
            "mean_leak_loss": stated.mean_leak_loss,
            "open_loss": stated.open_loss,
            "expected_value": stated.expected_value,
            "best_value": stated.best_value,
            "price_of_unpredictability": stated.price_of_unpredictability,
            "out_of_reach": [rest.sites[one].key for one in stated.out_of_reach],
        },
        "done": {
            "guarded": mixed.done.guarded,
            "proved": mixed.done.proved,
            "spread": mixed.done.spread,
        },
    }
