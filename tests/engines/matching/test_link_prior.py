"""The chance at the start, fitted to the pairs that the keys bring together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.link_prior import MOST, fitted_prior


def test_fitted_prior_is_the_share_of_pairs_that_surely_are_one():
    # 30 pairs beyond doubt and 70 that surely are not, among 1,000 pairs of rows
    evidence, counts = np.array([200.0, -200.0]), np.array([30, 70])

    assert fitted_prior(evidence, counts, 1_000, 0.001) == pytest.approx(0.03)


def test_fitted_prior_of_no_evidence_either_way_stays_where_it_began():
    # what tells nothing leaves each pair as likely as before, and the sum with it
    assert fitted_prior(np.array([0.0]), np.array([1_000]), 1_000, 0.2) == pytest.approx(0.2)


@given(
    st.lists(st.tuples(st.floats(-40, 40), st.integers(0, 500)), min_size=1, max_size=8),
    st.floats(1e-6, 0.4),
)
def test_fitted_prior_never_leaves_its_bounds(patterns, start):
    evidence, counts = (np.array(column) for column in zip(*patterns, strict=True))

    fitted = fitted_prior(evidence.astype(float), counts, 10_000, start)

    assert 0.0 < fitted <= MOST
