"""What differences of sound cost, from tables of spellings made up by hand."""

import numpy as np
import pytest

from ponleu.engines.matching.sound_costs import (
    CROSSED,
    LEAST_COST,
    LEAST_GAP,
    NOTHING,
    UNLIKE,
    Spelling,
    sounds,
)

TABLE = [
    Spelling("ក", "k", "official", 0.9, 90),
    Spelling("ក", "g", "official", 0.1, 10),
    Spelling("ប", "b", "official", 1.0, 100),
    Spelling("ូ1", "ou", "official", 0.5, 50),
    Spelling("ូ1", "oo", "official", 0.5, 50),
    Spelling("ា1", "a", "official", 1.0, 100),
    Spelling("រ$", "r", "official", 0.5, 50),
    Spelling("រ$", NOTHING, "official", 0.5, 50),
]


@pytest.fixture(scope="module")
def learned():
    return sounds(TABLE)


def cost(learned, a, b):
    return float(learned.costs[learned.unit_ids[a], learned.unit_ids[b]])


def test_sounds_costs_nothing_for_the_same_unit_and_is_symmetric(learned):
    assert np.all(np.diag(learned.costs) == 0)
    assert np.allclose(learned.costs, learned.costs.T)
    assert learned.costs.dtype == learned.gaps.dtype == np.float32


def test_sounds_takes_spellings_of_one_unit_for_the_same_sound(learned):
    assert cost(learned, "ou", "oo") == pytest.approx(LEAST_COST)
    assert cost(learned, "ក", "k") == pytest.approx(LEAST_COST, abs=0.05)
    assert cost(learned, "k", "g") < 0.3


def test_sounds_takes_spellings_of_different_units_for_unlike(learned):
    assert cost(learned, "k", "b") == pytest.approx(UNLIKE)
    assert cost(learned, "ou", "a") == pytest.approx(UNLIKE)


def test_sounds_never_takes_a_vowel_or_a_digit_for_a_consonant(learned):
    assert cost(learned, "a", "k") == pytest.approx(CROSSED)
    assert cost(learned, "ា1", "k") == pytest.approx(CROSSED)
    assert cost(learned, "1", "k") == pytest.approx(CROSSED)
    assert cost(learned, "1", "2") == pytest.approx(CROSSED)


def test_sounds_lets_go_easily_what_is_often_left_out(learned):
    ids = learned.unit_ids

    assert learned.gaps[ids["រ$"]] < learned.gaps[ids["ក"]]
    assert np.all(learned.gaps[1:] >= LEAST_GAP)
    assert learned.gaps[0] == 0


def test_sounds_names_the_usual_spelling(learned):
    assert learned.spellings["ក"] == "k"
