"""How much each feature of two names weighs, and what follows for the odds that they are one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from typing import Final

LN2: Final = log(2.0)
MOST_BITS: Final = 12.0
"""Whatever speaks for or against, a score never says "certainly"."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned weights of features, in bits.

    Attributes:
        usual: share of pairs that are the same where someone looks at all, 0..1; the score of
            a pair of which nothing is known.
        start: bits before any feature is looked at.
        bits: feature -> bits for each unit of it.
    """

    usual: float
    start: float
    bits: Mapping[str, float]


def weigh(weights: Weights, features: Mapping[str, float]) -> float:
    """Log2 of the odds that two names are one's, by all their features."""
    known = weights.bits
    return weights.start + sum(
        [value * known.get(feature, 0.0) for feature, value in features.items() if value]
    )


def probability(bits: float) -> float:
    """Odds in bits as a probability, never quite 0 or 1."""
    return 1.0 / (1.0 + exp(-LN2 * max(-MOST_BITS, min(MOST_BITS, bits))))


def bits_of(share: float) -> float:
    """A probability as odds in bits."""
    return log(share / (1.0 - share)) / LN2
