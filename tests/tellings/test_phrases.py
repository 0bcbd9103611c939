"""Phrases of tables in text, and where sentences end."""

import pytest

from ponleu.knowledge.tellings.phrases import Phrases
from ponleu.knowledge.tellings.sentences import lines_of, sentences_of

TABLE = Phrases({"lock* in": "a", "passport* ... taken": "b", "ចាក់សោ": "c"})


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("They were locked in.", {"a"}),
        ("They were LOCKING IN others.", {"a"}),
        ("The block in town.", set()),
        ("Their passports had all been taken.", {"b"}),
        ("Their passports had not been taken.", set()),
        ("The passports are old. The bag was taken.", set()),
        ("គេចាក់សោទ្វារ។", {"c"}),
    ],
)
def test_phrases_match_endings_and_gaps_but_no_negation_in_them(text, labels):
    assert TABLE.labels(text, 0, len(text)) == labels


def test_phrases_give_where_they_stand_in_text_order():
    text = "Passports were taken and doors locked in May."

    assert [(hit.label, text[hit.start : hit.end]) for hit in TABLE.within(text, 0, len(text))] == [
        ("b", "Passports were taken"),
        ("a", "locked in"),
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Gen. Sok Dara came at 4 p.m. by car.", ["Gen. Sok Dara came at 4 p.m. by car."]),
        ("It closed at 4 p.m. Nobody came.", ["It closed at 4 p.m.", "Nobody came."]),
        ("1. On Monday they came.", ["1. On Monday they came."]),
        ("គេមក។ គេទៅ។", ["គេមក។", "គេទៅ។"]),
        ("  ", []),
    ],
)
def test_sentences_of_end_where_a_new_one_begins(text, sentences):
    assert [text[a:b] for a, b in sentences_of(text, 0, len(text))] == sentences


def test_lines_of_pass_over_blank_lines():
    assert lines_of("one\n \n\ntwo") == [(0, 3), (7, 10)]
