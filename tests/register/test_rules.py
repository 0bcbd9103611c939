"""Scripts of names."""

import pytest

from ponleu.knowledge.register.rules import script_of


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
