"""Kinds of evidence, of conclusions, and of what a reviewer decides. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LATE_AFTER = timedelta(days=30)
"""An allegation's first finding is late when written more than this after it was opened.
Our own number, as that for complaints without hurry; the deploying body decides."""


class PieceKind(StrEnum):
    """What a piece of evidence is."""

    CLAIM = "claim"
    DOCUMENT = "document"
    COMPLAINT = "complaint"
    EXHIBIT = "exhibit"
    INTERVIEW = "interview"
    REPLY = "reply"
    INSPECTION = "inspection"
    OTHER = "other"


class Reliability(StrEnum):
    """How far the one whom it comes from can be relied on (Admiralty): A to E, F not judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


CREDIBILITIES = range(1, 7)
"""How likely what is said is true (Admiralty): 1 confirmed to 5 improbable, 6 not judged."""
NOT_JUDGED = 6


class Side(StrEnum):
    """Whether a piece speaks for the allegation or against it."""

    FOR = "for"
    AGAINST = "against"


class Outcome(StrEnum):
    """What was concluded."""

    SUBSTANTIATED = "substantiated"
    PARTLY = "partly"
    COULD_NOT_VERIFY = "could_not_verify"
    NOT_SUBSTANTIATED = "not_substantiated"
    OTHER_MATTER = "other_matter"


class OtherMatter(StrEnum):
    """What it was instead."""

    LABOUR_DISPUTE = "labour_dispute"
    IMMIGRATION = "immigration"
    DEBT = "debt"
    FAMILY = "family"
    OTHER = "other"


class Decision(StrEnum):
    """What a reviewer decided; none while it waits."""

    APPROVED = "approved"
    REFUSED = "refused"


class Block(StrEnum):
    """Why a reviewer cannot approve a finding that waits."""

    OWN = "own"
    UNSEEN = "unseen"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    ALLEGATION_WITHDRAWN = "allegation_withdrawn"


class Istanbul(StrEnum):
    """How far signs agree with the torture that is told of: a clinician says it, nobody else."""

    NOT_CONSISTENT = "not_consistent"
    CONSISTENT = "consistent"
    HIGHLY_CONSISTENT = "highly_consistent"
    TYPICAL_OF = "typical_of"
    DIAGNOSTIC_OF = "diagnostic_of"


def is_late(opened_at: datetime, written_at: datetime, *, is_first: bool) -> bool:
    """Whether a finding came late; one that replaces another never does."""
    return is_first and written_at - opened_at > LATE_AFTER
