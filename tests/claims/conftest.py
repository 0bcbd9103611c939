"""Makers of the tests about claims: a reviewer, and what was accepted from a source."""

from itertools import count
from uuid import UUID

import pytest

from ponleu.knowledge.claims import services
from ponleu.knowledge.claims.rules import ClaimKind
from tests.reviewers import ana, ben, unit

__all__ = ["ana", "ben", "unit"]


@pytest.fixture
def source(make_source, unit):
    """A source of unit 18 with a hundred characters."""
    return make_source("0123456789" * 10, unit=unit, territory="18")


@pytest.fixture
def claim(ana, source, noon):
    """Accept a claim: claim("The doors were locked.")."""
    proposals = count(1)

    def make(content="The doors were locked.", **fields):
        return services.record_claim(
            fields.pop("actor", ana),
            kind=fields.pop("kind", ClaimKind.CLAIM),
            source=fields.pop("source", source),
            span=fields.pop("span", (10, 20)),
            content=content,
            proposal=UUID(int=fields.pop("proposal", 0) or next(proposals)),
            at=fields.pop("at", noon),
            **fields,
        )

    return make


@pytest.fixture
def promise(ana, source, noon):
    """Accept a commitment: promise("To inspect again", due="2026-10")."""
    proposals = count(1001)

    def make(content="To inspect again", **fields):
        return services.record_commitment(
            fields.pop("actor", ana),
            source=fields.pop("source", source),
            span=fields.pop("span", (30, 40)),
            content=content,
            proposal=UUID(int=fields.pop("proposal", 0) or next(proposals)),
            at=fields.pop("at", noon),
            **fields,
        )

    return make
