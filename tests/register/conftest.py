"""Makers of the register's tests: a reviewer, a source, and what was accepted from it."""

from itertools import count
from uuid import UUID

import pytest

from ponleu.knowledge.register import services
from ponleu.knowledge.register.rules import EntryKind
from tests.reviewers import ana, ben, unit

__all__ = ["ana", "ben", "unit"]


@pytest.fixture
def enter(ana, make_source, unit, noon):
    """Accept a name: enter("Sok Dara") makes a source that says so, and the entry."""
    days = count(1)

    def make(name="Sok Dara", *, actor=None, kind=EntryKind.PERSON, source=None, **fields):
        proposal = fields.pop("proposal", 1)
        source = source or make_source(
            f"On day {next(days)} {name} spoke.", unit=unit, territory="18"
        )
        start = source.text.index(name) if name in source.text else 0
        return services.enter_candidate(
            actor or ana,
            kind=kind,
            name=name,
            spellings=fields.pop("spellings", [name]),
            source=source,
            spans=fields.pop("spans", [(start, start + max(len(name), 1))]),
            proposal=UUID(int=proposal),
            at=fields.pop("at", noon),
            **fields,
        )

    return make
