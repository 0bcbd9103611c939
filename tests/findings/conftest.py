"""An allegation of a province, those who write and review findings about it, and evidence."""

from __future__ import annotations

from itertools import count
from uuid import UUID

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.claims import services as claims
from ponleu.knowledge.claims.rules import ClaimKind
from ponleu.response.findings.rules.kinds import Outcome, PieceKind, Reliability
from ponleu.response.findings.services import findings, grounds, pieces
from tests.cases.conftest import at_noon, hotel, make_officer, opened, told
from tests.complaints.conftest import country, desk, tell
from tests.complaints.desk_world import signed_in, site

__all__ = [
    "at_noon",
    "country",
    "desk",
    "hotel",
    "make_officer",
    "opened",
    "signed_in",
    "site",
    "tell",
    "told",
]

READER = (
    Action.HOME,
    Action.SOURCE_READ,
    Action.REGISTER_READ,
    Action.CLAIM_READ,
    Action.FINDING_READ,
)
WRITER = (
    *READER,
    Action.REVIEW,
    Action.COMPLAINT_READ,
    Action.ALLEGATION_READ,
    Action.FINDING_WRITE,
)
REVIEWER = (*READER, Action.COMPLAINT_READ, Action.ALLEGATION_READ, Action.FINDING_REVIEW)


@pytest.fixture
def allegation(told, opened):
    """An allegation of confinement at the hotel, with one complaint."""
    return opened(told())


@pytest.fixture
def writer(make_user, country):
    """Writes findings in the province."""
    return make_user("writer", unit=country["KH-18"], actions=WRITER)


@pytest.fixture
def reviewer(make_user, country):
    """Reviews findings in the province."""
    return make_user("reviewer", unit=country["KH-18"], actions=REVIEWER)


@pytest.fixture
def speaker(make_user, country):
    """Reads findings of the province, and no complaint."""
    return make_user("speaker", unit=country["KH-18"], actions=READER)


@pytest.fixture
def source(make_source, country):
    """A document of the province."""
    return make_source(
        "The doors of the hotel were locked, a visitor says. The hall denies it.",
        unit=country["KH-18"],
        territory="18",
        origin="The Lantern Post",
    )


@pytest.fixture
def claim(writer, source, noon):
    """Accept a claim of the document: claim("The doors were locked.", speaker="A visitor")."""
    proposals = count(1)

    def make(content="The doors were locked.", *, speaker="A visitor", kind=ClaimKind.CLAIM):
        return claims.record_claim(
            writer,
            kind=kind,
            source=source,
            span=(0, 34),
            content=content,
            speaker=speaker,
            proposal=UUID(int=next(proposals)),
            at=noon,
        )

    return make


@pytest.fixture
def piece(writer, allegation, noon):
    """Add evidence: piece("A guard at the lift.", origin="A worker", is_direct=True)."""

    def add(words="A guard stood at the lift.", *, by=writer, to=None, at=noon, **fields):
        fields = {
            "kind": PieceKind.INTERVIEW,
            "origin": "A worker",
            "reliability": Reliability.B,
            "credibility": 2,
            **fields,
        }
        about = pieces.About(words=words, **fields)
        return pieces.add_piece(by, (to or allegation).pk, about, at=at)

    return add


@pytest.fixture
def both(piece):
    """First-hand evidence and independent evidence that goes with it."""
    return [piece(is_direct=True), piece("Keys lay with the guard.", origin="The inspectors")]


@pytest.fixture
def said(both):
    """What a finding of level 2 says: said(level=1, ...)."""

    def make(**fields):
        fields = {
            "outcome": Outcome.SUBSTANTIATED,
            "level": 2,
            "words": "People could not leave the upper floors.",
            "speaking_for": [each.pk for each in both],
            **fields,
        }
        return grounds.Said(**fields)

    return make


@pytest.fixture
def proposed(writer, allegation, said, noon):
    """Write a finding: proposed(level=1, at=later)."""

    def make(*, by=writer, at=noon, **fields):
        return findings.propose(by, allegation.pk, said(**fields), at=at)

    return make


@pytest.fixture
def approved(proposed, reviewer, noon):
    """Write a finding and have it approved."""

    def make(*, at=noon, **fields):
        return findings.approve(reviewer, proposed(at=at, **fields).pk, at=at)

    return make
