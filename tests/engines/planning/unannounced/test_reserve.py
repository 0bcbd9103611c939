"""Which teams are drawn: the stated share at least, and as little more as can be."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced import Reserve, set_aside


def test_set_aside_of_equal_teams_takes_as_many_as_the_share_needs():
    assert set_aside([480] * 10, 0.2) == Reserve(tuple(range(2, 10)), (0, 1), 0.2)


def test_set_aside_takes_the_set_with_the_least_above():
    # a third of 900 is 300: 300 alone beats 200 + 400 and 400 alone
    assert set_aside([200, 400, 300], 1 / 3) == Reserve((0, 1), (2,), 1 / 3)


def test_set_aside_of_everything_leaves_nothing_to_choose():
    assert set_aside([480, 240], 1).chosen == ()


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8), st.floats(0.01, 1))
def test_set_aside_is_the_least_of_all_sets(minutes, share):
    found = set_aside(minutes, share)

    total = sum(minutes)
    sums = [
        sum(some)
        for size in range(1, len(minutes) + 1)
        for some in combinations(minutes, size)
        if sum(some) >= share * total * (1 - 1e-12)
    ]
    assert found.share == min(sums) / total
    assert sorted(found.chosen + found.drawn) == list(range(len(minutes)))
    assert sum(minutes[team] for team in found.drawn) == min(sums)


@pytest.mark.parametrize(("minutes", "share"), [([], 0.5), ([0], 0.5), ([10], 0), ([10], 1.1)])
def test_set_aside_refuses_what_makes_no_sense(minutes, share):
    with pytest.raises(EngineError, match="reserve"):
        set_aside(minutes, share)
