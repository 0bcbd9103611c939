"""One row for each write and each read of a protected record, chained by hashes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, Self

from django.db import models

from ponleu.foundation.core.scoping import Actor, ScopedQuerySet
from ponleu.foundation.journal.rules import MAX_CODE, MAX_REASON

READ = "journal.read"
VERIFY = "journal.verify"
"""The actions that open the journal and that check it."""


class Span(Protocol):
    """How far a grant reaches, as rooms below accounts see it."""

    @property
    def unit_path(self) -> str: ...

    @property
    def territory(self) -> str: ...


class Reader(Actor, Protocol):
    """Whoever reads the journal."""

    def reaches(self, action: str) -> Iterable[Span]:
        """How far the person's grants reach for an action."""
        ...


def reaches_all(actor: Reader, action: str) -> bool:
    """Whether the actor holds an action for the whole journal.

    Entries belong to no unit and no territory, so only a grant for the root unit (a path
    of one step) and the whole country reaches all of them.
    """
    return any(
        span.unit_path.count("/") == 1 and not span.territory for span in actor.reaches(action)
    )


class EntryQuerySet(ScopedQuerySet["Entry"]):
    """Rows of the journal."""

    def visible_to(self, actor: Any) -> Self:
        """All rows for readers of the whole journal; for other holders what they did themselves."""
        if reaches_all(actor, READ):
            return self.all()
        if actor.may(READ):
            return self.filter(actor=str(actor.pk))
        return self.none()


class Entry(models.Model):
    """Who did what to what, when and why. Triggers refuse to change or delete a row.

    Holds keys and codes only, no personal data and no foreign keys, so that the log
    never blocks a deletion and never needs scrubbing. The sequence is given by
    ``services.record``, never by the database: its field type only lets SQLite keep the
    rows in that order, which makes walking the chain one pass over the file.
    """

    holds_no_person = "keys and codes only; who bears a key is told by the accounts"
    retention = "never deleted"

    sequence = models.BigAutoField(primary_key=True)
    at = models.CharField(max_length=32, help_text="UTC, ISO 8601 with microseconds")
    actor = models.CharField(max_length=36, blank=True, help_text="key of a user; empty: Ponleu")
    action = models.CharField(max_length=MAX_CODE)
    target_type = models.CharField(max_length=MAX_CODE)
    target = models.CharField(max_length=MAX_CODE, blank=True)
    reason = models.CharField(max_length=MAX_REASON, blank=True)
    previous = models.CharField(max_length=64, help_text="hash of the row before")
    hash = models.CharField(max_length=64, help_text="SHA-256 over the row before and this row")

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="journal_entry_target", fields=["target_type", "target", "sequence"]),
            models.Index(name="journal_entry_actor", fields=["actor", "sequence"]),
            models.Index(name="journal_entry_action", fields=["action", "sequence"]),
            models.Index(name="journal_entry_at", fields=["at", "sequence"]),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action}"

    @property
    def instant(self) -> datetime:
        """When it happened, for templates."""
        return datetime.fromisoformat(self.at)
