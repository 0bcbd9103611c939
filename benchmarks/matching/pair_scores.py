"""How well pairs and clusters agree with what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Score:
    """Precision, recall, F1; the cut they were found at; recall of the candidates."""

    precision: float
    recall: float
    f1: float
    cut: float
    reachable: float


def true_pairs(true_ids: Sequence[str]) -> int:
    """How many pairs of rows are about one person."""
    return sum(n * (n - 1) // 2 for n in Counter(true_ids).values())


def best_score(are_true: NDArray[np.bool_], scores: NDArray[np.float64], n_true: int) -> Score:
    """The best F1 over all cuts; pairs that are not among those given count as missed."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(are_true[order])
    given = np.arange(1, len(order) + 1)
    ordered = scores[order]
    last_of_tie = np.append(ordered[1:] != ordered[:-1], True)
    f1 = np.where(last_of_tie, 2 * hits / (given + n_true), 0.0)
    at = int(np.argmax(f1))
    reachable = float(are_true.sum() / n_true)
    return Score(hits[at] / given[at], hits[at] / n_true, f1[at], float(ordered[at]), reachable)


def cluster_score(clusters: Mapping[str, str], true_ids: Mapping[str, str]) -> Score:
    """Every two rows of one cluster are a pair that was found."""
    found = true_pairs(list(clusters.values()))
    both = true_pairs([f"{cluster}\0{true_ids[row]}" for row, cluster in clusters.items()])
    n_true = true_pairs(list(true_ids.values()))
    precision, recall = both / max(found, 1), both / max(n_true, 1)
    return Score(precision, recall, 2 * both / max(found + n_true, 1), 0.0, recall)
