"""One function for each room: what it gives to a timeline, cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ponleu.faces.desk.timeline.moments import Given, Kind
from ponleu.faces.desk.timeline.providers import acted, found, said, told, visited
from ponleu.faces.desk.timeline.subject import Subject
from ponleu.foundation.accounts.models import User


class Provider(Protocol):
    """Gives the newest moments of a room, no more than ``most`` rows."""

    def __call__(self, actor: User, subject: Subject, *, most: int) -> Given: ...


PROVIDERS: Mapping[Provider, frozenset[Kind]] = {
    said.claims: frozenset({Kind.CLAIM, Kind.DENIAL, Kind.FIGURE}),
    said.commitments: frozenset({Kind.COMMITMENT}),
    said.figures: frozenset({Kind.FIGURE}),
    told.complaints: frozenset({Kind.COMPLAINT}),
    told.allegations: frozenset({Kind.ALLEGATION}),
    told.cases: frozenset({Kind.CASE}),
    found.findings: frozenset({Kind.FINDING}),
    acted.operations: frozenset({Kind.OPERATION}),
    acted.measures: frozenset({Kind.MEASURE}),
    found.answers: frozenset({Kind.ANSWER}),
    visited.questions: frozenset({Kind.QUESTION}),
}
"""Every room that gives moments, and of which kinds: it is asked only if one is wanted."""

GRADED = frozenset({Kind.FINDING})
"""Kinds whose moments carry a level of proof."""
