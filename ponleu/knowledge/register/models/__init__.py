"""What the register stores: entries, what is known of them, their ties, who is the same."""

from ponleu.knowledge.register.models.details import Detail, Identifier, Position
from ponleu.knowledge.register.models.entry import (
    Entry,
    EntryQuerySet,
    Mention,
    Name,
    Office,
    open_to_readers,
)
from ponleu.knowledge.register.models.identity import Matched, MatchProposal, PairJudgement
from ponleu.knowledge.register.models.ties import Tie

__all__ = [
    "Detail",
    "Entry",
    "EntryQuerySet",
    "Identifier",
    "MatchProposal",
    "Matched",
    "Mention",
    "Name",
    "Office",
    "PairJudgement",
    "Position",
    "Tie",
    "open_to_readers",
]
