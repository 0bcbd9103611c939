"""Odds in bits, and back."""

from __future__ import annotations

import pytest

from ponleu.engines.matching.weights import Weights, bits_of, probability, weigh


def test_weigh_adds_the_bits_of_each_feature_and_ignores_unknown_ones():
    weights = Weights(0.3, 1.0, {"vowel": -2.0, "shared": 0.5})

    assert weigh(weights, {"vowel": 1.5, "shared": 2.0, "new": 7.0}) == 1.0 - 3.0 + 1.0


@pytest.mark.parametrize(("bits", "share"), [(0.0, 0.5), (1.0, 2 / 3), (-2.0, 0.2)])
def test_probability_is_odds_as_a_share(bits, share):
    assert probability(bits) == pytest.approx(share)
    assert bits_of(share) == pytest.approx(bits)


def test_probability_is_never_certain():
    # 12 bits are odds of 4096 to 1
    assert probability(1e6) == pytest.approx(4096 / 4097)
    assert probability(-1e6) == pytest.approx(1 / 4097)
