"""Hit rates of drawn inspections: worked values, a check by simulation, and too few."""

import numpy as np
import pytest

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced import Inspection, calibrate
from ponleu.engines.planning.unannounced.calibration import wilson


def test_rates_weigh_each_inspection_by_one_over_its_probability():
    # a hit drawn with 1/4 stands for 4 sites, a miss drawn with 1/2 for 2: 4 / 6
    found = calibrate([Inspection(0.3, 0.25, True), Inspection(0.6, 0.5, False)], [0, 1])
    band = found.bands[0]

    assert band.rate == pytest.approx(4 / 6)
    assert band.score == pytest.approx((4 * 0.3 + 2 * 0.6) / 6)
    assert band.stands_for == pytest.approx(6)
    assert band.effective_count == pytest.approx(36 / 20)
    assert (band.enough, band.agrees, found.error) == (False, None, None)


def test_wilson_of_a_published_example():
    # Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_bands_divide_the_scores_and_the_last_includes_one():
    found = calibrate([Inspection(score, 1, True) for score in (0, 0.5, 1)], [0, 0.5, 1])

    assert [band.count for band in found.bands] == [1, 2]


def test_an_empty_band_says_so():
    band = calibrate([], [0, 1]).bands[0]

    assert (band.rate, band.score, band.rate_low, band.rate_high) == (None, None, 0, 1)
    assert band.agrees is None


def test_a_score_that_says_too_much_is_found_out():
    some = [Inspection(0.9, 0.5, number % 10 == 0) for number in range(100)]
    found = calibrate(some, [0, 0.5, 1])

    assert found.bands[1].rate == pytest.approx(0.1)
    assert found.bands[1].agrees is False
    assert found.error == pytest.approx(0.8)


@pytest.mark.slow
def test_the_interval_holds_the_true_rate_about_as_often_as_it_says():
    # 400 sites, each hit or not for good, drawn with probabilities that go with being one
    chance = np.random.default_rng(5)
    hits = chance.random(400) < 0.3
    drawn_with = np.clip(0.15 + 0.2 * hits + 0.2 * chance.random(400), 0, 1)
    truth, held, plain = hits.mean(), 0, []
    for _ in range(600):
        drawn = np.flatnonzero(chance.random(400) < drawn_with)
        some = [Inspection(0.3, float(drawn_with[one]), bool(hits[one])) for one in drawn]
        band = calibrate(some, [0, 1]).bands[0]
        held += band.rate_low <= truth <= band.rate_high
        plain.append(hits[drawn].mean())

    assert held / 600 >= 0.93
    assert np.mean(plain) > truth + 0.05  # without weights the rate would be too high


@pytest.mark.parametrize("edges", [[], [0], [0, 0.5], [0.1, 1], [0, 0.6, 0.5, 1], [0, 0, 1]])
def test_edges_that_do_not_divide_the_scores_are_refused(edges):
    with pytest.raises(EngineError, match="edges"):
        calibrate([], edges)


@pytest.mark.parametrize(("score", "probability"), [(-0.1, 0.5), (1.1, 0.5), (0.5, 0), (0.5, 1.1)])
def test_an_inspection_out_of_range_is_refused(score, probability):
    with pytest.raises(EngineError, match="score"):
        Inspection(score, probability, True)
