"""Grouping: hand-worked windows, a slow reference, and laws that hold for all complaints."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.cases.rules import (
    GAP,
    Group,
    Reason,
    Report,
    Why,
    groups,
    likely_offence,
    near,
    pairs_apart,
    reasons,
    shared,
    waiting,
    widest_days,
    worth,
)
from tests.cases.slow import groups_without_judgements

DAY_ONE = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
HOTEL, KILN = UUID(int=900), UUID(int=901)


def report(number, day=0, about=HOTEL, **more):
    at = DAY_ONE + timedelta(days=day)
    return Report(UUID(int=number), about, at, at.date(), more.pop("channel", "hotline"), **more)


def keys(found):
    return [[key.int for key in group.keys] for group in found]


reports = st.lists(
    st.builds(
        report,
        st.integers(1, 12),
        st.integers(0, 90),
        st.sampled_from([HOTEL, KILN]),
    ),
    max_size=12,
    unique_by=lambda each: (each.key, each.about),
)
aparts = st.lists(st.dictionaries(st.integers(1, 12).map(lambda n: UUID(int=n)), st.integers(0, 2)))


def test_groups_end_where_nothing_came_for_longer_than_the_gap():
    found = groups([report(1, 0), report(2, 14), report(3, 28), report(4, 43)], {})

    assert keys(found) == [[1, 2, 3], [4]]


def test_groups_keep_sites_apart():
    assert keys(groups([report(1), report(2, about=KILN)], {})) == [[1], [2]]


def test_groups_put_one_that_was_kept_apart_with_nobody_it_was_kept_from():
    apart = pairs_apart([{UUID(int=2): 0, UUID(int=1): 1, UUID(int=3): 1}])

    assert keys(groups([report(1), report(2, 1), report(3, 2)], apart)) == [[1, 3], [2]]


def test_groups_let_a_later_one_join_what_was_kept_apart_from_others():
    apart = pairs_apart([{UUID(int=1): 0, UUID(int=2): 1}])

    assert keys(groups([report(1), report(2, 1), report(3, 2)], apart)) == [[1, 3], [2]]


@given(reports)
def test_groups_are_those_of_the_slow_reference(found):
    fast = {
        frozenset((each.about, each.key) for each in group.reports) for group in groups(found, {})
    }

    assert fast == groups_without_judgements(found, GAP)


@given(reports, aparts, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order(found, sides, draw):
    apart = pairs_apart(sides)
    shuffled = list(found)
    draw.shuffle(shuffled)

    one, other = groups(found, apart), groups(shuffled, apart)

    assert {group.reports for group in one} == {group.reports for group in other}


@given(reports, aparts)
def test_groups_never_hold_two_that_were_kept_apart_nor_lose_or_double_any(found, sides):
    apart = pairs_apart(sides)

    made = groups(found, apart)

    for group in made:
        assert not any(set(apart.get(key, ())) & set(group.keys) for key in group.keys)
        assert len({each.about for each in group.reports}) == 1
        ats = [each.at for each in group.reports]
        assert all(b - a <= GAP for a, b in pairwise(ats))
    assert sorted(each.key for group in made for each in group.reports) == sorted(
        each.key for each in found
    )


@given(aparts)
def test_pairs_apart_are_told_from_both_sides_and_nobody_is_apart_from_themselves(sides):
    apart = pairs_apart(sides)

    assert all(one in apart[other] for one in apart for other in apart[one])
    assert all(one not in apart[one] for one in apart)


def test_worth_of_a_worked_example():
    # two with "today" (2): (1 + 2) * log2(2) = 3; four in their turn: 1 * log2(4) = 2
    assert worth(Group((report(1, urgency=2), report(2)))) == pytest.approx(3)
    assert worth(Group(tuple(report(n) for n in range(1, 5)))) == pytest.approx(2)


def test_worth_of_what_is_all_decided_is_half():
    done = Group((report(1, urgency=3, is_waiting=False), report(2, is_waiting=False)))

    assert worth(done) == pytest.approx(0.5)


def test_waiting_asks_about_the_most_valuable_first_and_never_about_one():
    few = Group((report(1), report(2)))
    urgent = Group((report(3, 5, urgency=3), report(4, 5)))

    assert waiting([few, urgent, Group((report(5),))]) == [urgent, few]


@pytest.mark.parametrize(("day", "expected"), [(14, True), (-14, True), (15, False), (-15, False)])
def test_near_reaches_as_far_back_as_forward(day, expected):
    assert near(report(1, 20 + day), [report(2, 20)]) is expected


def test_reasons_tell_place_time_ways_and_what_is_most_urgent():
    group = Group(
        (report(1, urgency=3), report(2, 9, channel="ngo", urgency=3), report(3, 12, urgency=0))
    )

    assert reasons(group) == (
        Reason(Why.SAME_PLACE, 3),
        Reason(Why.NEAR_IN_TIME, 9, first=date(2026, 3, 1), last=date(2026, 3, 13)),
        Reason(Why.SEVERAL_WAYS, 2, 3),
        Reason(Why.URGENT, 2, 3, word="3"),
    )


def test_reasons_speak_against_what_came_one_way_alone():
    found = reasons(Group((report(1), report(2, is_waiting=False))))

    assert [reason.kind for reason in found if reason.is_against] == [Why.ONE_WAY]


def test_reasons_say_when_all_are_decided():
    found = reasons(Group((report(1, is_waiting=False), report(2, is_waiting=False))))

    assert found[-1] == Reason(Why.ALL_DECIDED, 2)


def test_widest_days_of_nothing_is_none():
    assert widest_days([]) == 0
    assert widest_days([date(2026, 3, 9), date(2026, 3, 1), date(2026, 3, 2)]) == 7


OFFENCES = {"not_known": set(), "confinement": {"cannot_leave"}, "debt": {"debt"}}


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        (["debt", "cannot_leave", "debt"], "debt"),
        (["debt", "cannot_leave"], "confinement"),
        (["unpaid"], ""),
        ([], ""),
    ],
)
def test_likely_offence_is_that_for_which_most_signs_speak(signs, expected):
    assert likely_offence(signs, OFFENCES) == expected


def test_shared_is_by_whole_parts():
    assert shared([["KH", "18", "1801"], ["KH", "18", "1802"]]) == ("KH", "18")
    assert shared([["18"], ["12"]]) == ()
    assert shared([["KH"]]) == ("KH",)
