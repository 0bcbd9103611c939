"""What it costs to take one unit of sound for another, from how sounds are spelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.sound_units import CONSONANTS, DIGITS, VOWELS, khmer_inventory

NOTHING: Final = "-"
"""In a table of spellings: no letter, or no Khmer unit."""
SORT_WEIGHTS: Final = MappingProxyType({"official": 0.3, "variant": 0.4, "habit": 0.3})
"""How much each sort of spelling counts, however many examples it was learned from."""
FEW: Final = 10.0
"""A sort that saw a unit less often than this counts less for it."""
UNLIKE: Final = 1.2
"""Cost of two units that have no sound in common."""
CROSSED: Final = 1.6
"""Cost of a vowel for a consonant: leaving both out is cheaper."""
LEAST_COST: Final = 0.05
LEAST_GAP: Final = 0.2
MOST_GAP: Final = 0.8
BITS_OF_SLIP: Final = 15.0
"""A slip of the hand, which costs one, is as likely as a sound that is written otherwise by so
many bits."""
RARE_BITS: Final = 6.0
"""What is rarer than by so many bits was mostly learned by accident: it costs thrice as much."""
_GAP_SCALE: Final = 4.0
_LEAST_SHARED: Final = 1e-12

_LATIN: Final = (*CONSONANTS, *VOWELS)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How often a Khmer unit is written so.

    Attributes:
        sort: "official", "variant" or "habit"; see ``SORT_WEIGHTS``.
        share: of all spellings of the unit that the sort knows.
        count: how often it was seen; 0 if nobody counted.
    """

    khmer: str
    latin: str
    sort: str
    share: float
    count: float


class Sounds(NamedTuple):
    """Units and what their differences cost; see ``Lexicon``."""

    unit_ids: Mapping[str, int]
    costs: NDArray[np.float32]
    gaps: NDArray[np.float32]
    spellings: Mapping[str, str]


def sounds(table: Sequence[Spelling]) -> Sounds:
    """Costs from a table of spellings.

    The cost of two units is how unlikely it is that one is written for the other, in slips: the
    bits of the chance that both write the same Khmer unit, set against the chances that each is
    written twice (the cosine of their chances, each divided by the root of the Khmer unit's).
    """
    khmer = khmer_inventory()
    names = (*_LATIN, *DIGITS, *khmer)
    unit_ids = {unit: at for at, unit in enumerate(names, 1)}
    chances = _chances(table, khmer)
    costs = np.full((len(names) + 1, len(names) + 1), UNLIKE, dtype=np.float32)
    costs[1:, 1:] = _costs(chances)
    costs[_crossed(names)] = CROSSED
    np.fill_diagonal(costs, 0.0)
    return Sounds(unit_ids, costs, _gaps(chances), _usual(table))


def _chances(table: Sequence[Spelling], khmer: Sequence[str]) -> NDArray[np.float64]:
    """Chance of each Khmer unit with each spelling (1 + n_khmer, 1 + n_latin), 0 for nothing."""
    rows = {unit: at for at, unit in enumerate((NOTHING, *khmer))}
    columns = {unit: at for at, unit in enumerate((NOTHING, *_LATIN))}
    weights = np.full(len(rows), 1e-9)
    shares = np.zeros((len(rows), len(columns)))
    seen = {(one.khmer, one.sort): 0.0 for one in table}
    for one in table:
        seen[one.khmer, one.sort] += one.count
    for one in table:
        counted = seen[one.khmer, one.sort]
        trust = 1.0 if one.sort == "habit" else counted / (counted + FEW)
        weight = SORT_WEIGHTS[one.sort] * trust
        shares[rows[one.khmer], columns[one.latin]] += weight * one.share
    weights += shares.sum(axis=1)
    frequency = np.ones(len(rows))
    for (unit, sort), count in seen.items():
        frequency[rows[unit]] += count if sort == "official" else 0.0
    chances: NDArray[np.float64] = shares * (frequency / frequency.sum() / weights)[:, None]
    return chances


def _costs(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Costs (n_units, n_units), Latin units first, then digits, then Khmer."""
    of_khmer = chances[1:].sum(axis=1) + 1e-6
    latin = chances[1:, 1:].T
    digits = np.zeros((len(DIGITS), of_khmer.size))
    written = np.concatenate([latin, digits, np.diag(of_khmer)])
    shared = (written / of_khmer) @ written.T
    itself = np.sqrt(np.maximum(np.diag(shared), _LEAST_SHARED))
    alike = np.maximum(shared / itself[:, None] / itself[None, :], _LEAST_SHARED)
    bits = -np.log2(alike)
    bits += 2.0 * np.maximum(bits - RARE_BITS, 0.0)
    costs: NDArray[np.float64] = np.clip(bits / BITS_OF_SLIP, LEAST_COST, UNLIKE)
    return costs


def _crossed(names: Sequence[str]) -> tuple[NDArray[np.intp], ...]:
    """Pairs of a vowel and a consonant, and all pairs with a digit."""
    vowel = np.zeros(len(names) + 1, dtype=bool)
    vowel[1:] = [unit in VOWELS or unit[-1] in "12" for unit in names]
    digit = np.zeros(len(names) + 1, dtype=bool)
    digit[1:] = [unit in DIGITS for unit in names]
    return np.nonzero((vowel[:, None] != vowel[None, :]) | digit[:, None] | digit[None, :])


def _gaps(chances: NDArray[np.float64]) -> NDArray[np.float32]:
    """What leaving out costs: less, the more often a unit is left out or put in."""
    of_khmer = (chances[1:, 0] + 1e-6) / (chances[1:].sum(axis=1) + 1e-5)
    of_latin = (chances[0, 1:] + 1e-6) / (chances[:, 1:].sum(axis=0) + 1e-5)
    left_out = np.concatenate([of_latin, np.full(len(DIGITS), 1e-9), of_khmer])
    gaps = np.clip(-np.log(left_out) / _GAP_SCALE, LEAST_GAP, MOST_GAP)
    return np.concatenate([[0.0], gaps]).astype(np.float32)


def _usual(table: Sequence[Spelling]) -> Mapping[str, str]:
    """The spelling that the state uses most, else the most usual habit."""
    usual: dict[str, Spelling] = {}
    for one in sorted(table, key=lambda one: (one.sort != "official", -one.share)):
        if one.khmer != NOTHING:
            usual.setdefault(one.khmer, one)
    return {unit: one.latin.strip(NOTHING) for unit, one in usual.items()}
