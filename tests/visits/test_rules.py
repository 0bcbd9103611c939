"""Where questions stand, what became of recommendations, where words stand in a text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.visits import rules
from ponleu.response.visits.rules import Answered, Became, Counts, PositionKind, Reply

DAY = date(2026, 11, 22)
BEFORE, AFTER = DAY - timedelta(days=3), DAY + timedelta(days=3)
dates = st.dates(date(2020, 1, 1), date(2030, 1, 1))
replies = st.lists(st.builds(Reply, st.sampled_from(PositionKind), st.none() | dates), max_size=6)


@pytest.mark.parametrize(
    ("due_by", "first_given", "expected"),
    [
        (None, None, Answered.WAITING),
        (DAY, None, Answered.WAITING),  # the last day is still in time
        (BEFORE, None, Answered.LATE),
        (BEFORE, BEFORE, Answered.ANSWERED),
        (BEFORE, DAY, Answered.ANSWERED_LATE),
        (None, DAY, Answered.ANSWERED),
    ],
)
def test_standing_of_a_question(due_by, first_given, expected):
    assert rules.standing(due_by, first_given, DAY) is expected


@pytest.mark.parametrize(
    ("due_by", "first_given", "expected"),
    [(None, None, 0), (BEFORE, None, 3), (BEFORE, DAY - timedelta(days=1), 2), (AFTER, None, 0)],
)
def test_days_late_counts_from_the_last_day_in_time(due_by, first_given, expected):
    assert rules.days_late(due_by, first_given, DAY) == expected


def test_counted_counts_late_ones_among_those_that_wait():
    found = rules.counted(
        [Answered.LATE, Answered.WAITING, Answered.ANSWERED, Answered.ANSWERED_LATE]
    )

    assert found == Counts(questions=4, waiting=2, late=1, answered=2, answered_late=1)


@given(st.lists(st.sampled_from(Answered)))
def test_counted_leaves_no_question_out(standings):
    found = rules.counted(standings)

    assert found.questions == found.waiting + found.answered == len(standings)
    assert found.late <= found.waiting
    assert found.answered_late <= found.answered


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], Became.NO_REPLY),
        ([Reply(PositionKind.PROGRESS)], Became.NO_REPLY),
        ([Reply(PositionKind.ACCEPTED, AFTER)], Became.ACCEPTED),
        ([Reply(PositionKind.ACCEPTED, BEFORE)], Became.LATE),
        ([Reply(PositionKind.ACCEPTED, DAY)], Became.ACCEPTED),
        ([Reply(PositionKind.ACCEPTED, BEFORE), Reply(PositionKind.PROGRESS)], Became.LATE),
        ([Reply(PositionKind.ACCEPTED, BEFORE), Reply(PositionKind.DONE)], Became.DONE),
        ([Reply(PositionKind.NOTED), Reply(PositionKind.REFUSED)], Became.REFUSED),
    ],
)
def test_became_follows_the_newest_position_that_decides(said, expected):
    assert rules.became(said, DAY) is expected


@given(replies, dates)
def test_progress_never_changes_what_became_of_it(said, today):
    with_progress = [*said, Reply(PositionKind.PROGRESS)]

    assert rules.became(with_progress, today) is rules.became(said, today)
    assert rules.promised_by(with_progress) == rules.promised_by(said)


@given(replies, dates)
def test_only_what_was_taken_on_is_late(said, today):
    if rules.became(said, today) is Became.LATE:
        assert rules.is_taken_on(said)
        assert rules.promised_by(said) < today


def test_found_once_bridges_line_ends_and_counts_code_points():
    text = "ខ្ញុំ. We will\n  open shelters by May. End."

    start, end = rules.found_once("We will open shelters by May.", text)

    assert text[start:end] == "We will\n  open shelters by May."


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("", "abc"),
        ("  ", "abc"),
        ("shelter", "no such word"),
        ("we will", "we will, we will"),
        ("a b", "ab"),
    ],
)
def test_found_once_is_none_for_nothing_nowhere_or_twice(words, text):
    assert rules.found_once(words, text) is None


@given(st.text("ab \n", max_size=12), st.text("ab \n", max_size=12))
def test_found_once_finds_what_reads_as_the_words(before, after):
    span = rules.found_once("X  y", f"{before}X\ny{after}")

    assert span == (len(before), len(before) + 3)
