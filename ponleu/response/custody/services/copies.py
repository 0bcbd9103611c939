"""Working copies: who may have one and why, and each time that one is given out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import queries as evidence
from ponleu.response.custody import sealed
from ponleu.response.custody.models import CopyGrant, ExhibitFile, Viewing
from ponleu.response.custody.rules.kinds import FileState
from ponleu.response.custody.services import linking
from ponleu.response.custody.services.seizing import WORDS
from ponleu.response.custody.services.uploading import state_of
from ponleu.response.operations.models import Operation


@dataclass(frozen=True, slots=True)
class Copy:
    """A working copy on its way to a person: the same bytes as the original."""

    name: str
    size: int
    pieces: Iterator[bytes] = field(repr=False)


@transaction.atomic
def grant(
    actor: User, key: UUID, username: str, reason: str, pair: KeyPair | None, *, at: datetime
) -> CopyGrant:
    """Let somebody have a working copy of a file. Given twice is given once.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
        ChangedMeanwhile: the file is not whole yet.
        Shut: the actor's key does not open the file.
        InvalidInput: nobody who may see it, oneself, no key, no reason.
    """
    file = _kept(actor, key)
    exhibit = linking.locked(actor, file.exhibit_id)
    person = User.objects.filter(username=username.strip(), is_active=True).first()
    if person is None or not _sees(person, exhibit.operation):
        raise InvalidInput(_("Nobody of this name may see what was seized in this operation."))
    if person == actor:
        raise InvalidInput(_("Nobody lets themselves have a copy. Ask a colleague who has one."))
    words = one_line(reason, most=WORDS)
    file_key = sealed.key_of(file, actor, pair)
    standing = CopyGrant.objects.filter(file=file, user=person, withdrawn_at=None).first()
    if standing is not None:
        return standing
    row = CopyGrant.objects.create(
        file=file,
        user=person,
        by=actor,
        at=at,
        reason=words,
        envelope=sealed.to_person(file_key, file.pk, person),
    )
    journal.record(at=at, actor=actor, action="exhibit.copy_granted", target=exhibit)
    return row


@transaction.atomic
def withdraw(actor: User, key: UUID, *, at: datetime) -> CopyGrant:
    """Say that somebody may no longer have a copy. What they took they have.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
    """
    row = CopyGrant.objects.visible_to(actor).filter(pk=key).select_related("file").first()
    if row is None:
        raise NotFound(_("There is no such record."))
    exhibit = linking.locked(actor, row.file.exhibit_id)
    row.refresh_from_db()
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by, row.envelope = at, actor, b""
        row.save(update_fields=["withdrawn_at", "withdrawn_by", "envelope"])
        journal.record(at=at, actor=actor, action="exhibit.copy_withdrawn", target=exhibit)
    return row


def hand_out(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> Copy:
    """A working copy for somebody who may have one; that they took it is kept first.

    Raises:
        NotFound: no such file for them.
        ChangedMeanwhile: it is not whole yet.
        Shut: no copy was granted to them, or their key is not open.
    """
    file = _kept(actor, key)
    if not CopyGrant.objects.filter(file=file, user=actor, withdrawn_at=None).exists():
        raise sealed.Shut(_("No copy was granted to you. Ask whoever holds the exhibit for one."))
    file_key = sealed.key_of(file, actor, pair)
    with transaction.atomic():
        Viewing.objects.create(file=file, user=actor, at=at)
        journal.record(at=at, actor=actor, action="exhibit.copy_read", target=file.exhibit)
    return Copy(_name_of(file), file.size, _pieces(file, file_key))


def _pieces(file: ExhibitFile, file_key: bytes) -> Iterator[bytes]:
    with evidence.content_open(str(file.content_id)) as stored:
        yield from sealed.opened_pieces(stored, file_key, file)


def _kept(actor: User, key: UUID) -> ExhibitFile:
    file = state_of(actor, key)
    if file.state == FileState.COMING:
        raise ChangedMeanwhile(_("This file is not whole yet. Send the rest first."))
    return file


def _sees(person: User, operation: Operation) -> bool:
    if not person.may(Action.CUSTODY_READ):
        return False
    return Operation.objects.open_to(person).filter(pk=operation.pk).exists()


def _name_of(file: ExhibitFile) -> str:
    """Which exhibit and file it is, and nothing of what is in it."""
    sort = "working-copy" if file.state == FileState.ORIGINAL else "not-matching"
    ending = PurePath(file.name).suffix[1:].lower()
    plain = ending if ending.isascii() and ending.isalnum() and len(ending) <= 5 else "bin"
    return f"{file.exhibit.reference}-{file.number}-{sort}.{plain}"
