"""Statements as a whole: offsets, links and time, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.reading import read
from ponleu.engines.reading.events import find_events
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
