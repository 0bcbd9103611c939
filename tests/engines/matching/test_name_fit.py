"""How well names fit a question: worked by hand, and laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.likeness import pack_query
from ponleu.engines.matching.name_fit import SHARE, WHOLE, WORST, fits, word_fits
from ponleu.engines.matching.packed import pack_names
from tests.engines.matching.making import make_name, small_costs

NAME = st.lists(st.text("abkgo", min_size=2, max_size=6), min_size=1, max_size=4).map(" ".join)


def word_fit(asked, name):
    query = pack_query(make_name(asked), small_costs())
    return word_fits(query, pack_names([make_name(name)]))[0].tolist()


def test_word_fit_of_the_same_words_in_any_order_is_whole():
    assert word_fit("boko gaga", "gaga boko") == [1.0, 1.0]


def test_word_fit_is_the_share_of_the_rarity_that_fits_and_the_worst_pair():
    # of four words as rare two are the same, and "gaga" is one slip of five letters from "gagab"
    share, worst = word_fit("boko gaga", "boko gagab")

    assert worst == pytest.approx(0.8)
    assert share == pytest.approx((2 + 2 * 0.8) / 4)


def test_word_fit_counts_a_word_that_stands_in_one_name_only():
    assert word_fit("boko gaga", "boko") == pytest.approx([2 / 3, 1.0])


def test_word_fit_of_nothing_shared_is_nothing():
    assert word_fit("bbbb", "aaaa") == [0.0, 0.0]
    assert word_fit("bbbb", "") == [0.0, 0.0]


def test_word_fit_sees_through_blanks():
    share, worst = word_fit("ab ok ag", "abo kag")

    assert share == worst == pytest.approx(0.97)


def test_fits_weigh_words_whole_names_and_the_worst_pair():
    query = pack_query(make_name("boko gaga"), small_costs())
    names = pack_names([make_name("boko gagab"), make_name("gaga boko")])

    found = fits(query, names, np.array([0.5, 0.7], dtype=np.float32))

    assert found[0] == pytest.approx(SHARE * 0.9 + WORST * 0.8 + WHOLE * 0.5)
    assert found[1] == pytest.approx(SHARE + WORST + WHOLE * 0.7)


@given(NAME, NAME)
@settings(deadline=None, max_examples=60)
def test_word_fit_is_the_same_from_either_side(one, other):
    assert word_fit(one, other) == pytest.approx(word_fit(other, one), abs=1e-5)


@given(NAME)
@settings(deadline=None, max_examples=30)
def test_no_name_fits_better_than_itself(name):
    assert word_fit(name, name) == pytest.approx([1.0, 1.0])
