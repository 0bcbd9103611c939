"""Writes about keys: one function is one thing that a person or command can do."""

from ponleu.foundation.keyrings.services.holding import AlreadyHolds, cover, let_in, put_out
from ponleu.foundation.keyrings.services.notices import mark_seen
from ponleu.foundation.keyrings.services.recovering import (
    NotCovered,
    RecoveryRefused,
    Sheet,
    TooManyTries,
    begin_recovery,
    recover,
)
from ponleu.foundation.keyrings.services.rings import RingStands, begin_own_ring, begin_ring
from ponleu.foundation.keyrings.services.wrapping import NobodyToHold

__all__ = [
    "AlreadyHolds",
    "NobodyToHold",
    "NotCovered",
    "RecoveryRefused",
    "RingStands",
    "Sheet",
    "TooManyTries",
    "begin_own_ring",
    "begin_recovery",
    "begin_ring",
    "cover",
    "let_in",
    "mark_seen",
    "put_out",
    "recover",
]
