"""How well probabilities fit what people said: loss, score, reliability, F1."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from ponleu.engines.errors import EngineError

BINS = 10
NEAREST = 1e-12
"""A probability of nought would make one mistake an endless loss."""

Pair = tuple[float, float]
"""Probability, and what was said: 1 accepted, 0 rejected, 0.5 edited."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Findings of like probability: what was said of them, and what was expected.

    Attributes:
        low, high: edges; the last bin holds its upper edge.
        expected: mean probability; ``right``: share accepted. Both 0..1.
    """

    low: float
    high: float
    count: int
    expected: float
    right: float


def log_loss(pairs: Sequence[Pair]) -> float:
    """Mean of -log of the probability given to what was said, in nats; 0 is perfect.

    Source: I. J. Good, "Rational Decisions", JRSS B 14(1), 1952.
    """
    return sum(loss(pair) for pair in pairs) / _some(pairs)


def loss(pair: Pair) -> float:
    """The log loss of one finding, in nats."""
    said = min(max(pair[0], NEAREST), 1 - NEAREST)
    return -(pair[1] * log(said) + (1 - pair[1]) * log(1 - said))


def brier(pairs: Sequence[Pair]) -> float:
    """Mean square of probability minus outcome, 0..1; 0 is perfect.

    Source: G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability",
    Monthly Weather Review 78(1), 1950; here half of his sum over both outcomes.
    """
    return sum((said - right) ** 2 for said, right in pairs) / _some(pairs)


def reliability(pairs: Iterable[Pair], bins: int = BINS) -> list[Bin]:
    """Bins of equal width that hold any finding, lowest first."""
    held: dict[int, list[Pair]] = {}
    for pair in pairs:
        held.setdefault(min(int(pair[0] * bins + NEAREST), bins - 1), []).append(pair)
    return [
        Bin(
            low=at / bins,
            high=(at + 1) / bins,
            count=len(members),
            expected=sum(said for said, _ in members) / len(members),
            right=sum(right for _, right in members) / len(members),
        )
        for at, members in sorted(held.items())
    ]


def calibration_error(pairs: Sequence[Pair], bins: int = BINS) -> float:
    """Mean distance of expected and right over the bins, weighted by count; 0..1.

    Source: M. P. Naeini and others, "Obtaining Well Calibrated Probabilities Using Bayesian
    Binning", AAAI 2015 (expected calibration error).
    """
    whole = _some(pairs)
    return sum(b.count * abs(b.expected - b.right) for b in reliability(pairs, bins)) / whole


def f1(pairs: Iterable[Pair], *, threshold: float, missed: int = 0) -> float | None:
    """F1 of keeping what reaches the threshold, 0..1; None where nothing is right or kept.

    Args:
        missed: facts in the documents that no finding stands for.
    """
    kept, right_kept, right = tally(pairs, threshold)
    both = kept + right + missed
    return 2 * right_kept / both if both else None


def best_cut(pairs: Iterable[Pair], *, missed: int = 0) -> tuple[float, float]:
    """The threshold with the highest F1, and that F1; the highest threshold of several.

    It depends on the order of the probabilities alone. At any fixed threshold, honest
    probabilities would seem worse than boastful ones: the best threshold of honest ones is half
    of the F1 that they reach.

    Source: Z. Lipton, C. Elkan, B. Naryanaswamy, "Optimal Thresholding of Classifiers to
    Maximize F1 Measure", ECML PKDD 2014, theorem 1.
    """
    ordered = sorted(pairs, reverse=True)
    right = sum(accepted for _, accepted in ordered) + missed
    best, cut, right_kept = 0.0, 1.0, 0.0
    for place, (said, accepted) in enumerate(ordered, start=1):
        right_kept += accepted
        is_last_of_its_like = place == len(ordered) or ordered[place][0] < said
        reached = 2 * right_kept / (place + right)
        if is_last_of_its_like and reached > best:
            best, cut = reached, said
    return cut, best


def tally(pairs: Iterable[Pair], threshold: float) -> tuple[float, float, float]:
    """How many reach the threshold, how many of these are right, how many are right at all."""
    kept = right_kept = right = 0.0
    for said, accepted in pairs:
        right += accepted
        if said >= threshold:
            kept += 1
            right_kept += accepted
    return kept, right_kept, right


def _some(pairs: Sequence[Pair]) -> int:
    if not pairs:
        raise EngineError("there is no measure of no findings")
    return len(pairs)
