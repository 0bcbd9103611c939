"""Keys joined into groups by the average weight between groups, never over what cannot be.

Source: average linkage (R. R. Sokal and C. D. Michener, 1958), with the cannot-link of
K. Wagstaff and C. Cardie, "Clustering with instance-level constraints" (2000).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from heapq import heapify, heappop, heappush

Weights = Mapping[tuple[str, str], int | None]
"""For each pair of keys, the smaller first: its weight, or None if it cannot be."""

_Entry = tuple[Fraction, str, str, int, int]
_Sums = dict[str, dict[str, int | None]]


def join(keys: Iterable[str], weights: Weights) -> list[tuple[str, ...]]:
    """Groups of keys: the two with the highest average weight join while it is above zero.

    Of equal averages the pair that is first in the alphabet, by the first key of each group.
    Groups between which any pair cannot be are never joined.

    Args:
        weights: of every pair of the keys.
    """
    members = {key: [key] for key in sorted(keys)}
    sums: _Sums = {key: {} for key in members}
    for (a, b), weight in weights.items():
        sums[a][b] = sums[b][a] = weight
    sizes = dict.fromkeys(members, 1)
    waiting = [_entry(a, b, sums, sizes) for a in sums for b in sums[a] if a < b]
    heap = [entry for entry in waiting if entry[0] < 0]
    heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heappop(heap)
        if sizes.get(a) != size_a or sizes.get(b) != size_b:
            continue  # one of them has grown since, or is gone
        members[a] += members.pop(b)
        sizes[a] += sizes.pop(b)
        _merge(a, b, sums)
        for other, weight in sums[a].items():
            if weight is not None and weight > 0:
                heappush(heap, _entry(min(a, other), max(a, other), sums, sizes))
    return sorted(tuple(sorted(group)) for group in members.values())


def _entry(a: str, b: str, sums: _Sums, sizes: Mapping[str, int]) -> _Entry:
    average = Fraction(sums[a][b] or 0, sizes[a] * sizes[b])
    return -average, a, b, sizes[a], sizes[b]


def _merge(a: str, b: str, sums: _Sums) -> None:
    """Give to ``a`` what stands between ``b`` and the others; ``b`` is gone."""
    of_b = sums.pop(b)
    del sums[a][b]
    for other, there in of_b.items():
        if other == a:
            continue
        here = sums[a][other]
        both = None if here is None or there is None else here + there
        sums[a][other] = sums[other][a] = both
        del sums[other][b]
