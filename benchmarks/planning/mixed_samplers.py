"""One game drawn by four samplers and by our mix: entropy, and the loss when one site leaks.

Run: ``python -m benchmarks.planning.mixed_samplers [--seeds 5]``. 100 sites, 6 inspections, no
routes: every set of 6 sites is a plan. All samplers get the marginals of the coverage LP; each is
drawn from 20,000 times, ours as well. Entropy of so few draws is at most log2(20,000) = 14.3.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.unannounced import (
    Column,
    Done,
    Effort,
    Limit,
    MixedPlan,
    Priced,
    Terms,
    cover,
    mix,
)

Floats = NDArray[np.float64]
Draw = Callable[[np.random.Generator], tuple[int, ...]]
SITES, INSPECTIONS, DRAWS = 100, 6, 20_000


def comb(shares: Floats, shuffled: bool) -> Draw:
    """Systematic sampling: one start, then steps of one along the running total."""

    def draw(chance: np.random.Generator) -> tuple[int, ...]:
        order = chance.permutation(len(shares)) if shuffled else np.arange(len(shares))
        ends = np.cumsum(shares[order])
        marks = chance.random() + np.arange(round(float(shares.sum())))
        found = np.minimum(np.searchsorted(ends, marks, side="right"), len(shares) - 1)
        return tuple(sorted(order[found].tolist()))

    return draw


def pivotal(shares: Floats) -> Draw:
    """Two sites at a time settle which of them is decided (Deville, Tille 1998)."""

    def draw(chance: np.random.Generator) -> tuple[int, ...]:
        left = shares.copy()
        open_ = [int(one) for one in chance.permutation(len(left)) if 1e-9 < left[one] < 1 - 1e-9]
        while len(open_) > 1:
            one, two = open_.pop(), open_.pop()
            total = left[one] + left[two]
            low, high = max(0.0, total - 1), min(1.0, total)
            first = chance.random() < (left[one] - low) / (high - low) if high > low else True
            left[one], left[two] = (high, low) if first else (low, high)
            open_ += [site for site in (one, two) if 1e-9 < left[site] < 1 - 1e-9]
        return tuple(np.flatnonzero(left > 0.5).tolist())

    return draw


def conditional_poisson(shares: Floats) -> Draw:
    """Largest entropy among samplers of one size with these marginals (Hajek 1981)."""
    count = round(float(shares.sum()))
    some = [int(one) for one in np.flatnonzero(shares > 1e-9)]
    target = np.clip(shares[some], 1e-9, 1 - 1e-9)
    odds = target / (1 - target)
    for _ in range(2000):
        odds = odds * target / np.maximum(_inclusion(odds, count), 1e-300)
        odds /= odds.mean()
    tails = _tails(odds, count)

    def draw(chance: np.random.Generator) -> tuple[int, ...]:
        found, left = [], count
        for place, odd in enumerate(odds):
            if left and chance.random() < odd * tails[place + 1][left - 1] / tails[place][left]:
                found.append(some[place])
                left -= 1
        return tuple(found)

    return draw


def _tails(odds: Floats, count: int) -> Floats:
    """Sums of products of so many odds from each place on, shape (n + 1, count + 1)."""
    tails = np.zeros((len(odds) + 1, count + 1))
    tails[len(odds), 0] = 1.0
    for place in range(len(odds) - 1, -1, -1):
        tails[place] = tails[place + 1]
        tails[place, 1:] += odds[place] * tails[place + 1, :-1]
    return tails


def _inclusion(odds: Floats, count: int) -> Floats:
    whole = _tails(odds, count)[0]
    found = np.empty(len(odds))
    for place, odd in enumerate(odds):
        without = np.zeros(count + 1)
        for size in range(count + 1):
            without[size] = whole[size] - (odd * without[size - 1] if size else 0.0)
        found[place] = odd * without[count - 1] / whole[count]
    return found


def top(prizes: Sequence[float]) -> Priced:
    """The best set of sites: exact, so it proves itself."""
    best = sorted(range(len(prizes)), key=lambda site: (-prizes[site], site))[:INSPECTIONS]
    return Priced(Column(tuple(sorted(best)), ""), float(sum(prizes[site] for site in best)))


def of_mix(mixed: MixedPlan) -> Draw:
    """Draws from the whole-number weights of a mix."""
    shares = np.array([weight / 2**64 for weight in mixed.weights])
    shares /= shares.sum()

    def draw(chance: np.random.Generator) -> tuple[int, ...]:
        return mixed.columns[int(chance.choice(len(shares), p=shares))].sites

    return draw


def told(values: Floats, draw: Draw, chance: np.random.Generator) -> dict[str, float]:
    """What so many draws show."""
    begun = time.process_time()
    plans = Counter(draw(chance) for _ in range(DRAWS))
    cpu = time.process_time() - begun
    visits = np.zeros((len(values), len(plans)))
    for place, plan in enumerate(plans):
        visits[list(plan), place] = 1.0
    shares = np.array(list(plans.values())) / DRAWS
    both = (visits * shares) @ visits.T
    alone = np.diag(both)
    yes = (values * (alone[:, None] - both)).max(axis=1)
    no = (values * (1 - alone[:, None] - alone[None, :] + both)).max(axis=1)
    return {
        "loss": float((values * (1 - alone)).max()),
        "mean_leak_loss": float((yes + no)[alone > 0].mean()),
        "leak_loss": float((yes + no).max()),
        "bits": float(-(shares * np.log2(shares)).sum()),
        "likeliest": float(shares.max()),
        "plans": len(plans),
        "ms_per_draw": 1000 * cpu / DRAWS,
    }


def main() -> None:
    """Measure and print, a line of JSON per sampler with means over the seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--bits", type=float, default=8.0)
    args = parser.parse_args()
    rows: dict[str, list[dict[str, float]]] = {}
    for seed in range(1, args.seeds + 1):
        values = np.random.default_rng(seed).lognormal(3, 0.6, SITES)
        limit = Limit((1.0,) * SITES, float(INSPECTIONS))
        marginals = np.array(cover(values.tolist(), [limit]).probabilities)
        mixed = mix(
            values.tolist(),
            top,
            Effort.counted(Done(3000, 0, 4000)),
            seed=seed,
            limits=[limit],
            terms=Terms(args.bits),
        )
        for name, draw in {
            "comb, fixed order": comb(marginals, False),
            "comb, random order": comb(marginals, True),
            "pivotal": pivotal(marginals),
            "conditional Poisson": conditional_poisson(marginals),
            "mix": of_mix(mixed),
        }.items():
            row = told(values, draw, np.random.default_rng([seed, 7]))
            row["bound"] = mixed.statement.bound
            rows.setdefault(name, []).append(row)
        print(
            json.dumps(
                {
                    "seed": seed,
                    "mix_bits": mixed.statement.entropy_bits,
                    "mix_columns": len(mixed.columns),
                    "mix_exploitability": mixed.statement.exploitability,
                }
            ),
            flush=True,
        )
    for name, some in rows.items():
        means = {key: float(f"{np.mean([row[key] for row in some]):.5g}") for key in some[0]}
        print(json.dumps({"sampler": name, **means}))


if __name__ == "__main__":
    main()
