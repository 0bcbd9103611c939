"""Khmer signs typed in another order are brought into the one that the standard knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.khmer_order import in_order


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("កា\u17d2ត", "ក\u17d2តា"),  # a vowel before the joined letter
        ("ក\u17d2រ\u17d2ត", "ក\u17d2ត\u17d2រ"),  # RO is joined last
        ("ក\u17c1\u17b8", "ក\u17be"),  # two signs for one vowel
        ("ក\u17c1\u17b6ះ", "កោះ"),
        ("កំុ", "កុំ"),  # a sign before the vowel
        ("ហុ៊ន", "ហ៊ុន"),  # the vowel before the shifter
        ("សុី", "ស៊ី"),  # a shifter typed as it is drawn
        ("ញុាំ", "ញ៉ាំ"),
        ("កាា", "កា"),  # typed twice
        ("កាេោ", "កោ"),  # once in two parts, once whole
        ("ក\u17d2ដា", "ក\u17d2តា"),  # joined DA and TA look the same
        ("ឲ្យ", "ឱ្យ"),
    ],
)
def test_in_order_mends_what_is_typed_otherwise(typed, meant):
    assert in_order(typed) == meant


def test_in_order_leaves_what_is_right():
    for word in ("ភ្នំពេញ", "ស្រ៊ី", "ព្រះសីហនុ", "Sok", "សុខ ចាន់"):
        assert in_order(word) == word


@given(st.text(alphabet=[chr(code) for code in range(0x1780, 0x17DE)], max_size=20))
def test_in_order_twice_is_in_order_once(text):
    once = in_order(text)

    assert in_order(once) == once
