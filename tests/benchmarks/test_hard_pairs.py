"""Hard pairs: what is measured on them, and that they are what they are said to be."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.matching.hard_pairs import (
    area_under_curve,
    brier,
    calibration_error,
    hard_pairs,
)
from benchmarks.matching.learn_pairs import SPEAK_AGAINST, SPEAK_FOR, learned

SAME = np.array([True, True, False, False])


@pytest.mark.parametrize(
    ("scores", "area"),
    [
        ([0.9, 0.8, 0.2, 0.1], 1.0),
        ([0.1, 0.2, 0.8, 0.9], 0.0),
        ([0.5, 0.5, 0.5, 0.5], 0.5),
        ([0.9, 0.2, 0.8, 0.1], 0.75),  # three of four are in order
    ],
)
def test_area_under_curve_is_the_chance_of_the_right_order(scores, area):
    assert area_under_curve(np.array(scores), SAME) == pytest.approx(area)


def test_brier_is_the_mean_square():
    # .01 + .04 + .09 + 0 over four
    assert brier(np.array([0.9, 0.8, 0.3, 0.0]), SAME) == pytest.approx(0.035)


def test_calibration_error_weighs_each_bin_by_its_pairs():
    # bin .9: mean .95, all the same: .05; bin .5: mean .55, none: .55; half of the pairs each
    scores = np.array([0.95, 0.95, 0.55, 0.55])

    assert calibration_error(scores, SAME) == pytest.approx(0.3)
    assert calibration_error(np.array([1.0, 1.0, 0.0, 0.0]), SAME) == 0.0


def test_hard_pairs_are_many_each_once_and_half_held_out():
    pairs = hard_pairs()
    held_out = [pair for pair in pairs if pair.is_held_out]

    assert len(pairs) >= 400
    assert len({frozenset((pair.a, pair.b)) for pair in pairs}) == len(pairs)
    assert all(pair.a != pair.b for pair in pairs)
    assert 0.4 < len(held_out) / len(pairs) < 0.6
    assert 0.3 < sum(pair.is_same for pair in pairs) / len(pairs) < 0.7


def test_hard_pairs_hold_out_families_as_a_whole():
    pairs = hard_pairs()

    learned_from = {pair.family for pair in pairs if not pair.is_held_out}

    assert not learned_from & {pair.family for pair in pairs if pair.is_held_out}


def test_learned_finds_weights_by_which_the_pairs_are_likely_and_keeps_their_signs():
    # "shared" tells them apart; "vowel" would speak for, which it may not
    rows = np.array([[1.0, 1.0]] * 20 + [[0.0, 0.0]] * 20)
    same = np.array([1.0] * 20 + [0.0] * 20)

    found = learned(["shared", "vowel"], rows, same)

    assert found.usual == 0.5
    assert found.bits["vowel"] == 0.0
    # symmetric: no bits between, as many for as against
    assert found.bits["shared"] == pytest.approx(-2 * found.start, rel=0.01)
    assert found.bits["shared"] > 3.0


def test_signs_are_given_once():
    assert not SPEAK_FOR & SPEAK_AGAINST
