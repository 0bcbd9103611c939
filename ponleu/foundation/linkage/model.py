"""The model of linkage in Splink's words, the same for DuckDB and for Spark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import SettingsCreator, block_on
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from ponleu.engines.matching.link_chances import (
    born_chances,
    chance_of_equality,
)
from ponleu.engines.matching.link_columns import LinkColumns
from ponleu.engines.matching.link_names import BIT_CUTS, LEVELS, LIKE_CUTS

SAME_NAME = (0.03, 0.05, 0.07, 0.08, 0.1, 0.15, 0.52)
"""First guess of how alike the names of one person are, from different to equal."""


@dataclass(frozen=True, slots=True)
class Chances:
    """How often different persons agree by chance.

    Attributes:
        prior: chance that any two rows are one person.
        name: of each level of names.
    """

    prior: float
    name: Sequence[float]


def model(columns: LinkColumns, chances: Chances) -> SettingsCreator:
    """What is compared, with first guesses for one person and measured chances for two."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="side",
        comparisons=[
            _names(chances.name),
            _born(columns.born),
            _equality("sex", columns.sexes, same=0.97),
            _places(columns.places),
            _phones(columns.phones),
            _papers(columns.papers),
        ],
        blocking_rules_to_generate_predictions=[block_on("pair")],  # pairs are given ready made
        probability_two_random_records_match=chances.prior,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
        max_iterations=15,
    )


def _level(sql: str, label: str, *, same: float, chance: float) -> ComparisonLevelCreator:
    level = levels.CustomLevel(sql, label_for_charts=label, base_dialect_str="duckdb")
    return _trained(level, same=same, chance=chance)


def _trained(
    level: ComparisonLevelCreator, *, same: float, chance: float
) -> ComparisonLevelCreator:
    return level.configure(m_probability=same, u_probability=chance, fix_u_probability=True)


def _null(column: str) -> ComparisonLevelCreator:
    missing = f'"{column}_l" is null or "{column}_r" is null'
    return levels.CustomLevel(missing, "not known", base_dialect_str="duckdb").configure(
        is_null_level=True
    )


def _comparison(name: str, *of: ComparisonLevelCreator) -> comparisons.CustomComparison:
    return comparisons.CustomComparison(list(of), output_column_name=name)


def _names(chances: Sequence[float]) -> comparisons.CustomComparison:
    """Levels as the function of names gives them; ``level`` is the same in both rows of a pair."""
    wide = len(BIT_CUTS) + 1
    guesses = [SAME_NAME[0], *(same / wide for same in SAME_NAME[1:] for _ in range(wide))]
    asked = [
        _level(f'"level_l" = {level}', name_label(level), same=guesses[level],
               chance=chances[level])
        for level in range(LEVELS - 1, 0, -1)
    ]  # fmt: skip
    last = _trained(levels.ElseLevel(), same=guesses[0], chance=chances[0])
    return _comparison("name", _null("letters"), *asked, last)


def name_label(level: int) -> str:
    """What a level of names means."""
    if level == 0:
        return "different names"
    high, told = divmod(level - 1, len(BIT_CUTS) + 1)
    bits = [0.0, *BIT_CUTS][told]
    return f"names at least {LIKE_CUTS[high]:.0%} alike, words that {bits:.0f} bits tell"


def _born(born: Sequence[str]) -> comparisons.CustomComparison:
    day = chance_of_equality(text for text in born if len(text) == len("2000-12-31"))
    swapped, slipped, year = born_chances(born)
    return _comparison(
        "born",
        _null("born"),
        _level('"born_l" = "born_r" and length("born_l") = 10', "same day", same=0.8, chance=day),
        _level('"born_l" = "turned_r"', "day and month swapped", same=0.03, chance=swapped),
        _level('levenshtein("born_l", "born_r") = 1 and length("born_l") = 10 '
               'and length("born_r") = 10', "one figure differs", same=0.05, chance=slipped),
        _level('"year_l" = "year_r"', "same year", same=0.07, chance=year),
        _trained(levels.ElseLevel(), same=0.05, chance=1 - day - swapped - slipped - year),
    )  # fmt: skip


def _equality(name: str, values: Sequence[str], *, same: float) -> comparisons.CustomComparison:
    chance = chance_of_equality(value for value in values if value)
    return _comparison(
        name,
        _null(name),
        _level(f'"{name}_l" = "{name}_r"', "equal", same=same, chance=min(chance, 0.99)),
        _trained(levels.ElseLevel(), same=1 - same, chance=max(1 - chance, 0.01)),
    )


def _places(places: Sequence[str]) -> comparisons.CustomComparison:
    known = [place for place in places if place]
    equal = min(chance_of_equality(known), 0.9)
    near = max(chance_of_equality(place[:2] for place in known) - equal, 0.001)
    return _comparison(
        "place",
        _null("place"),
        _level('"place_l" = "place_r"', "equal", same=0.75, chance=equal),
        _level('substr("place_l", 1, 2) = substr("place_r", 1, 2)', "same province", same=0.1,
               chance=near),
        _trained(levels.ElseLevel(), same=0.15, chance=max(1 - equal - near, 0.01)),
    )  # fmt: skip


def _phones(phones: Sequence[tuple[str, ...]]) -> comparisons.CustomComparison:
    chance = chance_of_equality(number for numbers in phones for number in numbers)
    shared = levels.ArrayIntersectLevel("phones", 1)
    return _comparison(
        "phones",
        _null("phones"),
        _trained(shared, same=0.8, chance=chance),
        _trained(levels.ElseLevel(), same=0.2, chance=1 - chance),
    )


def _papers(papers: Sequence[tuple[str, ...]]) -> comparisons.CustomComparison:
    chance = chance_of_equality(number for numbers in papers for number in numbers)
    same_sort = levels.ArrayIntersectLevel("sorts", 1)
    unknown = levels.Or(_null("papers"), levels.Not(same_sort)).configure(is_null_level=True)
    shared = levels.ArrayIntersectLevel("papers", 1)
    return _comparison(
        "papers",
        unknown,
        _trained(shared, same=0.93, chance=chance),
        _level('levenshtein("paper_l", "paper_r") = 1', "one letter or figure differs",
               same=0.05, chance=max(20 * chance, 1e-6)),
        _trained(levels.ElseLevel(), same=0.02, chance=1 - 2 * chance),
    )  # fmt: skip
