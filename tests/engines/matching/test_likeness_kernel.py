"""Words of two names laid side by side: the compiled loop against a slow, simple one."""

from __future__ import annotations

import time
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.alignment import letter_likeness, mark_letters, sound_likeness
from ponleu.engines.matching.likeness import likeness, pack_query
from ponleu.engines.matching.likeness_kernel import (
    INITIAL_LIKE,
    LEAST_LIKE,
    likeness_of_many,
    working_room,
)
from ponleu.engines.matching.packed import pack_names
from tests.engines.matching.making import make_name, small_costs

words = st.text(alphabet="aokgs", min_size=1, max_size=6) | st.sampled_from(["4", "12", "b4"])
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


def alike(a: str, b: str) -> float:
    return likeness(make_name(a), make_name(b), small_costs())


def of_words(one: str, other: str, *, joined: bool) -> float:
    """Likeness of two words by the rules, on whole words."""
    room, costs = working_room(), small_costs()
    if not joined and (one.isdigit() or other.isdigit()):
        return float(one == other)
    if not joined and (len(one) == 1 or len(other) == 1):
        return (1.0 if one == other else INITIAL_LIKE) if one[0] == other[0] else 0.0
    a, b = (np.frombuffer(word.encode(), dtype=np.uint8) for word in (one, other))
    mark_letters(a, 0, len(a), room.masks)
    letters = letter_likeness(
        a, 0, len(a), room.masks, b, 0, len(b), costs.letters, room.table, LEAST_LIKE
    )
    if letters == 1.0 or any(sign.isdigit() for sign in one + other):
        return letters
    u, v = (
        np.array([max(0, ord(sign) - 96) for sign in word], dtype=np.uint8) for word in (one, other)
    )
    sounds = sound_likeness(
        u, 0, len(u), v, 0, len(v), costs.sounds, costs.gaps, room.table, LEAST_LIKE
    )
    return max(letters, sounds)


def slow_share(a: str, b: str) -> float:
    """The share of two names' words that fits, by trying every pair of runs."""
    here, there = a.split(), b.split()
    pairs = []
    for i, di, j, dj in product(range(len(here)), (1, 2, 3), range(len(there)), (1, 2, 3)):
        if i + di > len(here) or j + dj > len(there) or (di > 1 and dj > 1):
            continue
        one, other = "".join(here[i : i + di]), "".join(there[j : j + dj])
        joined = di + dj > 2
        if joined and 4 * abs(len(one) - len(other)) > max(len(one), len(other)):
            continue
        if any(len(word) == 1 for word in here[i : i + di] + there[j : j + dj]) and joined:
            like = of_letters_only(one, other)
        else:
            like = of_words(one, other, joined=joined)
        if like > 0:
            pairs.append((like + 0.01 * (di + dj - 2), like, i, di, j, dj))
    fitting = 0.0
    while pairs:
        best = max(pairs, key=lambda pair: pair[0])
        _, like, i, di, j, dj = best
        fitting += like * like * (di + dj)
        pairs = [
            pair
            for pair in pairs
            if not (
                set(range(i, i + di)) & set(range(pair[2], pair[2] + pair[3]))
                or set(range(j, j + dj)) & set(range(pair[4], pair[4] + pair[5]))
            )
        ]
    return fitting / (len(here) + len(there))


def of_letters_only(one: str, other: str, least: float = LEAST_LIKE) -> float:
    room, costs = working_room(), small_costs()
    a, b = (np.frombuffer(word.encode(), dtype=np.uint8) for word in (one, other))
    mark_letters(a, 0, len(a), room.masks)
    return letter_likeness(a, 0, len(a), room.masks, b, 0, len(b), costs.letters, room.table, least)


@settings(max_examples=80, deadline=None)
@given(names, names)
def test_likeness_is_the_share_of_words_that_fits_or_of_all_letters(a, b):
    share = slow_share(a, b)
    least = max(0.7, share**0.5)
    letters = of_letters_only(a.replace(" ", ""), b.replace(" ", ""), least)
    whole = 0.97 * letters**2 if share <= 0.9 else 0.0

    found = alike(a, b)

    assert found == pytest.approx(max(share, whole), abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(names)
def test_likeness_of_a_name_to_itself_is_one(a):
    assert alike(a, a) == pytest.approx(1.0)


@settings(max_examples=60, deadline=None)
@given(names, st.lists(names, min_size=1, max_size=6))
def test_likeness_of_many_is_the_likeness_of_each(a, others):
    packed = pack_names([make_name(other) for other in others])
    rows = np.arange(len(others), dtype=np.int32)[::-1].copy()

    found = likeness_of_many(pack_query(make_name(a), small_costs()), packed, rows)

    assert found.tolist() == pytest.approx([alike(a, other) for other in others[::-1]], abs=1e-6)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("sok dara", "dara sok", 1.0),  # order does not matter
        ("sok chea", "sokchea", 1.0),  # nor where the blank is
        ("jinbei 4", "jinbei 2", 0.5),  # numbers are equal or different
        ("s dara", "sok dara", (2 + 2 * 0.36) / 4),  # an initial: .6 squared
        ("sok", "meng", 0.0),
        ("", "sok", 0.0),
        # a near sound (0.2 of 3 x 0.8): 1 - 0.2 / 2.4, squared
        ("sok", "sak", (1 - 0.2 / 2.4) ** 2),
    ],
)
def test_likeness_is_hand_worked(a, b, expected):
    assert alike(a, b) == pytest.approx(expected, abs=1e-5)


def test_likeness_reads_arrays_that_may_not_be_written():
    packed = pack_names([make_name("sok dara")])
    for array in packed:
        array.flags.writeable = False

    rows = np.zeros(1, dtype=np.int32)

    assert likeness_of_many(pack_query(make_name("sok dara"), small_costs()), packed, rows) == [1]


@pytest.mark.parametrize("text", ["a" * 10_000, "ab " * 3_000, " ".join(["sokpheapdara"] * 40)])
def test_likeness_of_long_names_takes_little_time(text):
    alike("sok", "dara")
    begun = time.process_time()

    alike(text, text[::-1].strip())

    assert time.process_time() - begun < 0.2
