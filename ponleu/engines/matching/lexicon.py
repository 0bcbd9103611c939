"""What the reader of names knows of a country: sounds, titles, families, how common words are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.titles import Titles, titles_of


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Tables of a country's pack, ready for reading names. Compared by identity.

    Attributes:
        unit_ids: unit of sound, Khmer or Latin, -> its id from 1 to 255.
        costs: float32 (n_units, n_units): 0 the same sound, 1 and above nothing in common.
        gaps: float32 (n_units,): what leaving a unit out costs.
        spellings: Khmer unit -> its usual Latin spelling.
        titles: what stands by names and is not part of them.
        english: word for a kind of premises in another script -> the English one.
        shares: folded word -> its share among the words of persons' and bodies' names.
        place_shares: folded word -> its share among the words of places' names.
        unseen_share: share of a word that is in neither.
        families: folded family name -> ids of the Chinese characters it can write, a byte each.
        numbers: folded number word -> digits; read so in names of places and sites alone.
        other_names: folded name of a place -> its official names, for old and press names.
        version: changes with the tables of matching: names read by another may not be mixed in.
    """

    unit_ids: Mapping[str, int]
    costs: NDArray[np.float32]
    gaps: NDArray[np.float32]
    spellings: Mapping[str, str]
    titles: Titles = field(default_factory=lambda: titles_of({}))
    english: Mapping[str, str] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    place_shares: Mapping[str, float] = field(default_factory=dict)
    unseen_share: float = 2.0**-16
    families: Mapping[str, bytes] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    version: str = ""


def with_counts(lexicon: Lexicon, counts: Mapping[str, int], *, weight: float = 1000.0) -> Lexicon:
    """The same lexicon with the shares of a register's own words taken in.

    Args:
        counts: letters of words -> how often they stand in the register's names.
        weight: of so many words is the table worth that was there before.
    """
    whole = sum(counts.values()) + weight
    unseen = lexicon.unseen_share
    shares = {
        word: (counts.get(word, 0) + weight * lexicon.shares.get(word, unseen)) / whole
        for word in {*counts, *lexicon.shares}
    }
    return replace(lexicon, shares=MappingProxyType(shares))
