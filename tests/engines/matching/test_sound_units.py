"""Words cut into units of sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.khmer_order import in_order
from ponleu.engines.matching.sound_units import (
    CONSONANTS,
    DIGITS,
    VOWELS,
    khmer_inventory,
    khmer_units,
    latin_units,
)


@pytest.mark.parametrize(
    ("word", "units"),
    [
        ("chhuong", "chh uo ng"),
        ("phnumpenh", "ph n u m p e nh"),
        ("spueu", "s p ueu"),
        ("sokkha", "s o kh a"),
        ("yim", "y- i m"),
        ("srey", "s r ey"),
        ("t1", "t 1"),
        ("chhorn", "chh o -r n"),  # an r that closes a syllable is not heard
        ("sar", "s a -r"),
        ("sarin", "s a r i n"),
        ("pov", "p ov"),
        ("sovann", "s o v a n"),  # the v begins the next syllable
    ],
)
def test_latin_units_are_the_longest_spellings_of_a_sound(word, units):
    assert latin_units(word) == units.split()


@pytest.mark.parametrize(
    ("word", "units"),
    [
        ("សុខ", "ស ុ1 ខ$"),
        ("ជា", "ជ ា2"),
        ("ចាន់", "ច ា់1 ន$"),
        ("ភ្នំ", "ភ ន ំ2 ម$"),
        ("កំពង់", "ក ំ1 ម$ ព ់2 ង$"),
        ("បន្ទាយ", "ប ◌1 ន$ ទ ាយ2"),  # the joined letter begins the next syllable
        ("ស្រី", "ស រ ី1"),  # S rules the series, R does not
        ("អ៊ុំ", "អ ុំ2 ម$"),  # the shifter turns the series
        ("ពុទ្ធ", "ព ុ2 ទ$ ធ$"),  # no vowel is heard at the end
        ("ពាំង", "ព ាំ2 ង$"),  # no M before NG
        ("ឥន្ទ", "អ ិ1 ន$ ទ$"),
        ("សហករណ៍", "ស ·1 ហ$ ក ·1 រ$"),  # a silenced letter
        ("សូវ", "ស ូវ1"),  # the closing letter glides from the vowel
        ("ហុយ", "ហ ុយ1"),
        ("ពៅ", "ព ៅ2"),
    ],
)
def test_khmer_units_hold_series_and_finals(word, units):
    assert khmer_units(in_order(word)) == units.split()


def test_all_units_fit_in_a_byte_beside_the_padding():
    units = {*CONSONANTS, *VOWELS, *DIGITS, *khmer_inventory()}

    assert len(units) <= 255
    assert len(units) == sum(map(len, (CONSONANTS, VOWELS, DIGITS, khmer_inventory())))


@given(st.text(alphabet=[chr(code) for code in range(0x1780, 0x17D4)], max_size=20))
def test_khmer_units_of_any_word_are_in_the_inventory(text):
    assert set(khmer_units(in_order(text))) <= set(khmer_inventory())


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=20))
def test_latin_units_keep_every_letter_but_doubled_consonants(word):
    kept = "".join(unit.strip("-") for unit in latin_units(word))

    assert set(kept) == set(word)
    assert len(kept) <= len(word)
