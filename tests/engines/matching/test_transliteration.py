"""Words of other scripts in the Latin letters that people use for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.transliteration import (
    chinese_words,
    khmer_letters,
    letters_and_digits,
    plain_letters,
)


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("สมชาย", "somchai"),
        ("สมศักดิ์", "somsak"),  # a silenced letter
        ("ชินวัตร", "chinwat"),
        ("เกรียงไกร", "kriangkrai"),  # a vowel written before its cluster
        ("แสงทอง", "saengthong"),
        ("วรรณา", "wanna"),
        ("ศรีสุข", "sisuk"),
        ("หมอ", "mo"),
    ],
)
def test_plain_letters_spells_thai_as_the_royal_institute_does(word, letters):
    assert plain_letters(word, "Thai") == letters


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("အောင်ကျော်", "aungkyaw"),
        ("မြင့်", "myint"),
        ("ထွန်း", "htun"),
        ("လှ", "hla"),
        ("စိုး", "soe"),
        ("ရှိန်", "shein"),
    ],
)
def test_plain_letters_spells_burmese_as_names_are_spelled(word, letters):
    assert plain_letters(word, "Mymr") == letters


@pytest.mark.parametrize(
    ("word", "script", "letters"),
    [("राम", "Deva", "ram"), ("कमल", "Deva", "kamal"), ("রহিম", "Beng", "rahim")],
)
def test_plain_letters_hears_the_vowel_that_india_does_not_write(word, script, letters):
    assert plain_letters(word, script) == letters


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("陈志强", ["chen", "zhiqiang"]),
        ("曾敏", ["zeng", "min"]),  # "ceng" where it is no family name
        ("欧阳娜", ["ouyang", "na"]),
        ("单雄", ["shan", "xiong"]),
        ("中国工商银行", ["zhongguogongshangyinhang"]),
        ("王", ["wang"]),
    ],
)
def test_chinese_words_reads_a_family_name_as_one(word, read):
    assert chinese_words(word) == read


def test_khmer_letters_writes_a_doubled_sound_once():
    assert khmer_letters(["a", "b", "b"], {"a": "ta", "b": "nh"}) == "tanh"


def test_letters_and_digits_parts_them():
    assert letters_and_digits("ab12c") == ["ab", "12", "c"]


@given(st.text(max_size=30), st.sampled_from(["Thai", "Mymr", "Deva", "Beng", "Arab", "Zyyy"]))
def test_plain_letters_of_any_text_are_small_ascii(word, script):
    letters = plain_letters(word, script)

    assert letters == "" or (letters.isascii() and letters.isalnum() and letters == letters.lower())
