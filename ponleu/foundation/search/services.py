"""Making records findable, and no longer findable. Rooms call these when they write."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ponleu.foundation.search.models import ANYWHERE, READ_ACTIONS, Findable
from ponleu.foundation.search.rules import indexed

__all__ = ["ANYWHERE", "forget", "index"]


def index(
    *,
    target_type: str,
    target: UUID,
    kind: str,
    reference: str,
    title: str,
    body: str,
    read_action: str,
    unit_path: str,
    territory: str,
    at: datetime,
) -> None:
    """Let a record be found by its words, or by its new words if it was already.

    Put in no words that a reader of the record may not read.

    Args:
        target_type: label of the model: "register.entry".
        read_action: an action that ends in ".read"; who holds it for the record's unit and
            territory finds the record, nobody else.
        unit_path: of the unit; ``ANYWHERE`` for what whoever holds the action anywhere reads.

    Raises:
        ValueError: the action is none that reads.
    """
    if read_action not in READ_ACTIONS:
        raise ValueError(f"{read_action!r} is no action that reads records")
    Findable.objects.update_or_create(
        target_type=target_type,
        target=target,
        defaults={
            "kind": kind,
            "reference": reference,
            "title": title[:300],
            "body": body,
            **indexed(reference, title, body),
            "read_action": read_action,
            "unit_path": unit_path,
            "territory": territory,
            "changed_at": at,
        },
    )


def forget(target_type: str, target: UUID) -> None:
    """Let a record no longer be found; nothing happens if it was not findable."""
    Findable.objects.filter(target_type=target_type, target=target).delete()
