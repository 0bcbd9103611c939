"""Newton's method for the penalised log loss: worked values and a slow reference."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading.learning_newton import Cell, Penalty, fit, sigmoid

SIZE = 3
numbers = st.floats(-2, 2)
cells = st.builds(
    lambda at, by, accepted, rejected: Cell(
        tuple(sorted(at)), tuple(by[: len(at)]), accepted, rejected
    ),
    st.sets(st.integers(0, SIZE - 1), min_size=1),
    st.lists(numbers, min_size=SIZE, max_size=SIZE),
    st.integers(0, 5),
    st.integers(0, 5),
)


def slope(found, weights, penalty, at):
    """The first derivative, worked out the long way."""
    total = penalty.precision[at] * (weights[at] - penalty.centre[at])
    for cell in found:
        score = sum(by * weights[i] for i, by in zip(cell.at, cell.by, strict=True))
        if at in cell.at:
            by = cell.by[cell.at.index(at)]
            total += by * (cell.rejected * sigmoid(score) - cell.accepted * (1 - sigmoid(score)))
    return total


def test_fit_finds_the_log_odds_of_the_share_when_nothing_is_believed_beforehand():
    found = fit([Cell((0,), (1.0,), 3, 1)], Penalty([0.0], [1e-9]))

    assert found == pytest.approx([log(3)], abs=1e-6)


def test_fit_stays_at_a_centre_that_is_believed_firmly():
    found = fit([Cell((0,), (1.0,), 3, 1)], Penalty([-2.0], [1e9]))

    assert found == pytest.approx([-2.0], abs=1e-6)


def test_fit_of_two_weights_that_never_meet_is_each_alone():
    # 4 accepted of 5: log 4; 1 of 3: log 1/2
    both = [Cell((0,), (1.0,), 4, 1), Cell((1,), (1.0,), 1, 2)]

    found = fit(both, Penalty([0.0, 0.0], [1e-9, 1e-9]))

    assert found == pytest.approx([log(4), log(0.5)], abs=1e-6)


def test_fit_from_a_far_centre_still_arrives():
    found = fit([Cell((0,), (1.0,), 1, 1)], Penalty([40.0], [1e-6]))

    assert found == pytest.approx([0.0], abs=1e-3)


@settings(deadline=None, max_examples=40)
@given(st.lists(cells, max_size=6), st.lists(numbers, min_size=SIZE, max_size=SIZE))
def test_fit_leaves_no_way_down(found, centre):
    penalty = Penalty(centre, [0.5, 1.0, 2.0])

    weights = fit(found, penalty)

    for at in range(SIZE):
        assert slope(found, weights, penalty, at) == pytest.approx(0, abs=1e-6)


@given(st.floats(-800, 800))
def test_sigmoid_holds_for_any_number(x):
    assert sigmoid(x) + sigmoid(-x) == pytest.approx(1)
    assert 0 <= sigmoid(x) <= 1
