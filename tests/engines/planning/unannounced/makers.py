"""Small games whose answers can be worked by hand or by trying everything."""

from itertools import chain, combinations

import numpy as np

from ponleu.engines.planning.unannounced import Column, Done, Effort, Priced


def top(count):
    """A planner that may visit any so many sites: exact, so its best is also the ceiling."""

    def price(prizes):
        best = sorted(range(len(prizes)), key=lambda site: (-prizes[site], site))[:count]
        return Priced(Column(tuple(sorted(best)), str(best)), sum(prizes[site] for site in best))

    return price


def among(plans):
    """A planner that knows these plans, and proves nothing."""

    def price(prizes):
        best = max(plans, key=lambda plan: sum(prizes[site] for site in plan))
        return Priced(Column(tuple(best), ""))

    return price


def effort(guarding=200, proving=0, spreading=200):
    return Effort.counted(Done(guarding, proving, spreading))


def subsets(count, size):
    return list(combinations(range(count), size))


def least_worst_loss(values, plans, steps=400):
    """The value of the game by fictitious play: slow, and right to about 1/sqrt(steps).

    Returns: what the mix of all answers loses at worst, and what its adversary gets at least.
    """
    values = np.array(values, dtype=float)
    table = np.zeros((len(plans), len(values)))
    for row, plan in enumerate(plans):
        table[row, list(plan)] = 1.0
    losses = (1 - table) * values
    picked, drawn = np.zeros(len(values)), np.zeros(len(plans))
    drawn[0] = 1
    for _ in range(steps):
        picked[int(np.argmax(drawn @ losses))] += 1
        drawn[int(np.argmin(losses @ picked))] += 1
    return float((drawn / drawn.sum() @ losses).max()), float((losses @ (picked / steps)).min())


def flattened(parts):
    return list(chain.from_iterable(parts))
