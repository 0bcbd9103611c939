"""Chances of agreeing by accident: small tables worked by hand, samples against all pairs."""

from itertools import combinations

import numpy as np
import pytest

from ponleu.engines.matching.link_chances import (
    born_apart,
    born_chances,
    chance_of_equality,
    drawn_pairs,
    name_chances,
    prior_chance,
)
from ponleu.engines.matching.link_columns import LinkColumns
from ponleu.engines.matching.link_names import LEVELS


def test_chance_of_equality_is_the_share_of_equal_pairs():
    # of the six pairs of a a b c one is equal
    assert chance_of_equality("aabc") == pytest.approx(1 / 6)


@pytest.mark.parametrize("values", ["", "a", "abc"])
def test_chance_of_equality_is_never_nothing(values):
    assert chance_of_equality(values) == 1e-9


def columns(n, *, born=None, sounds=None):
    heard = sounds or [row % 5 for row in range(n)]
    return LinkColumns(
        ids=[str(row) for row in range(n)],
        names=[((sound,),) for sound in heard],
        wholes=[((row, sound),) for row, sound in enumerate(heard)],
        born=born
        or [f"{1950 + row % 40}-{1 + row % 12:02d}-{1 + row % 28:02d}" for row in range(n)],
        phones=[()] * n,
        papers=[()] * n,
    )


def test_drawn_pairs_of_a_small_table_are_all_pairs_both_ways():
    drawn = drawn_pairs(columns(12), list(range(5)))

    assert len(drawn.here) == 12 * 11
    assert np.allclose(drawn.weights, 1.0)


def test_name_chances_of_a_large_table_are_those_of_all_pairs():
    n = 3000
    chance = np.random.default_rng(3)
    days = chance.integers([1950, 1, 1], [2000, 13, 29], size=(n, 3)).tolist()
    born = [f"{year}-{month:02d}-{day:02d}" for year, month, day in days]
    table = columns(n, sounds=chance.integers(0, 11, n).tolist(), born=born)
    heard = np.array([names[0][0] for names in table.names])

    found = name_chances(
        table, list(range(11)), lambda a, b: (heard[a] == heard[b]).astype(np.uint8)
    )

    exact = chance_of_equality(heard.tolist())
    assert found[1] == pytest.approx(exact, rel=0.2)
    assert len(found) == LEVELS
    assert np.all(found > 0)


def test_born_apart_takes_pairs_that_cannot_be_slips():
    born = ["1980-01-01", "1985-02-02", "1985-01-01", "", "1981-02-02"]
    table = columns(5, born=born)

    drawn = drawn_pairs(table, list(range(5)))
    apart = {
        (int(a), int(b))
        for a, b, yes in zip(drawn.here, drawn.there, born_apart(born, drawn), strict=True)
        if yes and a < b
    }

    assert apart == {(0, 1), (2, 4)}


def test_prior_chance_is_what_two_ways_of_finding_tell():
    table = columns(8, born=["1990-01-01"] * 8)
    table.wholes = [((row // 2, 0),) for row in range(8)]  # 0=1, 2=3, 4=5, 6=7 by name and birth
    table.papers = [("card:1",), ("card:1",), ("card:2",), ("card:2",), (), (), (), ()]

    # two by number, four by birth, two by both: 2 * 4 / 2 = 4 of 28 pairs
    assert prior_chance(table) == pytest.approx(4 / 28)


@pytest.mark.parametrize("n", [0, 1])
def test_prior_chance_of_almost_nothing_is_no_certainty(n):
    assert prior_chance(columns(n)) == 0.5


def test_born_chances_are_near_those_of_all_pairs():
    chance = np.random.default_rng(5)
    days = chance.integers([1980, 1, 1], [1984, 13, 13], size=(500, 3)).tolist()
    born = [f"{year}-{month:02d}-{day:02d}" for year, month, day in days]

    swapped, slipped, year = born_chances(born)

    pairs = list(combinations(born, 2))
    same_year = sum(a[:4] == b[:4] and a != b for a, b in pairs) / len(pairs)
    one_off = sum(sum(x != y for x, y in zip(a, b, strict=True)) == 1 for a, b in pairs)
    turned = sum(a[:5] + a[8:] + "-" + a[5:7] == b and a != b for a, b in pairs)
    assert year == pytest.approx(same_year, rel=0.1)
    assert slipped == pytest.approx(one_off / len(pairs), rel=0.1)
    assert swapped <= turned / len(pairs) * 1.3


@pytest.mark.parametrize("born", [[], ["1990"], ["1990-01-01"], ["", "1990", "1990"]])
def test_born_chances_of_almost_nothing_are_small_but_not_nothing(born):
    assert all(0 < chance <= 1 for chance in born_chances(born))
