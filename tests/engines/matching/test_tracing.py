"""Which sounds and letters of two words differ, and where."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.letter_slips import letter_costs
from ponleu.engines.matching.tracing import (
    ADDED,
    CAREFUL,
    COLUMNS,
    CONSONANT,
    END,
    END_VOWEL,
    FIRST_SOUND,
    SLIPS,
    VOWEL,
    trace_letters,
    trace_sounds,
)
from tests.engines.matching.making import small_costs

VOWELS = np.array([chr(96 + place) in "aeiou" for place in range(27)])
words = st.text(alphabet="aoksn", min_size=0, max_size=6)


def sounds(a: str, b: str) -> np.ndarray:
    costs, out = small_costs(), np.zeros(COLUMNS, dtype=np.float32)
    u, v = (np.array([ord(sign) - 96 for sign in word], dtype=np.uint8) for word in (a, b))
    grid = np.empty((10, 10), dtype=np.float32)
    trace_sounds(u, v, costs.sounds, costs.gaps, VOWELS, grid, out)
    return out


def letters(a: str, b: str) -> np.ndarray:
    out = np.zeros(COLUMNS, dtype=np.float32)
    x, y = (np.frombuffer(word.encode(), dtype=np.uint8) for word in (a, b))
    trace_letters(x, y, letter_costs(), np.empty((12, 12), dtype=np.float32), out)
    return out


@pytest.mark.parametrize(
    ("a", "b", "column", "cost"),
    [
        ("sok", "sak", VOWEL, 0.2),
        ("sok", "sog", END, 0.2),
        ("sokna", "soksa", CONSONANT, 1.0),
        ("gok", "kok", FIRST_SOUND, 0.2),
        ("sok", "soka", END_VOWEL, 0.8),
        ("soks", "sok", END, 0.8),
        ("sokan", "soan", ADDED, 0.8),
    ],
)
def test_trace_sounds_puts_the_cost_where_the_difference_is(a, b, column, cost):
    found = sounds(a, b)

    assert found[column] == pytest.approx(cost, abs=1e-5)
    assert found.sum() == pytest.approx(cost, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_trace_sounds_adds_up_to_the_distance(a, b):
    costs = small_costs()
    far = {(len(a), len(b)): 0.0}
    for i in range(len(a), -1, -1):
        for j in range(len(b), -1, -1):
            ways = [far[i, j]] if (i, j) in far else []
            if i < len(a):
                ways.append(far[i + 1, j] + 0.8)
            if j < len(b):
                ways.append(far[i, j + 1] + 0.8)
            if i < len(a) and j < len(b):
                pair = ord(a[i]) - 96, ord(b[j]) - 96
                ways.append(far[i + 1, j + 1] + float(costs.sounds[pair]))
            far[i, j] = min(ways)

    assert sounds(a, b).sum() == pytest.approx(far[0, 0], abs=1e-4)


@pytest.mark.parametrize(
    ("a", "b", "slips", "careful"),
    [
        ("sokha", "sokha", 0.0, 0.0),
        ("sokha", "sohka", 0.0, 0.8),
        ("sokha", "sokkha", 0.0, 0.5),
        ("sok", "s0k", 0.0, 0.6),
        ("sokha", "sokhe", 1.0, 0.0),
        ("sok", "sokha", 2.0, 0.0),
        ("", "so", 2.0, 0.0),
    ],
)
def test_trace_letters_tells_slips_of_hand_and_eye_from_others(a, b, slips, careful):
    found = letters(a, b)

    assert (found[SLIPS], found[CAREFUL]) == pytest.approx((slips, careful), abs=1e-5)
