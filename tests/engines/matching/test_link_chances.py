"""Chances of agreeing by accident: small tables worked by hand, samples against all pairs."""

import numpy as np
import pytest

from ponleu.engines.matching.link_arrays import once
from ponleu.engines.matching.link_chances import (
    DRAWN_PAIRS,
    any_pairs,
    born_apart,
    chance_of_equality,
    drawn_pairs,
    level_chances,
    name_chances,
)
from ponleu.engines.matching.link_columns import ColumnMaker, LinkColumns
from ponleu.engines.matching.link_names import LEVELS
from ponleu.engines.matching.link_prior import prior_chance
from ponleu.engines.matching.types import Record
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

LEXICON = load_matching_lexicon("kh")
WORDS = ("Dara", "Bopha", "Kim", "Sovann", "Rithy", "Ly", "Mao", "Heng", "Vuthy", "Pich", "Noun")


def columns(*records: Record) -> LinkColumns:
    maker = ColumnMaker(LEXICON)
    for record in records:
        maker.add(record)
    return maker.columns()


def named(names, born):
    return columns(
        *(
            Record(str(n), name, born=day)
            for n, (name, day) in enumerate(zip(names, born, strict=True))
        )
    )


def test_chance_of_equality_is_the_share_of_equal_pairs():
    # of the six pairs of 1 1 2 3 one is equal
    assert chance_of_equality(np.array([1, 1, 2, 3])) == pytest.approx(1 / 6)


@pytest.mark.parametrize("values", [[], [1], [1, 2, 3]])
def test_chance_of_equality_is_never_nothing(values):
    assert chance_of_equality(np.array(values, dtype=np.int32)) == 1e-9


def test_drawn_pairs_of_a_small_table_are_all_pairs_both_ways():
    drawn = drawn_pairs(named(WORDS, [""] * 11))

    assert len(drawn.here) == 11 * 10
    assert np.allclose(drawn.weights, 1.0)


def test_drawn_pairs_stand_for_all_pairs():
    n = 4000
    chance = np.random.default_rng(3)
    names = [" ".join(pair) for pair in np.array(WORDS)[chance.integers(0, 11, (n, 2))]]

    drawn = drawn_pairs(named(names, [""] * n))

    assert len(drawn.here) < n * n / 10
    # the pairs of each query stand for the 3,999 others
    assert drawn.weights.sum() / len(once(drawn.here)) == pytest.approx(n - 1, rel=0.05)


def test_name_chances_of_a_large_table_are_those_of_all_pairs():
    n = 3000
    chance = np.random.default_rng(3)
    days = chance.integers([1950, 1, 1], [2000, 13, 29], size=(n, 3)).tolist()
    born = [f"{year}-{month:02d}-{day:02d}" for year, month, day in days]
    which = chance.integers(0, 11, n)

    found = name_chances(
        named(np.array(WORDS)[which].tolist(), born),
        lambda a, b: (which[a] == which[b]).astype(np.int32),
    )

    assert found[1] == pytest.approx(chance_of_equality(which), rel=0.2)
    assert len(found) == LEVELS
    assert np.all(found > 0)


def test_born_apart_takes_pairs_that_cannot_be_slips():
    born = ["1980-01-01", "1985-02-02", "1985-01-01", "", "1981-02-02"]
    table = named(WORDS[:5], born)

    drawn = drawn_pairs(table)
    apart = {
        (int(a), int(b))
        for a, b, yes in zip(drawn.here, drawn.there, born_apart(table.born, drawn), strict=True)
        if yes and a < b
    }

    assert apart == {(0, 1), (2, 4)}


def test_prior_chance_is_what_two_ways_of_finding_tell():
    cards = [("card:1",), ("card:1",), ("card:2",), ("card:2",), (), (), (), ()]
    rows = [
        Record(str(row), WORDS[row // 2], born="1990-01-01", identifiers=cards[row])
        for row in range(8)  # 0=1, 2=3, 4=5, 6=7 by name and birth
    ]

    # two by number, four by birth, two by both: 2 * 4 / 2 = 4 of 28 pairs
    assert prior_chance(columns(*rows)).chance == pytest.approx(4 / 28)


def test_prior_chance_leaves_out_a_number_that_many_share():
    shared = [
        Record(str(row), f"{WORDS[row % 11]} {row}", identifiers=("tel:1",)) for row in range(60)
    ]

    assert prior_chance(columns(*shared)).chance == pytest.approx(1 / 0.7 / (60 * 59 / 2))


@pytest.mark.parametrize("n", [0, 1])
def test_prior_chance_of_almost_nothing_is_no_certainty(n):
    assert prior_chance(columns(*(Record(str(row), "Sok") for row in range(n)))) == (0.5, True)


@pytest.mark.parametrize("n", [0, 1, 2, 7, 900])
def test_any_pairs_are_pairs_of_different_rows_each_once(n):
    here, there = any_pairs(n)

    assert len(here) == min(n * (n - 1), DRAWN_PAIRS)
    assert not np.any(here == there)
    assert len(once(here * n + there)) == len(here)


def test_level_chances_are_shares_of_what_is_known():
    # two of five are not known, one of three is at the second level
    assert level_chances(np.array([0, 1, 2, 0, 1], dtype=np.int32), 4) == pytest.approx(
        [2 / 3, 1 / 3, 1e-9]
    )
