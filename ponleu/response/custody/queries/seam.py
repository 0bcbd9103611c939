"""What rooms above read of what was seized; empty where it is not open to the actor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from ponleu.foundation.accounts.models import User
from ponleu.response.custody.models import Exhibit, ExhibitFile
from ponleu.response.custody.rules.kinds import FileState
from ponleu.response.operations.models import Operation, OperationSite


@dataclass(frozen=True, slots=True)
class SeizureLine:
    """One thing that was seized.

    Attributes:
        what: what it is, with its make if that is known.
        kind: code of ``rules.kinds.Kind``.
        owner_said: whose it is, as somebody said at the place; "" if nobody did.
        hashes: SHA-256 of its originals, in hex, in their order.
        channels: which of a recorder, "" if none.
        covers: between which its recordings lie, by its own clock.
    """

    key: UUID
    reference: str
    site: OperationSite | None
    what: str
    kind: str
    seal: str
    owner_said: str
    seized_at: datetime
    seized_by: User
    hashes: list[str]
    channels: str
    covers: tuple[datetime, datetime] | None


def seizures_of(actor: User, operation: Operation) -> list[SeizureLine]:
    """What was seized in an operation, in the order in which it was; nothing taken back."""
    originals = ExhibitFile.objects.filter(state=FileState.ORIGINAL).order_by("number")
    rows = Exhibit.objects.visible_to(actor).standing().filter(operation=operation)
    rows = rows.select_related("site__entry", "seized_by").order_by("seized_at", "pk")
    return [_line(row) for row in rows.prefetch_related(Prefetch("files", originals))]


def _line(row: Exhibit) -> SeizureLine:
    covers = None
    if row.covers_from is not None and row.covers_until is not None:
        covers = (row.covers_from, row.covers_until)
    return SeizureLine(
        key=row.pk,
        reference=row.reference,
        site=row.site,
        what=f"{row.what}, {row.make}" if row.make else row.what,
        kind=row.kind,
        seal=row.seal,
        owner_said=row.owner_said,
        seized_at=row.seized_at,
        seized_by=row.seized_by,
        hashes=[file.sha256 for file in row.files.all()],
        channels=row.channels,
        covers=covers,
    )
