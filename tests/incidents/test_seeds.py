"""The five documents that describe the system, inside the record, where they are at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ponleu.foundation.core.keys import new_key
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.response.incidents.models import Looked, Telling
from ponleu.response.incidents.queries import contradictions
from ponleu.response.incidents.rules import Kind, sentence_span
from ponleu.response.incidents.services import settling

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PUBLISHED = {
    "000": date(2022, 8, 22),
    "001": date(2022, 8, 26),
    "002": date(2022, 9, 19),
    "003": date(2020, 7, 31),
    "004": date(2008, 3, 7),
}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not list(SEEDS.glob("*.txt")), reason="the five documents are not beside the repository"
    ),
]


@pytest.fixture
def kept(brought):
    """The five documents, looked through."""
    return [
        brought(file.read_text(encoding="utf-8"), published=PUBLISHED[file.name[:3]])
        for file in sorted(SEEDS.glob("*.txt"))
    ]


def test_the_five_documents_lose_no_statement_and_keep_a_claim_beside_its_denial(
    kept, people, noon
):
    assert Looked.objects.count() == len(kept) == 5
    text_of = {row.source_id: row.source.text for row in Telling.objects.select_related("source")}
    for row in Telling.objects.all():
        for each in row.values["statements"]:
            start, end, words = each["span"]
            assert text_of[row.source_id][start:end] == words

    said = _claim(people["ana"], kept[0], ClaimKind.CLAIM, "some media reported", noon)
    denied = _claim(people["ana"], kept[0], ClaimKind.DENIAL, "staff wanted to quit", noon)
    made = settling.enter(people["ana"], said.reference, denied.reference, Kind.DENIAL, at=noon)

    rows = contradictions.contradictions(people["ana"], kind="denial").rows
    shown = next(each for each in rows if each.contradiction == made)
    assert [side.side.words for side in shown.sides] == [
        said.source.text[said.start : said.end],
        denied.source.text[denied.start : denied.end],
    ]


def _claim(person, source, kind, words, noon):
    """The sentence in which these words stand, as a claim."""
    at = source.text.index(words)
    span = sentence_span(source.text, at, at + len(words))
    return claims.record_claim(
        person,
        kind=kind,
        source=source,
        span=span,
        content=source.text[slice(*span)],
        proposal=new_key(),
        at=noon,
    )
