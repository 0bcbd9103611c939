"""Counting what was found: precision, recall, F1, shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were labelled, how many proposed, how many of these are right."""

    right: int = 0
    proposed: int = 0
    labelled: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right,
            self.proposed + other.proposed,
            self.labelled + other.labelled,
        )

    @property
    def precision(self) -> float | None:
        return self.right / self.proposed if self.proposed else None

    @property
    def recall(self) -> float | None:
        return self.right / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """None where nothing was labelled and nothing proposed."""
        both = self.proposed + self.labelled
        return 2 * self.right / both if both else None


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


def total_share(shares: Iterable[Share]) -> Share:
    return sum(shares, Share())
