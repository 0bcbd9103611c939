"""Whatever the engine proposes, a person can accept, and take back again."""

import io
from pathlib import Path

import pytest

from ponleu.faces.demonstration.generate import generate
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import DomainError
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.review import services
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Proposal
from ponleu.knowledge.sources.rules import SourceKind, Verdict

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.slow


def texts():
    """Every fifth document of the demonstration, and the real ones where they lie."""
    yield from (document.text for document in generate(2026).documents[::5])
    yield from (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))


def test_every_proposal_can_be_accepted_and_taken_back(make_user, noon):
    ana = make_user("ana", actions=list(Action))
    for text in texts():
        about = sources.About("A text", SourceKind.PRESS)
        sources.add_source(ana, io.BytesIO(text.encode()), about, at=noon)
    asked = list(Proposal.objects.order_by("source", "start", "pk"))

    refused = []
    for proposal in asked:
        try:
            services.judge(ana, proposal.pk, Verdict.ACCEPTED, revision=0, at=noon)
            services.take_back(ana, proposal.pk, revision=1, at=noon)
        except DomainError as refusal:
            refused.append((proposal.kind, proposal.label, refusal.sentence))

    assert len(asked) > 200
    assert refused == []
    assert not Entry.objects.standing().exists()
    assert not Claim.objects.standing().exists()
    assert not Commitment.objects.standing().exists()
