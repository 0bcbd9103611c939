"""Comparing weights on documents kept apart: figures, errors, and when to adopt."""

import hashlib
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.learning import HAND_SET, Judged, Weights
from ponleu.engines.reading.learning_frozen import (
    FROZEN_OF,
    Comparison,
    Paired,
    Score,
    _numbers,
    compare,
    compare_documents,
    is_frozen,
)
from ponleu.engines.reading.learning_marks import case

SURE = Weights("sure", 1.0, {"all": 1.0})


def found(count, accepted, document):
    return [Judged(case("person", "persons.title", 0.7, ()), accepted, document)] * count


def of_documents(count, **fields):
    return [one for at in range(count) for one in found(4, 1, f"{at:02d}")]


@pytest.mark.parametrize(
    ("sha256", "frozen"), [("00000000", True), ("00000005ab", True), ("00000004ff", False)]
)
def test_is_frozen_follows_from_the_content(sha256, frozen):
    assert is_frozen(sha256) is frozen


def test_about_a_fifth_of_documents_is_frozen():
    digests = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(1000)]

    assert sum(map(is_frozen, digests)) == pytest.approx(1000 / FROZEN_OF, abs=50)


def test_compare_documents_of_a_worked_example():
    # before: -log .5 for both; after: -log .8 and -log .8
    # F1 at the best cut, before: both or none, 2 * 1 / (2 + 1); after: the right one, 2 / 2
    both = compare_documents([Paired([(0.5, 1), (0.5, 0)], [(0.8, 1), (0.2, 0)])])

    assert (both.documents, both.findings) == (1, 2)
    assert both.log_loss_gain == pytest.approx(log(2) + log(0.8))
    assert both.f1_gain == pytest.approx(1 / 3)
    assert both.before.brier == pytest.approx(0.25)


def test_compare_documents_counts_facts_that_were_missed():
    # kept 1, right kept 1, right at all 1 and one missed: 2 / 3
    both = compare_documents([Paired([(0.9, 1)], [(0.9, 1)], missed=1)])

    assert both.after.f1 == pytest.approx(2 / 3)


def test_compare_of_a_set_with_itself_finds_no_gain():
    both = compare(SURE, SURE, of_documents(9))

    assert (both.log_loss_gain, both.log_loss_error) == (0, 0)
    assert not both.improves


def test_surer_weights_improve_where_all_was_right_and_not_where_all_was_wrong():
    right, wrong = of_documents(9), [one for at in range(9) for one in found(4, 0, f"{at:02d}")]

    assert compare(HAND_SET, SURE, right).improves
    assert not compare(HAND_SET, SURE, wrong).improves


def test_a_gain_that_chance_could_make_does_not_improve():
    # six gain log(.8 / .6) = .2877, four lose log(.8 / .52) = .4308: together .0003 a document
    gains, loses = Paired([(0.6, 1)], [(0.8, 1)]), Paired([(0.8, 1)], [(0.52, 1)])

    both = compare_documents([gains] * 6 + [loses] * 4)

    assert both.log_loss_gain == pytest.approx(0.0003, abs=0.0001)
    assert both.log_loss_error > 0.05
    assert not both.improves


def test_better_probabilities_in_a_worse_order_do_not_improve():
    # the loss falls from 1.86 to 1.52 for two findings, but now the wrong one stands first
    # in every document: F1 2 / 2 before, 2 / 3 after
    worse_order = Paired([(0.79, 1), (0.78, 0)], [(0.5, 1), (0.51, 0)])

    both = compare_documents([worse_order] * 8)

    assert both.log_loss_gain > 0 > both.f1_gain
    assert not both.improves


def test_an_honest_probability_is_not_held_against_weights():
    # all findings are right in half of the cases; .9 was boastful. At any cut both keep all.
    boastful, honest = [(0.9, 1), (0.9, 0)], [(0.49, 1), (0.49, 0)]

    both = compare_documents([Paired(boastful, honest)] * 8)

    assert both.f1_gain == 0
    assert both.improves


@pytest.mark.parametrize(
    ("loss", "f1", "improves"),
    [
        ((0.1, 0.02), (0.0, 0.0), True),
        ((0.1, 0.02), (-0.03, 0.02), True),  # may be chance
        ((0.1, 0.02), (-0.05, 0.02), False),
        ((0.03, 0.02), (0.03, 0.02), False),
        ((-0.03, 0.02), (0.05, 0.02), True),
        ((-0.05, 0.02), (0.05, 0.02), False),
        ((0.0, 0.0), (0.0, 0.0), False),
    ],
)
def test_improves_if_one_figure_gains_and_none_loses_more_than_chance_would(loss, f1, improves):
    figures = Score(0.4, 0.1, 0.05, 0.8, 0.5)

    both = Comparison(9, 90, figures, figures, *loss, *f1)

    assert both.improves is improves


def test_few_documents_tell_nothing():
    assert not compare(HAND_SET, SURE, of_documents(4)).improves
    assert compare(HAND_SET, SURE, of_documents(5)).improves


def test_compare_of_nothing_is_refused():
    with pytest.raises(EngineError):
        compare(HAND_SET, SURE, [])


def test_the_error_is_that_of_documents_and_not_of_findings():
    # two kinds of documents, gains 0 and d: the mean of n has the error d / 2 / sqrt(n)
    still, better = Paired([(0.5, 1)], [(0.5, 1)]), Paired([(0.5, 1)], [(1.0, 1)])

    both = compare_documents([still, better] * 50)

    assert both.log_loss_error == pytest.approx(log(2) / 2 / 10, rel=0.1)


@settings(deadline=None, max_examples=40)
@given(st.permutations(range(7)))
def test_the_order_of_findings_does_not_matter(order):
    judged = [one for at in range(7) for one in found(1 + at % 3, at % 2, f"{at}")]
    shuffled = [one for at in order for one in judged if one.document == str(at)]

    assert compare(HAND_SET, SURE, shuffled) == compare(HAND_SET, SURE, judged)


def test_numbers_are_those_of_the_published_generator():
    # SplitMix64 from 1234567, as Vigna's C code gives them
    numbers = _numbers(1234567)

    assert [next(numbers) for _ in range(3)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
    ]
