"""Chances of births agreeing by accident: the same as counting all pairs."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.link_births import birth_chances
from ponleu.engines.matching.link_numbers import day_number

dates = st.builds(
    lambda year, month, day, known: f"{year}-{month:02d}-{day:02d}"[:known],
    st.sampled_from([1990, 1991, 1909]),
    st.integers(1, 12),
    st.integers(1, 12),
    st.sampled_from([10, 10, 10, 7, 4]),
)


def level(one, other):
    """Slow and plain: 0 same day, 1 turned, 2 one slip, 3 same year, 4 other."""
    if len(one) == len(other) == 10:
        a, b = one.replace("-", ""), other.replace("-", "")
        wrong = [at for at in range(8) if a[at] != b[at]]
        if not wrong:
            return 0
        if a[:4] == b[:4] and a[4:6] == b[6:] and a[6:] == b[4:6]:
            return 1
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        if len(wrong) == 1 or (
            swapped and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        ):
            return 2
    return 3 if one[:4] == other[:4] else 4


@given(st.lists(dates, min_size=2, max_size=25))
def test_birth_chances_are_those_of_all_pairs(born):
    found = birth_chances(np.array([day_number(day) for day in born], dtype=np.int32))

    levels = [level(one, other) for one, other in permutations(born, 2)]
    expected = [levels.count(number) / len(levels) for number in range(5)]
    assert found == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("born", [[], [0], [19900000], [19900101]])
def test_birth_chances_of_almost_nothing_are_small_but_not_nothing(born):
    found = birth_chances(np.array(born, dtype=np.int32))

    assert all(0 < chance <= 1 for chance in found)
