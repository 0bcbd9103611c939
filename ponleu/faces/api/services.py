"""What a program does through the API: send a complaint, add a file, ask what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.faces.api import queries
from ponleu.faces.api.models import Sending
from ponleu.foundation.accounts.models import Program
from ponleu.foundation.core.errors import DomainError, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.complaints.channels.types import Brought
from ponleu.response.complaints.receipts import Receipt, new_receipt
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.complaints.services import relaying
from ponleu.response.complaints.services.bringing import mark_of
from ponleu.response.complaints.services.filing import filed_as


class KeyUsed(DomainError):
    """The key of a complaint came with other words before; nothing was kept."""

    code = "key_used"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program is told of a complaint that it sent.

    Attributes:
        receipt: ten words for whoever told it, the first time only; printing shows none.
    """

    reference: str
    date: date
    proof: str
    is_new: bool
    receipt: tuple[str, ...] = field(repr=False)


def origin_of(program: Program, key: UUID) -> bytes:
    """What makes a complaint of a program the same when it is sent again."""
    return b"program %b %b" % (program.pk.bytes, key.bytes)


def send(
    program: Program, one: Brought, words: bytes, *, wants_receipt: bool, at: datetime
) -> Answer:
    """Keep a complaint that a program sends; sent again, it is kept once.

    Args:
        one: with an origin of ``origin_of``.
        words: all that was sent, written in one way; only its keyed hash is kept.

    Raises:
        KeyUsed: the key came with other words before.
        NotPermitted, NobodyCanOpen, NoRoom: nothing was kept.
    """
    receipt = new_receipt() if wants_receipt else None
    mark = mark_of(b"words " + words)
    with kept_or_refused(), transaction.atomic():
        relayed = relaying.relay(program, one, receipt, at=at)
        own = Sending.objects.filter(program=program, complaint=relayed.complaint, words=mark)
        if relayed.is_new:
            Sending.objects.create(program=program, complaint=relayed.complaint, words=mark)
        elif not own.exists():
            raise KeyUsed(_("This key was sent before with other words. Make a key for each."))
    filed = filed_as(relayed.complaint)
    told = _words(receipt, one) if relayed.is_new else ()
    return Answer(filed.reference, filed.date, filed.proof, relayed.is_new, told)


def add_file(
    program: Program,
    key: UUID,
    file_key: UUID,
    chunks: Iterable[bytes],
    *,
    name: str,
    media_type: str,
    at: datetime,
) -> bool:
    """Add a file to a complaint that the program sent; False if it was added before.

    Args:
        key: of the complaint, made by the program.
        file_key: of the file, made by the program.

    Raises:
        NotFound: the program sent no such complaint.
        others: as for ``relaying.relay_file``; nothing was kept.
    """
    complaint = relaying.relayed(origin_of(program, key))
    own = Sending.objects.visible_to(program).filter(complaint=complaint)
    if complaint is None or not own.exists():
        raise NotFound(_("This key sent no such complaint. Send it first, then its files."))
    origin = b"file %b %b" % (origin_of(program, key), file_key.bytes)
    return relaying.relay_file(
        program, complaint, origin, chunks, name=name, media_type=media_type, at=at
    )


def follow(program: Program, *, before: str, limit: int, at: datetime) -> queries.FatePage:
    """What became of what a program sent; that it asked is journaled. See ``queries.fates``."""
    page = queries.fates(program, before=before, limit=limit)
    journal.record(at=at, actor=program, action="record.listed", target="complaints.complaint")
    return page


def follow_one(program: Program, reference: str, *, at: datetime) -> queries.Fate:
    """What became of one of them; that it asked is journaled. See ``queries.fate``."""
    sending, fate = queries.fate(program, reference)
    journal.record(at=at, actor=program, action="complaint.followed", target=sending.complaint)
    return fate


def _words(receipt: Receipt | None, one: Brought) -> tuple[str, ...]:
    return receipt.words(one.told.language) if receipt else ()
