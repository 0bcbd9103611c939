"""Measures of probabilities: hand-worked values and laws."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.learning_measures import (
    best_cut,
    brier,
    calibration_error,
    f1,
    log_loss,
    reliability,
)

pairs = st.lists(
    st.tuples(
        st.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
        st.sampled_from((0.0, 0.5, 1.0)),
    ),
    min_size=1,
    max_size=30,
)


def test_log_loss_of_a_worked_example():
    # -log 0.8 for the accepted one, -log(1 - 0.4) for the rejected one
    assert log_loss([(0.8, 1), (0.4, 0)]) == pytest.approx(-(log(0.8) + log(0.6)) / 2)


def test_log_loss_of_an_edited_one_is_least_at_even_odds():
    assert log_loss([(0.5, 0.5)]) == pytest.approx(log(2))
    assert log_loss([(0.6, 0.5)]) > log(2)


def test_brier_of_a_worked_example():
    # (0.2 ** 2 + 0.4 ** 2) / 2 = (0.04 + 0.16) / 2
    assert brier([(0.8, 1), (0.4, 0)]) == pytest.approx(0.1)


def test_reliability_of_a_worked_example():
    found = reliability([(0.9, 1), (0.94, 0), (0.1, 0), (1.0, 1)])

    assert [(b.low, b.high, b.count) for b in found] == [(0.1, 0.2, 1), (0.9, 1.0, 3)]
    assert found[1].expected == pytest.approx((0.9 + 0.94 + 1.0) / 3)
    assert found[1].right == pytest.approx(2 / 3)


def test_reliability_puts_an_edge_into_the_upper_bin():
    assert [b.low for b in reliability([(0.3, 1), (0.6, 1), (0.7, 1)])] == [0.3, 0.6, 0.7]


def test_calibration_error_of_a_worked_example():
    # two at .9 of which half are right: off by .4; two at .1 of which none: off by .1
    pairs_given = [(0.9, 1), (0.9, 0), (0.1, 0), (0.1, 0)]

    assert calibration_error(pairs_given) == pytest.approx((2 * 0.4 + 2 * 0.1) / 4)


def test_f1_of_a_worked_example():
    # kept 2, of them right 1; right at all 2: 2 * 1 / (2 + 2); one fact missed: 2 / 5
    pairs_given = [(0.9, 1), (0.5, 0), (0.1, 1)]

    assert f1(pairs_given, threshold=0.5) == 0.5
    assert f1(pairs_given, threshold=0.5, missed=1) == 0.4
    assert f1(pairs_given, threshold=0.05) == pytest.approx(2 * 2 / (3 + 2))


def test_f1_where_nothing_is_right_or_kept_is_not_known():
    assert f1([(0.1, 0)], threshold=0.5) is None


def test_best_cut_of_a_worked_example():
    # from the top: 2/(1+2), 2/(2+2), then the two alike together: 4/(4+2); all: 4/(5+2)
    pairs_given = [(0.9, 1), (0.8, 0), (0.4, 1), (0.4, 0), (0.2, 0)]

    assert best_cut(pairs_given) == (0.9, pytest.approx(2 / 3))
    # with two facts missed, right at all 4: 2/5, 2/6, 4/8
    assert best_cut(pairs_given, missed=2) == (0.4, 0.5)


def test_best_cut_where_nothing_is_right_keeps_nothing():
    assert best_cut([(0.7, 0)]) == (1.0, 0.0)


@given(pairs, st.integers(0, 9))
def test_best_cut_is_the_best_of_all_thresholds(given_pairs, missed):
    cut, best = best_cut(given_pairs, missed=missed)

    tried = [f1(given_pairs, threshold=said, missed=missed) or 0.0 for said, _ in given_pairs]
    assert best == pytest.approx(max(tried))
    assert best == pytest.approx(f1(given_pairs, threshold=cut, missed=missed) or 0.0)


@given(pairs)
def test_best_cut_heeds_the_order_of_probabilities_alone(given_pairs):
    halved = [(said / 2, right) for said, right in given_pairs]

    assert best_cut(halved)[1] == pytest.approx(best_cut(given_pairs)[1])


@pytest.mark.parametrize("measure", [log_loss, brier, calibration_error])
def test_no_findings_have_no_measure(measure):
    with pytest.raises(EngineError):
        measure([])


@given(pairs)
def test_bins_hold_every_finding_once(given_pairs):
    assert sum(b.count for b in reliability(given_pairs)) == len(given_pairs)


@given(pairs)
def test_measures_stay_in_their_range(given_pairs):
    assert log_loss(given_pairs) >= 0
    assert 0 <= brier(given_pairs) <= 1
    assert 0 <= calibration_error(given_pairs) <= 1


@given(pairs)
def test_saying_what_is_so_is_never_worse(given_pairs):
    told = [(right, right) for _, right in given_pairs]

    assert log_loss(told) <= log_loss(given_pairs) + 1e-9
    assert brier(told) <= brier(given_pairs)
