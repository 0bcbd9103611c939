"""Checking the code on a printed sign-off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.limits import services as limits
from ponleu.response.operations.rules.kinds import Decision, State
from ponleu.response.operations.rules.signing import Standing, standing
from ponleu.response.operations.services import scopes

TRIES_AN_HOUR = 20


class TooMany(DomainError):
    """Too many codes were tried."""

    code = "too_many"
    http_status = 429


@dataclass(frozen=True, slots=True)
class Checked:
    """What a code says; the code name of the operation if it is one of ours."""

    standing: Standing
    code_name: str = ""


def check(actor: User, code: str, reference: str, *, at: datetime) -> Checked:
    """Whether a printed sign-off was given by this record, and whether it still holds.

    Raises:
        TooMany: the actor tried many codes within the hour.
    """
    if not limits.take("sign_off_code", str(actor.pk), at=at, most=TRIES_AN_HOUR):
        raise TooMany(_("Too many codes were tried. Wait an hour."))
    row = scopes.checked_code(code, reference)
    if row is None:
        return Checked(Standing.NOT_OURS)
    newest = scopes.newest_for(row.operation)
    said = standing(
        Decision(row.decision),
        State(row.operation.state),
        row.expires_at,
        is_newest=newest is not None and newest.pk == row.pk,
        at=at,
    )
    return Checked(said, row.operation.code_name)
