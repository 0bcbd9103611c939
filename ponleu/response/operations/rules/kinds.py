"""States, aims and decisions of an operation, and which follows which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where an operation stands. Everybody who knows of it may know this much."""

    PLANNED = "planned"
    POSTPONED = "postponed"
    STARTED = "started"
    ENDED = "ended"
    ABORTED = "aborted"


class Aim(StrEnum):
    """What an operation is ordered for; several may be."""

    RESCUE = "rescue"
    CLOSE = "close"
    ARREST = "arrest"
    SECURE = "secure"
    CHECK = "check"


class Decision(StrEnum):
    """What became of a request for the prosecutor's sign-off."""

    ASKED = "asked"
    SIGNED = "signed"
    NARROWED = "narrowed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Opened(StrEnum):
    """What of an operation somebody opened."""

    ORDER = "order"
    SCOPE = "scope"
    ASK = "ask"
    BRIEFING = "briefing"


NEXT: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.PLANNED: frozenset({State.POSTPONED, State.STARTED, State.ABORTED}),
        State.POSTPONED: frozenset({State.PLANNED, State.ABORTED}),
        State.STARTED: frozenset({State.ENDED}),
        State.ENDED: frozenset(),
        State.ABORTED: frozenset(),
    }
)
"""From each state those that may follow it. What was started is ended, not aborted."""

SEALED_STATES = frozenset({State.PLANNED, State.POSTPONED, State.ABORTED})
"""In these, nobody but named people learns anything; an aborted one stays sealed for ever."""


def may_follow(state: State, after: State) -> bool:
    """Whether a state may follow another."""
    return state in NEXT[after]
