"""Folding: one way to write a text for comparison."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.fold import LONGEST, fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Sok   CHAN ", "sok chan"),
        ("Đặng Văn Ơn", "dang van on"),
        ("O'Smach, No.4", "osmach no 4"),
        ("O’Neil-Smith", "oneil smith"),
        ("José Łódź Æsir", "jose lodz aesir"),
        ("ＳＯＫ １２", "sok 12"),
        ("លេខ ៤", "លេខ 4"),
        ("०१२ १", "012 1"),
        ("So\u200bk\u202e Ch\u0000an", "sok ch an"),
        ("Straße", "strasse"),
        ("🎉 !!", ""),
        ("", ""),
    ],
)
def test_fold_writes_alike_what_is_read_alike(written, folded):
    assert fold(written) == folded


def test_fold_keeps_the_signs_of_scripts_that_need_them():
    assert fold("ចាន់ ណារី") == "ចាន់ ណារី"
    assert fold("สมชาย") == "สมชาย"


def test_fold_cuts_what_is_too_long():
    folded = fold("ab " * 4000)

    assert len(folded) <= LONGEST


@given(st.text(max_size=120))
def test_fold_twice_is_fold_once(text):
    once = fold(text)

    assert fold(once) == once


@given(st.text(max_size=120))
def test_fold_leaves_no_capitals_controls_or_double_blanks(text):
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Nd"} - {"Nd"} for letter in folded)
