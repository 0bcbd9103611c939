"""What may be accepted in bulk, which names are one, how far two readers agree."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.knowledge.review.rules import (
    Setting,
    agreement,
    alike,
    are_compatible,
    is_exact,
    sentence_around,
    setting_of,
)

PLACE = {
    "kind": "place",
    "rule": "places.gazetteer",
    "zone": "article",
    "confidence": 0.95,
    "value": "07",
    "reason": "Only one place has this name.",
    "translated": False,
}
DAY = {**PLACE, "kind": "date", "rule": "dates.full", "value": "2026-03-10", "reason": ""}
answers = st.sampled_from(["accepted", "rejected", "not_in_article", "unsure"])
pairs = st.lists(st.tuples(answers, answers), max_size=40)
offices = st.sampled_from(["", "governor", "minister"])
settings = st.builds(Setting, office=offices, place=st.sampled_from(["", "18", "1801", "12"]))


@pytest.mark.parametrize("exact", [PLACE, DAY, {**PLACE, "value": "TH", "rule": "places.country"}])
def test_is_exact_takes_what_the_text_spells_out(exact):
    assert is_exact(**exact)


@pytest.mark.parametrize(
    "doubt",
    [
        {"kind": "person", "value": "Long Virak", "rule": "persons.title"},
        {"kind": "person"},
        {"kind": "claim"},
        {"rule": "places.ambiguous"},
        {"rule": "dates.full"},
        {"zone": "boilerplate"},
        {"confidence": 0.79},
        {"translated": True},
        {"value": ""},
        {"value": None},
        {"value": "18/19"},
        {"value": "០៧"},
        {"reason": "A smaller place shares the name; the larger is meant."},
    ],
)
def test_is_exact_leaves_out_every_place_with_a_doubt(doubt):
    assert not is_exact(**{**PLACE, **doubt})


@pytest.mark.parametrize(
    "doubt",
    [
        {"rule": "dates.relative"},
        {"rule": "dates.day_month"},
        {"rule": "dates.interval"},
        {"value": "--03-10"},
        {"value": "2026-03"},
        {"value": "2026-03-10/2026-03-12"},
    ],
)
def test_is_exact_leaves_out_every_day_that_was_inferred(doubt):
    assert not is_exact(**{**DAY, **doubt})


def test_are_compatible_lets_silence_and_the_larger_place_agree():
    assert are_compatible(Setting(), Setting(office="governor", place="1801"))
    assert are_compatible(Setting(place="18"), Setting(place="1801"))
    assert not are_compatible(Setting(place="18"), Setting(place="12"))
    assert not are_compatible(Setting(office="governor"), Setting(office="minister"))
    assert not are_compatible(Setting(body="adhoc"), Setting(body="licadho"))


def test_alike_leaves_out_two_that_cannot_be_one_another():
    governor, minister, bare = Setting("governor"), Setting("minister"), Setting()

    assert alike(bare, [("a", governor), ("b", bare)]) == ["a", "b"]
    assert alike(bare, [("a", governor), ("b", minister), ("c", bare)]) == ["c"]
    assert alike(governor, [("a", governor), ("b", minister), ("c", bare)]) == ["a", "c"]


@given(settings, st.lists(settings, max_size=8))
def test_alike_joins_only_what_agrees_two_by_two(asked, others):
    joined = alike(asked, [(other, other) for other in others])

    assert all(are_compatible(one, other) for one in [asked, *joined] for other in joined)


def test_setting_of_reads_offices_and_places_out_of_parts():
    parts = {
        "office": {"text": "Deputy  Governor", "value": ""},
        "office_place": {"text": "Kampot", "value": "07"},
        "organisation": {"text": "The Hall", "value": {"number": 1}},
        "place": {"text": "x", "value": {"number": 1}},
    }

    def fold(text):
        return " ".join(text.lower().split())

    assert setting_of(parts, fold) == Setting("deputy governor", "07", "the hall", "")
    assert setting_of({}, fold) == Setting()


@pytest.mark.parametrize(
    ("before", "after", "around"),
    [
        ("One. Two in ", " went. Three.", ("Two in ", " went. ")),
        ("in ", "", ("in ", "")),
        ("ក។ ខ", " គ។ ឃ", ("ខ", " គ។ ")),
        ("A\nB ", ", C\nD", ("B ", ", C\n")),
    ],
)
def test_sentence_around_keeps_the_sentence_of_the_fact(before, after, around):
    assert sentence_around(before, after) == around


def test_agreement_of_a_worked_example():
    # Both yes 20, first yes second no 5, first no second yes 10, both no 15; n = 50.
    # p_o = 35/50 = .7; p_e = (25/50)(30/50) + (25/50)(20/50) = .5; kappa = .2/.5 = .4
    answers = (
        [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    )

    found = agreement(answers)

    assert (found.asked, found.agreed, found.observed, found.expected) == (50, 35, 0.7, 0.5)
    assert found.kappa == pytest.approx(0.4)


def test_agreement_is_not_defined_without_questions_or_without_a_choice():
    nothing, one_answer = agreement([]), agreement([("yes", "yes")] * 3)

    assert (nothing.observed, nothing.kappa) == (None, None)
    assert (one_answer.observed, one_answer.expected, one_answer.kappa) == (1.0, 1.0, None)


def test_agreement_is_below_zero_where_readers_agree_less_than_chance():
    # p_o = 0; p_e = .5 * .5 + .5 * .5 = .5; kappa = -.5/.5 = -1
    assert agreement([("yes", "no"), ("no", "yes")]).kappa == -1.0


@given(pairs)
def test_agreement_is_the_same_from_either_side(answers):
    one, other = agreement(answers), agreement([(b, a) for a, b in answers])

    assert (one.asked, one.agreed, one.observed) == (other.asked, other.agreed, other.observed)
    assert one.kappa == other.kappa or isclose(one.kappa, other.kappa)


@given(pairs)
def test_kappa_is_at_most_the_observed_agreement(answers):
    found = agreement(answers)

    if found.kappa is not None:
        assert -1 <= found.kappa <= found.observed + 1e-12
