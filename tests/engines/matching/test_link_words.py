"""WordReader: the words that ``read_name`` finds, however often a word was met before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.link_words import WordReader
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.packed import kept_tokens
from ponleu.engines.matching.types import Kind
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

LEXICON = load_matching_lexicon("kh")
READER = WordReader(LEXICON)
WORDS = [
    *("Sok", "Chea", "Mr.", "Lok", "Oknha", "H.E.", "Ta", "Ming", "Dr", "Tan", "Nguyễn", "Đặng"),
    *("O'Brien", "Ltd", "Co.", "Casino", "Hotel", "សុខ", "陈", "three", "3", "3rd", "៣", "Phnom"),
    *("Penh", "(Cambodia)", "'", ".", "Sok-Chea", "\ufb01n", "\u01c6", "é", "e\u0301", "\u0301e"),
    *("a\u200bb", "Ï", "x"),
]


def plainly(name, kind):
    return [(t.letters, t.units) for t in kept_tokens(read_name(name, LEXICON, kind))]


def quickly(name, kind):
    return [(READER.tokens[n].letters, READER.tokens[n].units) for n in READER.read(name, kind)]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=18), st.sampled_from([None, *Kind]))
def test_read_finds_the_words_that_read_name_finds(words, kind):
    name = " ".join(words)

    assert quickly(name, kind) == plainly(name, kind)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30), st.sampled_from([None, *Kind]))
def test_read_finds_them_in_any_text(name, kind):
    assert quickly(name, kind) == plainly(name, kind)


@pytest.mark.parametrize("name", ["", " ", "a" * 10_000, "ab " * 900, "ក" * 500, "\x00\x1f"])
def test_read_takes_strange_names(name):
    assert quickly(name, None) == plainly(name, None)


def test_a_word_has_one_number_wherever_it_stands():
    reader = WordReader(LEXICON)

    first, again = reader.read("Dara Keo", Kind.PERSON), reader.read("Mr Keo Dara", Kind.PERSON)

    assert list(again) == list(first)[::-1]
    assert len(reader.tokens) == 2
