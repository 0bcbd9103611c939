"""Folding, the words of a question, and the piece of text that shows why a hit is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.search import rules


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Văn Đức", "nguyen van duc"),
        ("KHÁCH  SẠN\tĐèn Giấy ", "khach san den giay"),
        ("Straße", "strasse"),
        ("Ｐａｐｅｒ ﬁne", "paper fine"),  # wide letters, a ligature
        ("សណ្ឋាគារ\u200bគោម\u200cក្រដាស", "សណ្ឋាគារគោមក្រដាស"),
        ("ราชอาณาจักรไทย", "ราชอาณาจักรไทย"),
        ("纸灯笼酒店", "纸灯笼酒店"),
        ("O’Smach", "o'smach"),
        ("", ""),
    ],
)
def test_fold_brings_spellings_together_and_keeps_khmer_and_thai_signs(text, folded):
    assert rules.fold(text) == folded


@given(st.text())
def test_fold_changes_nothing_the_second_time(text):
    once = rules.fold(text)

    assert rules.fold(once) == once


@given(st.text(), st.text())
def test_fold_of_a_part_is_part_of_the_fold(left, right):
    assert rules.fold(left) in rules.fold(f"{left} {right}")


def test_words_are_folded_bare_and_asked_once():
    assert rules.words("“Paper Lantern” hotel, PAPER (co.)") == ["paper", "lantern", "hotel", "co"]


def test_words_of_signs_alone_are_none():
    assert rules.words(' "*" ( ។ – % _ ') == []


def test_words_are_bounded():
    many = " ".join(f"w{number}" for number in range(100))

    assert rules.words(many) == [f"w{number}" for number in range(rules.MAX_WORDS)]
    assert len(rules.words("x" * 5000)[0]) == rules.MAX_QUERY


def test_trigram_question_quotes_what_would_be_an_operator():
    question = rules.trigram_question(['a"b"c', "near"], rules.ALL_WORDS)

    assert question == 'folded : "a""b""c" AND folded : "near"'


def test_trigram_question_looks_words_of_two_up_as_pairs_and_cannot_look_up_one():
    assert rules.trigram_question(["王伟", "说"], rules.TITLES) == 'title_pairs : "王伟\x1f"'
    assert rules.trigram_question(["说"], rules.TITLES) == ""


@pytest.mark.parametrize(
    ("folded", "pairs"),
    [
        ("王伟明", ["伟明", "王伟"]),
        ("ly heng (ou)", ["ly", "ou"]),  # inside longer Latin words nothing counts
        ("លី", ["លី"]),
        ("a b", []),
    ],
)
def test_pairs_are_neighbours_in_unspaced_scripts_and_words_of_two_elsewhere(folded, pairs):
    assert rules.pairs(folded) == "".join(pair + rules.PAIR_END for pair in pairs)


@given(st.text())
def test_fold_leaves_no_sign_that_ends_a_pair(text):
    assert rules.PAIR_END not in rules.fold(text + rules.PAIR_END)


def test_snippet_is_in_the_letters_of_the_text():
    text = "At the gate of Khách sạn Đèn Giấy nobody was met."

    piece = rules.snippet(text, ["den", "giay"])

    assert piece == rules.Snippet("At the gate of Khách sạn ", "Đèn", " Giấy nobody was met.")


def test_snippet_keeps_the_signs_that_belong_to_the_last_letter():
    piece = rules.snippet("met Nguye\u0302\u0303 there", ["nguye"])

    assert piece.match == "Nguye\u0302\u0303"


def test_snippet_is_found_far_inside_and_cut_on_both_sides():
    text = "filler " * 400 + "Lantern" + " after" * 400

    piece = rules.snippet(text, ["lantern"])

    assert piece.match == "Lantern"
    assert piece.before == text[2800 - rules.AROUND : 2800]  # 400 x 7 characters stand before
    assert len(piece.after) == rules.AROUND


def test_snippet_of_a_text_without_the_words_is_its_beginning():
    assert rules.snippet("A quiet text.", ["lantern"]) == rules.Snippet("A quiet text.", "", "")


@given(st.text(max_size=300), st.text(min_size=1, max_size=20), st.text(max_size=300))
def test_snippet_holds_the_word_that_was_asked(before, word, after):
    text = f"{before} {word} {after}"
    asked = rules.words(word)

    piece = rules.snippet(text, asked)

    assert f"{piece.before}{piece.match}{piece.after}" in text
    if asked:
        assert any(each in rules.fold(piece.match) for each in asked)
