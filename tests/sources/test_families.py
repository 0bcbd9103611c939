"""Families of copies: joined in any order, kept apart by people, counted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.knowledge.sources.families import Families, independent_count

sources = st.integers(0, 9)
some_pairs = st.lists(st.tuples(sources, sources), max_size=15)


def groups(families):
    return {frozenset(families.members(source)) for source in range(10)}


@given(some_pairs, st.randoms(use_true_random=False))
def test_families_are_the_same_in_any_order_of_joining(joined, chance):
    one, other = Families(), Families()
    for pair in joined:
        one.join(*pair)
    for left, right in chance.sample(joined, len(joined)):
        other.join(right, left)

    assert groups(one) == groups(other)
    assert sum(len(group) for group in groups(one)) == 10  # each source in one family


@given(some_pairs, some_pairs)
def test_what_is_kept_apart_is_never_in_one_family(joined, apart):
    apart = [(one, other) for one, other in apart if one != other]
    families = Families(apart)
    for pair in joined:
        assert families.join(*pair) is families.are_joined(*pair)

    assert not any(families.are_joined(*pair) for pair in apart)


@pytest.mark.parametrize(
    ("heads", "parts", "count"),
    [
        ("", [], 0),
        ("abc", [], 3),
        ("ab", [("a", "b")], 1),
        ("abD", [("a", "D"), ("b", "D")], 2),  # a digest and the two reports in it
        ("aBC", [("a", "B"), ("a", "C")], 2),  # one statement, quoted whole by two papers
        ("ab", [("a", "D"), ("D", "b")], 2),  # the digest is not among those asked for
        ("a", [("a", "a")], 1),
    ],
)
def test_independent_count_of_worked_examples(heads, parts, count):
    assert independent_count(heads, parts) == count


@given(st.sets(sources), some_pairs)
def test_independent_count_lies_between_one_and_all(heads, parts):
    count = independent_count(heads, parts)

    assert bool(heads) <= count <= len(heads)
    related = {end for pair in parts if set(pair) <= heads and pair[0] != pair[1] for end in pair}
    assert count >= len(heads - related)
