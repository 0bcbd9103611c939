"""Grams of words, and the lists of words that hold them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.gram_index import (
    CLASSES,
    LETTERS,
    MOST_GRAMS,
    index_letters,
    index_sounds,
    inverted,
    letter_grams,
    sound_grams,
)

WORDS = st.lists(st.text("abcz09", min_size=1, max_size=9), max_size=12)


def flat(words):
    letters = np.frombuffer(bytearray("".join(words).encode()), dtype=np.uint8)
    starts = np.cumsum([0, *(len(word) for word in words)]).astype(np.int32)
    return letters, starts


def grams_of(word):
    room = np.zeros(MOST_GRAMS, dtype=np.int32)
    letters, starts = flat([word])
    return set(room[: letter_grams(letters, starts[0], starts[1], room)].tolist())


def code(sign):
    return 0 if sign == " " else ord(sign) - 96 if sign.isalpha() else ord(sign) - 21


def test_letter_grams_of_a_short_word():
    # "ab" with its edges is " ab" and "ab "
    expected = {(0 * LETTERS + 1) * LETTERS + 2, (1 * LETTERS + 2) * LETTERS + 0}

    assert grams_of("ab") == expected


@given(st.text("abcz09", min_size=1, max_size=30))
@settings(deadline=None)
def test_letter_grams_are_every_three_neighbours_once(word):
    padded = f" {word} "
    expected = {
        (code(padded[i]) * LETTERS + code(padded[i + 1])) * LETTERS + code(padded[i + 2])
        for i in range(len(word))
    }

    assert grams_of(word) == expected


@given(WORDS)
@settings(max_examples=50, deadline=None)
def test_index_letters_lists_for_each_gram_the_words_that_hold_it(words):
    index = index_letters(*flat(words))

    held = {
        (gram, int(word))
        for gram in np.flatnonzero(np.diff(index.postings.starts)).tolist()
        for word in index.postings.holders[
            index.postings.starts[gram] : index.postings.starts[gram + 1]
        ]
    }
    assert held == {(gram, at) for at, word in enumerate(words) for gram in grams_of(word)}
    assert index.sizes.tolist() == [len(grams_of(word)) for word in words]


def test_sound_grams_join_consonants_over_the_vowel_between_them():
    # units 1 and 3 are consonants of classes 5 and 7, unit 2 a vowel of class 40
    units = np.array([1, 2, 3], dtype=np.uint8)
    of_unit = np.array([0, 5, 40, 7], dtype=np.uint8)
    is_vowel = np.array([0, 0, 1, 0], dtype=np.uint8)
    room = np.zeros(MOST_GRAMS, dtype=np.int32)

    found = room[: sound_grams(units, 0, 3, of_unit, is_vowel, room)].tolist()

    skeleton = {0 * CLASSES + 5, 5 * CLASSES + 7, 7 * CLASSES + 0}
    neighbours = {(0, 5), (5, 40), (40, 7), (7, 0)}
    beside = {CLASSES * CLASSES + one * CLASSES + other for one, other in neighbours}
    assert set(found) == skeleton | beside
    assert len(found) == len(set(found))


def test_index_sounds_leaves_out_words_without_sounds():
    of_unit, is_vowel = np.zeros(9, dtype=np.uint8), np.zeros(9, dtype=np.uint8)

    index = index_sounds(
        np.array([1, 2], dtype=np.uint8), np.array([0, 2], dtype=np.int32), of_unit, is_vowel
    )

    assert len(index.postings.holders) == 0
    assert index.sizes.tolist() == [0]


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=10))
def test_inverted_lists_for_each_thing_its_rows_in_order(rows):
    things = np.array([thing for row in rows for thing in row], dtype=np.int32)
    starts = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)

    found = inverted(things, starts, 6)

    for thing in range(6):
        listed = found.holders[found.starts[thing] : found.starts[thing + 1]].tolist()
        assert listed == [at for at, row in enumerate(rows) for one in row if one == thing]
