"""Denials composed of a negative and a word of a table: conduct, and what is called untrue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.negatives import is_negative
from ponleu.engines.reading.types import FactKind


def marks_of(kh, text):
    facts = read(text, kh).facts
    return [fact.parts["mark"].text for fact in facts if fact.kind is FactKind.DENIAL]


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("he had never even met the girl", "never even met"),
        ("he did not know her", "not know"),
        ("she didn’t recruit anyone in the village", "didn’t recruit"),
        ("they recruited no girls", "recruited no"),
        ("he knew nobody of that name", "knew nobody"),
        ("the van is not our property", "not our property"),
        ("he was never involved", "never involved"),
        ("he was neither the owner nor a partner", "neither the owner"),
        ("he is no broker", "no broker"),
        ("it had no direct link with the shop", "no direct link"),
        ("he did not have any knowledge of a debt", "not have any knowledge"),
    ],
)
def test_conduct_denied_is_a_negative_close_before_words_of_the_table(kh, said, mark):
    assert marks_of(kh, f"The manager, Pen Sokha, said {said}.") == [mark]


@pytest.mark.parametrize(
    "said",
    [
        "he knew the girl, not her brother",
        "he had no more dealings to settle before Friday",
        "it was not clear, the owner had left",
        "the shop had no lights and nobody came there",
        "staff must not touch anything in the room",
    ],
)
def test_conduct_denied_is_not_what_is_far_off_lacking_or_forbidden(kh, said):
    assert marks_of(kh, f"The manager, Pen Sokha, said {said}.") == []


def test_conduct_denied_needs_one_who_says_it_and_did_not_suffer(kh):
    assert marks_of(kh, "He had never met the girl.") == []
    assert marks_of(kh, "The mother said she did not know the man.") == []
    assert marks_of(kh, "The broker said he did not know the man.") == ["not know"]


def test_conduct_denied_counts_a_family_clinic_as_no_family(kh):
    text = (
        "Lotus Family Clinic said it had no part in this. Her family said it had no part in this."
    )

    assert marks_of(kh, text) == ["no part in"]


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("the report was sheer invention", "sheer invention"),
        ("the report is a lie", "is a lie"),
        ("the story was nothing but gossip", "nothing but gossip"),
        ("the video is totally and deliberately misleading", "deliberately misleading"),
        ("the photograph is entirely wrong", "entirely wrong"),
    ],
)
def test_untruths_are_words_behind_a_degree_or_a_plain_is(kh, words, mark):
    assert mark in marks_of(kh, f"The police said {words}.")[0]


@pytest.mark.parametrize(
    "words",
    [
        "the report was not entirely misleading",
        "the man carried false papers",
        "the address was wrong",
        "rumours had drawn a crowd",
    ],
)
def test_untruths_are_no_words_that_only_describe(kh, words):
    assert marks_of(kh, f"A neighbour said {words}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Statement on false information about the hotel",
        "Residents are asked not to spread fake news.",
    ],
)
def test_plain_denials_are_no_topics_of_false_information(kh, text):
    assert marks_of(kh, text) == []


def test_own_denials_open_with_not_a_single(kh):
    text = (
        "GENERAL DEPARTMENT OF PRISONS\nCLARIFICATION\n\n"
        "Not a single visitor was sent home that day. Not a chair stands there."
    )

    assert marks_of(kh, text)[0] == "Not"


@given(st.sampled_from(["did", "has", "was", "were", "do"]), st.sampled_from(["n't", "n’t"]))
def test_is_negative_holds_for_every_shortened_not(verb, ending):
    assert is_negative(verb + ending)
    assert not is_negative(verb)
