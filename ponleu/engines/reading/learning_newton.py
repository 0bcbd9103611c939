"""The minimum of a logistic loss with a quadratic penalty, by Newton's method.

Source: T. Hastie, R. Tibshirani, J. Friedman, "The Elements of Statistical Learning", 2nd ed.,
2009, section 4.4.1 (Newton-Raphson for logistic regression, there called IRLS); S. le Cessie,
J. van Houwelingen, "Ridge Estimators in Logistic Regression", Applied Statistics 41(1), 1992.
We differ in one thing: the penalty draws each weight to a centre of its own, not to nought.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p, sqrt
from operator import mul

MOST_STEPS = 60
CLOSE = 1e-8
"""A step of which no coordinate is longer ends the search."""
HALVINGS = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """Cases that are alike.

    Attributes:
        at: places of the weights that are not nought for them, rising.
        by: the factor of each such weight.
        accepted, rejected: how many were; an edited one is half of both.
    """

    at: tuple[int, ...]
    by: tuple[float, ...]
    accepted: float
    rejected: float


@dataclass(frozen=True, slots=True)
class Penalty:
    """``precision[i] / 2 * (weight[i] - centre[i]) ** 2``, every precision above 0."""

    centre: Sequence[float]
    precision: Sequence[float]


def sigmoid(x: float) -> float:
    """1 / (1 + e**-x), for any x."""
    if x >= 0:
        return 1 / (1 + exp(-x))
    grown = exp(x)
    return grown / (1 + grown)


def fit(cells: Sequence[Cell], penalty: Penalty) -> list[float]:
    """The weights with the least penalised log loss; there is exactly one such point."""
    weights = list(penalty.centre)
    loss = _loss(cells, penalty, weights)
    for _ in range(MOST_STEPS):
        step = _solve(*_slopes(cells, penalty, weights))
        if max(map(abs, step), default=0.0) < CLOSE:
            break
        share = 1.0
        for _ in range(HALVINGS):
            tried = [w - share * s for w, s in zip(weights, step, strict=True)]
            tried_loss = _loss(cells, penalty, tried)
            if tried_loss <= loss:
                break
            share /= 2
        else:
            break  # nothing lower within the reach of floats
        weights, loss = tried, tried_loss
    return weights


def _score(cell: Cell, weights: Sequence[float]) -> float:
    return sum(by * weights[at] for at, by in zip(cell.at, cell.by, strict=True))


def _loss(cells: Sequence[Cell], penalty: Penalty, weights: Sequence[float]) -> float:
    total = sum(
        precision / 2 * (weight - centre) ** 2
        for weight, centre, precision in zip(
            weights, penalty.centre, penalty.precision, strict=True
        )
    )
    for cell in cells:
        score = _score(cell, weights)
        total += cell.accepted * _softplus(-score) + cell.rejected * _softplus(score)
    return total


def _softplus(x: float) -> float:
    return max(x, 0.0) + log1p(exp(-abs(x)))


def _slopes(
    cells: Sequence[Cell], penalty: Penalty, weights: Sequence[float]
) -> tuple[list[list[float]], list[float]]:
    """Second derivatives (lower triangle) and first derivatives of the loss."""
    size = len(weights)
    second = [[0.0] * (row + 1) for row in range(size)]
    first = [
        precision * (weight - centre)
        for weight, centre, precision in zip(
            weights, penalty.centre, penalty.precision, strict=True
        )
    ]
    for at, precision in enumerate(penalty.precision):
        second[at][at] = precision
    for cell in cells:
        share = sigmoid(_score(cell, weights))
        count = cell.accepted + cell.rejected
        pull, bend = count * share - cell.accepted, count * share * (1 - share)
        for place, row in enumerate(cell.at):
            by = cell.by[place]
            first[row] += pull * by
            bent, line = bend * by, second[row]
            for other in range(place + 1):
                line[cell.at[other]] += bent * cell.by[other]
    return second, first


def _solve(lower: list[list[float]], right: list[float]) -> list[float]:
    """x with A x = right, A symmetric and positive definite, by Cholesky's square roots."""
    size = len(right)
    for i in range(size):
        row = lower[i]
        for j in range(i):
            over = lower[j]
            row[j] = (row[j] - sum(map(mul, row[:j], over))) / over[j]
        row[i] = sqrt(row[i] - sum(value * value for value in row[:i]))
    found = list(right)
    for i in range(size):
        found[i] = (found[i] - sum(map(mul, lower[i][:i], found))) / lower[i][i]
    for i in reversed(range(size)):
        found[i] /= lower[i][i]
        for j in range(i):
            found[j] -= lower[i][j] * found[i]
    return found
