"""How far two words are apart: the compiled loops against slow, simple ones."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.alignment import (
    letter_distance,
    letter_likeness,
    mark_letters,
    slips,
    sound_distance,
    sound_likeness,
)
from ponleu.engines.matching.letter_slips import letter_costs
from ponleu.engines.matching.likeness_kernel import working_room

COSTS = letter_costs()
TWO = {"d": "cl", "h": "li", "k": "lc", "m": "rn", "n": "ri", "u": "ii", "w": "vv"}
FAR = 1000.0

words = st.text(alphabet="abokmrn01", min_size=0, max_size=9)
full_words = st.text(alphabet="abokmrn01", min_size=1, max_size=9)


def array(word: str) -> np.ndarray:
    return np.frombuffer(word.encode(), dtype=np.uint8)


def distance(a: str, b: str, most: float = FAR) -> float:
    room = working_room()
    return letter_distance(array(a), 0, len(a), array(b), 0, len(b), COSTS, room.table, most)


def likeness(a: str, b: str, least: float = 0.0) -> float:
    room, x, y = working_room(), array(a), array(b)
    mark_letters(x, 0, len(a), room.masks)
    return letter_likeness(x, 0, len(a), room.masks, y, 0, len(b), COSTS, room.table, least)


def slow_distance(a: str, b: str, cost, drop, swap) -> float:
    """Optimal string alignment by its definition, from the ends of both words."""

    def rest(i: int, j: int) -> float:
        if i == 0 and j == 0:
            return 0.0
        return min(rest(*before) + paid for before, paid in plain_steps(i, j) + rare_steps(i, j))

    def plain_steps(i: int, j: int):
        steps = [((i - 1, j), drop(a, i))] if i else []
        steps += [((i, j - 1), drop(b, j))] if j else []
        return steps + ([((i - 1, j - 1), cost(a[i - 1], b[j - 1]))] if i and j else [])

    def rare_steps(i: int, j: int):
        here, there = a[max(i - 2, 0) : i], b[max(j - 2, 0) : j]
        steps = []
        if len(here) == len(there) == 2 and here == there[::-1]:
            steps.append(((i - 2, j - 2), swap))
        if here and len(there) == 2 and TWO.get(here[-1]) == there:
            steps.append(((i - 1, j - 2), 0.7))
        if there and len(here) == 2 and TWO.get(there[-1]) == here:
            steps.append(((i - 2, j - 1), 0.7))
        return steps

    return rest(len(a), len(b))


def doubled(word: str, place: int) -> float:
    return 0.5 if place > 1 and word[place - 1] == word[place - 2] else 1.0


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("sok", "sok", 0.0),
        ("sok", "s0k", 0.6),  # one look-alike
        ("sok", "sokk", 0.5),  # one letter doubled
        ("sok", "sko", 0.8),  # one swap
        ("sok", "sak", 1.0),  # one other letter
        ("dara", "dare", 1.0),
        ("room3", "room5", 2.0),  # another digit is another number
        ("", "ab", 2.0),
    ],
)
def test_letter_distance_is_the_sum_of_the_slips(a, b, expected):
    assert distance(a, b) == pytest.approx(expected)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abo0", max_size=5), st.text(alphabet="abo0", max_size=5))
def test_letter_distance_equals_its_definition(a, b):
    slow = slow_distance(a, b, lambda x, y: float(COSTS[ord(x), ord(y)]), doubled, 0.8)

    assert distance(a, b) == pytest.approx(slow, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(words, words, st.floats(0.0, 6.0))
def test_letter_distance_may_stop_early_only_past_the_most_that_matters(a, b, most):
    exact = distance(a, b)

    stopped = distance(a, b, most)

    assert stopped == pytest.approx(exact, abs=1e-4) or (exact > most and stopped > most)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="abo", min_size=1, max_size=5),
    st.text(alphabet="abo", max_size=5),
    st.integers(0, 5),
)
def test_slips_equals_the_count_of_plain_slips_up_to_the_most_that_matters(a, b, most):
    room = working_room()
    mark_letters(array(a), 0, len(a), room.masks)

    counted = slips(room.masks, len(a), array(b), 0, len(b), most)

    exact = slow_distance(a, b, lambda x, y: float(x != y), lambda w, p: 1.0, 1.0)
    assert counted == exact or (exact > most and counted > most)


def test_slips_counts_words_of_64_letters():
    room, word = working_room(), "ab" * 32
    mark_letters(array(word), 0, 64, room.masks)

    assert slips(room.masks, 64, array(word), 0, 64, 64) == 0
    assert slips(room.masks, 64, array("x" * 64), 0, 64, 64) == 64


@settings(max_examples=60, deadline=None)
@given(full_words, full_words)
def test_letter_likeness_is_the_same_both_ways_and_one_only_for_equal_words(a, b):
    found = likeness(a, b)

    assert found == pytest.approx(likeness(b, a), abs=1e-5)
    assert 0.0 <= found <= 1.0
    assert (found == 1.0) == (a == b)


def test_letter_likeness_is_nothing_below_the_least():
    assert likeness("dara", "dare", 0.7) == pytest.approx(0.75)
    assert likeness("dara", "dare", 0.8) == 0.0


units = st.lists(st.integers(1, 4), min_size=1, max_size=5).map(bytes)
SOUNDS = np.array(
    [
        [0.0, 1.0, 1.0, 1.0, 1.0],
        [1.0, 0.0, 0.1, 1.0, 1.6],
        [1.0, 0.1, 0.0, 0.7, 1.6],
        [1.0, 1.0, 0.7, 0.0, 1.6],
        [1.0, 1.6, 1.6, 1.6, 0.0],
    ],
    dtype=np.float32,
)
GAPS = np.array([0.0, 0.9, 0.8, 0.3, 0.5], dtype=np.float32)


def sounded(function, a: bytes, b: bytes, bound: float) -> float:
    x, y = np.frombuffer(a, dtype=np.uint8), np.frombuffer(b, dtype=np.uint8)
    return function(x, 0, len(a), y, 0, len(b), SOUNDS, GAPS, working_room().table, bound)


@settings(max_examples=60, deadline=None)
@given(units, units)
def test_sound_distance_equals_its_definition(a, b):
    def rest(i: int, j: int) -> float:
        if i == 0 or j == 0:
            return float(sum(GAPS[list(a[:i] + b[:j])]))
        return min(
            rest(i - 1, j) + GAPS[a[i - 1]],
            rest(i, j - 1) + GAPS[b[j - 1]],
            rest(i - 1, j - 1) + SOUNDS[a[i - 1], b[j - 1]],
        )

    assert sounded(sound_distance, a, b, FAR) == pytest.approx(rest(len(a), len(b)), abs=1e-4)


def test_sound_likeness_is_hand_worked():
    # one near pair (0.1) of units that weigh 0.9 and 0.8: 1 - 0.1 / 0.85
    assert sounded(sound_likeness, b"\1", b"\2", 0.0) == pytest.approx(1 - 0.1 / 0.85)
    assert sounded(sound_likeness, b"\1", b"\1", 0.0) == 1.0
    assert sounded(sound_likeness, b"\1", b"\4\4\4\4", 0.0) == 0.0


@settings(max_examples=60, deadline=None)
@given(units, units, st.floats(0.1, 0.9))
def test_sound_likeness_is_nothing_below_the_least_and_else_exact(a, b, least):
    exact = sounded(sound_likeness, a, b, 0.0)

    cut = sounded(sound_likeness, a, b, least)

    assert cut == pytest.approx(exact if exact >= least else 0.0, abs=1e-4)
