"""read: offsets into any text, the order of facts, doubt, and time that grows with length."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import FactKind, read
from ponleu.engines.reading.pipeline import in_order
from ponleu.engines.reading.types import Fact
from ponleu.foundation.packs.lexicon import load_lexicon

PIECES = st.sampled_from(
    [
        "Governor Chea Borey",
        " said ",
        "“",
        "”",
        '"',
        ". ",
        "\r\n",
        "\n\n",
        "Preah Sihanouk",
        " 5 March 2022 ",
        "2,000 riel",
        "no one was held",
        "e\u0301",
        "\u200f",
        "😀",
        "ខេត្តព្រះសីហនុ",
        "លោក សុខ ដារ៉ា",
        "the police denied that",
        " will be closed by May",
        "Paper Lantern Hotel",
        "• ",
        "\u200b",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join))
def test_read_gives_offsets_that_hold_in_any_text(text):
    reading = read(text, load_lexicon("kh"), published=date(2022, 5, 1))

    for fact in reading.facts:
        assert text[fact.start : fact.end] == fact.text
        for part in fact.parts.values():
            assert text[part.start : part.end] == part.text


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join))
def test_read_gives_denials_that_answer_a_claim(text):
    facts = read(text, load_lexicon("kh")).facts

    answered = [facts[fact.against] for fact in facts if fact.against is not None]

    assert all(fact.kind is FactKind.CLAIM for fact in answered)


def test_in_order_keeps_against_on_the_fact_it_pointed_to():
    claim = Fact(FactKind.CLAIM, "b", 10, 11, "", "r", 0.5)
    denial = Fact(FactKind.DENIAL, "a", 0, 1, "", "r", 0.5, against=0)
    place = Fact(FactKind.PLACE, "c", 5, 6, "", "r", 0.5)

    ordered = in_order([claim, denial, place])

    assert [fact.text for fact in ordered] == ["a", "c", "b"]
    assert ordered[0].against == 2


def test_read_lowers_every_confidence_of_a_machine_translation(kh):
    plain = read("Governor Chea Borey left Kampot.", kh).facts
    marked = read("Governor Chea Borey left Kampot. This year we face Kovids.", kh)

    same = [fact for fact in marked.facts if fact.start < 32 and fact.kind is not FactKind.DATE]

    assert marked.machine_translated
    assert len(same) == len(plain)
    for before, after in zip(plain, same, strict=True):
        assert after.confidence == pytest.approx(0.8 * before.confidence)
        assert after.reason.endswith("A machine translated this text.")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "Kampong ",
        "Chea Borey ",
        "“",
        '"',
        "a.",
        "• Rice\n",
        "said ",
        "Ministry of ",
        "Building 7 of the ",
        "១",
        "ភូមិ",
        ",",
    ],
)
def test_read_bears_whatever_is_repeated(piece, kh):
    text = piece * (32_000 // len(piece))

    found = read(text, kh)

    assert all(fact.text == text[fact.start : fact.end] for fact in found.facts)
