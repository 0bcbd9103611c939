"""Weights: what few and many judgements do to them, and laws that hold for any judgements."""

import json
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.reading import FactKind
from ponleu.engines.reading.learning import (
    ENOUGH_JUDGED,
    HAND_SET,
    SPREADS,
    Count,
    Judged,
    Weights,
    from_json,
    log_odds,
    poor_rules,
    probability,
    share_right,
    train,
)
from ponleu.engines.reading.learning_marks import MARKS, VOCABULARY, Case, case

EVEN = 0.5
"""Raw confidence whose log odds are nought, so that the slope says nothing."""
patient = settings(deadline=None, max_examples=60)
"""Training takes its time on a busy machine."""
CLOSE = 1e-4
"""Weights are rounded to six places."""
SOME_RULES = ("persons.title", "persons.verb", "places.level", "amounts.plural")
some_cases = st.builds(
    case,
    st.sampled_from(list(FactKind)),
    st.sampled_from(SOME_RULES),
    st.sampled_from((0.2, 0.5, 0.65, 0.9)),
    st.lists(st.sampled_from(MARKS[:4]), max_size=2, unique=True),
)
some_judged = st.lists(st.builds(Judged, some_cases, st.sampled_from((0.0, 0.5, 1.0))), max_size=12)


def person(rule="persons.title", raw=EVEN, marks=()):
    return case("person", rule, raw, marks)


def learned(judged, **fields):
    return train(judged, version="test", **fields)


def test_train_shares_what_was_said_among_all_kind_and_rule_by_their_spreads():
    # Every finding has the same three weights, each drawn to nought: at the least loss each is
    # its spread squared times (accepted - count * p), so their sum is that times 3.74.
    weights = learned([Judged(person(), 1)] * 3 + [Judged(person(), 0)])

    p = probability(weights, person())
    pull = 3 - 4 * p
    spreads = [SPREADS[name] ** 2 for name in ("all", "kind", "rule")]
    values = [weights.values[name] for name in ("all", "kind.person", "rule.persons.title")]
    assert log_odds(p) == pytest.approx(pull * sum(spreads), abs=CLOSE)
    assert values == pytest.approx([pull * spread for spread in spreads], abs=CLOSE)
    assert 0.5 < p < 0.75


def test_train_comes_to_the_share_accepted_when_judgements_are_many():
    weights = learned([Judged(person(), 1)] * 7000 + [Judged(person(), 0)] * 3000)

    assert probability(weights, person()) == pytest.approx(0.7, abs=0.001)


def test_train_lets_three_judgements_move_a_rule_little_and_sixty_much():
    others = [Judged(person("persons.title", 0.9), 1)] * 90 + [
        Judged(person("persons.title", 0.9), 0)
    ] * 10
    few = learned([*others, *[Judged(person("persons.full", 0.9), 0)] * 3])
    many = learned([*others, *[Judged(person("persons.full", 0.9), 0)] * 60])

    assert probability(few, person("persons.full", 0.9)) > 0.5
    assert probability(many, person("persons.full", 0.9)) < 0.15
    assert probability(many, person("persons.title", 0.9)) > 0.8


def test_train_draws_a_rule_never_judged_to_its_kind():
    wrong = [Judged(person("persons.verb", 0.55), 0)] * 40
    right = [Judged(case("place", "places.level", 0.95, ()), 1)] * 40

    weights = learned([*wrong, *right])

    of_persons = probability(weights, person("persons.surname", 0.65))
    of_places = probability(weights, case("place", "places.spelling", 0.65, ()))
    assert of_persons < 0.2 < 0.5 < of_places


def test_train_holds_the_slope_at_nought_where_surer_rules_are_more_often_wrong():
    upside_down = [Judged(person("persons.title", 0.95), 0)] * 300
    upside_down += [Judged(person("persons.title", 0.3), 1)] * 300

    weights = learned(upside_down)

    assert weights.slope == 0
    assert probability(weights, person(raw=0.95)) == probability(weights, person(raw=0.3))


def test_train_without_judgements_leaves_the_prior():
    prior = Weights("old", 0.8, {"all": 0.4}, {"persons.title": Count(3, 4)})

    weights = learned([], prior=prior)

    assert (weights.slope, dict(weights.values)) == (0.8, {"all": 0.4})
    assert weights.total == 0


def test_train_counts_an_edited_one_as_half_right():
    weights = learned([Judged(person(), 0.5), Judged(person(), 1)])

    assert weights.judged == {"persons.title": Count(1.5, 2)}


