"""A name as written is read into the form in which names are compared."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.lexicon import with_counts
from ponleu.engines.matching.name_forms import MOST_TOKENS, official_names, read_name
from ponleu.engines.matching.types import Kind
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon


@pytest.fixture(scope="module")
def lexicon():
    loaded = load_matching_lexicon("kh")
    read_name("李", loaded)  # loads the tables of pinyin, which takes half a second once
    return loaded


def letters(text, lexicon, kind=None):
    return [token.letters.decode() for token in read_name(text, lexicon, kind).tokens]


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("H.E. Sok Phal", Kind.PERSON, "sok phal"),
        ("Lok Chumteav Chea Sophea", Kind.PERSON, "chea sophea"),
        ("ឯកឧត្តម ហ៊ុន សុភា", Kind.PERSON, "hun sophea"),
        ("Đặng Thị Hương", None, "dang thi huong"),
        ("陈志强先生", None, "chen zhiqiang"),
        ("曾志强", None, "zeng zhiqiang"),
        ("欧阳娜娜", None, "ouyang nana"),
        ("श्री राम कुमार", None, "ram kumar"),
        ("김수현", None, "kim suhyeon"),
        ("นายสมชาย", None, "somchai"),
        ("ဦးအောင်ကျော်", None, "aungkyaw"),
        ("Golden Gourd (Cambodia) Co., Ltd.", Kind.ORGANISATION, "golden gourd cambodia"),
        ("Công ty TNHH Hoàng Gia", Kind.ORGANISATION, "hoang gia"),
        ("ក្រុមហ៊ុនសុខា ឯ.ក", Kind.ORGANISATION, "sokha"),
        ("金龙娱乐城有限公司", Kind.SITE, "jin long casino"),
        ("កាស៊ីណូសុខា", Kind.SITE, "casino sokha"),
        ("Phsar Thmei IV", Kind.PLACE, "phsar thmei 4"),
        ("Sangkat Buon", Kind.PLACE, "sangkat 4"),
        ("Buon", Kind.PERSON, "buon"),
    ],
)
def test_read_name_keeps_what_names(text, kind, read, lexicon):
    assert letters(text, lexicon, kind) == read.split()


def test_read_name_says_what_was_left_out_and_the_script(lexicon):
    form = read_name("Mr. សុខ ចាន់", lexicon)

    assert form.dropped == ("mr",)
    assert form.script == "Khmr"
    assert form.text == "Mr. សុខ ចាន់"


def test_read_name_lets_common_words_tell_less(lexicon):
    sok, rare = read_name("Sok Wexford", lexicon).tokens

    assert sok.rarity_bits < 8 < rare.rarity_bits


def test_read_name_lets_a_common_word_of_places_still_tell_one_from_another(lexicon):
    common, rare = read_name("Trapeang Wexford", lexicon, Kind.PLACE).tokens

    assert 8 <= common.rarity_bits < rare.rarity_bits


def test_read_name_gives_one_character_to_all_its_readings(lexicon):
    tan, chen, han = (read_name(name, lexicon).tokens[0] for name in ("Tan", "Trần", "陈"))

    assert set(tan.families) & set(chen.families) & set(han.families)
    assert not set(han.families) & set(read_name("Wang", lexicon).tokens[0].families)


def test_read_name_knows_an_initial(lexicon):
    first, second = read_name("K. Sophea", lexicon).tokens

    assert first.is_initial
    assert not second.is_initial


def test_read_name_in_khmer_has_the_units_as_written(lexicon):
    token = read_name("សុខ", lexicon).tokens[0]

    assert token.units == bytes(lexicon.unit_ids[unit] for unit in ("ស", "ុ1", "ខ$"))


@pytest.mark.parametrize("text", ["", "🎉", "\u202e\u0000", "   ", "...", "\u200b"])
def test_read_name_of_nothing_has_no_tokens(text, lexicon):
    assert read_name(text, lexicon).tokens == ()


@pytest.mark.parametrize(
    "piece", ["a", "ក", "a ", "ក្រ", "陈", "mr ", "co ltd ", "ก", "\u0301", "លោក"]
)
def test_read_name_of_ten_thousand_letters_is_bounded(piece, lexicon):
    started = time.process_time()

    form = read_name(piece * 10_000, lexicon)

    assert time.process_time() - started < 0.05
    assert len(form.tokens) <= MOST_TOKENS
    assert sum(len(token.units) for token in form.tokens) <= 800


@settings(deadline=None)  # the first Chinese letter loads the tables of pinyin
@given(
    st.text(max_size=60) | st.text([chr(code) for code in range(0x1780, 0x17EA)], max_size=20),
    st.sampled_from([None, *Kind]),
)
def test_read_name_of_any_text_has_plain_letters_and_known_units(text, kind):
    lexicon = load_matching_lexicon("kh")

    form = read_name(text, lexicon, kind)

    for token in form.tokens:
        assert token.letters
        assert token.letters.isascii()
        assert token.letters.isalnum()
        assert token.units
        assert max(token.units) < len(lexicon.gaps)
        assert token.rarity_bits > 0


def test_with_counts_lets_a_word_tell_less_where_the_register_is_full_of_it(lexicon):
    counted = with_counts(lexicon, {"wexford": 900, "other": 100}, weight=10)

    before = read_name("Wexford", lexicon).tokens[0].rarity_bits
    after = read_name("Wexford", counted).tokens[0].rarity_bits

    assert after < 1 < before


def test_official_names_knows_old_and_press_names(lexicon):
    assert "Preah Sihanouk" in official_names("Kampong Som", lexicon)
    assert "Phnom Penh" in official_names("金边", lexicon)
    assert official_names("Nowhere", lexicon) == ()
