"""Judged questions in documents that are frozen or not: shared by the rooms that learn."""

import pytest

from ponleu.engines.reading.learning_frozen import is_frozen
from ponleu.knowledge.sources.models import Proposal, Reading

TITLE, VERB = "persons.title", "persons.verb"


@pytest.fixture
def make_document(make_source, unit, noon):
    """A document with its reading, frozen or not as asked."""
    made = []

    def make(frozen):
        while True:
            text = f"Words of document {len(made)}."
            made.append(text)
            source = make_source(text, unit=unit, territory="18")
            if is_frozen(source.content_id) is frozen:
                return Reading.objects.create(source=source, read_at=noon, zones=[])

    return make


@pytest.fixture
def judge(ana, noon):
    """Judged questions of a document: judge(reading, {"accepted": 3, "rejected": 1})."""

    def make(reading, verdicts, rule=TITLE, **fields):
        fields = {"confidence": 0.9, "raw_confidence": 0.9, **fields}
        Proposal.objects.bulk_create(
            Proposal(
                source=reading.source,
                reading=reading,
                kind="person",
                start=0,
                end=5,
                label="Sok Dara",
                rule=rule,
                verdict=verdict,
                decided_by=ana if verdict else None,
                decided_at=noon if verdict else None,
                **fields,
            )
            for verdict, count in verdicts.items()
            for _ in range(count)
        )

    return make


@pytest.fixture
def a_wrong_rule(make_document, judge):
    """Sixteen documents in which the verb rule is always wrong; eight of them are frozen."""
    for at in range(16):
        document = make_document(at < 8)
        judge(document, {"accepted": 6})
        judge(document, {"rejected": 6}, VERB)
