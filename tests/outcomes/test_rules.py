"""Rules of what came of it: laws, boundaries, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.packs.look_again import load_look_again
from ponleu.response.outcomes.rules.again import Due, due
from ponleu.response.outcomes.rules.bands import hours_band, people_band, struck_together
from ponleu.response.outcomes.rules.delay import days_on, latest_end, may_be_told
from ponleu.response.outcomes.rules.kinds import FOUND, Code, Flaw, MeasureKind, flaw
from ponleu.response.outcomes.rules.measures import NEXT, State, Step, after, holds_on
from ponleu.response.outcomes.rules.share import share

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("codes", "numbers", "found"),
    [
        ((), (None, None, None), Flaw.NOTHING_SAID),
        ((Code.POSTPONED, Code.SITE_SEALED), (None, None, None), Flaw.NOT_BOTH),
        ((Code.NO_OFFENCE_FOUND, Code.VICTIMS_RESCUED), (None, 3, None), Flaw.NOT_BOTH),
        ((Code.SUSPECTS_ARRESTED,), (None, None, None), Flaw.ARRESTED_WITHOUT_NUMBER),
        ((Code.SUSPECTS_ARRESTED,), (0, None, None), Flaw.ARRESTED_WITHOUT_NUMBER),
        ((Code.SITE_VACATED,), (2, None, None), Flaw.NUMBER_WITHOUT_ARREST),
        ((Code.ACCESS_REFUSED,), (None, 1, None), Flaw.CARE_WITHOUT_LOOKING),
        ((Code.ABORTED,), (None, None, 2), Flaw.CARE_WITHOUT_LOOKING),
        ((Code.ABORTED, Code.VICTIMS_RESCUED), (None, 2, None), None),
        ((Code.SUSPECTS_ARRESTED, Code.SITE_SEALED), (4, 0, 4), None),
        ((Code.SITE_VACATED, Code.EVIDENCE_SEIZED), (0, None, None), None),
    ],
)
def test_flaw_says_what_does_not_go_together(codes, numbers, found):
    assert flaw(codes, *numbers) is found


def test_nothing_was_found_where_only_a_lack_is_said():
    assert not FOUND & {
        Code.SITE_VACATED,
        Code.NO_OFFENCE_FOUND,
        Code.ACCESS_REFUSED,
        Code.POSTPONED,
        Code.ABORTED,
    }


def test_each_step_of_a_measure_has_one_that_undoes_it():
    for (before, _step), reached in NEXT.items():
        assert before in {to for (at, _back), to in NEXT.items() if at is reached}


@given(st.lists(st.sampled_from(Step)))
def test_whatever_steps_are_tried_a_measure_is_decided_only_by_ordering_or_refusing(steps):
    state, taken = State.PROPOSED, []
    for step in steps:
        reached = after(state, step)
        if reached is not None:
            state, taken = reached, [*taken, step]

    if state in {State.ORDERED, State.LIFTED}:
        assert Step.ORDER in taken
    if state is State.REFUSED:
        assert taken[-1] is Step.REFUSE


@pytest.mark.parametrize(
    ("state", "until", "lifted", "day", "holds"),
    [
        (State.PROPOSED, None, None, date(2026, 1, 5), False),
        (State.ORDERED, None, None, date(2026, 1, 1), True),
        (State.ORDERED, None, None, date(2025, 12, 31), False),
        (State.ORDERED, date(2026, 1, 5), None, date(2026, 1, 5), True),
        (State.ORDERED, date(2026, 1, 5), None, date(2026, 1, 6), False),
        (State.LIFTED, None, date(2026, 1, 5), date(2026, 1, 4), True),
        (State.LIFTED, None, date(2026, 1, 5), date(2026, 1, 5), False),
    ],
)
def test_holds_on_counts_the_last_day_and_not_that_of_lifting(state, until, lifted, day, holds):
    assert holds_on(state, date(2026, 1, 1), until, lifted, day) is holds


def rule(code, days, first=date(2022, 1, 1), last=None, of="outcome"):
    return SimpleNamespace(of=of, code=code, days=days, valid_from=first, valid_to=last)


def test_due_is_the_earliest_that_rules_of_the_day_ask_for():
    rules = [
        rule("site_sealed", 14, last=date(2026, 6, 30)),
        rule("site_sealed", 30, first=date(2026, 7, 1)),
        rule("suspects_arrested", 60),
        rule("permanent_closure", 1, of="measure"),
    ]
    codes = ["suspects_arrested", "site_sealed"]

    assert due(rules, "outcome", codes, date(2026, 6, 30)) == Due(
        date(2026, 7, 14), "outcome", "site_sealed"
    )
    assert due(rules, "outcome", codes, date(2026, 7, 1)) == Due(
        date(2026, 7, 31), "outcome", "site_sealed"
    )
    assert due(rules, "outcome", ["site_vacated"], date(2026, 7, 1)) is None


def test_the_table_of_the_country_asks_for_a_look_after_each_outcome_and_measure():
    named = {(row.of, row.code) for row in load_look_again("kh")}

    assert named == {("outcome", code) for code in Code} | {("measure", k) for k in MeasureKind}


def test_share_is_that_of_published_examples():
    of_ten = share(1, 10)  # Wilson's limits for 1 of 10 at 95%: 0.0179 and 0.4042

    assert (round(of_ten.low, 4), round(of_ten.high, 4)) == (0.0179, 0.4042)
    assert (round(share(0, 10).high, 4), share(0, 10).low) == (0.2775, 0.0)
    assert (share(0, 0).low, share(0, 0).high) == (0.0, 1.0)


@given(st.integers(1, 5000), st.data())
def test_share_lies_in_its_interval_which_narrows_and_mirrors(whole, data):
    part = data.draw(st.integers(0, whole))
    one, other, ten = share(part, whole), share(whole - part, whole), share(10 * part, 10 * whole)

    assert 0 <= one.low <= part / whole <= one.high <= 1
    assert abs(one.low - (1 - other.high)) < 1e-12
    assert ten.high - ten.low < one.high - one.low


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3)])
def test_share_refuses_what_is_none(part, whole):
    with pytest.raises(ValueError, match="part"):
        share(part, whole)


def test_few_are_fewer_than_five():
    assert share(1, 4).is_few
    assert not share(1, 5).is_few


@pytest.mark.parametrize(
    ("people", "band"),
    [(None, "unknown"), (0, "0-0"), (1, "1-2"), (3, "3-5"), (10, "6-10"), (11, "11-")],
)
def test_people_band(people, band):
    assert people_band(people) == band


@given(st.integers(0, 10_000))
def test_hours_band_holds_its_hours(minutes):
    low, high = hours_band(timedelta(minutes=minutes)).split("-")

    assert int(low) * 60 <= minutes < (int(high) * 60 if high else 10_001)


def test_struck_together_is_within_five_minutes_of_another():
    starts = [AT, AT + timedelta(minutes=5), AT + timedelta(minutes=11), None]

    assert struck_together(starts) == [True, True, False, False]
    assert struck_together([None, None]) == [False, False]


def test_the_delay_that_holds_is_the_last_decided():
    changes = [(AT, 30), (AT - timedelta(days=9), 7)]

    assert days_on(changes, AT - timedelta(days=10)) == 14
    assert days_on(changes, AT - timedelta(seconds=1)) == 7
    assert days_on(changes, AT) == 30


@given(st.integers(0, 365), st.timedeltas(timedelta(days=-500), timedelta(days=500)))
def test_may_be_told_exactly_from_the_end_of_the_delay_on(days, passed):
    ended = AT - passed

    assert may_be_told(ended, days, AT) == (passed >= timedelta(days=days))
    assert may_be_told(ended, days, AT) == (ended <= latest_end(days, AT))
    assert not may_be_told(None, days, AT)
