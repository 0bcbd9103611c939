"""Whether new weights are better than old ones, on documents that neither was learned from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.learning import Judged, Weights, probability
from ponleu.engines.reading.learning_measures import (
    Pair,
    best_cut,
    brier,
    calibration_error,
    log_loss,
    loss,
    tally,
)

FROZEN_OF = 5
"""One document in so many is kept apart for ever."""
LEAST_DOCUMENTS = 5
"""With fewer documents nothing can be told."""
TELLING = 2
"""Errors that a gain or a loss has to exceed; chance alone does so in one case of twenty."""
DRAWS = 400
SEED = 2026
_MASK = (1 << 64) - 1

Row = tuple[float, ...]
"""Sums of one document: findings, loss, kept, right and kept, right; of old weights, then new."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well one set of weights does; see ``learning_measures``.

    Attributes:
        f1: of keeping what reaches ``cut``, the best threshold for these weights.
    """

    log_loss: float
    brier: float
    calibration_error: float
    f1: float
    cut: float


@dataclass(frozen=True, slots=True)
class Paired:
    """One document: old and new probabilities of its findings, in the same order.

    Attributes:
        missed: facts of the document that no finding stands for.
    """

    before: Sequence[Pair]
    after: Sequence[Pair]
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Old and new weights on the same documents.

    Attributes:
        log_loss_gain, f1_gain: above 0 if the new weights are better.
        log_loss_error, f1_error: standard error of the gain, documents drawn anew.
    """

    documents: int
    findings: int
    before: Score
    after: Score
    log_loss_gain: float
    log_loss_error: float
    f1_gain: float
    f1_error: float

    @property
    def improves(self) -> bool:
        """One figure is better, and none is worse, by more than chance would often make it."""
        gains = ((self.log_loss_gain, self.log_loss_error), (self.f1_gain, self.f1_error))
        better = any(gain > TELLING * error for gain, error in gains)
        worse = any(gain < -TELLING * error for gain, error in gains)
        return self.documents >= LEAST_DOCUMENTS and better and not worse


def is_frozen(sha256: str) -> bool:
    """Whether a document of this content is kept apart from learning, now and always."""
    return int(sha256[:8], 16) % FROZEN_OF == 0


def compare(
    before: Weights,
    after: Weights,
    judged: Iterable[Judged],
    *,
    missed: Mapping[str, int] | None = None,
) -> Comparison:
    """Both weights on the findings of the documents kept apart.

    Args:
        missed: by document, how many facts no finding stands for.

    Raises:
        EngineError: there is no finding.
    """
    by_document: dict[str, list[Judged]] = {}
    for one in judged:
        by_document.setdefault(one.document, []).append(one)
    return compare_documents(
        [
            Paired(_pairs(before, members), _pairs(after, members), (missed or {}).get(key, 0))
            for key, members in sorted(by_document.items())
        ]
    )


def compare_documents(documents: Sequence[Paired]) -> Comparison:
    """Old and new probabilities of the same findings.

    Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 6; documents
    are drawn, not findings, since findings of one document are alike, and old and new are
    measured on the same draw, at the cut that is best on all. The draws are always the same.

    Raises:
        EngineError: there is no finding.
    """
    if not any(document.before for document in documents):
        raise EngineError("there is nothing to compare weights on")
    missed = sum(one.missed for one in documents)
    before = score([pair for one in documents for pair in one.before], missed=missed)
    after = score([pair for one in documents for pair in one.after], missed=missed)
    rows = [
        (*_sums(one.before, before.cut, one.missed), *_sums(one.after, after.cut, one.missed))
        for one in documents
        if one.before or one.missed
    ]
    drawn = [_gains(draw) for draw in _draws(rows)]
    loss_gain, f1_gain = _gains(rows)
    return Comparison(
        documents=len(rows),
        findings=sum(len(one.before) for one in documents),
        before=before,
        after=after,
        log_loss_gain=loss_gain,
        log_loss_error=_deviation([gain for gain, _ in drawn]),
        f1_gain=f1_gain,
        f1_error=_deviation([gain for _, gain in drawn]),
    )


def _pairs(weights: Weights, judged: Iterable[Judged]) -> list[Pair]:
    return [(probability(weights, one.case), one.accepted) for one in judged]


def score(pairs: Sequence[Pair], *, missed: int = 0) -> Score:
    """All figures of some probabilities."""
    cut, f1 = best_cut(pairs, missed=missed)
    return Score(log_loss(pairs), brier(pairs), calibration_error(pairs), f1, cut)


def _sums(pairs: Sequence[Pair], cut: float, missed: int) -> Row:
    kept, right_kept, right = tally(pairs, cut)
    return len(pairs), sum(map(loss, pairs)), kept, right_kept, right + missed


def _gains(rows: Sequence[Row]) -> tuple[float, float]:
    """How much better the new weights do on these documents: log loss, F1."""
    sums = [sum(column) for column in zip(*rows, strict=True)]
    before, after = _figures(*sums[:5]), _figures(*sums[5:])
    return before[0] - after[0], after[1] - before[1]


def _figures(
    findings: float, loss: float, kept: float, right_kept: float, right: float
) -> tuple[float, float]:
    """Log loss and F1 from their sums."""
    both = kept + right
    return loss / max(findings, 1), 2 * right_kept / both if both else 0.0


def _draws(rows: Sequence[Row]) -> Iterator[list[Row]]:
    numbers = _numbers(SEED)
    for _ in range(DRAWS):
        yield [rows[next(numbers) % len(rows)] for _ in rows]


def _numbers(seed: int) -> Iterator[int]:
    """Numbers below 2**64 that look drawn by chance, the same for a seed.

    Source: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators",
    OOPSLA 2014, figure 17 (SplitMix64).
    """
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        yield mixed ^ (mixed >> 31)


def _deviation(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1))
