"""What a prosecutor was asked to allow: reading it, whether it holds, its code on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, proof, proves
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import NotFound
from ponleu.response.operations import sealed
from ponleu.response.operations.kept_out import is_kept_out
from ponleu.response.operations.models import Operation, SignOff
from ponleu.response.operations.rules import signing
from ponleu.response.operations.rules.kinds import Decision, Opened
from ponleu.response.operations.rules.order import Order, Scope
from ponleu.response.operations.services import opening


@dataclass(frozen=True, slots=True)
class Asked:
    """What a prosecutor reads.

    Attributes:
        grounds: one line for each site: its name, the level of the finding, what rests on it.
        salt: see ``rules.signing.mark_of``.
        words: why, as whoever asks puts it.
        answer: what was decided, in words; empty until then.
        narrowed: the scope that was allowed instead, if it was narrowed.
    """

    row: SignOff
    scope: Scope
    grounds: Sequence[dict[str, Any]]
    basis: str
    aims: Sequence[str]
    salt: bytes
    words: str
    answer: str = ""
    narrowed: Scope | None = None


@transaction.atomic
def open_asked(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> Asked:
    """What was asked, for the prosecutor or a reader of the order; that it was opened is kept.

    Raises:
        NotFound: no such request for the actor.
        Shut: their key is not open, or it is not sealed to it.
    """
    asked = read(row_of(actor, key), actor, pair)
    opening.note_opening(asked.row.operation, actor, Opened.SCOPE, asked.row.number, at=at)
    return asked


def newest_for(operation: Operation) -> SignOff | None:
    """The newest request of an operation."""
    return SignOff.objects.filter(operation=operation).order_by("-asked_at", "-pk").first()


def gap_of(
    operation: Operation, order: Order, actor: User, pair: KeyPair | None, *, at: datetime
) -> signing.Gap | None:
    """Why an order may not start now; none if it may.

    Raises:
        Shut: the sign-off is not sealed to the actor, who was let in after it was asked for.
    """
    row = newest_for(operation)
    if row is None:
        return signing.Gap.NOBODY_ASKED
    known = signing.Signed(Decision(row.decision), bytes(row.mark), row.expires_at)
    if known.decision not in {Decision.SIGNED, Decision.NARROWED}:
        return signing.gap(known, b"", order.scope, at=at)
    salt = read(row, actor, pair).salt
    return signing.gap(known, signing.mark_of(order.scope, salt), order.scope, at=at)


def read(row: SignOff, actor: User, pair: KeyPair | None) -> Asked:
    """What lies in a request; the opening is not kept.

    Raises:
        NotFound: a site of it is kept from the actor.
        Shut: their key is not open, or it is not sealed to it.
    """
    said = sealed.opened_words(bytes(row.envelope), pair, sealed.scope_context(row.pk))
    answer: dict[str, Any] = {}
    if row.answer:
        answer = sealed.opened_words(bytes(row.answer), pair, sealed.decision_context(row.pk))
    narrowed = answer.get("scope")
    asked = Asked(
        row=row,
        scope=sealed.scope_of(said["scope"]),
        grounds=said["grounds"],
        basis=said["basis"],
        aims=said["aims"],
        salt=bytes.fromhex(said["salt"]),
        words=said["words"],
        answer=answer.get("words", ""),
        narrowed=sealed.scope_of(narrowed) if narrowed else None,
    )
    if is_kept_out(actor, asked.scope.entries):
        raise NotFound(_("There is no such record."))
    return asked


def checked_code(code: str, reference: str) -> SignOff | None:
    """The sign-off whose printed sheet bears a code, if it was given by this record.

    Args:
        reference: of the operation, as printed.
    """
    rows = SignOff.objects.filter(operation__reference=reference.strip().upper()).exclude(code="")
    for row in rows.select_related("operation"):
        signed_on = localdate(row.decided_at)
        if proves(code, _proved(row), signed_on, key=_proof_key()):
            return row
    return None


def row_of(actor: User, key: UUID, *, is_locked: bool = False) -> SignOff:
    """A request that the actor may see.

    Raises:
        NotFound: there is none for them.
    """
    rows = SignOff.objects.visible_to(actor).select_related("operation__unit", "prosecutor")
    if is_locked and connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    return row


def code_of(row: SignOff, at: datetime) -> str:
    """The code for the printed sheet of a sign-off that is given now."""
    return proof(_proved(row), localdate(at), key=_proof_key())


def _proved(row: SignOff) -> str:
    return f"{row.operation.reference} {row.pk}"


def _proof_key() -> bytes:
    return str(settings.PONLEU_PROOF_KEY).encode()
