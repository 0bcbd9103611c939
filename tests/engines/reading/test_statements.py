"""Statements as a whole: offsets, links and time, whatever the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.amounts import find_amounts
from ponleu.engines.reading.dates import find_dates
from ponleu.engines.reading.events import find_events
from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.statements import find_statements
from ponleu.engines.reading.types import Document, FactKind, Sentence, Zone, ZoneKind
from ponleu.foundation.packs.lexicon import load_lexicon

WORDS = st.sampled_from(
    [
        "Governor",
        "Sok",
        "Dara",
        "said",
        "that",
        "he",
        "will",
        "close",
        "“the",
        "bar”",
        ",",
        ".",
        "and",
        "but",
        "told",
        "denied",
        "urged",
        "they",
        "must",
        "if",
        "fined",
        "500",
        "riel",
        "according",
        "to",
        "LICADHO",
        "media",
        "reported",
        "found",
        "no",
        "no",
        "evidence",
        "\n\n",
        "before",
        "submitting",
        "a",
        "report",
        "in",
        "May",
        "3",
        "the",
        "authorities",
        "plans",
        "to",
        "”",
        '"',
        ":",
        "[",
        "]",
        "was",
        "who",
        ",",
        "it",
        "ន",
        "។",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_find_statements_gives_exact_offsets_of_any_text(text):
    facts = read(text, load_lexicon("kh")).facts

    for fact in facts:
        assert fact.text == text[fact.start : fact.end]
        assert all(part.text == text[part.start : part.end] for part in fact.parts.values())
        assert fact.against is None or facts[fact.against].kind is FactKind.CLAIM


def test_find_statements_leaves_boilerplate_alone():
    kh = load_lexicon("kh")
    text = "Governor Sok Dara said that he will close the bar. Police raided a bar."
    document = Document(
        text, "en", None,
        (Zone(ZoneKind.BOILERPLATE, 0, len(text)),),
        (Sentence(0, 50, ZoneKind.BOILERPLATE), Sentence(51, len(text), ZoneKind.BOILERPLATE)),
    )  # fmt: skip

    assert find_statements(document, kh, []) == []
    assert find_events(document, kh, []) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "said that ", "“a b c d,” he said. ", "the authorities will ", "no evidence ",
        "on May 3 ", "if fined 5 riel ", "one hundred ", "12,345 ", "must ", "\"", "( ",
    ],
)  # fmt: skip
def test_find_statements_takes_linear_time(piece):
    kh = load_lexicon("kh")

    def seconds(length):
        document = lay_out(piece * (length // len(piece)), kh)
        begin = time.process_time()
        mentions = [*find_dates(document, kh), *find_amounts(document, kh)]
        find_statements(document, kh, mentions)
        find_events(document, kh, mentions)
        return time.process_time() - begin

    short, long = seconds(10_000), seconds(40_000)

    assert long < 10 * max(short, 0.02)  # four times the text; ten leaves room for noise
