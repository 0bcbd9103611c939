"""Walks and the bound from them: everything tried on small ground, and laws."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced.proving import Kind, prove
from ponleu.engines.planning.unannounced.walks import Shift, best_walk
from tests.engines.planning.unannounced.makers import least_worst_loss


def make_shift(seed, *, count=5, length=30, windows=False):
    chance = np.random.default_rng(seed)
    points = chance.integers(0, 8, (count + 1, 2))
    travel = np.abs(points[:, None] - points[None]).sum(axis=2).astype(np.int32)
    opens = chance.integers(0, 10, (count, 1)) if windows else np.zeros((count, 1))
    closes = opens + chance.integers(0, 20, (count, 1)) if windows else np.full((count, 1), length)
    return Shift(
        length=length,
        out=travel[0, 1:].copy(),
        back=travel[1:, 0].copy(),
        between=travel[1:, 1:].copy(),
        service=chance.integers(1, 8, count).astype(np.int32),
        opens=opens.astype(np.int32),
        closes=closes.astype(np.int32),
        may=chance.random(count) < 0.9,
    )


def rounds_of(shift):
    """Every round that the shift allows, by trying all orders."""
    sites = [site for site in range(len(shift.service)) if shift.may[site]]
    return {
        tuple(sorted(order))
        for size in range(len(sites) + 1)
        for order in permutations(sites, size)
        if fits(shift, order)
    }


def fits(shift, order):
    time, last = 0, None
    for site in order:
        time += int(shift.out[site] if last is None else shift.between[last, site])
        time = max(time, int(shift.opens[site, 0]))
        if time > shift.closes[site, 0]:
            return False
        time, last = time + int(shift.service[site]), site
    return last is None or time + shift.back[last] <= shift.length


def test_best_walk_of_a_line_worked_by_hand():
    # base - 2 - A - 3 - B, service 1: out 2, work, on 3, work, back 5 is 12 ticks
    shift = Shift(
        12,
        np.array([2, 5], np.int32),
        np.array([2, 5], np.int32),
        np.array([[0, 3], [3, 0]], np.int32),
        np.array([1, 1], np.int32),
        np.zeros((2, 1), np.int32),
        np.full((2, 1), 12, np.int32),
        np.ones(2, np.bool_),
    )

    most, visits = best_walk(shift, np.array([4.0, 5.0]))
    shorter, alone = best_walk(shift._replace(length=11), np.array([4.0, 5.0]))

    assert (most, visits.tolist()) == (9.0, [1, 1])
    assert (shorter, alone.tolist()) == (5.0, [0, 1])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_no_round_collects_more_than_the_best_walk(seed, windows):
    shift = make_shift(seed, windows=windows)
    prizes = np.random.default_rng(seed).random(5)

    most, visits = best_walk(shift, prizes)

    assert most == pytest.approx(float(prizes @ visits))
    assert most >= max(prizes[list(one)].sum() for one in rounds_of(shift)) - 1e-12
    if visits.max() <= 1:  # then it is a round, and the bound is exact
        assert tuple(np.flatnonzero(visits).tolist()) in rounds_of(shift)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_no_mix_of_plans_loses_less_than_what_is_proved(seed, windows):
    shift = make_shift(seed, count=4, length=22, windows=windows)
    values = np.random.default_rng(seed).integers(1, 20, 4).tolist()
    rounds = sorted(rounds_of(shift))
    plans = sorted({tuple(sorted({*one, *two})) for one in rounds for two in rounds})

    found = prove(values, [Kind(shift, 2)], lambda done: done < 40)

    assert found.worst_loss <= least_worst_loss(values, plans)[0] + 1e-9


def test_the_proof_is_tight_where_walks_are_rounds():
    # one team, two sites of equal value, time for one: each half the time, half is lost
    shift = Shift(
        4,
        np.array([1, 1], np.int32),
        np.array([1, 1], np.int32),
        np.array([[0, 9], [9, 0]], np.int32),
        np.array([2, 2], np.int32),
        np.zeros((2, 1), np.int32),
        np.full((2, 1), 4, np.int32),
        np.ones(2, np.bool_),
    )

    found = prove([10, 10], [Kind(shift, 1)], lambda done: done < 40)

    assert 5 * (1 - 2e-4) <= found.worst_loss <= 5 + 1e-9


def test_nothing_is_lost_where_one_walk_goes_everywhere():
    shift = make_shift(1, count=3, length=200)._replace(may=np.ones(3, np.bool_))

    assert prove([1, 2, 3], [Kind(shift, 1)], lambda done: done < 40).worst_loss == 0


def test_nothing_is_proved_without_work():
    assert prove([1.0], [Kind(make_shift(1, count=1), 1)], lambda _: False).worst_loss == 0


@pytest.mark.parametrize("wrong", [{"length": -1}, {"service": np.zeros(5, np.int32)}])
def test_a_shift_that_goes_back_in_time_is_refused(wrong):
    with pytest.raises(EngineError, match="shift"):
        best_walk(make_shift(1)._replace(**wrong), np.ones(5))
