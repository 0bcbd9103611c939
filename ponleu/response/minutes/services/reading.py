"""Opening minutes and printing them; each is journaled. Checking the code of a printed sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.engines.sealing import proof, proves
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.journal import services as journal
from ponleu.foundation.limits import services as limits
from ponleu.response.minutes.models import Minutes, Version
from ponleu.response.minutes.printing import Paper, paper_of
from ponleu.response.minutes.queries.pages import Shown, shown
from ponleu.response.minutes.rules.kinds import Standing

TRIES_AN_HOUR = 20


class Damaged(DomainError):
    """What is kept has another hash than what was written."""

    code = "minutes_damaged"
    http_status = 409


class TooMany(DomainError):
    """Too many codes were tried."""

    code = "too_many"
    http_status = 429


@dataclass(frozen=True, slots=True)
class Checked:
    """What a code says, with the hash that has to stand on the sheet; "" if it is not ours."""

    standing: Standing
    sha256: str = ""


@transaction.atomic
def see(actor: User, key: UUID, number: int | None = None, *, at: datetime) -> Shown:
    """Minutes in their newest version or the one with a number.

    Raises:
        NotFound: there are none for the actor.
    """
    found = shown(actor, key, number)
    journal.record(at=at, actor=actor, action="minutes.read", target=found.minutes)
    return found


@transaction.atomic
def printed(actor: User, key: UUID, number: int | None = None, *, at: datetime) -> Paper:
    """The same as they are printed.

    Raises:
        NotFound: there are none for the actor.
        Damaged: the content has another hash than was kept with it.
    """
    found = shown(actor, key, number, is_compared=False)
    if not found.is_whole:
        raise Damaged(
            _("These minutes were damaged. Ask the keeper of the system to restore them.")
        )
    journal.record(at=at, actor=actor, action="minutes.printed", target=found.minutes)
    return paper_of(found, code_of(found.version, found.minutes.reference))


def code_of(version: Version, reference: str) -> str:
    """The code on the sheet of a closed version; "" of a draft."""
    if version.closed_at is None:
        return ""
    return proof(_proved(version, reference), localdate(version.closed_at), key=_proof_key())


def check(actor: User, code: str, reference: str, *, at: datetime) -> Checked:
    """Whether printed minutes come from this record, and whether they are the newest version.

    Raises:
        TooMany: the actor tried many codes within the hour.
    """
    if not limits.take("minutes_code", str(actor.pk), at=at, most=TRIES_AN_HOUR):
        raise TooMany(_("Too many codes were tried. Wait an hour."))
    row = Minutes.objects.filter(reference=reference.strip().upper()).first()
    versions = list(Version.objects.filter(minutes=row).order_by("-number")) if row else []
    for version in versions:
        if row and version.closed_at and _bears(code, version, row.reference):
            return Checked(_standing(row, version is versions[0]), version.sha256)
    return Checked(Standing.NOT_OURS)


def _standing(row: Minutes, is_newest: bool) -> Standing:
    if row.withdrawn_at is not None:
        return Standing.GIVEN_UP
    return Standing.NEWEST if is_newest else Standing.REPLACED


def _bears(code: str, version: Version, reference: str) -> bool:
    closed_on = localdate(version.closed_at)
    return proves(code, _proved(version, reference), closed_on, key=_proof_key())


def _proved(version: Version, reference: str) -> str:
    return f"{reference} {version.number} {version.sha256}"


def _proof_key() -> bytes:
    return str(settings.PONLEU_PROOF_KEY).encode()
