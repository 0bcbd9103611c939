"""A language model's answer: facts as asked for, or a refusal, whatever comes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.errors import Refusal
from ponleu.engines.reading.offers import Offer
from ponleu.foundation.suggesters.answers import Answer, answer_in


def completion(content):
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def test_answer_in_reads_facts_with_parts_and_context():
    facts = [
        {
            "kind": "claim",
            "quote": "He said so",
            "context": "Then He said so.",
            "sort": None,
            "parts": {"speaker": "He", "through": None, "to": ""},
        },
        {"kind": "person", "quote": "Dara"},
    ]

    answer = answer_in(completion(json.dumps({"facts": facts})))

    claim = Offer("claim", "He said so", "Then He said so.", "", {"speaker": "He"})
    assert answer == Answer((claim, Offer("person", "Dara")), malformed=0)


@pytest.mark.parametrize(
    "content",
    ['```json\n{"facts": []}\n```', '```\n{"facts": []}\n```', "[]", ' {"facts": []}\n'],
)
def test_answer_in_looks_through_a_fence_and_takes_a_bare_list(content):
    assert answer_in(completion(content)) == Answer((), 0)


@pytest.mark.parametrize(
    "entry",
    [
        None,
        "Dara",
        [],
        {},
        {"kind": "person"},
        {"kind": 3, "quote": "Dara"},
        {"kind": "person", "quote": ["Dara"]},
        {"kind": "person", "quote": "Dara", "context": 1},
        {"kind": "person", "quote": "Dara", "sort": ["x"]},
        {"kind": "person", "quote": "Dara", "parts": "x"},
        {"kind": "person", "quote": "Dara", "parts": {"office": {"text": "x"}}},
    ],
)
def test_answer_in_counts_entries_of_another_form(entry):
    good = {"kind": "person", "quote": "Sok"}

    answer = answer_in(completion(json.dumps({"facts": [entry, good]})))

    assert answer == Answer((Offer("person", "Sok"),), malformed=1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Here are the facts:",
        b"\xff\xfe",
        b"[" * 100_000,
        b"9" * 100_000,
        b"null",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [3]}',
        b'{"choices": [{"message": "x"}]}',
        b'{"choices": [{"message": {"content": null}}]}',
        completion("I cannot do that."),
        completion('{"facts": {}}'),
        completion('{"fact": []}'),
        completion("[" * 100_000),
    ],
)
def test_answer_in_refuses_what_holds_no_facts(body):
    assert isinstance(answer_in(body), Refusal)


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(
                st.sampled_from(["kind", "quote", "parts", "facts", "sort"]), x, max_size=4
            )
        ),
    )
)
def test_answer_in_never_fails(held):
    outcome = answer_in(completion(json.dumps(held)))

    assert isinstance(outcome, Refusal | Answer)
