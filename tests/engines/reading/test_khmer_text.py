"""One spelling for Khmer typed in several ways, and the way back to the text as it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.reading.khmer_text import any_of, folded, has_khmer, khmer_text

KHMER_PIECES = st.lists(
    st.sampled_from(["ក", "្ដ", "្ត", "ា", "េី", "េា", "ុ៊", "៊ុ", "\u200b", " ", "៣", "ឲ្យ", "a", "😀"])
).map("".join)


@pytest.mark.parametrize(
    ("typed", "one"),
    [
        ("ឧត្ដម", "ឧត្តម"),  # joined da and ta are written for each other
        ("ឲ្យ", "ឱ្យ"),
        ("អោយ", "ឱ្យ"),
        ("៤៣", "43"),
        ("កូរ៉េ\u200bខាង\u200bត្បូង", "កូរ៉េខាងត្បូង"),
        ("សុ៊ន", "ស៊ុន"),  # the register mark typed after the vowel
        ("េី", "ើ"),
    ],
)
def test_folded_gives_one_spelling(typed, one):
    assert folded(typed) == one


def test_khmer_text_leads_back_to_the_text_as_it_is():
    text = "ក\u200bខ គ"

    khmer = khmer_text(text)

    assert khmer.folded == "កខ គ"
    assert khmer.span(0, 2) == (0, 3)
    assert khmer.at(2) == 1


@given(KHMER_PIECES)
def test_every_folded_letter_has_its_place(text):
    khmer = khmer_text(text)

    assert len(khmer.folded) == len(khmer.ends) == len(khmer.starts) - 1
    assert all(start < end for start, end in zip(khmer.starts, khmer.ends, strict=False))
    assert list(khmer.starts) == sorted(khmer.starts)


@given(KHMER_PIECES)
def test_folding_twice_changes_nothing_more(text):
    once = folded(text)

    assert folded(once) == once or "\u17c1" in once or "\u17ca" in once


@given(st.lists(st.text("កខគា", min_size=1, max_size=5), min_size=1, max_size=12))
def test_any_of_matches_the_longest_phrase(phrases):
    pattern = re.compile(any_of(phrases))

    for phrase in phrases:
        assert pattern.match(phrase).group() == phrase


@pytest.mark.parametrize(("text", "has"), [("", False), ("a “b” é", False), ("a ក", True)])
def test_has_khmer_looks_for_one_letter(text, has):
    assert has_khmer(text) is has
