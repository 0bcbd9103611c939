"""Statements by shared words, pairs by the best first, speakers by name: worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reading.parties import folder
from benchmarks.reading.proposals import Event, Proposed, Statement
from benchmarks.reading.statement_scores import (
    DocumentWords,
    dice,
    event_tallies,
    greedy_pairs,
    parties_right,
    statement_pairs,
    statement_tallies,
)
from benchmarks.reading.tallies import Share, Tally

TEXT = "Sok Dara said that the gate was locked all night. Keo Vuthy denied this firmly."
CLAIM = {
    "kind": "claim",
    "text": "Sok Dara said that the gate was locked all night",
    "content": "the gate was locked all night",
    "speaker": "Sok Dara",
}
DENIAL = {"kind": "denial", "text": "Keo Vuthy denied this firmly", "speaker": "Keo Vuthy"}


def test_dice_of_a_worked_example():
    words = DocumentWords("a b c d e")
    # {a b c} and {b c d e}: 2 * 2 / (3 + 4)
    assert dice(words.between((0, 5)), words.between((2, 9))) == pytest.approx(4 / 7)
    assert dice(frozenset(), frozenset()) == 0.0


def test_the_same_words_elsewhere_are_other_words():
    words = DocumentWords("it rained, it rained")

    assert dice(words.between((0, 9)), words.between((11, 20))) == 0.0


def test_greedy_pairs_take_the_best_first_and_each_once():
    scores = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.4}

    pairs = greedy_pairs(["a", "b"], ["x", "y"], lambda label, found: scores[label, found])

    # a-y is best; b could only have y, and b-x is below a half
    assert pairs == [(0, 1)]


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_greedy_pairs_never_use_anything_twice(labels, found):
    pairs = greedy_pairs(labels, found, lambda left, right: 1.0 if left == right else 0.0)

    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert all(labels[left] == found[right] for left, right in pairs)


def test_a_statement_matches_by_its_content_if_not_by_the_whole(make_document):
    document = make_document(TEXT, CLAIM)
    # the whole reaches far too wide, the content is exact
    wide = Statement("claim", 0, len(TEXT), content=(19, 48))
    # 10 words of "Sok ... night", 5 of "Keo ... firmly": 2 * 5 / (10 + 5) of other words is 0
    other = Statement("claim", 50, len(TEXT))

    assert statement_pairs(TEXT, document.statements, [other, wide]) == [(0, 1)]


def test_statement_tallies_count_each_kind_and_any(make_document):
    document = make_document(TEXT, CLAIM, DENIAL)
    proposed = Proposed(
        statements=(
            Statement("claim", 0, 48),
            Statement("claim", 50, 78),  # a denial taken for a claim
        )
    )

    tallies = statement_tallies(document, proposed)

    assert tallies["claim"] == Tally(right=1, proposed=2, labelled=1)
    assert tallies["denial"] == Tally(right=0, proposed=0, labelled=1)
    assert tallies["any"] == Tally(right=2, proposed=2, labelled=2)


def test_parties_right_looks_at_matched_statements_alone(make_document):
    fold = folder(["Mr", "governor"])
    unsaid = {**DENIAL, "speaker": None}
    document = make_document(TEXT, {**CLAIM, "through": "the Courier"}, unsaid)
    proposed = Proposed(
        statements=(
            Statement("claim", 0, 48, speaker=frozenset({"Governor SOK DARA", "x"})),
            Statement("denial", 50, 78, speaker=frozenset({"Keo Vuthy"})),
        )
    )

    shares = parties_right(document, proposed, fold)

    assert shares["speaker"] == Share(1, 1)
    assert shares["through"] == Share(0, 1)
    assert shares["silent"] == Share(0, 1)


def test_folding_drops_titles_and_offices_before_a_name_only():
    fold = folder(["Mr", "H.E.", "governor", "provincial governor"])

    assert fold("H.E. Provincial Governor Sok Dara's") == "sok dara"
    assert fold("the provincial governor") == "provincial governor"  # nothing would be left
    assert fold("Governor") == "governor"
    assert fold("Sok Dara, governor") == "sok dara governor"
    assert fold("លោក សុខ") == "លោក សុខ"


def test_event_tallies_ask_for_the_sort_or_for_none(make_document):
    text = "Police raided the inn. Two men were held."
    document = make_document(
        text,
        {"kind": "event", "sort": "raid", "text": "Police raided the inn"},
        {"kind": "event", "sort": "arrest", "text": "Two men were held"},
    )
    proposed = Proposed(events=(Event("raid", 7, 21), Event("rescue", 23, 40)))

    tallies = event_tallies(document, proposed)

    # "raided the inn" is 3 of 4 words: dice 6/7
    assert tallies["same"] == Tally(right=1, proposed=2, labelled=2)
    assert tallies["any"] == Tally(right=2, proposed=2, labelled=2)
