"""Where minutes stand, and what somebody present may do about them."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

MINUTE_TAKER = "minutes"
"""Code of the role of operations that takes minutes."""


class State(StrEnum):
    """Where the newest version of minutes stands."""

    DRAFT = "draft"
    CLOSED = "closed"
    SIGNED = "signed"


class Manner(StrEnum):
    """What somebody present did about a closed version."""

    SIGNED = "signed"
    RESERVED = "reserved"
    REFUSED = "refused"
    PAPER = "paper"


class Standing(StrEnum):
    """What a printed sheet is worth."""

    NEWEST = "newest"
    REPLACED = "replaced"
    GIVEN_UP = "given_up"
    NOT_OURS = "not_ours"


NEED_WORDS = frozenset({Manner.RESERVED, Manner.REFUSED})
"""These say why."""


def state(*, is_closed: bool, present: Collection[str], answered: Collection[str]) -> State:
    """Where a version stands.

    Args:
        present: keys of everybody who was present.
        answered: keys of those of them who signed, signed with a reservation, refused or signed
            on paper.
    """
    if not is_closed:
        return State.DRAFT
    return State.SIGNED if present and set(present) <= set(answered) else State.CLOSED
