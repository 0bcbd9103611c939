"""How often the dates of birth of two persons agree by chance, counted from the dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_arrays import Ints, Rows

SMALLEST: Final = 1e-9
_FIGURES: Final = 8


def birth_chances(born: Ints) -> Sequence[float]:
    """Chance of each level of births but "not known": same day, turned, one slip, year, other.

    Args:
        born: as ``day_number`` gives them; 0 is left out.
    """
    known = born[born > 0].astype(np.int64)
    pairs = max(len(known) * (len(known) - 1), 1)
    days, counts = np.unique(known[known % 100 > 0], return_counts=True)
    same = int((counts * (counts - 1)).sum())
    turned = _met(days, counts, _turned(days))
    slips = [_met(days, counts, other) for other in _slips(days)]
    years = np.unique(known // 10_000, return_counts=True)[1]
    same_year = int((years * (years - 1)).sum())
    near = sum(_met(days, counts, other, in_year=True) for other in _slips(days))
    found = [same, turned, sum(slips), max(same_year - same - turned - near, 0)]
    chances = [max(count / pairs, SMALLEST) for count in found]
    return [*chances, max(1.0 - sum(chances), SMALLEST)]


def _turned(days: Rows) -> Rows:
    """Day and month swapped; the date itself where they are the same."""
    return days // 10_000 * 10_000 + days % 100 * 100 + days // 100 % 100


def _slips(days: Rows) -> Iterator[Rows]:
    """Every date that differs in one figure, or in two neighbours swapped."""
    for place in range(_FIGURES):
        ten: int = 10**place
        figure = days // ten % 10
        for step in range(1, 10):
            yield days + ((figure + step) % 10 - figure) * ten
        if place + 1 < _FIGURES:
            before = days // (10 * ten) % 10
            yield days + (before - figure) * ten + (figure - before) * 10 * ten


def _met(days: Rows, counts: NDArray[np.int64], others: Rows, *, in_year: bool = False) -> int:
    """How many pairs, counted both ways, are of a day and the other that stands beside it."""
    if not len(days):
        return 0
    at = np.minimum(np.searchsorted(days, others), len(days) - 1)
    meets = (days[at] == others) & (others != days) & (others % 100 > 0)
    if in_year:
        meets &= others // 10_000 == days // 10_000
    return int((counts[meets] * counts[at[meets]]).sum())
