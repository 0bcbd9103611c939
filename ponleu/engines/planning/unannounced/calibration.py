"""What drawn inspections say about the risk score: they alone are a sample that nobody chose.

A site drawn with probability p stands for 1/p sites like it. Rates are weighted so (Hajek 1971);
the interval is Wilson's (1927) with Kish's effective number of inspections (1965). Sites drawn in
one plan are counted as independent, which several draws on different days come close to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, sqrt

from ponleu.engines.errors import EngineError

Z = 1.959964
"""Two-sided 95% of the normal distribution."""
LEAST = 30
"""With fewer effective inspections, the interval of a rate may be wider than 0.34."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """One site that was drawn and inspected.

    Attributes:
        score: the risk score before the draw, 0 to 1, read as the chance of a hit.
        probability: of being drawn, as the mixed plan stated it, above 0.
        hit: whether a violation was found.
    """

    score: float
    probability: float
    hit: bool

    def __post_init__(self) -> None:
        if not 0 <= self.score <= 1 or not 0 < self.probability <= 1:
            raise EngineError("a score lies from 0 to 1, a probability above 0 and up to 1")


@dataclass(frozen=True, slots=True)
class Band:
    """Sites whose score is from ``low`` to below ``high``; the last band includes 1.

    Attributes:
        count: inspections.
        effective_count: as many inspections of equal weight would say as much.
        rate: weighted share of hits; None without inspections.
        rate_low, rate_high: 95% interval of the rate.
        score: weighted mean of the scores; None without inspections.
        stands_for: estimated number of sites in the band, over all draws.
        enough: whether there are enough to judge the score by.
    """

    low: float
    high: float
    count: int
    effective_count: float
    rate: float | None
    rate_low: float
    rate_high: float
    score: float | None
    stands_for: float
    enough: bool

    @property
    def agrees(self) -> bool | None:
        """Whether the mean score lies in the interval; None if there are too few to say."""
        if not self.enough or self.score is None:
            return None
        return self.rate_low <= self.score <= self.rate_high


@dataclass(frozen=True, slots=True)
class Calibration:
    """The score against what was found.

    Attributes:
        error: mean distance of score and rate over bands with enough, by the sites that they
            stand for; None if no band has enough. Chance alone keeps it above 0.
    """

    bands: tuple[Band, ...]
    error: float | None


def calibrate(
    inspections: Sequence[Inspection], edges: Sequence[float], least: int = LEAST
) -> Calibration:
    """Hit rates per band of the score.

    Args:
        edges: rising, from 0 to 1.
        least: effective inspections from which a band counts.
    """
    if len(edges) < 2 or edges[0] != 0 or edges[-1] != 1 or list(edges) != sorted(set(edges)):
        raise EngineError("edges of bands rise from 0 to 1")
    bands = tuple(
        _band(low, high, [one for one in inspections if _is_in(one.score, low, high)], least)
        for low, high in pairwise(edges)
    )
    judged = [
        (band.stands_for, abs(band.rate - band.score))
        for band in bands
        if band.enough and band.rate is not None and band.score is not None
    ]
    total = fsum(weight for weight, _ in judged)
    error = fsum(weight * apart for weight, apart in judged) / total if judged else None
    return Calibration(bands, error)


def _is_in(score: float, low: float, high: float) -> bool:
    return low <= score < high or score == high == 1


def _band(low: float, high: float, found: Sequence[Inspection], least: int) -> Band:
    weights = [1 / one.probability for one in found]
    total = fsum(weights)
    if not found:
        return Band(low, high, 0, 0.0, None, 0.0, 1.0, None, 0.0, False)
    effective = total**2 / fsum(weight**2 for weight in weights)
    rate = fsum(weight for weight, one in zip(weights, found, strict=True) if one.hit) / total
    score = fsum(w * one.score for w, one in zip(weights, found, strict=True)) / total
    rate_low, rate_high = wilson(rate, effective)
    enough = effective >= least
    return Band(low, high, len(found), effective, rate, rate_low, rate_high, score, total, enough)


def wilson(rate: float, count: float) -> tuple[float, float]:
    """95% interval of a rate seen among so many."""
    spread = Z * sqrt(rate * (1 - rate) / count + Z**2 / (4 * count**2))
    middle, scale = rate + Z**2 / (2 * count), 1 + Z**2 / count
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
