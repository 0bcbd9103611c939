"""How sure to be of a finding, learned from what people said of findings like it.

The log odds that a person accepts a finding are

    slope * log odds of the rule's own confidence + weight of all + of its kind
        + of its rule + of each of its marks

Each weight is drawn to a centre: the rule's hand-set confidence at first (slope 1, nought else),
earlier weights later on. A rule with few judgements so stays near its kind, a kind with few
near all: partial pooling.

Source: J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999 (logistic
regression on a score, so that it means a share); A. Gelman, J. Hill, "Data Analysis Using
Regression and Multilevel/Hierarchical Models", 2007, chapters 12 and 14 (partial pooling). We fix
the spreads of the levels instead of estimating them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log
from types import MappingProxyType
from typing import Any, Final

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.learning_marks import ALL, VOCABULARY, Case
from ponleu.engines.reading.learning_newton import Cell, Penalty, fit, sigmoid

SLOPE: Final = "slope"
SPREADS: Final = MappingProxyType({SLOPE: 0.5, ALL: 1.5, "kind": 1.0, "rule": 0.7, "mark": 0.5})
"""Standard deviation, in log odds, of what is believed of a weight before any judgement."""
SUREST: Final = 0.995
"""No probability is nearer to 0 or 1: a rule that never failed in 200 may fail yet."""
PRIOR_JUDGEMENTS: Final = 10
"""What is believed of a rule beforehand counts as much as this many judgements."""
POOR_SHARE, ENOUGH_JUDGED = 0.4, 20
"""A rule of whose findings fewer are right, judged this often at least, is asked about last."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding and what was said of it.

    Attributes:
        accepted: 1 accepted, 0 rejected, 0.5 edited: a person kept it, but not as it stood.
        document: any key that findings of one document share.
    """

    case: Case
    accepted: float
    document: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.accepted <= 1:
            raise EngineError(f"accepted must be in 0..1; got {self.accepted}")


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of a rule were judged, and how many of them were right."""

    right: float
    judged: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned; a plain value that can be kept as JSON.

    Attributes:
        version: name that readings record; "" for the rules' own confidences.
        slope: never below 0, so that a surer rule never makes a finding less probable.
        values: weight by name, all of ``learning_marks.VOCABULARY``; absent is nought.
        judged: by rule, what it was learned from.
        metrics: figures about it, by name.
    """

    version: str
    slope: float = 1.0
    values: Mapping[str, float] = field(default_factory=dict)
    judged: Mapping[str, Count] = field(default_factory=dict)
    metrics: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        strange = sorted(set(self.values) - VOCABULARY)
        if strange:
            raise EngineError(f"weights have fixed names; these are none: {len(strange)}")
        if self.slope < 0:
            raise EngineError(f"slope must not be below 0; got {self.slope}")

    @property
    def total(self) -> int:
        """How many judgements it was learned from."""
        return sum(count.judged for count in self.judged.values())

    def as_json(self) -> dict[str, Any]:
        """The weights as JSON holds them, the same for equal weights."""
        return {
            "version": self.version,
            "slope": self.slope,
            "values": dict(sorted(self.values.items())),
            "judged": {rule: [c.right, c.judged] for rule, c in sorted(self.judged.items())},
            "metrics": dict(sorted(self.metrics.items())),
        }


HAND_SET: Final = Weights("")
"""The rules' own confidences, as they are written beside the rules."""


