"""A plan as it is written in a file: times in minutes, of published instances in their own unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ponleu.engines.planning.types import Plan, Problem, Round


def told(problem: Problem, made: Plan) -> dict[str, Any]:
    """The whole plan, with what was left out, what it is worth and how it was found."""
    ticks = problem.ticks
    return {
        "routes": routes_told(problem, made.rounds),
        "left_out": [
            {"site": one.site, "reason": str(one.why)}
            | ({} if one.worth_less_than is None else {"displaces": one.worth_less_than})
            | ({"missing": list(one.missing)} if one.missing else {})
            for one in made.left_out
        ],
        "value": made.value,
        "tiers": {str(tier): value for tier, value in made.tiers.items()},
        "cost": round(made.cost / ticks, 4),
        "bound": round(made.bound, 3),
        "bound_how": made.bound_how,
        "found_by": made.found_by,
        "seed": made.seed,
        "effort": {
            "ladders": [list(ladder) for ladder in made.effort.ladders],
            "packed": list(made.effort.packed),
            "pyvrp": made.effort.pyvrp,
            "vroom": made.effort.vroom,
        },
    }


def routes_told(problem: Problem, rounds: Sequence[Round]) -> list[dict[str, Any]]:
    """Who is where when."""
    return [
        {
            "team": one.team,
            "visits": [
                {"site": visit.site, "start_min": round(visit.start / problem.ticks, 4)}
                for visit in one.visits
            ],
        }
        for one in rounds
    ]
