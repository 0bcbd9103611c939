"""Pairs of names that are hard to tell apart, of our own invention, and how to measure on them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.types import Kind

FILE = Path(__file__).with_name("hard_pairs.csv")
BINS = 10


@dataclass(frozen=True, slots=True)
class HardPair:
    """Two names and whether they are one's.

    Attributes:
        sort: what makes the pair hard.
        family: pairs made of the same names; a family is held out as a whole.
    """

    a: str
    b: str
    kind: Kind
    is_same: bool
    sort: str
    family: str

    @property
    def is_held_out(self) -> bool:
        """Whether nothing may be learned from it; half of the families, by their hash."""
        return sha256(self.family.encode()).digest()[0] % 2 == 0


def hard_pairs(file: Path = FILE) -> list[HardPair]:
    """All pairs in the order of the file."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [
            HardPair(
                a=found["a"],
                b=found["b"],
                kind=Kind(found["kind"]),
                is_same=found["same"] == "1",
                sort=found["sort"],
                family=found["family"],
            )
            for found in csv.DictReader(opened)
        ]


def area_under_curve(scores: NDArray[np.float64], same: NDArray[np.bool_]) -> float:
    """Chance that a pair that is the same scores above one that is not; ties count half."""
    values, ranks = np.unique(scores, return_inverse=True)
    counts = np.bincount(ranks, minlength=len(values))
    ends = counts.cumsum()
    middle = (ends - (counts - 1) / 2)[ranks]
    ours = int(same.sum())
    others = len(same) - ours
    return float((middle[same].sum() - ours * (ours + 1) / 2) / (ours * others))


def brier(scores: NDArray[np.float64], same: NDArray[np.bool_]) -> float:
    """Mean squared difference of score and truth."""
    return float(((scores - same) ** 2).mean())


def calibration_error(scores: NDArray[np.float64], same: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten equal bins of the score."""
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    return float(
        sum(
            abs(scores[bins == one].mean() - same[bins == one].mean()) * (bins == one).mean()
            for one in range(BINS)
            if (bins == one).any()
        )
    )


def row(name: str, scores: NDArray[np.float64], pairs: Sequence[HardPair]) -> str:
    """One line of the table."""
    same = np.array([pair.is_same for pair in pairs])
    figures = (
        area_under_curve(scores, same),
        brier(scores, same),
        calibration_error(scores, same),
    )
    return f"{name:<34}{len(pairs):>6}" + "".join(f"{figure:>8.3f}" for figure in figures)


HEADING = f"{'':<34}{'pairs':>6}{'AUC':>8}{'Brier':>8}{'ECE':>8}"


def table(name: str, scores: NDArray[np.float64], pairs: Sequence[HardPair]) -> str:
    """The figures of all pairs and of each sort of pairs."""
    lines = [HEADING, row(name, scores, pairs)]
    sorts: dict[str, list[int]] = defaultdict(list)
    for place, pair in enumerate(pairs):
        sorts[f"{pair.kind}: {pair.sort}"].append(place)
    for sort, places in sorted(sorts.items()):
        of_sort = [pairs[place] for place in places]
        if len({pair.is_same for pair in of_sort}) == 2:
            lines.append(row(f"  {sort}", scores[places], of_sort))
    return "\n".join(lines)