def from_json(kept: Mapping[str, Any]) -> Weights:
    """Weights as ``as_json`` gave them; names of rules that are no more are left out.

    Raises:
        EngineError: it is not that.
    """
    try:
        values = {str(name): float(value) for name, value in kept["values"].items()}
        return Weights(
            version=str(kept["version"]),
            slope=float(kept["slope"]),
            values={name: value for name, value in values.items() if name in VOCABULARY},
            judged={
                str(rule): Count(float(right), int(judged))
                for rule, (right, judged) in kept["judged"].items()
                if f"rule.{rule}" in VOCABULARY
            },
            metrics={str(name): float(value) for name, value in kept["metrics"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise EngineError(f"these are no weights: {type(fault).__name__}") from None


def probability(weights: Weights, case: Case) -> float:
    """Probability that a person accepts a finding, between 1 - SUREST and SUREST."""
    values = weights.values
    score = weights.slope * log_odds(case.raw)
    for name in case.names:
        score += values.get(name, 0.0)
    return min(max(sigmoid(score), 1 - SUREST), SUREST)


@lru_cache(maxsize=1024)
def log_odds(confidence: float) -> float:
    """log(p / (1 - p)), of a confidence drawn inside 1 - SUREST and SUREST."""
    inside = min(max(confidence, 1 - SUREST), SUREST)
    return log(inside / (1 - inside))


def train(judged: Iterable[Judged], *, version: str, prior: Weights = HAND_SET) -> Weights:
    """Weights from judgements, drawn to ``prior`` where judgements are few.

    The order of the judgements does not matter. Names that are not in the fixed list are left out.
    """
    found = list(judged)
    names = [SLOPE, *sorted({name for one in found for name in one.case.names} & VOCABULARY)]
    cells = _cells(found, {name: at for at, name in enumerate(names)})
    centre = [prior.slope, *(prior.values.get(name, 0.0) for name in names[1:])]
    precision = [_spread(name) ** -2 for name in names]
    weights = fit(cells, Penalty(centre, precision))
    if weights[0] < 0:
        weights = [0.0, *fit([_without_slope(c) for c in cells], _rest(centre, precision))]
    learned = {name: round(weight, 6) for name, weight in zip(names, weights, strict=True)}
    slope = max(learned.pop(SLOPE), 0.0)
    return Weights(version, slope, {**prior.values, **learned}, counts(found))


def _rest(centre: Sequence[float], precision: Sequence[float]) -> Penalty:
    return Penalty(centre[1:], precision[1:])


def _without_slope(cell: Cell) -> Cell:
    at = tuple(place - 1 for place in cell.at[1:])
    return Cell(at, cell.by[1:], cell.accepted, cell.rejected)


def _spread(name: str) -> float:
    level = name.partition(".")[0]
    return SPREADS.get(level, SPREADS["mark"])


def _cells(judged: Sequence[Judged], place: Mapping[str, int]) -> list[Cell]:
    """Like cases together, in an order of their own."""
    tallies: dict[Case, list[float]] = {}
    for one in judged:
        tally = tallies.setdefault(one.case, [0.0, 0.0])
        tally[0] += one.accepted
        tally[1] += 1 - one.accepted
    return [
        Cell(at, (log_odds(case.raw), *(1.0 for _ in at[1:])), accepted, rejected)
        for case, (accepted, rejected) in sorted(
            tallies.items(), key=lambda item: (item[0].raw, item[0].names)
        )
        for at in [(0, *sorted({place[name] for name in case.names if name in place}))]
    ]


def counts(judged: Iterable[Judged]) -> dict[str, Count]:
    """How many findings of each rule were judged and right, by rule."""
    found: dict[str, Count] = {}
    for one in judged:
        for name in one.case.names:
            if name.startswith("rule."):
                rule = name.removeprefix("rule.")
                before = found.get(rule, Count(0.0, 0))
                found[rule] = Count(before.right + one.accepted, before.judged + 1)
    return dict(sorted(found.items()))


def share_right(own: Count, everywhere: float) -> float:
    """Share of a rule's findings that are right, drawn to that of all rules; 0..1.

    Source: the posterior mean of a binomial share under a beta prior, Gelman and others,
    "Bayesian Data Analysis", 3rd ed., 2013, section 2.4.
    """
    return (own.right + PRIOR_JUDGEMENTS * everywhere) / (own.judged + PRIOR_JUDGEMENTS)


def poor_rules(weights: Weights) -> frozenset[str]:
    """Rules so often wrong that their findings are asked about last; none is switched off."""
    right = sum(count.right for count in weights.judged.values())
    everywhere = right / weights.total if weights.total else 0.5
    return frozenset(
        rule
        for rule, count in weights.judged.items()
        if count.judged >= ENOUGH_JUDGED and share_right(count, everywhere) < POOR_SHARE
    )


def with_metrics(weights: Weights, metrics: Mapping[str, float]) -> Weights:
    """The same weights with figures about them."""
    return replace(weights, metrics=dict(metrics))
