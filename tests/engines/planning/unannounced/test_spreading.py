"""Weights of largest entropy: worked values, and laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced.spreading import entropy_bits, spread
from ponleu.engines.planning.unannounced.weighing import whole_weights


def test_spread_with_nothing_to_keep_is_even():
    found = spread(np.zeros((1, 8)))

    assert found.weights == pytest.approx([1 / 8] * 8)
    assert found.entropy_bits == pytest.approx(3)


def test_spread_of_a_die_with_mean_at_least_four_and_a_half():
    # Jaynes's die (1963): maximum entropy at mean 4.5
    known = [0.05435, 0.07877, 0.11416, 0.16545, 0.23977, 0.34749]
    found = spread(np.array([[face - 4.5 for face in range(1, 7)]]))

    assert found.weights == pytest.approx(known, abs=5e-6)
    assert found.missed <= 1e-9


def test_spread_refuses_what_no_weights_keep():
    with pytest.raises(EngineError, match="no weights"):
        spread(np.array([[-1.0, -0.5]]))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(2, 30), st.integers(1, 6))
def test_spread_keeps_all_rows_and_no_other_weights_have_more_entropy(seed, columns, rows):
    chance = np.random.default_rng(seed)
    table = (chance.random((rows, columns)) < 0.5).astype(float)
    inside = chance.dirichlet(np.ones(columns))
    kept = table - 0.9 * (table @ inside)[:, None]  # ``inside`` keeps all rows with room

    found = spread(kept)

    assert (kept @ found.weights).min() >= -1e-9
    assert found.weights.sum() == pytest.approx(1, abs=1e-12)
    assert found.entropy_bits >= entropy_bits(inside) - 1e-9
    for _ in range(10):  # any step to other weights that keep all rows loses entropy
        other = chance.dirichlet(np.ones(columns))
        if (kept @ other).min() >= 0:
            assert found.entropy_bits >= entropy_bits(other) - 1e-9


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50).filter(lambda some: sum(some) > 0))
def test_whole_weights_add_up_and_lie_near_the_shares(parts):
    shares = np.array(parts) / sum(parts)

    whole = whole_weights(shares)

    assert sum(whole) == 2**64
    assert all(abs(one / 2**64 - share) <= 1e-12 for one, share in zip(whole, shares, strict=True))


@pytest.mark.parametrize("shares", [[], [-0.1, 1.1], [float("nan")]])
def test_whole_weights_refuse_what_are_no_shares(shares):
    with pytest.raises(EngineError, match="shares"):
        whole_weights(np.array(shares))
