"""What is special in names: abbreviations, numbers, several names in one cell, Chinese readings."""

from __future__ import annotations

import pytest

from ponleu.engines.matching.acronyms import spells
from ponleu.engines.matching.alternatives import MOST_NAMES, alternatives
from ponleu.engines.matching.numbers_in_names import number_of, numbered_words, numbers_of
from ponleu.engines.matching.readings import (
    SyllableTable,
    cut_syllables,
    has_same_reading,
    name_syllables,
)
from ponleu.engines.matching.types import Kind, Token
from tests.engines.matching.making import make_name, make_token

TABLE = SyllableTable(
    {
        "zhi": frozenset({1}),
        "chee": frozenset({1, 2}),
        "qiang": frozenset({3}),
        "keong": frozenset({3}),
        "ming": frozenset({4}),
        "mi": frozenset({5}),
    }
)


@pytest.mark.parametrize(
    ("short", "words", "places"),
    [
        ("ncct", "national committee for counter trafficking", (0, 1, 3, 4)),
        ("ncct", "national committee for counter trafficking in persons", (0, 1, 3, 4)),
        ("molvt", "ministry of labour and vocational training", (0, 1, 2, 4, 5)),
        ("bkk3", "boeng keng kang 3", (0, 1, 2, 3)),
        ("bkk3", "boeng keng kang 1", ()),
        ("moi", "ministry of information", (0, 1, 2)),
        ("ncct", "national bank of cambodia", ()),
        ("nc", "national committee for counter trafficking", ()),  # two words left over
        ("n", "national", ()),
        ("", "national committee", ()),
    ],
)
def test_spells_finds_the_words_of_an_abbreviation(short, words, places):
    assert spells(short, words.split()) == places


@pytest.mark.parametrize(
    ("word", "kind", "number"),
    [
        ("8", Kind.SITE, "8"),
        ("008", Kind.SITE, "8"),
        ("5th", Kind.SITE, "5"),
        ("iii", Kind.SITE, "3"),
        ("iii", Kind.PERSON, ""),
        ("eight", Kind.ORGANISATION, "8"),
        ("b3", Kind.SITE, "b3"),
        ("3b", Kind.SITE, "b3"),
        ("c", Kind.SITE, "c"),
        ("c", Kind.PERSON, ""),
        ("casino", Kind.SITE, ""),
    ],
)
def test_number_of_reads_numbers_by_the_kind_of_name(word, kind, number):
    assert number_of(make_token(word), kind) == number


def test_numbered_words_are_the_words_before_numbers():
    tokens = make_name("phum 4 sangkat 3").tokens

    assert numbers_of(tokens, Kind.PLACE) == {"3", "4"}
    assert numbered_words(tokens, Kind.PLACE) == {"phum": "4", "sangkat": "3"}


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Leng Vuthy alias Ah Thy", ["Leng Vuthy", "Ah Thy"]),
        ("Leng Vuthy (a.k.a. Ah Thy)", ["Leng Vuthy", "Ah Thy"]),
        ('Wu Lei, known as "Brother Long"', ["Wu Lei", "Brother Long"]),
        ("សេង វុទ្ធី ហៅ ធី", ["សេង វុទ្ធី", "ធី"]),
        ("Sok Vanna (Mr)", ["Sok Vanna"]),
        ("Wan Sheng Park (operated by Chhay Group)", ["Wan Sheng Park"]),
        ("Wan Sheng Park, owned by Ly Hong", ["Wan Sheng Park"]),
        ("Fulong Casino / 福龙", ["Fulong Casino", "福龙"]),
        ("the one behind the petrol station", ["behind the petrol station"]),
        ("", [""]),
        ("(Lao Gao)", ["Lao Gao"]),
        ("Calledonia Aka", ["Calledonia Aka"]),
    ],
)
def test_alternatives_are_the_names_in_a_cell(name, names):
    assert alternatives(name) == names


def test_alternatives_take_in_aliases_once_and_not_too_many():
    aliases = ("Sok", "Ah Thy", *(f"Name {number}" for number in range(60)))

    found = alternatives("Sok", aliases)

    assert found[:2] == ["Sok", "Ah Thy"]
    assert len(found) == MOST_NAMES


def family(word: str) -> Token:
    token = make_token(word)
    return Token(token.letters, token.units, 8.0, False, word, families=b"\x07")


def test_has_same_reading_when_every_syllable_can_write_the_same_character():
    pinyin = name_syllables((family("chen"), make_token("zhiqiang")), TABLE)
    hokkien = name_syllables((family("tan"), make_token("chee"), make_token("keong")), TABLE)
    other = name_syllables((family("tan"), make_token("chee"), make_token("ming")), TABLE)

    assert has_same_reading(pinyin, hokkien)
    assert has_same_reading(pinyin, (*hokkien[1:], hokkien[0]))  # the family name last
    assert not has_same_reading(pinyin, other)
    assert not has_same_reading(pinyin, pinyin)  # spelled the same: nothing to explain
    assert not has_same_reading(pinyin, ())


def test_cut_syllables_takes_the_fewest_or_none():
    assert cut_syllables("zhiqiang", TABLE) == ("zhi", "qiang")
    assert cut_syllables("ming", TABLE) == ("ming",)
    assert cut_syllables("mingo", TABLE) == ()
    assert cut_syllables("", TABLE) == ()
    assert cut_syllables("zhi" * 100, TABLE) == ()
