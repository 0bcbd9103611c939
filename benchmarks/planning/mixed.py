"""Mixed plans for a province: entropy, what it costs, exactness, and what an adversary gains.

Run: ``python -m benchmarks.planning.mixed [--seeds 5] [--seconds 60] [--reserve 1.0]``. Each seed
makes its own province. Prints a line of JSON per seed, then means; times are CPU seconds of the
process. What is compiled at first use is compiled before the clock starts, and timed apart.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from fractions import Fraction

import numpy as np

from ponleu.engines.planning.checker import breaches
from ponleu.engines.planning.planner import make_ready, plan
from ponleu.engines.planning.types import Problem, Site, Team
from ponleu.engines.planning.unannounced import WHOLE, MixedPlan, Terms, walks
from ponleu.engines.planning.unannounced.leaving import Left, leave
from ponleu.engines.planning.unannounced.routing import text_rounds

SHIFT_MINUTES = 480


def province(seed: int, sites: int, teams: int) -> Problem:
    """Sites about a few towns, two bases, half of the teams with an interpreter; minutes."""
    chance = np.random.default_rng([seed, sites, teams])
    towns = chance.uniform(0, 80, (6, 2))
    points = towns[chance.integers(0, 6, sites)] + chance.normal(0, 8, (sites, 2))
    points = np.vstack([towns[:2], points])
    minutes = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)) * 1.3 / 40 * 60
    opens = chance.integers(0, 300, sites)
    return Problem(
        sites=tuple(
            Site(
                f"S{one:03}",
                one + 2,
                round(float(chance.lognormal(3, 0.6)), 3),
                int(chance.integers(20, 61)),
                windows=((int(opens[one]), int(opens[one]) + 120),) if one % 4 == 0 else (),
                needs=frozenset({"interpreter"}) if one % 5 == 0 else frozenset(),
            )
            for one in range(sites)
        ),
        teams=tuple(
            Team(
                f"T{one:02}",
                one % 2,
                one % 2,
                (0, SHIFT_MINUTES),
                frozenset({"interpreter"}) if one % 4 < 2 else frozenset(),
            )
            for one in range(teams)
        ),
        travel=np.ceil(minutes).astype(np.int64),
    )


def marginal_error(mixed: MixedPlan) -> float:
    """How far a stated probability lies from the exact sum of weights over columns."""
    sums = [0] * len(mixed.values)
    for column, weight in zip(mixed.columns, mixed.weights, strict=True):
        for site in column.sites:
            sums[site] += weight
    stated = mixed.statement.probabilities
    return max(
        float(abs(Fraction(p) - Fraction(total, WHOLE)))
        for p, total in zip(stated, sums, strict=True)
    )


def measured(args: argparse.Namespace, seed: int) -> dict[str, float]:
    """The figures of one province."""
    problem = province(seed, args.sites, args.teams)
    begun = time.process_time()
    left = leave(
        problem,
        args.reserve,
        seed=seed,
        spent=lambda: time.process_time() - begun,
        seconds=args.seconds,
        terms=Terms(args.bits, args.give_up, args.keep_value),
    )
    cpu = time.process_time() - begun
    assert isinstance(left, Left), left
    mixed, chosen_value = left.mixed, left.chosen.value if left.chosen else 0.0
    for column in mixed.columns:
        assert breaches(left.rest, text_rounds(column.plan)) == ()
    start = time.process_time()
    best = plan(
        problem, seed=seed, spent=lambda: time.process_time() - start, seconds=args.seconds / 10
    )
    stated = mixed.statement
    return {
        "seed": seed,
        "cpu_seconds": cpu,
        "columns": len(mixed.columns),
        "guarded": mixed.done.guarded,
        "proved_rounds": mixed.done.proved,
        "spread": mixed.done.spread,
        "bits": stated.entropy_bits,
        "likeliest": stated.likeliest,
        "marginal_error": marginal_error(mixed),
        "worst_loss": stated.worst_loss,
        "game_value": stated.game_value,
        "loss_for_entropy": stated.loss_for_entropy,
        "bound": stated.bound,
        "exploitability": stated.exploitability,
        "exploitability_share": stated.exploitability / stated.worst_loss,
        "leak_loss": stated.leak_loss,
        "mean_leak_loss": stated.mean_leak_loss,
        "open_loss": stated.open_loss,
        "drawn_value_lost": stated.price_of_unpredictability,
        "whole_value_lost": 1 - (chosen_value + stated.expected_value) / best.value,
        "undrawn_worst_loss": max(
            (s.value for s in problem.sites if s.key not in _visited(best)), default=0.0
        ),
    }


def _visited(best: object) -> set[str]:
    return {visit.site for one in best.rounds for visit in one.visits}  # type: ignore[attr-defined]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=200)
    parser.add_argument("--teams", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--reserve", type=float, default=1.0)
    parser.add_argument("--bits", type=float, default=8.0)
    parser.add_argument("--give-up", type=float, default=0.02)
    parser.add_argument("--keep-value", type=float, default=0.0)
    args = parser.parse_args()
    begun = time.process_time()
    small = province(0, 12, 2)
    make_ready()
    walks.make_ready()
    leave(small, 1.0, seed=0, spent=lambda: time.process_time() - begun, seconds=1.0)
    print(
        json.dumps(
            {
                "compiling_cpu_seconds": round(time.process_time() - begun, 1),
                "load": os.getloadavg()[0],
                "args": vars(args),
            }
        ),
        flush=True,
    )
    rows = []
    for seed in range(args.first, args.first + args.seeds):
        rows.append(measured(args, seed))
        print(
            json.dumps({key: float(f"{value:.6g}") for key, value in rows[-1].items()}), flush=True
        )
    means = {key: float(f"{np.mean([row[key] for row in rows]):.6g}") for key in rows[0]}
    worst = {
        "least_bits": min(row["bits"] for row in rows),
        "most_loss_for_entropy": max(row["loss_for_entropy"] for row in rows),
        "most_marginal_error": max(row["marginal_error"] for row in rows),
        "most_cpu_seconds": max(row["cpu_seconds"] for row in rows),
    }
    print(json.dumps({"means": means, "worst": worst, "load": os.getloadavg()[0]}))


if __name__ == "__main__":
    main()
