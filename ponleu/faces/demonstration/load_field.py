"""Field work in the invented country: what two people entered at the site that was inspected."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from ponleu.engines.sealing import seal
from ponleu.foundation.accounts.models import User
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.response.field.sealed import entry_context
from ponleu.response.field.services import registering, syncing
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.operations.rules.kinds import State

FIELD, COMMANDER = "field", "commander"
SPACE = UUID("6f0c2f0e-5b0e-4d7c-9d63-0b1f6c8a4a11")
PERSONS: tuple[tuple[str, str, str, list[str]], ...] = (
    ("A-101", "vi", "18_24", ["injured"]),
    ("A-102", "vi", "15_17", ["child_alone", "interpreter"]),
    ("A-103", "zh", "25_59", []),
    ("A-104", "my", "18_24", ["doctor_now", "keep_apart"]),
)
"""Invented: wristband, language, age band, urgent needs."""

ANSWERS = (
    ("g_cannot_leave", "yes"),
    ("g_papers_held", "yes"),
    ("g_papers_where", "safe"),
    ("g_under_18", 1),
    ("g_exits", 2),
    ("g_exits_open", "some"),
)


@dataclass
class Phone:
    """A device of one of them, and what it made."""

    user: User
    site: OperationSite
    recipients: Sequence[bytes]
    at: datetime
    made: list[dict[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> UUID:
        """The same in each demonstration."""
        return uuid5(SPACE, self.user.username)

    def enter(self, kind: str, told: Mapping[str, object], *, text: str = "") -> None:
        """The next entry, some minutes after the one before."""
        seq = len(self.made) + 1
        key = uuid5(self.key, str(seq))
        entry = {
            "id": str(key),
            "seq": seq,
            "operation": str(self.site.operation_id),
            "site": str(self.site.pk),
            "kind": kind,
            "at": (self.at + timedelta(minutes=4 * seq)).isoformat(),
            "base": None,
            "open": told,
            "sealed": None,
        }
        if text and self.recipients:
            words = json.dumps({"v": 1, "text": text}).encode()
            envelope = seal(words, self.recipients, context=entry_context(key))
            entry["sealed"] = base64.b64encode(envelope).decode()
        self.made.append(entry)

    def send(self) -> int:
        """Register, sync; how many entries were made."""
        at = self.at + timedelta(hours=3)
        registering.register(self.user, self.key, f"Phone of {self.user.name}", at=self.at)
        syncing.sync(self.user, self.key, at, self.made, at=at)
        return len(self.made)


def work_at_sites(people: Sequence[User]) -> int:
    """Enter what was found in the operation that is over; how many entries. All of it invented.

    One answer of the two disagrees, so that there is something to choose.
    """
    known = {one.username: one for one in people}
    operation = Operation.objects.filter(state=State.ENDED).select_related("unit").first()
    if operation is None or not {FIELD, COMMANDER} <= set(known) or operation.started_at is None:
        return 0
    site = OperationSite.objects.filter(operation=operation).first()
    if site is None:
        return 0
    recipients = keyrings.recipients(operation.unit.path)
    phone = Phone(known[FIELD], site, recipients, operation.started_at)
    for code, answer in ANSWERS:
        phone.enter("check", {"code": code, "answer": answer})
    for band, language, age_band, needs in PERSONS:
        person = {"person": str(uuid5(SPACE, band)), "wristband": band}
        phone.enter(
            "person", {**person, "language": language, "age_band": age_band, "needs": needs}
        )
    phone.enter("headcount", {"number": 5, "children": 1})
    if recipients:
        phone.enter(
            "note", {"kind": "seen"}, text="The stairs to the roof are chained. (Invented.)"
        )
        phone.enter("exhibit", {"kind": "passports", "seal": "PS 0417"}, text="In the safe.")
    other = Phone(known[COMMANDER], site, recipients, operation.started_at + timedelta(minutes=20))
    other.enter("check", {"code": "g_exits", "answer": 3})
    return phone.send() + other.send()
