"""What a timeline is of: keys that rooms understand, cut to what the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q


@dataclass(frozen=True, slots=True)
class Subject:
    """A site or party with those it was joined with, or some allegations about such.

    Attributes:
        allegations: only what concerns these; None for all about the entries.
        cases: whose opening and closing belong here too.
    """

    entries: frozenset[UUID]
    allegations: frozenset[UUID] | None = None
    cases: frozenset[UUID] = frozenset()

    def about(self, path: str) -> Q:
        """What concerns the allegations, by the path to one: "allegation"; "" from itself."""
        if self.allegations is not None:
            return Q(**{f"{path}__in" if path else "pk__in": self.allegations})
        return Q(**{f"{path}__entry__in" if path else "entry__in": self.entries})
