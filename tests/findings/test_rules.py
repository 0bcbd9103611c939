"""Levels of proof, elements of trafficking, late findings: by hand, and by law."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.findings.rules import elements, kinds, proof
from ponleu.response.findings.rules.elements import CODES, Group, Reach, Seen
from ponleu.response.findings.rules.kinds import Outcome, Reliability, Side
from ponleu.response.findings.rules.proof import Need, Weighed

YES = Outcome.SUBSTANTIATED
FIRST_HAND = Weighed(Side.FOR, "worker", is_direct=True, reliability=Reliability.B, credibility=2)
SECOND_HAND = Weighed(Side.FOR, "hall", reliability=Reliability.C, credibility=3)
CONTRARY = Weighed(Side.AGAINST, "owner", reliability=Reliability.C, credibility=4)
JUDGMENT = Weighed(Side.FOR, "court", reliability=Reliability.A, credibility=1, is_judgment=True)

weighed = st.builds(
    Weighed,
    side=st.sampled_from(Side),
    origin=st.sampled_from(["a", "b", "c", "d"]),
    is_direct=st.booleans(),
    reliability=st.sampled_from(Reliability),
    credibility=st.sampled_from(kinds.CREDIBILITIES),
    is_judgment=st.booleans(),
    stands=st.booleans(),
)
several = st.lists(weighed, max_size=8)
outcomes = st.sampled_from(Outcome)
results = st.dictionaries(
    st.sampled_from([(group, code) for group, codes in CODES.items() for code in codes]),
    st.sampled_from(Seen),
)
ages = st.sampled_from([True, False, None])


def test_allowed_grows_with_the_evidence():
    other = replace(FIRST_HAND, origin="visitor")

    assert proof.allowed(YES, []) == 0
    assert proof.allowed(YES, [SECOND_HAND]) == 1
    assert proof.allowed(YES, [FIRST_HAND]) == 1
    assert proof.allowed(YES, [FIRST_HAND, SECOND_HAND, CONTRARY, CONTRARY]) == 3
    assert proof.allowed(YES, [FIRST_HAND, SECOND_HAND, other]) == 4
    assert proof.allowed(YES, [FIRST_HAND, JUDGMENT]) == 5


def test_allowed_is_level_two_where_as_much_speaks_against():
    contrary = [CONTRARY, replace(CONTRARY, origin="guard")]

    assert proof.allowed(YES, [FIRST_HAND, SECOND_HAND, *contrary]) == 2


def test_missing_names_what_each_level_lacks():
    assert proof.missing(1, YES, []) == (Need.SUPPORT,)
    assert proof.missing(2, YES, [SECOND_HAND]) == (Need.DIRECT, Need.INDEPENDENT)
    assert proof.missing(2, YES, [FIRST_HAND]) == (Need.INDEPENDENT,)
    assert proof.missing(3, YES, [FIRST_HAND, SECOND_HAND]) == ()
    assert proof.missing(4, YES, [FIRST_HAND, SECOND_HAND]) == (
        Need.THREE_ORIGINS,
        Need.TWO_DIRECT,
    )
    assert proof.missing(5, YES, [FIRST_HAND, SECOND_HAND]) == (Need.JUDGMENT,)
    assert proof.missing(5, YES, [JUDGMENT]) == (Need.DIRECT, Need.INDEPENDENT)


@pytest.mark.parametrize(
    "weak",
    [
        {"reliability": Reliability.E},
        {"credibility": 5},
        {"credibility": 6},
        {"stands": False},
        {"side": Side.AGAINST},
        {"origin": "worker"},
    ],
)
def test_level_two_is_not_carried_by_weak_or_dependent_corroboration(weak):
    assert proof.allowed(YES, [FIRST_HAND, replace(SECOND_HAND, **weak)]) == 1


def test_level_two_takes_an_unjudged_person_whose_words_were_judged():
    unknown = replace(SECOND_HAND, reliability=Reliability.F)

    assert proof.allowed(YES, [FIRST_HAND, unknown]) == 3


def test_tally_counts_origins_not_pieces():
    pieces = [FIRST_HAND, FIRST_HAND, SECOND_HAND, CONTRARY, replace(CONTRARY, credibility=6)]

    assert proof.tally(YES, pieces) == proof.Tally(2, 1, 1, 1)


def test_supported_side_is_against_the_allegation_for_another_matter():
    sides = {outcome: proof.supported_side(outcome) for outcome in Outcome}

    assert sides == {
        Outcome.SUBSTANTIATED: Side.FOR,
        Outcome.PARTLY: Side.FOR,
        Outcome.COULD_NOT_VERIFY: Side.FOR,
        Outcome.NOT_SUBSTANTIATED: Side.AGAINST,
        Outcome.OTHER_MATTER: Side.AGAINST,
    }


@given(several, weighed, outcomes)
def test_more_support_never_lowers_what_is_allowed(pieces, more, outcome):
    more = replace(more, side=proof.supported_side(outcome))

    assert proof.allowed(outcome, [*pieces, more]) >= proof.allowed(outcome, pieces)


@given(several, weighed, outcomes)
def test_contrary_evidence_never_raises_what_is_allowed(pieces, more, outcome):
    mine = proof.supported_side(outcome)
    contrary = Side.FOR if mine is Side.AGAINST else Side.AGAINST

    assert proof.allowed(outcome, [*pieces, replace(more, side=contrary)]) <= proof.allowed(
        outcome, pieces
    )


@given(several, outcomes)
def test_saying_the_same_again_carries_nothing_more(pieces, outcome):
    assert proof.allowed(outcome, pieces * 2) == proof.allowed(outcome, pieces)


@given(several, outcomes)
def test_one_origin_alone_carries_level_one_at_most(pieces, outcome):
    alone = [replace(piece, origin="one") for piece in pieces]

    assert proof.allowed(outcome, alone) <= 1


@given(several, outcomes, st.data())
def test_withdrawing_support_never_raises_what_is_allowed(pieces, outcome, data):
    mine = proof.supported_side(outcome)
    kept = [
        replace(p, stands=False) if p.side is mine and data.draw(st.booleans()) else p
        for p in pieces
    ]

    assert proof.allowed(outcome, kept) <= proof.allowed(outcome, pieces)


@given(several)
def test_what_could_not_be_verified_stays_a_suspicion(pieces):
    assert proof.allowed(Outcome.COULD_NOT_VERIFY, pieces) <= 1


@given(several, outcomes)
def test_level_five_needs_a_judgment(pieces, outcome):
    without = [replace(piece, is_judgment=False) for piece in pieces]

    assert proof.allowed(outcome, without) < 5


ACT, MEANS, PURPOSE = (
    (Group.ACT, "harbouring"),
    (Group.MEANS, "deception"),
    (Group.PURPOSE, "forced_labour"),
)


def test_palermo_needs_act_means_and_purpose_of_an_adult():
    found = elements.palermo({ACT: Seen.SEEN, PURPOSE: Seen.SEEN}, concerns_child=False)

    assert (found.reach, found.lacking) == (Reach.NOT_ALL, (Group.MEANS,))
    assert found.consent_counts
    all_three = {ACT: Seen.SEEN, MEANS: Seen.SEEN, PURPOSE: Seen.SEEN}
    found = elements.palermo(all_three, concerns_child=False)
    assert (found.reach, found.lacking, found.consent_counts) == (Reach.ALL, (), False)


def test_palermo_needs_no_means_of_a_child():
    found = elements.palermo({ACT: Seen.SEEN, PURPOSE: Seen.SEEN}, concerns_child=True)

    assert (found.reach, found.lacking, found.consent_counts) == (Reach.ALL, (), False)
    no_purpose = elements.palermo({ACT: Seen.SEEN}, concerns_child=True)
    assert (no_purpose.reach, no_purpose.lacking) == (Reach.NOT_ALL, (Group.PURPOSE,))


def test_palermo_says_when_it_depends_on_an_age_that_is_not_known():
    found = elements.palermo({ACT: Seen.SEEN, PURPOSE: Seen.SEEN}, concerns_child=None)

    assert found.reach is Reach.ONLY_IF_CHILD


def test_of_group_is_not_seen_only_if_none_of_it_was():
    none = {(Group.ACT, code): Seen.NOT_SEEN for code in CODES[Group.ACT]}

    assert elements.of_group({}, Group.ACT) is Seen.NOT_KNOWN
    assert elements.of_group(none, Group.ACT) is Seen.NOT_SEEN
    assert elements.of_group({ACT: Seen.NOT_SEEN}, Group.ACT) is Seen.NOT_KNOWN
    assert elements.of_group(none | {ACT: Seen.SEEN}, Group.ACT) is Seen.SEEN


@given(results)
def test_a_child_never_needs_means(found):
    without = {each: seen for each, seen in found.items() if each[0] is not Group.MEANS}

    with_means, none = (
        elements.palermo(given_, concerns_child=True) for given_ in (found, without)
    )

    assert (with_means.reach, with_means.lacking) == (none.reach, none.lacking)
    assert Group.MEANS not in none.lacking


@given(results)
def test_what_is_enough_for_an_adult_is_enough_for_a_child(found):
    adult, child = (elements.palermo(found, concerns_child=age) for age in (False, True))

    assert set(child.lacking) <= set(adult.lacking)


@given(results, ages, st.sampled_from([ACT, MEANS, PURPOSE]))
def test_seeing_more_never_makes_more_lacking(found, age, more):
    before = elements.palermo(found, concerns_child=age)
    after = elements.palermo(found | {more: Seen.SEEN}, concerns_child=age)

    assert set(after.lacking) <= set(before.lacking)


@given(results, ages, st.sampled_from(Seen))
def test_indicators_decide_nothing(found, age, seen):
    all_indicators = {(Group.INDICATOR, code): seen for code in CODES[Group.INDICATOR]}

    assert elements.palermo(found | all_indicators, concerns_child=age) == elements.palermo(
        found, concerns_child=age
    )


@given(results, ages)
def test_consent_never_counts_where_a_means_was_used(found, age):
    told = elements.palermo(found | {MEANS: Seen.SEEN}, concerns_child=age)

    assert not told.consent_counts


def test_is_element_knows_the_list():
    assert [len(codes) for codes in CODES.values()] == [5, 8, 8, 11]
    assert elements.is_element("means", "fraud")
    assert not elements.is_element("act", "fraud")
    assert not elements.is_element("verdict", "guilty")


def test_is_late_for_a_first_finding_after_thirty_days(noon):
    days = timedelta(days=30)

    assert not kinds.is_late(noon, noon + days, is_first=True)
    assert kinds.is_late(noon, noon + days + timedelta(seconds=1), is_first=True)
    assert not kinds.is_late(noon, noon + 2 * days, is_first=False)
