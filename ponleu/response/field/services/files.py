"""Sealed files of entries: taken on piece by piece, kept once they are whole and proved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import services as evidence
from ponleu.response.complaints import halves
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.field.models import FieldFile
from ponleu.response.field.queries.answering import FOLDER
from ponleu.response.field.services.registering import awake

MOST_PIECE_BYTES = 256 * 1024
MEDIA_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Come:
    """How much of a file is here, synced to disk.

    Attributes:
        is_taken: the piece was added; if not, send from ``have``.
        is_damaged: all of it came and was not what the entry says; it was dropped.
    """

    have: int
    is_whole: bool
    is_taken: bool = True
    is_damaged: bool = False


@kept_or_refused()
def take_piece(actor: User, entry: UUID, piece: bytes, *, begins_at: int, at: datetime) -> Come:
    """Add a piece to the file of an entry of one of the actor's devices.

    Pieces are synced to disk before this returns. Once all have come the file is compared with
    the hash of its entry, and kept or dropped; that is journaled, single pieces are not.

    Raises:
        NotFound: there is no such file.
        DeviceWiped: the device has wiped itself.
        InvalidInput: the piece is empty or too large, or longer than what is left.
        NoRoom: the piece was not taken.
    """
    row = _file(actor, entry)
    if row.whole_at is not None:
        halves.drop(settings.PONLEU_STORE / FOLDER, entry)  # left if the process died after keeping
        return Come(row.sealed_size, is_whole=True)
    if not 0 < len(piece) <= MOST_PIECE_BYTES or begins_at + len(piece) > row.sealed_size:
        raise InvalidInput(_("Send at most 256 KiB of what is left of the file."))
    with halves.half(settings.PONLEU_STORE / FOLDER, entry) as half:
        before = halves.size_of(half)
        have = halves.add(half, piece, begins_at=begins_at)
        if before != begins_at:
            return Come(have, is_whole=False, is_taken=False)
        if have < row.sealed_size:
            return Come(have, is_whole=False)
        return _finish(actor, row, half, at=at)


def _file(actor: User, entry: UUID) -> FieldFile:
    """A file of an entry that the actor sent, also if its operation is shut to them since."""
    rows = FieldFile.objects.filter(entry__device__user=actor)
    row = rows.select_related("entry__device").filter(pk=entry).first()
    if row is None:
        raise NotFound(_("There is no such file."))
    awake(row.entry.device)
    return row


@transaction.atomic
def _finish(actor: User, row: FieldFile, half: BinaryIO, *, at: datetime) -> Come:
    """All of it is here: keep it, or drop it. Whoever else came meanwhile finds it whole."""
    rows = FieldFile.objects.filter(pk=row.pk)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    row = rows.get()
    if row.whole_at is not None:
        return Come(row.sealed_size, is_whole=True)
    half.seek(0)
    found = hashlib.file_digest(half, "sha256")  # type: ignore[arg-type]  # a file on disk
    if found.hexdigest() != row.sealed_sha256:
        row.damaged += 1
        row.save(update_fields=["damaged"])
        half.truncate(0)
        journal.record(at=at, actor=actor, action="field.file_damaged", target=row)
        return Come(0, is_whole=False, is_damaged=True)
    half.seek(0)
    row.content = evidence.keep_content(half, media_type=MEDIA_TYPE, at=at, limit=row.sealed_size)
    row.whole_at = at
    row.save(update_fields=["content", "whole_at"])
    transaction.on_commit(lambda: halves.drop(settings.PONLEU_STORE / FOLDER, row.pk))
    journal.record(at=at, actor=actor, action="field.file_kept", target=row)
    return Come(row.sealed_size, is_whole=True)
