"""Acts: what is asked, promised and punished in sentences that quote nobody."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.types import FactKind
from ponleu.engines.reading.word_sets import word_set
from ponleu.foundation.packs.lexicon import load_lexicon

ACTS = (FactKind.REQUEST, FactKind.COMMITMENT, FactKind.PENALTY)
WORDS = sorted(
    word_set(
        "please do not ask asked to must should will shall was ordered fined given jailed five "
        "years $500 by before next week police Sok Dara court , . ; : - • ( ) and who if promised "
        "wants raid searched seized held met on 3 May 2022 i they you there"
    )
)


@pytest.fixture
def acts(kh):
    """Kind and words of each act of a text."""

    def find(text):
        facts = read(text, kh, published=date(2021, 9, 16)).facts
        return [(str(fact.kind), fact.text) for fact in facts if fact.kind in ACTS]

    return find


@pytest.mark.parametrize(
    "text",
    [
        "Travellers who lose a passport are asked to phone the consulate.",
        "The public is kindly requested to keep the pavement free.",
        "Market owners must write down every lodger.",
        "Teachers ought to be paid on time.",
        "Please send someone to the blue house.",
        "Pisey wants the register made public.",
        "The landlord wants $300 before he opens the gate.",
        "The union pressed the factory for answers.",
        "The chief told officers to leave no room unchecked.",
        "His aunt begs anyone who saw him to phone her.",
        "There should be a ramp at the gate.",
        "Can somebody check the well behind the school?",
        "Donors: pay for a second boat.",
    ],
)
def test_requests_need_nobody_quoted(acts, text):
    assert [kind for kind, _ in acts(text)] == ["request"]


@pytest.mark.parametrize(
    "text",
    [
        "Sok Dara asked whether the well was open.",
        "Sok Dara asked not to be named.",
        "Asked about the well, he declined to comment.",
        "He must have known.",
        "The school should not have waited.",
        "Follow us on Facebook.",
        "Read this story in Khmer.",
        "There were 40 requests for water.",
        "The town still has challenges but people work to improve things.",
    ],
)
def test_requests_are_not_questions_nor_page_furniture(acts, text):
    assert acts(text) == []


def test_recommendations_of_a_list_are_one_request_each(acts):
    text = (
        "What we ask\n\n1. Repair the lamps on the pier.\n2. Train ten guides to swim.\n"
        "3. Boatmen should carry vests."
    )

    assert [words for kind, words in acts(text) if kind == "request"] == [
        "Repair the lamps on the pier",
        "Train ten guides to swim",
        "Boatmen should carry vests",
    ]


def test_text_without_stops_is_cut_at_its_subjects(acts):
    text = "i ask you find my son he has red shirt please dont call the landlord"

    assert acts(text) == [
        ("request", "i ask you find my son"),
        ("request", "please dont call the landlord"),
    ]


def test_two_promises_of_a_sentence_are_two(acts):
    text = "The city will open a clinic in May and undertakes to pay two nurses until June."

    assert [kind for kind, _ in acts(text)] == ["commitment", "commitment"]


def test_two_halves_of_a_penalty_are_one(acts):
    text = "The firm is suspended from sending cooks abroad for a month and must deposit $9,000."

    assert [kind for kind, _ in acts(text)] == ["penalty"]


def test_a_claim_that_only_asks_is_the_request(acts):
    text = "The clerk said that lodgers are invited to bring a photograph."

    assert acts(text) == [("request", text[:-1])]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_any_row_of_words_gives_facts_that_quote_the_text(words):
    text = " ".join(words)

    for fact in read(text, load_lexicon("kh")).facts:
        assert fact.text == text[fact.start : fact.end]
        for part in fact.parts.values():
            assert part.text == text[part.start : part.end]
