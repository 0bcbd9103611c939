"""Findings judged by labels: what a person would accept, edit, reject, and what was missed."""

import pytest

from benchmarks.reading.findings import findings
from benchmarks.reading.weights import measured
from ponleu.engines.reading import Amount, Fact, FactKind, Part, Reading
from ponleu.engines.reading.learning import HAND_SET, Judged, probability
from ponleu.engines.reading.learning_frozen import Paired
from ponleu.engines.reading.learning_measures import log_loss

TEXT = "Sok Dara said on 26 August that 12 workers were held. Police raided the villa."


def fact(kind, words, value="", *, rule="persons.title", **parts):
    start = TEXT.index(words)
    made = {
        name: Part(piece, TEXT.index(piece), TEXT.index(piece) + len(piece))
        for name, piece in parts.items()
    }
    return Fact(FactKind(kind), words, start, start + len(words), value, rule, 0.9, made)


def judged(document, *facts):
    reading = Reading(language="en", published=None, zones=(), facts=facts)
    return findings(document, reading)


def shares(found):
    return [one.accepted for one in found.judged]


@pytest.mark.parametrize(
    ("label", "found", "share"),
    [
        ({"kind": "person", "text": "Sok Dara"}, fact("person", "Sok Dara"), 1.0),
        ({"kind": "person", "text": "Sok Dara"}, fact("person", "Sok"), 0.0),
        ({"kind": "person", "text": "Sok Dara"}, fact("organisation", "Sok Dara"), 0.0),
        (
            {"kind": "date", "text": "26 August", "value": "2022-08-26"},
            fact("date", "26 August", "2022-08-26"),
            1.0,
        ),
        (
            {"kind": "date", "text": "26 August", "value": "2022-08-26"},
            fact("date", "26 August", "--08-26"),
            0.5,
        ),
        (
            {"kind": "amount", "text": "12 workers", "value": {"number": 12, "unit": "worker"}},
            fact("amount", "12 workers", Amount(12, "person")),
            1.0,
        ),
        (
            {"kind": "amount", "text": "12 workers", "value": {"number": 12, "unit": "worker"}},
            fact("amount", "12 workers", Amount(2, "worker")),
            0.5,
        ),
    ],
)
def test_a_mention_is_accepted_edited_or_rejected(make_document, label, found, share):
    assert shares(judged(make_document(TEXT, label), found)) == [share]


def test_a_statement_is_accepted_as_its_own_kind_only(make_document):
    words = "Sok Dara said on 26 August that 12 workers were held"
    document = make_document(TEXT, {"kind": "claim", "text": words, "speaker": "Sok Dara"})

    assert shares(judged(document, fact("claim", words))) == [1.0]
    assert shares(judged(document, fact("request", words))) == [0.0]


def test_an_event_of_another_sort_would_be_edited(make_document):
    words = "Police raided the villa"
    document = make_document(TEXT, {"kind": "event", "sort": "raid", "text": words})

    assert shares(judged(document, fact("event", words, "raid"))) == [1.0]
    assert shares(judged(document, fact("event", words, "arrest"))) == [0.5]


def test_what_stands_in_the_furniture_is_rejected_and_not_missed(make_document):
    document = make_document(
        TEXT,
        {"kind": "person", "text": "Sok Dara"},
        {"kind": "amount", "text": "12 workers"},
        {"kind": "boilerplate", "from": "Sok Dara", "to": "26 August"},
    )

    found = judged(document, fact("person", "Sok Dara"))

    assert shares(found) == [0.0]
    assert found.missed == 1


def test_labels_without_a_finding_are_missed(make_document):
    document = make_document(
        TEXT, {"kind": "person", "text": "Sok Dara"}, {"kind": "amount", "text": "12 workers"}
    )

    assert judged(document, fact("person", "Sok Dara")).missed == 1
    assert judged(document).missed == 2


def test_measured_sets_every_document_beside_weights_not_learned_from_it(make_document):
    document = make_document(TEXT, {"kind": "person", "text": "Sok Dara"})
    found = [judged(document, fact("person", "Sok Dara"))] * 6
    left_out = []

    def weighed(at, all_of_them):
        left_out.append(at)
        pairs = [(0.9, 1.0)]
        return Paired(pairs, [(0.95, 1.0)], 0)

    result = measured(found, weighed)

    assert left_out == list(range(6))
    assert result["comparison"]["before"]["log_loss"] == pytest.approx(log_loss([(0.9, 1)]))
    assert result["improves"]


def test_a_judged_finding_carries_its_document(make_document):
    [one] = judged(make_document(TEXT), fact("person", "Sok Dara")).judged

    assert isinstance(one, Judged)
    assert one.document == "doc"
    assert probability(HAND_SET, one.case) == pytest.approx(0.9)
