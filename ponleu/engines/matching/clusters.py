"""Records joined into clusters by their links, strongest first, and never over a contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp2
from typing import Final

import numpy as np
from rapidfuzz.distance import OSA

from ponleu.engines.matching.link_levels import OTHER_NUMBER, number_level
from ponleu.engines.matching.link_numbers import BARE

YEARS_APART: Final = 1
"""Years of birth of one person may differ by so much: ages are often told, not dates."""

SLIPS: Final = 1
"""Two days that differ by one figure are taken for a slip."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows that may be one.

    Attributes:
        weight: log2 of the odds that they are.
    """

    a: int
    b: int
    weight: float

    @property
    def score(self) -> float:
        """Probability that they are one, 0..1."""
        if self.weight >= 0:
            return 1.0 / (1.0 + exp2(-self.weight))
        return exp2(self.weight) / (1.0 + exp2(self.weight))


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a row can contradict another; empty if not known.

    Attributes:
        born: ISO year, month or day.
        papers: "sort:number".
    """

    kind: str = ""
    sex: str = ""
    born: str = ""
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A link that was strong enough but would have joined what cannot be one."""

    link: Link
    reason: str


@dataclass(frozen=True, slots=True)
class Clusters:
    """Rows that are taken for one.

    Attributes:
        of_row: the smallest row of the cluster, for each row; its own if it stands alone.
        links: by which rows came together: one less than the rows of a cluster.
        refused: links that would have joined a contradiction.
    """

    of_row: tuple[int, ...]
    links: tuple[Link, ...]
    refused: tuple[Refused, ...]

    def scores(self) -> list[float]:
        """For each row the score of its strongest link; 1 where it stands alone."""
        best = [0.0] * len(self.of_row)
        for link in self.links:
            best[link.a] = max(best[link.a], link.score)
            best[link.b] = max(best[link.b], link.score)
        return [score or 1.0 for score in best]


class _Group:
    """What is known of the rows of a cluster together."""

    __slots__ = ("born", "kind", "papers", "sex")

    def __init__(self, facts: Facts) -> None:
        self.kind, self.sex = facts.kind, facts.sex
        self.born = {facts.born} - {""}
        self.papers: dict[str, set[str]] = {}
        for paper in facts.papers:
            sort, _, number = paper.rpartition(":")
            if sort != BARE:
                self.papers.setdefault(sort, set()).add(number)

    def contradiction(self, other: _Group) -> str:
        """Why both cannot be one; empty if they can."""
        if self.kind and other.kind and self.kind != other.kind:
            return f"one is a {self.kind}, one a {other.kind}"
        if self.sex and other.sex and self.sex != other.sex:
            return "of different sexes"
        sorts = sorted(self.papers.keys() & other.papers.keys())
        if not any(self.papers[sort] & other.papers[sort] for sort in sorts):
            for here, there in product(sorted(self.born), sorted(other.born)):
                if not may_be_one_birth(here, there):
                    return f"born {here} and {there}"
        for sort in sorts:
            if _unlike(self.papers[sort], other.papers[sort]):
                return f"different numbers of one sort: {sort}"
        return ""

    def take(self, other: _Group) -> None:
        """Know what the other knows, too."""
        self.kind, self.sex = self.kind or other.kind, self.sex or other.sex
        self.born |= other.born
        for sort, numbers in other.papers.items():
            self.papers.setdefault(sort, set()).update(numbers)


def may_be_one_birth(here: str, there: str) -> bool:
    """Years at most one apart, or two days that differ by one slip of the hand."""
    if abs(int(here[:4]) - int(there[:4])) <= YEARS_APART:
        return True
    is_day = len(here) == len(there) == len("2000-12-31")
    return is_day and OSA.distance(here, there, score_cutoff=SLIPS) <= SLIPS


def is_slip(here: str, there: str) -> bool:
    """Whether two numbers are the same or one slip of the hand apart, as ``number_level`` says."""
    one, other = (np.frombuffer(text.encode() + b"\0", dtype=np.uint8) for text in (here, there))
    ends = len(one) - 1, len(other) - 1
    return number_level(one, 0, ends[0], other, 0, ends[1]) != OTHER_NUMBER


def _unlike(here: Iterable[str], there: Iterable[str]) -> bool:
    """Whether no two numbers of both sides may be the same."""
    return not any(is_slip(a, b) for a, b in product(here, there))


def join_links(
    facts: Sequence[Facts], links: Iterable[Link], *, least_weight: float = 0.0
) -> Clusters:
    """Clusters of rows by links of at least this weight, the strongest first.

    A link whose two clusters contradict each other, in kind, sex, birth or in two
    different numbers of one sort, joins nothing and is told in ``refused``. Where both have
    the same number of one sort, a birth that differs is taken for a slip.
    """
    parents = list(range(len(facts)))
    groups: dict[int, _Group] = {}
    joined: list[Link] = []
    refused: list[Refused] = []
    strong = [link for link in links if link.weight >= least_weight]
    for link in sorted(strong, key=lambda one: (-one.weight, one.a, one.b)):
        a, b = sorted((_root(parents, link.a), _root(parents, link.b)))
        if a == b:
            continue
        here = groups.get(a) or _Group(facts[a])
        there = groups.get(b) or _Group(facts[b])
        reason = here.contradiction(there)
        if reason:
            refused.append(Refused(link, reason))
            continue
        here.take(there)
        parents[b] = a
        groups[a] = here
        groups.pop(b, None)
        joined.append(link)
    of_row = tuple(_root(parents, row) for row in range(len(facts)))
    return Clusters(of_row, tuple(joined), tuple(refused))


def _root(parents: list[int], row: int) -> int:
    while parents[row] != row:
        parents[row] = parents[parents[row]]
        row = parents[row]
    return row


def members(of_row: Sequence[int]) -> Mapping[int, list[int]]:
    """The rows of each cluster."""
    found: dict[int, list[int]] = {}
    for row, cluster in enumerate(of_row):
        found.setdefault(cluster, []).append(row)
    return found
