"""The coverage LP: worked by hand, and against its closed form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced import Limit, cover


def test_cover_of_two_sites_and_one_visit():
    # 3 (1 - p) = 1 (1 - q) with p + q = 1: p = 3/4; the adversary picks as 1 to 3
    found = cover([3, 1], [Limit((1.0, 1.0), 1.0)])

    assert found.probabilities == pytest.approx((0.75, 0.25))
    assert found.worst_loss == pytest.approx(0.75)
    assert found.shares == pytest.approx((0.25, 0.75))


def test_cover_weighs_what_a_visit_takes():
    # equal values, visits of 10 and 30 minutes, 20 minutes: 10 p + 30 p = 20
    found = cover([4, 4], [Limit((10.0, 30.0), 20.0)])

    assert found.probabilities == pytest.approx((0.5, 0.5))
    assert found.worst_loss == pytest.approx(2)


def test_cover_without_limits_is_everywhere():
    found = cover([5, 2], [])

    assert found.worst_loss == 0
    assert sum(found.shares) == pytest.approx(1)


def test_cover_without_room_is_nowhere():
    found = cover([5, 2], [Limit((1.0, 1.0), 0.0)])

    assert found.worst_loss == pytest.approx(5)


@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=12), st.data())
def test_cover_agrees_with_the_closed_form(values, data):
    visits = data.draw(st.integers(1, len(values) - 1))
    low, high = 0.0, max(values)
    for _ in range(200):  # the loss at which 1 - loss / value adds up to the visits
        loss = (low + high) / 2
        if sum(max(0.0, 1 - loss / value) for value in values) > visits:
            low = loss
        else:
            high = loss

    found = cover(values, [Limit((1.0,) * len(values), float(visits))])

    assert found.worst_loss == pytest.approx(high, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize(
    "limit", [Limit((1.0,), 1.0), Limit((-1.0, 1.0), 1.0), Limit((1.0, 1.0), -1.0)]
)
def test_cover_refuses_impossible_limits(limit):
    with pytest.raises(EngineError, match="limit"):
        cover([3, 1], [limit])
