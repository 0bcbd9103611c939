"""Field work is read at a desk: each time is journaled; what is sealed opens with one's keys."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, NotOpened
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import DomainError, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.knowledge.evidence import queries as evidence
from ponleu.response.complaints.sealed import Shut
from ponleu.response.field.models import Entry, SetAside
from ponleu.response.field.queries import listing
from ponleu.response.field.queries.open_work import OpenWork, open_work
from ponleu.response.field.rules.kinds import WITH_FILE
from ponleu.response.field.sealed import Inside, file_of, inside, set_aside_text


class NotWhatWasTaken(DomainError):
    """What opens is not what the entry says was taken."""

    code = "not_what_was_taken"
    http_status = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Opened:
    """One entry as it opens.

    Attributes:
        inside: none if the reader's keys do not open it.
        is_here: its file has come whole, or it has none.
    """

    entry: Entry
    inside: Inside | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain bytes of a file, in pieces, and what they are."""

    media_type: str
    size: int
    pieces: Iterator[bytes]


@transaction.atomic
def see(actor: User, key: UUID, *, what: str = "read", at: datetime) -> OpenWork:
    """The field work of an operation; that the actor reads it is journaled.

    Raises:
        NotFound: there is none for them.
    """
    work = open_work(actor, key)
    journal.record(at=at, actor=actor, action=f"field.{what}", target=work.operation)
    return work


@transaction.atomic
def open_entry(actor: User, key: UUID, opened: KeyPair | None, *, at: datetime) -> Opened:
    """One entry with its sealed part; that it was opened is journaled.

    Raises:
        NotFound: there is no such entry for the actor, or nothing of it is sealed.
    """
    entry = listing.entry_of(actor, key)
    pairs = keyrings.held_pairs(actor, opened)
    found = inside(bytes(entry.sealed), pairs, entry.pk)
    file = getattr(entry, "file", None)
    if found is not None:
        journal.record(at=at, actor=actor, action="field.entry_opened", target=entry)
    return Opened(entry, found, is_here=file is None or file.whole_at is not None)


@transaction.atomic
def open_file(actor: User, key: UUID, opened: KeyPair | None, *, at: datetime) -> Plain:
    """The file of an entry, proved to be what was taken; that it was opened is journaled.

    Raises:
        NotFound: there is no such file for the actor, or it has not come whole.
        Shut: the reader's keys do not open it.
        NotWhatWasTaken: its bytes were changed.
    """
    entry = listing.entry_of(actor, key)
    file = getattr(entry, "file", None)
    if entry.kind not in WITH_FILE or file is None or file.content_id is None:
        raise NotFound(_("There is no such file."))
    found = inside(bytes(entry.sealed), keyrings.held_pairs(actor, opened), entry.pk)
    if found is None or not found.file_key:
        raise Shut(_("Your key does not open this. Ask a keyholder of the unit to let you in."))
    plain = _proved(file.content_id, entry, found.file_key)
    journal.record(at=at, actor=actor, action="field.file_opened", target=entry)
    return Plain(entry.open["media_type"], len(plain), iter([plain]))


@transaction.atomic
def open_set_aside(actor: User, key: UUID, opened: KeyPair | None, *, at: datetime) -> str | None:
    """What was sent and could not be taken, as it was sent; none if it does not open.

    Raises:
        NotFound: there is no such record for the actor.
    """
    row = SetAside.objects.get_for(actor, key)
    pairs = keyrings.held_pairs(actor, opened)
    text = set_aside_text(bytes(row.sealed), pairs, row.pk) if row.sealed else None
    if text is not None:
        journal.record(at=at, actor=actor, action="field.set_aside_opened", target=row)
    return text


def _proved(sha256: str, entry: Entry, file_key: bytes) -> bytes:
    """All of a file: nothing is given out before the last byte was proved."""
    try:
        plain = b"".join(file_of(evidence.content_pieces(sha256), entry.pk, file_key))
    except NotOpened:
        plain = b""
    if hashlib.sha256(plain).hexdigest() != entry.open["sha256"]:
        raise NotWhatWasTaken(_("What opens is not what was taken on the spot. Do not rely on it."))
    return plain
