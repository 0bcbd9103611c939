"""Makers for tests of the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest

from ponleu.foundation.journal import services

NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Span:
    unit_path: str = "KH/"
    territory: str = ""


@dataclass
class Person:
    """Someone who acts, as this room sees people."""

    pk: UUID
    spans: dict[str, list[Span]] = field(default_factory=dict)

    def may(self, action, target=None):
        return action in self.spans

    def reaches(self, action):
        return self.spans.get(action, [])


@pytest.fixture
def noon():
    return NOON


@pytest.fixture
def make_person():
    def make(number=1, **spans):
        named = {action.replace("_", ".", 1): reach for action, reach in spans.items()}
        return Person(UUID(int=number), named)

    return make


@pytest.fixture
def make_entries(db, noon):
    """Append entries; returns nothing, as ``record`` does."""

    def make(count, *, actor=None, action="source.opened", target="sources.source", at=noon):
        for _ in range(count):
            services.record(at=at, actor=actor, action=action, target=target)

    return make
