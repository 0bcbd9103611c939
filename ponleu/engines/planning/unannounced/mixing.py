"""A mixed plan: plans sought against the adversary's answer, then made hard to foresee."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.unannounced.pool import Pool
from ponleu.engines.planning.unannounced.spreading import Spread, spread
from ponleu.engines.planning.unannounced.stating import Reached, state
from ponleu.engines.planning.unannounced.types import (
    Cross,
    Done,
    Effort,
    Limit,
    MixedPlan,
    Price,
    Prove,
    Terms,
    checked_values,
)
from ponleu.engines.planning.unannounced.weighing import whole_weights

Floats = NDArray[np.float64]

PATIENCE = 8
"""So many plans in a row that do not lower the worst loss end the search for them; so many batches
without a new plan end the search for entropy."""
BATCH = 32
"""So many plans are asked for between two reckonings of entropy."""
CROSSED = 8
"""So many plans are crossed for each that is sought."""
SMOOTH = 0.6
"""Share of the last good prices in the next ones (Wentges 1997): fewer calls of the planner."""
VARIED = 0.3
"""Prizes of a plan sought for entropy's sake lie so far, in logarithms, from the fair ones."""
NOTHING = 1e-6
"""A worst loss below this share of the largest value is given up where there is none at all."""
MARGIN = 1e-6
"""Share of what entropy may cost that is left to rounding."""


def mix(
    values: Sequence[float],
    price: Price,
    effort: Effort,
    *,
    seed: int,
    limits: Sequence[Limit] = (),
    prove: Prove | None = None,
    cross: Cross | None = None,
    terms: Terms | None = None,
) -> MixedPlan:
    """Plans and how likely each is drawn, so that an adversary who knows the mix gains little.

    Args:
        values: shape (n_sites,), what an adversary gains at each site if nobody comes.
        price: the route planner.
        effort: how long to look.
        seed: for the prizes that make plans unlike each other.
        limits: what every plan keeps; from these follows a bound.
        prove: works out a better one.
        cross: makes plans of parts of those that ``price`` gave.

    Raises:
        EngineError: values, limits or a plan of the route planner are impossible.
    """
    asked = terms or Terms()
    worth = checked_values(values)
    pool = Pool(worth, price, limits, asked.value_kept, cross)
    guarded = _guard(pool, effort)
    proved = 0
    if prove is not None:
        bound, proved = prove(pool.game.tolist(), pool.columns, effort.prove_on)
        pool.prove(bound)
    found, varied = _spread(pool, asked, effort, np.random.default_rng(seed))
    whole = whole_weights(found.weights)
    drawn = [place for place, weight in enumerate(whole) if weight]
    columns = tuple(pool.columns[place] for place in drawn)
    weights = tuple(whole[place] for place in drawn)
    reached = Reached(
        pool.guard().worst_loss, pool.bound(), pool.best, asked.least_bits, tuple(pool.unreached)
    )
    statement = state(worth, columns, weights, reached)
    return MixedPlan(worth, columns, weights, statement, Done(guarded, proved, varied))


def _guard(pool: Pool, effort: Effort) -> int:
    """Find plans until none lowers the worst loss, or the effort ends; how many were sought."""
    pool.ask(pool.game)
    centre, idle, done = pool.first_shares, 0, 1
    while effort.guard_on(done) and idle < PATIENCE and not pool.is_closed():
        now = pool.guard()
        smooth = 0.0 if idle else SMOOTH
        shares = smooth * centre + (1 - smooth) * now.shares
        helps = pool.answer(shares, now)
        done += 1
        if helps:
            centre, idle = shares, 0
            continue
        idle += 1
        if (site := pool.wanted(now)) is not None and effort.guard_on(done):
            pool.reach(site)
            idle, done = 0, done + 1
    return done


def _spread(
    pool: Pool, terms: Terms, effort: Effort, chance: np.random.Generator
) -> tuple[Spread, int]:
    """Weights of largest entropy, over more plans until it is enough or the effort ends."""
    found, done, idle = _hardest_to_foresee(pool, terms), 0, 0
    while found.entropy_bits < terms.least_bits and effort.spread_on(done) and idle < PATIENCE:
        fair, before = pool.lifts(found.prices), len(pool.columns)
        for _ in range(BATCH):
            if not effort.spread_on(done):
                break
            pool.ask(_unlike(fair, chance))
            for _ in range(CROSSED):
                pool.cross(_unlike(fair, chance))
            done += 1
        idle = 0 if len(pool.columns) > before else idle + 1
        found = _hardest_to_foresee(pool, terms)
    return found, done


def _unlike(fair: Floats, chance: np.random.Generator) -> Floats:
    return fair * np.exp(VARIED * chance.standard_normal(len(fair)))


def _hardest_to_foresee(pool: Pool, terms: Terms) -> Spread:
    least = max(pool.guard().worst_loss, NOTHING * (float(pool.game.max()) or 1.0))
    return spread(pool.kept(least * (1 + terms.given_up * (1 - MARGIN)), terms.value_kept))
