"""Mixed plans: games solved by hand, laws of every mix, and a slow reference beside."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced import WHOLE, Column, Limit, Priced, Terms, mix
from tests.engines.planning.unannounced.makers import (
    among,
    effort,
    least_worst_loss,
    subsets,
    top,
)

TIGHT = Terms(least_bits=0, given_up=1e-6)


def test_mix_of_two_sites_and_one_team_is_the_closed_form():
    # 3 (1 - p) = 1 p gives p = 3/4; both sites then lose 3/4
    mixed = mix([3, 1], top(1), effort(), seed=1, terms=TIGHT)

    assert mixed.statement.probabilities == pytest.approx((0.75, 0.25), abs=1e-5)
    assert mixed.statement.game_value == pytest.approx(0.75)
    assert mixed.statement.worst_loss == pytest.approx(0.75, rel=2e-6)
    assert mixed.statement.bound == pytest.approx(0.75)
    assert mixed.statement.proved
    # H(3/4) = 2 - 3/4 log2 3
    assert mixed.statement.entropy_bits == pytest.approx(2 - 0.75 * np.log2(3), abs=1e-4)


def test_mix_of_equal_sites_draws_each_alike():
    # 4 sites, 1 team: p = 1/4 each, the loss is 3/4, two bits. Told "here" (1/4), the adversary
    # goes elsewhere and loses nothing; told "not here" (3/4), it stays: all is lost either way
    mixed = mix([1, 1, 1, 1], top(1), effort(), seed=1, terms=Terms(least_bits=2))

    assert mixed.statement.probabilities == pytest.approx([0.25] * 4)
    assert mixed.statement.entropy_bits == pytest.approx(2)
    assert mixed.statement.leak_loss == pytest.approx(1.0)
    assert mixed.statement.open_loss == pytest.approx(1)
    assert mixed.statement.expected_value == pytest.approx(1)
    assert mixed.statement.price_of_unpredictability == pytest.approx(0)


def test_mix_says_when_entropy_cannot_be_had():
    # two plans in all: one bit at most
    mixed = mix([2, 2], top(1), effort(), seed=1, terms=Terms(least_bits=8))

    assert not mixed.statement.enough_bits
    assert mixed.statement.entropy_bits == pytest.approx(1)


def test_mix_gives_up_no_more_than_asked_for_entropy():
    values = [9, 7, 5, 4, 3, 2, 2, 1]
    mixed = mix(values, top(2), effort(), seed=1, terms=Terms(least_bits=5, given_up=0.02))

    assert 0 < mixed.statement.loss_for_entropy <= 0.02


def test_mix_leaves_out_sites_that_nobody_can_reach():
    mixed = mix([3, 1, 50], among([(0,), (1,)]), effort(), seed=1, terms=TIGHT)

    assert mixed.statement.out_of_reach == (2,)
    assert mixed.statement.worst_loss == pytest.approx(0.75, rel=1e-5)


def test_mix_proves_nothing_with_a_planner_that_proves_nothing():
    mixed = mix([3, 1], among([(0,), (1,)]), effort(), seed=1, terms=TIGHT)

    assert not mixed.statement.proved
    assert mixed.statement.exploitability == pytest.approx(0.75, rel=1e-5)


def test_mix_takes_its_bound_from_limits():
    limit = Limit((1.0, 1.0), 1.0)
    mixed = mix([3, 1], among([(0,), (1,)]), effort(), seed=1, limits=[limit], terms=TIGHT)

    assert mixed.statement.proved
    assert mixed.statement.exploitability == pytest.approx(0, abs=1e-5)


def test_mix_keeps_the_expected_value_asked_for():
    values = [9, 7, 5, 4, 3, 2, 2, 1]
    mixed = mix(values, top(2), effort(), seed=1, terms=Terms(1, 0.02, value_kept=0.95))

    assert mixed.statement.expected_value >= 0.95 * 16 - 1e-9
    assert mixed.statement.best_value == 16


def test_mix_takes_a_proof_from_the_caller():
    def prove(values, columns, go_on):
        assert list(values) == [3, 1]
        assert {column.sites for column in columns} == {(0,), (1,)}
        return 0.7, 3

    mixed = mix([3, 1], among([(0,), (1,)]), effort(), seed=1, prove=prove, terms=TIGHT)

    assert (mixed.statement.bound, mixed.statement.proved) == (0.7, True)
    assert mixed.done.proved == 3


def test_mix_of_sites_without_value_loses_nothing():
    mixed = mix([0, 0], top(1), effort(), seed=1, terms=Terms(least_bits=0))

    assert mixed.statement.worst_loss == 0
    assert mixed.statement.loss_for_entropy == 0
    assert mixed.statement.price_of_unpredictability == 0


def test_mix_with_the_same_seed_and_counts_is_the_same():
    values = [9, 7, 5, 4, 3, 2, 2, 1]
    first, second = (
        mix(values, top(3), effort(spreading=40), seed=7, terms=Terms(least_bits=20))
        for _ in range(2)
    )

    assert first == second


values_of_games = st.lists(st.integers(0, 50), min_size=2, max_size=7)


@settings(max_examples=40, deadline=None)
@given(values_of_games, st.data())
def test_marginals_are_the_sums_over_columns(values, data):
    size = data.draw(st.integers(1, len(values) - 1))
    mixed = mix(values, top(size), effort(), seed=1, terms=Terms(least_bits=3))

    sums = [0] * len(values)
    for column, weight in zip(mixed.columns, mixed.weights, strict=True):
        for site in column.sites:
            sums[site] += weight
    assert sum(mixed.weights) == WHOLE
    assert min(mixed.weights) > 0
    for stated, total in zip(mixed.statement.probabilities, sums, strict=True):
        assert abs(stated - total / WHOLE) <= 1e-9
    given_up_at_most = max(mixed.statement.game_value, 1e-6 * max(values)) * 1.02
    assert mixed.statement.worst_loss <= given_up_at_most + 1e-9


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 20), min_size=3, max_size=5), st.data())
def test_the_value_of_the_game_lies_where_a_slow_reference_says(values, data):
    plans = data.draw(
        st.lists(st.sampled_from(subsets(len(values), 2)), min_size=2, max_size=6, unique=True)
    )
    plans += [(site,) for site in range(len(values))]
    mixed = mix(values, among(plans), effort(), seed=1, terms=TIGHT)

    above, below = least_worst_loss(values, plans)
    assert below - 1e-6 <= mixed.statement.game_value <= above + 1e-6


@pytest.mark.parametrize("values", [[], [-1.0, 2.0], [float("nan")], [float("inf"), 1.0]])
def test_mix_refuses_impossible_values(values):
    with pytest.raises(EngineError, match=r"site|values"):
        mix(values, top(1), effort(), seed=1)


def test_mix_refuses_a_plan_that_visits_an_unknown_site():
    with pytest.raises(EngineError, match="no value"):
        mix([1, 2], lambda _: Priced(Column((5,), "")), effort(), seed=1)


@pytest.mark.parametrize("sites", [(1, 0), (0, 0), (-1,)])
def test_a_column_lists_its_sites_rising_and_once(sites):
    with pytest.raises(EngineError, match="rise"):
        Column(sites, "")


@pytest.mark.parametrize(
    "wrong", [{"least_bits": -1}, {"least_bits": 65}, {"given_up": 0}, {"value_kept": 1}]
)
def test_terms_out_of_range_are_refused(wrong):
    with pytest.raises(EngineError, match=next(iter(wrong))):
        Terms(**wrong)
