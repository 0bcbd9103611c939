"""Following merges and splits: worked examples, the slow reference, and what undoing leaves."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ponleu.response.cases.replaying import Act, standing
from ponleu.response.cases.rules import Regrouped
from tests.cases.slow_regrouping import as_boxes, boxes

A, B, C, D = CASES = [UUID(int=number) for number in range(1, 5)]
P, Q, R, S, T, U = ROWS = [UUID(int=number) for number in range(11, 17)]


def merge(source, target):
    return Act(Regrouped.MERGE, source, target)


def split(source, target, *taken):
    return Act(Regrouped.SPLIT, source, target, frozenset(taken))


acts = st.lists(
    st.one_of(
        st.lists(st.sampled_from(CASES), min_size=2, max_size=2, unique=True).map(
            lambda pair: merge(*pair)
        ),
        st.tuples(
            st.lists(st.sampled_from(CASES), min_size=2, max_size=2, unique=True),
            st.sets(st.sampled_from(ROWS), min_size=1),
        ).map(lambda made: split(*made[0], *made[1])),
    ),
    max_size=8,
)
takings = st.dictionaries(st.sampled_from(ROWS), st.sampled_from(CASES))


def test_a_merge_is_followed_through_another():
    found = standing([A, B, C], {P: A, Q: B, R: C}, [merge(A, B), merge(B, C)])

    assert found.heads == {A: C, B: C, C: C}
    assert found.where == {P: C, Q: C, R: C}


def test_what_was_taken_in_while_merged_stays_where_it_was_taken():
    # Q was taken into B while A was worked under it; without the merge only P goes home
    found = standing([A, B], {P: A, Q: B}, [])

    assert found.where == {P: A, Q: B}


def test_a_split_goes_before_where_merges_left_it():
    found = standing([A, B, C], {P: A, Q: B}, [merge(A, B), split(B, C, P)])

    assert found.where == {P: C, Q: B}
    assert found.heads == {A: B, B: B, C: C}


def test_undoing_the_merge_below_a_split_leaves_the_split():
    found = standing([A, B, C], {P: A, Q: A, R: B}, [split(B, C, P)])

    assert found.where == {P: C, Q: A, R: B}
    assert found.heads == {A: A, B: B, C: C}


@given(takings, acts)
def test_standing_is_as_if_boxes_were_emptied_into_each_other(taken, done):
    known = [
        act
        if act.kind is Regrouped.MERGE
        else split(act.source, act.target, *(act.taken & {*taken}))
        for act in done
    ]

    found = standing(CASES, taken, known)

    assert as_boxes(CASES, found) == boxes(CASES, taken, known)


@given(takings, acts)
def test_nothing_is_lost_and_nothing_is_twice(taken, done):
    found = standing(CASES, taken, done)

    assert set(found.where) == set(taken)
    assert set(found.where.values()) <= set(CASES)
    assert set(found.heads) == set(CASES)


@given(takings)
def test_nothing_done_leaves_all_where_it_was_taken(taken):
    found = standing(CASES, taken, [])

    assert found.where == taken
    assert all(case == head for case, head in found.heads.items())


@given(takings, acts)
def test_what_is_given_is_not_changed(taken, done):
    before = dict(taken)

    standing(CASES, taken, done)

    assert taken == before
