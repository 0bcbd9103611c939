"""Scripts of letters and words."""

import pytest

from ponleu.engines.matching.scripts import runs, script_of_most


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Sok", "Latn"),
        ("Nguyễn", "Latn"),
        ("សុខ ចាន់ AB", "Khmr"),
        ("陈志强", "Hani"),
        ("สมชาย", "Thai"),
        ("ဦးအောင်", "Mymr"),
        ("राम", "Deva"),
        ("রহিম", "Beng"),
        ("محمد", "Arab"),
        ("김", "Hang"),
        ("12 !", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_script_of_most_names_the_script(text, script):
    assert script_of_most(text) == script


def test_runs_parts_a_word_where_scripts_meet():
    assert list(runs("abcសុខ12陈")) == [("abc", "Latn"), ("សុខ12", "Khmr"), ("陈", "Hani")]
