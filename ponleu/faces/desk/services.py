"""Searching is a read of many records at once, so it is journaled."""

from __future__ import annotations

from datetime import datetime

from ponleu.faces.desk import queries
from ponleu.faces.desk.queries import Found
from ponleu.foundation.accounts.models import User
from ponleu.foundation.journal import services as journal


def search(actor: User, text: str, *, at: datetime) -> list[Found]:
    """What the actor finds. The journal holds that they searched, never the words."""
    found = queries.find(actor, text)
    journal.record(at=at, actor=actor, action="desk.searched", target="search")
    return found