@patient
@given(some_judged, some_judged)
def test_the_order_of_training_does_not_matter(some, more):
    assert learned([*some, *more]) == learned([*more, *some])


@patient
@given(some_judged, some_cases)
def test_one_more_accepted_never_makes_a_finding_less_probable(judged, seen):
    before = probability(learned(judged), seen)
    after = probability(learned([*judged, Judged(seen, 1)]), seen)

    assert after >= before - CLOSE


@patient
@given(some_judged, some_cases)
def test_one_more_rejected_never_makes_a_finding_more_probable(judged, seen):
    before = probability(learned(judged), seen)
    after = probability(learned([*judged, Judged(seen, 0)]), seen)

    assert after <= before + CLOSE


@patient
@given(some_judged, some_cases)
def test_two_edited_are_one_accepted_and_one_rejected(judged, seen):
    edited = learned([*judged, Judged(seen, 0.5), Judged(seen, 0.5)])
    split = learned([*judged, Judged(seen, 1), Judged(seen, 0)])

    assert edited == split


@patient
@given(some_judged, some_cases, st.floats(0, 1), st.floats(0, 1))
def test_a_surer_rule_never_makes_a_finding_less_probable(judged, seen, one, other):
    weights = learned(judged)
    low, high = sorted((one, other))

    less, more = (probability(weights, Case(raw, seen.names)) for raw in (low, high))

    assert 0 < less <= more < 1


@given(st.floats(0.005, 0.995))
def test_hand_set_weights_leave_a_confidence_as_it_is(raw):
    assert probability(HAND_SET, person(raw=raw)) == pytest.approx(raw)


@pytest.mark.parametrize("accepted", [-0.1, 1.1, float("nan")])
def test_a_judgement_outside_nought_to_one_is_refused(accepted):
    with pytest.raises(EngineError, match="accepted"):
        Judged(person(), accepted)


@patient
@given(some_judged)
def test_weights_come_back_whole_from_json(judged):
    weights = learned(judged)

    assert from_json(json.loads(json.dumps(weights.as_json()))) == weights


def test_from_json_leaves_out_rules_that_are_no_more():
    kept = Weights("old", 1.0, {"all": 0.5}, {"persons.title": Count(1, 2)}).as_json()
    kept["values"]["rule.persons.retired"] = 0.3
    kept["judged"]["persons.retired"] = [1, 2]

    weights = from_json(kept)

    assert dict(weights.values) == {"all": 0.5}
    assert dict(weights.judged) == {"persons.title": Count(1, 2)}


@pytest.mark.parametrize(
    "kept", [{}, {"version": "x"}, {"version": "x", "slope": "?", "values": {}, "judged": {}}]
)
def test_from_json_refuses_what_are_no_weights(kept):
    with pytest.raises(EngineError):
        from_json({"metrics": {}, **kept})


@patient
@given(st.text(max_size=20), st.text(max_size=30), st.lists(st.text(max_size=30), max_size=4))
def test_no_word_of_a_document_gets_into_weights(kind, rule, marks):
    weights = learned([Judged(case(kind, rule, 0.9, marks), 1, document="Sok Dara")])

    kept = weights.as_json()
    assert set(kept["values"]) <= VOCABULARY
    assert {f"rule.{name}" for name in kept["judged"]} <= VOCABULARY
    assert "Sok Dara" not in json.dumps(kept)


def test_weights_refuse_a_name_that_is_not_in_the_fixed_list():
    with pytest.raises(EngineError) as refusal:
        Weights("x", 1.0, {"rule.Sok Dara": 1.0})

    assert "Sok Dara" not in str(refusal.value)


def test_weights_refuse_a_slope_below_nought():
    with pytest.raises(EngineError, match="slope"):
        Weights("x", -0.1)


def test_share_right_is_drawn_to_that_of_all_rules():
    # 10 judgements are believed beforehand: (2 + 10 * 0.6) / (10 + 10)
    assert share_right(Count(2, 10), 0.6) == pytest.approx(0.4)
    assert share_right(Count(0, 0), 0.6) == 0.6


def test_poor_rules_are_those_judged_often_and_seldom_right():
    judged = {
        "dates.full": Count(900, 1000),
        "dates.year": Count(1, ENOUGH_JUDGED + 10),
        "dates.month": Count(0, ENOUGH_JUDGED - 1),
    }

    assert poor_rules(Weights("x", 1.0, {}, judged)) == {"dates.year"}


def test_log_odds_are_bounded():
    assert log_odds(0.75) == pytest.approx(log(3))
    assert log_odds(1.0) == -log_odds(0.0) == pytest.approx(log(199))
