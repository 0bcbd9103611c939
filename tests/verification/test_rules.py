"""Consent for each purpose, training, lateness: worked by hand and by laws."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.verification import rules
from ponleu.response.verification.rules import Consent, Giver, Purpose, TaskState, Waiting

TODAY = date(2026, 11, 22)
EVIDENCE = Purpose.EVIDENCE
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
consents = st.builds(
    Consent,
    purpose=st.sampled_from(Purpose),
    giver=st.sampled_from(Giver),
    is_given=st.booleans(),
    is_withdrawn=st.booleans(),
)


def yes(giver=Giver.SELF, **more):
    return Consent(EVIDENCE, giver, is_given=True, **more)


def no(giver=Giver.SELF):
    return Consent(EVIDENCE, giver, is_given=False)


@pytest.mark.parametrize(
    ("said", "is_child", "expected"),
    [
        ([], False, False),
        ([yes()], False, True),
        ([no(), yes()], False, True),
        ([yes(), no()], False, False),
        ([yes(is_withdrawn=True)], False, False),
        ([yes(is_withdrawn=True), yes()], False, True),
        ([yes()], True, False),
        ([yes(Giver.CAREGIVER)], True, False),
        ([yes(Giver.CHILD)], True, False),
        ([yes(Giver.CAREGIVER), yes(Giver.CHILD)], True, True),
        ([yes(Giver.CAREGIVER), no(Giver.CHILD)], True, False),
        ([yes(Giver.CAREGIVER), yes(Giver.CHILD)], False, False),
    ],
)
def test_is_consented_takes_the_last_word_of_everybody_who_must_say_yes(said, is_child, expected):
    assert rules.is_consented(said, EVIDENCE, is_child=is_child) is expected


@given(st.lists(consents, max_size=8), st.booleans())
def test_is_consented_is_never_given_by_what_was_said_of_other_purposes(said, is_child):
    others = [each for each in said if each.purpose != EVIDENCE]

    assert not rules.is_consented(others, EVIDENCE, is_child=is_child)


@given(st.lists(consents, max_size=8), st.sampled_from(Purpose), st.booleans())
def test_is_consented_ends_when_any_needed_person_says_no_last(said, purpose, is_child):
    for giver in rules.givers(is_child=is_child):
        last = [*said, Consent(purpose, giver, is_given=False)]

        assert not rules.is_consented(last, purpose, is_child=is_child)


@pytest.mark.parametrize(("earlier", "expected"), [(0, False), (1, True), (5, True)])
def test_needs_reason_from_the_second_interview(earlier, expected):
    assert rules.needs_reason(earlier) is expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 9), False),
        (date(2026, 1, 10), True),
        (date(2027, 1, 9), True),
        (date(2027, 1, 10), False),
    ],
)
def test_is_trained_from_the_first_to_the_last_day(on, expected):
    assert rules.is_trained([(date(2026, 1, 10), date(2027, 1, 9))], on) is expected


@pytest.mark.parametrize(
    ("is_done", "due", "expected"),
    [
        (False, TODAY, TaskState.OPEN),
        (False, TODAY - timedelta(days=1), TaskState.LATE),
        (True, TODAY - timedelta(days=9), TaskState.DONE),
    ],
)
def test_task_state_is_late_from_the_day_after(is_done, due, expected):
    assert rules.task_state(is_done=is_done, due=due, today=TODAY) is expected


@given(days, days)
def test_days_late_is_positive_just_when_a_task_is_late(due, today):
    is_late = rules.task_state(is_done=False, due=due, today=today) is TaskState.LATE

    assert (rules.days_late(due, today) > 0) is is_late


@pytest.mark.parametrize(
    ("sent", "due", "is_answered", "expected"),
    [
        (None, TODAY - timedelta(days=5), False, Waiting.DRAFT),
        (TODAY, TODAY, False, Waiting.WAITS),
        (TODAY, TODAY - timedelta(days=1), False, Waiting.NO_ANSWER),
        (TODAY, TODAY - timedelta(days=1), True, Waiting.ANSWERED),
    ],
)
def test_waiting_says_that_no_answer_came_once_the_day_has_passed(sent, due, is_answered, expected):
    found = rules.waiting(sent=sent, due=due, is_answered=is_answered, today=TODAY)

    assert found is expected
