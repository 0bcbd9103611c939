"""The story of a confinement: claim, denial, evidence on both sides and finding all stand."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.claims import queries as claims_of
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Source
from ponleu.knowledge.sources.rules import SourceKind
from ponleu.response.findings import queries
from ponleu.response.findings.rules.kinds import OtherMatter, Outcome, PieceKind, Reliability
from ponleu.response.findings.services import findings, pieces
from ponleu.response.findings.services.grounds import Said
from ponleu.response.findings.services.pieces import About
from tests.findings.conftest import WRITER

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
OURS = (
    "The governor met the visitor on Friday. The coast papers had written that a night shift "
    "was locked in at the Paper Lantern Hotel. He called that wrong: his officers looked and "
    "saw clerks who would rather work elsewhere, he said."
)


@pytest.fixture
def analyst(make_user, country):
    """Adds documents, accepts claims and writes findings in the province."""
    return make_user("analyst", unit=country["KH-18"], actions={*WRITER, Action.SOURCE_ADD})


@pytest.fixture
def keep(analyst, noon):
    """Keep a document as people do."""

    def add(words, title="A meeting"):
        about = sources.About(title, SourceKind.PRESS, "A paper", date(2022, 8, 22), "18")
        file = BytesIO(words.encode())
        return sources.add_source(analyst, file, about, at=noon, read_now=False)[0]

    return add


@pytest.fixture
def accept(analyst, noon):
    """Accept what a document says, by its words."""
    number = iter(range(1, 100))

    def claim(source, words, speaker, **fields):
        start = source.text.index(words)
        return claims.record_claim(
            analyst,
            kind=fields.pop("kind", ClaimKind.CLAIM),
            source=source,
            span=(start, start + len(words)),
            content=words,
            speaker=speaker,
            proposal=UUID(int=next(number)),
            at=noon,
            **fields,
        )

    return claim


def graded(kind, words, origin="", **fields):
    fields = {"reliability": Reliability.C, "credibility": 3, **fields}
    return About(kind, words, origin=origin, **fields)


def conclude(analyst, reviewer, allegation, claim, denial, at):
    """Put both sides into evidence; conclude, be refused a level, and be approved at another."""
    complaint = allegation.gatherings.get().complaint_id
    said = graded(PieceKind.CLAIM, "The press says so.", claim=claim.pk)
    told = graded(PieceKind.COMPLAINT, "Somebody told us so.", complaint=complaint)
    denied = graded(PieceKind.CLAIM, "The governor says otherwise.", claim=denial.pk)
    for_, also_for, against = (
        pieces.add_piece(analyst, allegation.pk, each, at=at) for each in (said, told, denied)
    )

    def finding(level, *more):
        return Said(
            Outcome.OTHER_MATTER,
            level,
            "Workers wanted to leave for other work; nobody found says that doors were locked.",
            speaking_for=[for_.pk, also_for.pk],
            speaking_against=[against.pk, *more],
            other_matter=OtherMatter.LABOUR_DISPUTE,
        )

    with pytest.raises(findings.LevelNotReached):
        findings.propose(analyst, allegation.pk, finding(2), at=at)  # he alone says so
    first = findings.propose(analyst, allegation.pk, finding(1), at=at)
    findings.approve(reviewer, first.pk, at=at)
    workers = graded(
        PieceKind.INTERVIEW, "Four workers say it.", "Four workers, apart", is_direct=True
    )
    heard = pieces.add_piece(analyst, allegation.pk, workers, at=at)
    second = findings.propose(analyst, allegation.pk, finding(2, heard.pk), at=at)
    return findings.approve(reviewer, second.pk, at=at)


def assert_all_stand(reviewer, allegation, claim, denial, made):
    """Claim, denial, both sides and finding are open to their words."""
    page = queries.finding_page(reviewer, made.pk)
    assert (made.outcome, made.other_matter, made.level) == ("other_matter", "labour_dispute", 2)
    assert made.reviewer == reviewer != made.author
    assert made.previous is not None
    assert made.previous.level == 1
    assert queries.standing(reviewer, allegation.pk) == made
    assert [each.piece.claim for each in page.speaking_for] == [claim, None]
    assert [each.piece.claim for each in page.speaking_against] == [denial, None]
    assert page.speaking_for[1].piece.complaint is not None
    for each in (claim, denial):
        source = Source.objects.get_for(reviewer, each.source_id)
        assert source.text[each.start : each.end] == each.content
    told = claims_of.claim_page(reviewer, claim.pk)
    assert told.claim.withdrawn_at is None
    assert list(told.denials) == [denial]


def test_the_story_in_our_own_words(analyst, reviewer, allegation, keep, accept, noon):
    source = keep(OURS)
    claim = accept(source, "a night shift was locked in", "The coast papers")
    words = "saw clerks who would rather work elsewhere"
    denial = accept(source, words, "The governor", kind=ClaimKind.DENIAL, against=claim)

    made = conclude(analyst, reviewer, allegation, claim, denial, noon)

    assert_all_stand(reviewer, allegation, claim, denial, made)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside this copy")
def test_the_story_of_the_seeds(analyst, reviewer, allegation, keep, accept, noon):
    texts = [next(SEEDS.glob(f"{number:03}_*.txt")).read_text("utf-8") for number in range(3)]
    told, minister, order = [keep(text, f"Seed {number}") for number, text in enumerate(texts)]
    claim = accept(told, _sentence(told, "confinement case").split(",")[0], "Some media")
    denial = accept(
        told,
        _sentence(told, "wanted to quit"),
        "The governor",
        kind=ClaimKind.DENIAL,
        against=claim,
    )

    made = conclude(analyst, reviewer, allegation, claim, denial, noon)

    assert_all_stand(reviewer, allegation, claim, denial, made)
    assert "confinement" in _sentence(minister, "illegal confinement")
    assert "allegations of torture" in _sentence(order, "legal and illegal business")
    assert Source.objects.visible_to(reviewer).filter(title__startswith="Seed").count() == 3


def _sentence(source, words):
    """The sentence of a document with some words."""
    return next(each for each in source.text.replace("\n", ". ").split(". ") if words in each)
