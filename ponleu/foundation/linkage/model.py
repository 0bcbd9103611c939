"""The model of linkage in Splink's words, the same for DuckDB and for Spark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import SettingsCreator, block_on
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from ponleu.engines.matching.link_names import BIT_CUTS, LIKE_CUTS
from ponleu.engines.matching.link_prior import Prior

_WIDE: Final = len(BIT_CUTS) + 1
_SAME_NAME: Final = (0.05, 0.07, 0.08, 0.1, 0.15, 0.52)

GUESSES: Final[Mapping[str, Sequence[float]]] = {
    "name": (0.03, *(same / _WIDE for same in _SAME_NAME for _ in range(_WIDE))),
    "born": (0.8, 0.03, 0.05, 0.07, 0.05),
    "sex": (0.97, 0.03),
    "place": (0.75, 0.05, 0.05, 0.15),
    "phones": (0.8, 0.03, 0.17),
    "papers": (0.93, 0.05, 0.02),
}
"""Of each thing that is compared, how often the records of one person are at each level,
before anything is learned."""

LABELS: Final[Mapping[str, Sequence[str]]] = {
    "born": ("same day", "day and month swapped", "one figure differs", "same year", "other"),
    "sex": ("equal", "other"),
    "place": ("equal", "much alike", "same province or somewhat alike", "other"),
    "phones": ("shared", "one slip", "others"),
    "papers": ("shared", "one slip", "others of one sort"),
}


@dataclass(frozen=True, slots=True)
class Chances:
    """How often different persons agree by chance.

    Attributes:
        prior: that any two rows are one person.
        levels: of each thing that is compared, the chance of each level.
    """

    prior: Prior
    levels: Mapping[str, Sequence[float]]


def model(chances: Chances) -> SettingsCreator:
    """What is compared, with first guesses for one person and measured chances for two."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="side",
        comparisons=[_comparison(name, chances.levels[name]) for name in GUESSES],
        blocking_rules_to_generate_predictions=[block_on("pattern")],  # pairs are given ready made
        probability_two_random_records_match=chances.prior.chance,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
        max_iterations=15,
    )


def starting_chance(chances: Chances, told: str) -> float:
    """Chance that two rows are one person when they are equal in this thing."""
    best = slice(-_WIDE, None) if told == "name" else slice(0, 1)
    same, by_chance = sum(GUESSES[told][best]), sum(chances.levels[told][best])
    odds = chances.prior.chance / (1 - chances.prior.chance) * same / by_chance
    return odds / (1 + odds)


def _comparison(name: str, chances: Sequence[float]) -> comparisons.CustomComparison:
    return comparisons.CustomComparison(list(_levels(name, chances)), output_column_name=name)


def _levels(name: str, chances: Sequence[float]) -> Iterator[ComparisonLevelCreator]:
    """Levels as they were worked out: both sides of a pair carry the same."""
    unknown = levels.CustomLevel(f'"{name}_l" = 0', "not known", base_dialect_str="duckdb")
    yield unknown.configure(is_null_level=True)
    for at, (same, chance) in enumerate(zip(GUESSES[name], chances, strict=True)):
        asked: ComparisonLevelCreator = levels.ElseLevel()
        if at + 1 < len(GUESSES[name]):
            asked = levels.CustomLevel(
                f'"{name}_l" = {at + 1}', level_label(name, at), base_dialect_str="duckdb"
            )
        yield asked.configure(m_probability=same, u_probability=chance, fix_u_probability=True)


def level_label(name: str, level: int) -> str:
    """What a level means, from 0."""
    if name != "name":
        return LABELS[name][level]
    if level == 0:
        return "different names"
    high, told = divmod(level - 1, _WIDE)
    bits = [0.0, *BIT_CUTS][told]
    return f"names at least {LIKE_CUTS[high]:.0%} alike, words that {bits:.0f} bits tell"
