"""What it takes to weigh two records: the country's lexicon, costs and learned weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.lexicon import Lexicon
from ponleu.engines.matching.likeness import costs_of
from ponleu.engines.matching.packed import Costs
from ponleu.engines.matching.readings import Readings, SyllableTable
from ponleu.engines.matching.sound_units import DIGITS, VOWELS
from ponleu.engines.matching.weights import Weights


@dataclass(frozen=True, slots=True, eq=False)
class Scales:
    """Everything that weighing needs, made once. Compared by identity.

    Attributes:
        lexicon: how names of the country are read.
        costs: what differences of letters and sounds cost.
        vowels: which units of sound are vowels, bool (n_units).
        weights: what each feature weighs.
        syllables: which characters a syllable of a Chinese name can be the reading of.
    """

    lexicon: Lexicon
    costs: Costs
    vowels: NDArray[np.bool_]
    weights: Weights
    syllables: SyllableTable


def make_scales(lexicon: Lexicon, weights: Weights, readings: Readings) -> Scales:
    """Scales from a country's lexicon, the learned weights and readings of Chinese names."""
    table = SyllableTable(readings)
    vowels = np.zeros(len(lexicon.gaps), dtype=np.bool_)
    for unit, place in lexicon.unit_ids.items():
        # a Khmer vowel ends in its series, 1 or 2
        vowels[place] = unit in VOWELS or (unit not in DIGITS and unit[-1] in "12")
    return Scales(lexicon, costs_of(lexicon.costs, lexicon.gaps), vowels, weights, table)
