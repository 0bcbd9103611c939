"""What rooms above read of minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from ponleu.foundation.accounts.models import User
from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.rules import content
from ponleu.response.minutes.rules.kinds import State, state
from ponleu.response.operations.models import Operation


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """Minutes of an operation by their newest version.

    Attributes:
        signed_at: when the last of those present answered; none while somebody has not.
        sha256: of the newest version's content.
    """

    key: UUID
    reference: str
    version: int
    state: State
    signed_at: datetime | None
    sha256: str


def minutes_of(actor: User, operation: Operation) -> list[MinutesLine]:
    """Minutes of an operation that stand, first those of the whole; empty if it is not open."""
    rows = Minutes.objects.visible_to(actor).standing().filter(operation=operation)
    standing = Signature.objects.filter(withdrawn_at=None).order_by("at", "pk")
    versions = Version.objects.order_by("-number").prefetch_related(
        Prefetch("signatures", standing)
    )
    rows = rows.prefetch_related(Prefetch("versions", versions)).order_by("begun_at", "pk")
    return [_line(row) for row in rows]


def state_of(version: Version, signatures: Iterable[Signature]) -> State:
    """Where a version stands, by the signatures of it that stand."""
    said = content.from_bytes(version.content.encode())
    return state(
        is_closed=version.closed_at is not None,
        present=content.present_keys(said),
        answered=[str(each.member_id) for each in signatures if each.member_id],
    )


def _line(row: Minutes) -> MinutesLine:
    newest = row.versions.all()[0]
    signatures = list(newest.signatures.all())
    where = state_of(newest, signatures)
    return MinutesLine(
        key=row.pk,
        reference=row.reference,
        version=newest.number,
        state=where,
        signed_at=max(each.at for each in signatures) if where is State.SIGNED else None,
        sha256=newest.sha256,
    )
