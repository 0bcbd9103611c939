"""What can be said, and when a promise is late. Pure."""

from __future__ import annotations

from enum import StrEnum


class ClaimKind(StrEnum):
    """What sort of thing a source says. An event or a penalty that a source tells of is a
    claim too: it stays one until a finding stands on it."""

    CLAIM = "claim"
    DENIAL = "denial"
    REQUEST = "request"
    FIGURE = "figure"
    EVENT = "event"
    PENALTY = "penalty"
