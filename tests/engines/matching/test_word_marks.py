"""Words as bits, and the words that are near one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.alignment import mark_letters
from ponleu.engines.matching.word_marks import (
    apart_bits,
    bits_set,
    letter_mark,
    letter_marks,
    near_words,
    nearest,
    sound_mark,
)

WORD = st.text("abkgo5", min_size=1, max_size=8)


def flat(words):
    letters = np.frombuffer(bytearray("".join(words).encode()), dtype=np.uint8)
    return letters, np.cumsum([0, *(len(word) for word in words)]).astype(np.int32)


def mark_of(word):
    letters, starts = flat([word])
    return letter_mark(letters, starts[0], starts[1])


def edits(one, other):
    """Slips between two words, swaps of neighbours counting one: the plain table."""
    table = {(-1, -1): 0}
    for i in range(-1, len(one)):
        for j in range(-1, len(other)):
            ways = [table[i, j]] if i == j == -1 else []
            if i >= 0:
                ways.append(table[i - 1, j] + 1)
            if j >= 0:
                ways.append(table[i, j - 1] + 1)
            if i >= 0 and j >= 0:
                ways.append(table[i - 1, j - 1] + (one[i] != other[j]))
            if i > 0 and j > 0 and one[i] == other[j - 1] and one[i - 1] == other[j]:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one) - 1, len(other) - 1]


@given(st.integers(0, 2**64 - 1))
@settings(deadline=None)
def test_bits_set_counts_them(number):
    assert bits_set(np.uint64(number)) == bin(number).count("1")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("sokha", "soka", 1),  # a letter less
        ("sokha", "sokka", 2),  # another letter: H goes, a second K comes
        ("sokha", "oskha", 0),  # letters in another order
        ("12", "15", 2),
        ("5okha", "sokha", 0),  # a digit within a word was meant for a letter
        ("anna", "ana", 1),  # a second N has a bit of its own
    ],
)
def test_letter_marks_differ_by_the_letters_that_differ(one, other, apart):
    assert bits_set(mark_of(one) ^ mark_of(other)) == apart


def test_sound_mark_has_a_bit_for_each_class():
    sounds = np.array([1, 5, 5, 63], dtype=np.uint8)

    assert sound_mark(sounds, 0, 4) == 2**1 + 2**5 + 2**63


@given(st.lists(WORD, max_size=12, unique=True), WORD, st.integers(1, 4))
@settings(deadline=None, max_examples=80)
def test_near_words_are_those_few_slips_and_bits_away(words, asked, most_slips):
    letters, starts = flat(words)
    masks = np.zeros(128, dtype=np.uint64)
    own = np.frombuffer(bytearray(asked.encode()), dtype=np.uint8)
    mark_letters(own, 0, len(asked), masks)
    found = np.zeros(len(words), dtype=np.int32)
    ranks = np.zeros(len(words), dtype=np.uint8)

    n_found = near_words(
        mark_of(asked), letter_marks(letters, starts), masks, len(asked), letters, starts,
        apart_bits(len(asked)), most_slips, found, ranks,
    )  # fmt: skip

    expected = {}
    for word in words:
        bits, away = bits_set(mark_of(asked) ^ mark_of(word)), edits(asked, word)
        if bits <= apart_bits(len(asked)) and away <= most_slips:
            expected[word] = 2 * away + bits
    listed = {words[found[k]]: ranks[k] for k in range(n_found)}
    assert listed == expected


@given(st.lists(st.integers(0, 9), max_size=30), st.integers(0, 12))
@settings(deadline=None)
def test_nearest_are_the_lowest_ranks_and_of_equal_ones_the_first(ranks, most):
    found = np.arange(len(ranks), dtype=np.int32)

    best = nearest(found, np.array(ranks, dtype=np.uint8), len(ranks), most)

    in_order = sorted(range(len(ranks)), key=lambda at: (ranks[at], at))
    assert best.tolist() == sorted(in_order[:most])
