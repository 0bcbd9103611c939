"""How often the records of different persons agree at each level, measured on the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_arrays import Ints, Rows
from ponleu.engines.matching.link_births import birth_chances
from ponleu.engines.matching.link_chances import (
    any_pairs,
    chance_of_equality,
    level_chances,
    name_chances,
)
from ponleu.engines.matching.link_columns import LinkColumns
from ponleu.engines.matching.link_levels import SIZES, levels_of
from ponleu.engines.matching.link_names import BIT_CUTS
from ponleu.engines.matching.link_prior import prior_chance
from ponleu.foundation.linkage.model import Chances

Compare = Callable[[Rows, Rows], Ints]

SLIPS_PER_NUMBER = 20
"""So many numbers are one slip away from a number, among those that are given out."""

LEAST_SLIP = 1e-6
DIFFERENT_NAMES = 1 + 2 * (len(BIT_CUTS) + 1)
"""Levels of names up to this are so unlike that the two are different persons."""


def measured_chances(columns: LinkColumns, compare: Compare) -> Chances:
    """Chances of agreeing by accident; names by a sample that looks where it may happen."""

    def names(here: Rows, there: Rows) -> NDArray[np.int32]:
        return levels_of(compare(here, there))["name"] - 1

    here, there = any_pairs(len(columns.ids))
    levels = levels_of(compare(here, there))
    strangers = levels["name"] <= DIFFERENT_NAMES
    found: dict[str, Sequence[float]] = {
        name: level_chances(levels[name][strangers], SIZES[name]) for name in ("sex", "place")
    }
    found["born"] = birth_chances(columns.born)
    found["place"] = _with_equality(found["place"], columns.places[columns.places > 0])
    reached = columns.are_reached()[columns.numbers.values]
    found["phones"] = _of_numbers(columns.numbers.values[reached])
    found["papers"] = _of_numbers(columns.numbers.values[~reached])
    found["name"] = [float(chance) for chance in name_chances(columns, names)]
    return Chances(prior_chance(columns), found)


def _with_equality(chances: Sequence[float], values: Ints) -> Sequence[float]:
    """The first chance is that of being equal: it can be counted, a sample need not meet it."""
    equal = min(chance_of_equality(values), 0.9)
    rest = sum(chances[1:])
    return [equal, *(chance * (1 - equal) / rest for chance in chances[1:])]


def _of_numbers(numbers: Ints) -> Sequence[float]:
    equal = chance_of_equality(numbers)
    slip = max(SLIPS_PER_NUMBER * equal, LEAST_SLIP)
    return [equal, min(slip, 0.4), max(1 - equal - slip, 0.1)]
