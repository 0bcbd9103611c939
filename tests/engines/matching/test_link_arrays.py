"""Lists in flat arrays: the same as lists of lists, worked slowly."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.link_arrays import (
    Ragged,
    bags,
    each_once,
    mixed,
    once,
    ragged,
    scrambled,
    through,
)

lists = st.lists(st.lists(st.integers(0, 5), max_size=4), min_size=1, max_size=8)


def flat(nested):
    return ragged([len(one) for one in nested], [value for one in nested for value in one])


def nested(of):
    return [of.of(row) for row in range(len(of.starts) - 1)]


@given(lists)
def test_ragged_holds_the_lists_in_their_order(given_lists):
    of = flat(given_lists)

    assert nested(of) == given_lists
    assert of.sizes().tolist() == [len(one) for one in given_lists]
    assert of.rows().tolist() == [row for row, one in enumerate(given_lists) for _ in one]
    assert of.first().tolist() == [one[0] if one else -1 for one in given_lists]


@given(lists, st.lists(st.lists(st.integers(0, 99), max_size=3), min_size=6, max_size=6))
def test_through_is_a_list_of_each_value(outer, inner):
    found = through(flat(outer), flat(inner))

    assert nested(found) == [[x for value in one for x in inner[value]] for one in outer]


@given(lists)
def test_each_once_is_the_sorted_set_of_each_list(given_lists):
    assert nested(each_once(flat(given_lists))) == [sorted(set(one)) for one in given_lists]


@given(st.lists(st.integers(-5, 5)))
def test_once_is_the_sorted_set(numbers):
    assert once(np.array(numbers, dtype=np.int64)).tolist() == sorted(set(numbers))


@given(lists)
def test_bags_are_equal_where_the_same_things_are_in_any_order(given_lists):
    of = flat(given_lists)

    found = bags(of.starts, scrambled(of.values)).tolist()

    for here, one in zip(found, given_lists, strict=True):
        for there, other in zip(found, given_lists, strict=True):
            assert (here == there) == (Counter(one) == Counter(other))


def test_mixed_keys_differ_by_sort_by_each_part_and_by_order():
    one, two = np.array([1]), np.array([2])

    keys = [mixed(0, one, two), mixed(1, one, two), mixed(0, two, one), mixed(0, one, one)]

    assert len({int(key[0]) for key in keys}) == 4
    assert mixed(0, one, two)[0] == keys[0][0]


def test_scrambled_numbers_are_all_different():
    assert len(set(scrambled(np.arange(100_000)).tolist())) == 100_000


def test_lists_of_nothing_are_no_lists():
    empty = ragged([], [])

    assert each_once(empty).values.tolist() == []
    assert through(empty, Ragged(np.zeros(1, np.int64), np.zeros(0, np.int32))).starts.tolist() == [
        0
    ]
