"""Scripts and sounds of names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.search.rules import fold
from ponleu.knowledge.register.rules import script_of, sound

names = st.text(st.characters(max_codepoint=0x17FF), max_size=30)


def sounded(name):
    return sound(fold(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kuch", "Kuoch"),
        ("Sihnouk", "Sihanouk"),
        ("Phearom", "Phearum"),
        ("Chhay", "Chay"),
        ("Sovann", "Sowan"),
        ("Gim", "Kim"),
        ("Sok Dara", "DARA Sok"),
        ("Ly Heng", "Li Hieng"),
    ],
)
def test_sound_of_spellings_of_one_name_is_the_same(one, other):
    assert sounded(one) == sounded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sok San", "Sok Sen"), ("Heng", "Hen"), ("Dara", "Bora"), ("Sok", "Sok Dara")],
)
def test_sound_of_different_names_differs(one, other):
    assert sounded(one) != sounded(other)


def test_sound_of_a_worked_example():
    # ph -> p, first vowel e -> i, a and o left out; s, first vowel o, k
    assert sounded("Sok Phearom") == "pirm sok"


def test_sound_leaves_other_scripts_as_they_are():
    assert sounded("គួច ចំរើន") == "គួច ចំរើន"
    assert sounded("王伟") == "王伟"


def test_sound_of_nothing_is_nothing():
    assert sound("") == ""


@given(names, names)
def test_sound_does_not_ask_which_name_comes_first(one, other):
    assert sounded(f"{one} {other}") == sounded(f"{other} {one}")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Paper Lantern Hotel", "Latn"),
        ("Khách sạn Đèn Giấy", "Latn"),
        ("សណ្ឋាគារគោមក្រដាស", "Khmr"),
        ("纸灯笼酒店", "Hani"),
        ("โรงแรม", "Thai"),
        ("ໂຮງແຮມ", "Laoo"),
        ("សណ្ឋាគារ KTV", "Khmr"),
        ("12 (!)", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_script_of_is_that_of_most_letters(text, script):
    assert script_of(text) == script
