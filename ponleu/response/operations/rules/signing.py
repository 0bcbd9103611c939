"""When a prosecutor's sign-off covers an order."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ponleu.response.operations.rules.kinds import Decision, State
from ponleu.response.operations.rules.order import Scope

VALID_HOURS = 48
"""How long a sign-off holds unless the prosecutor says otherwise; our own number."""
MOST_HOURS = 14 * 24


class Gap(StrEnum):
    """Why an order may not start."""

    NOBODY_ASKED = "nobody_asked"
    WAITS = "waits"
    REFUSED = "refused"
    CHANGED = "changed"
    EXPIRED = "expired"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"


class Standing(StrEnum):
    """What a printed sign-off is worth when its code is checked."""

    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    TAKEN_BACK = "taken_back"
    OVER = "over"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Signed:
    """What is known of the newest request for a sign-off.

    Attributes:
        mark: of the scope that was signed, see ``mark_of``.
    """

    decision: Decision
    mark: bytes = b""
    expires_at: datetime | None = None


def mark_of(scope: Scope, salt: bytes) -> bytes:
    """What changes with every change of a scope, and without the salt tells nothing of it.

    SHA-256 over the salt (32 random bytes that lie in the envelope) and the scope's JSON. In which
    order sites and persons were named is no change.
    """
    said = {**asdict(scope), "entries": sorted(scope.entries), "persons": sorted(scope.persons)}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(b"ponleu scope 1\x00" + salt + text.encode()).digest()


def gap(signed: Signed | None, mark: bytes, scope: Scope, *, at: datetime) -> Gap | None:
    """Why an order with this scope may not start now; none if it may.

    Args:
        mark: of the order's present scope, under the salt of the signed one.
        at: now; the scope's own times count as well.
    """
    if signed is None or signed.decision is Decision.TAKEN_BACK:
        return Gap.NOBODY_ASKED
    if signed.decision is Decision.ASKED:
        return Gap.WAITS
    if signed.decision is Decision.REFUSED:
        return Gap.REFUSED
    if signed.mark != mark:
        return Gap.CHANGED
    if signed.expires_at is None or at >= signed.expires_at:
        return Gap.EXPIRED
    if at < datetime.fromisoformat(scope.begins):
        return Gap.TOO_EARLY
    if at > datetime.fromisoformat(scope.ends):
        return Gap.TOO_LATE
    return None


def expires(signed_at: datetime, hours: int, scope: Scope) -> datetime:
    """When a sign-off ends: after some hours, or with the scope's own time if that is sooner."""
    return min(signed_at + timedelta(hours=hours), datetime.fromisoformat(scope.ends))


def is_within(narrow: Scope, wide: Scope) -> bool:
    """Whether a scope asks for nothing that the other does not."""
    return (
        set(narrow.entries) <= set(wide.entries)
        and datetime.fromisoformat(narrow.begins) >= datetime.fromisoformat(wide.begins)
        and datetime.fromisoformat(narrow.ends) <= datetime.fromisoformat(wide.ends)
        and set(narrow.persons) <= set(wide.persons)
        and narrow.search <= wide.search
        and narrow.cameras <= wide.cameras
        and narrow.phones <= wide.phones
    )


def standing(
    decision: Decision,
    state: State,
    expires_at: datetime | None,
    *,
    is_newest: bool,
    at: datetime,
) -> Standing:
    """What a sign-off of this record is worth now.

    Args:
        is_newest: nothing was asked for after it.
    """
    if decision is Decision.TAKEN_BACK:
        return Standing.TAKEN_BACK
    if state in (State.ENDED, State.ABORTED):
        return Standing.OVER
    if not is_newest:
        return Standing.REPLACED
    if expires_at is None or at >= expires_at:
        return Standing.EXPIRED
    return Standing.VALID
