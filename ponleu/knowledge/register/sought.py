"""Which entries of the index are searched: those of the kind that whoever asks may see.

This only keeps the search from spending itself on others. Whether an entry is shown is still
asked of the database.
"""

from __future__ import annotations

from dataclasses import dataclass

from ponleu.engines.matching import Kind
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Reach
from ponleu.knowledge.register.models import Entry, EntryQuerySet


def scope_of(entry: Entry) -> str:
    """Where an entry is kept, as the index notes it."""
    return f"{entry.unit.path} {entry.territory}"


@dataclass(frozen=True, slots=True)
class Seen:
    """Entries that someone may read, kept in a unit or below it."""

    reaches: tuple[Reach, ...]
    unit_path: str
    kind: Kind | None

    def __call__(self, kind: str, scope: str) -> bool:
        """Whether to search entries of a kind and scope."""
        path, _, territory = scope.partition(" ")
        return (
            self.kind in (None, kind)
            and path.startswith(self.unit_path)
            and any(reach.covers(reach.action, path, territory) for reach in self.reaches)
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """Entries that someone may see together with those of a unit: kept in it, above or below."""

    path: str
    kind: Kind | None

    def __call__(self, kind: str, scope: str) -> bool:
        """Whether to search entries of a kind and scope."""
        path = scope.partition(" ")[0]
        return self.kind in (None, kind) and (
            path.startswith(self.path) or self.path.startswith(path)
        )


def seen(actor: User, unit_path: str, kind: Kind | None) -> Seen:
    """What of the index to search for someone."""
    return Seen(tuple(actor.reaches(EntryQuerySet.read_action)), unit_path, kind)
