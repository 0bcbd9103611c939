"""What an entry of the register is. Pure."""

from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"
    SITE = "site"

    @property
    def prefix(self) -> str:
        """Letter of its references."""
        return {"person": "P", "organisation": "O", "site": "S"}[self.value]


class EntryStatus(StrEnum):
    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
