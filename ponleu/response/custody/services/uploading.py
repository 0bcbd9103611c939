"""Files of exhibits: brought piece by piece, compared with what was stated at the end."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import services as evidence
from ponleu.response.complaints import halves
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.custody import sealed
from ponleu.response.custody.models import Exhibit, ExhibitFile
from ponleu.response.custody.rules import pieces
from ponleu.response.custody.rules.kinds import FileState, LinkKind
from ponleu.response.custody.services import linking

MEDIA_TYPE = "application/octet-stream"
READ_BYTES = 1024 * 1024


class NotWhole(DomainError):
    """The file ended before its stated size."""

    code = "file_not_whole"


@kept_or_refused()
def take_piece(
    actor: User, key: UUID, pair: KeyPair | None, piece: bytes, *, begins_at: int
) -> int:
    """Take a file on by one piece; how many of its bytes are here now, synced to disk.

    Whoever sends goes on from that number, whatever they thought was here. A piece that begins
    elsewhere is not taken.

    Raises:
        NotFound, NotPermitted, Shut: as for ``_coming``.
        InvalidInput: the piece has another size than it must have there; nothing of it is kept.
        Spoilt: what came before is no longer on the disk.
        NoRoom: the piece was not taken; those before it are still here.
    """
    file, file_key = _coming(actor, key, pair)
    with halves.half(folder(), file.pk) as half:
        held = _held(file)
        if held is None or begins_at != held or held == file.size:
            return file.size if held is None else held
        if len(piece) != pieces.piece_size(held, file.size):
            raise InvalidInput(
                _("The piece came cut or too long. Nothing of it was kept: send it again.")
            )
        _write(half, sealed.sealed_piece(piece, file_key, file, held), pieces.sealed_begin(held))
        now_held = held + len(piece)
        ExhibitFile.objects.filter(pk=file.pk, held=held, withdrawn_at=None).update(held=now_held)
    return now_held


def take_rest(actor: User, key: UUID, pair: KeyPair | None, whole: BinaryIO) -> int:
    """Take what is still missing from a file that is here whole; how many bytes there are then.

    Raises:
        as ``take_piece``.
    """
    held = state_of(actor, key).held
    while True:
        whole.seek(held)
        piece = whole.read(pieces.PIECE_BYTES)
        now_held = take_piece(actor, key, pair, piece, begins_at=held) if piece else held
        if now_held == held:
            return held
        held = now_held


def state_of(actor: User, key: UUID) -> ExhibitFile:
    """A file as it stands, with its exhibit.

    Raises:
        NotFound: there is none for the actor.
    """
    return ExhibitFile.objects.select_related("exhibit__operation__unit").get_for(actor, key)


@kept_or_refused()
def finish(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> ExhibitFile:
    """Compare what came with what was stated, and seal the chain over it. Twice is once.

    A file with another hash is kept aside as not matching; it is never called an original.

    Raises:
        NotFound, NotPermitted, Shut: as for ``_coming``.
        NotWhole: bytes are missing; says how many are here.
        Spoilt: what is on the disk is not what was sealed.
    """
    file, file_key = _coming(actor, key, pair)
    with halves.half(folder(), file.pk) as half:
        held = _held(file)
        if held is None:
            return state_of(actor, key)
        if held < file.size:
            raise NotWhole(
                _("%(held)d of %(size)d bytes are here. Send the rest, then compare it.")
                % {"held": held, "size": file.size}
            )
        half.truncate(_sealed_end(file))
        half.seek(0)
        reading = _Hashing(half)
        plain = hashlib.sha256()
        for piece in sealed.opened_pieces(reading, file_key, file):  # type: ignore[arg-type]
            plain.update(piece)
        path = half_path(file.pk)
        kept = evidence.keep_in_place(
            path, reading.digest.hexdigest(), size=_sealed_end(file), media_type=MEDIA_TYPE, at=at
        )
        done = _enter(actor, file, plain.hexdigest(), kept.sha256, at=at)
        halves.drop(folder(), file.pk)
        evidence.shut(kept.sha256)
    return done


def folder() -> Path:
    """Where files lie that are still coming; in the file system of the content store."""
    return Path(settings.PONLEU_STORE) / "custody"


def half_path(key: UUID) -> Path:
    """Where what has come of a file lies, sealed."""
    return folder() / halves.FOLDER / key.hex


def _coming(actor: User, key: UUID, pair: KeyPair | None) -> tuple[ExhibitFile, bytes]:
    """A file of the actor's, with its key.

    Raises:
        NotFound: there is none for them.
        NotPermitted: they do not keep what is seized.
        Shut: their key does not open it.
    """
    file = state_of(actor, key)
    linking.refuse_readers(actor)
    return file, sealed.key_of(file, actor, pair)


def _held(file: ExhibitFile) -> int | None:
    """How many bytes are here, as the record says now; none if the file is whole and kept.

    Raises:
        ChangedMeanwhile: it was given up.
    """
    row = ExhibitFile.objects.get(pk=file.pk)
    if row.state != FileState.COMING or row.withdrawn_at is not None:
        halves.drop(folder(), file.pk)
    if row.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This file was given up. Begin it again."))
    return row.held if row.state == FileState.COMING else None


def _write(half: BinaryIO, piece: bytes, begins_at: int) -> None:
    """Write a sealed piece and sync it; what a dead process left behind it is cut off first."""
    if halves.size_of(half) < begins_at:
        raise sealed.Spoilt(
            _("What came of this file is no longer on the disk. Give it up, and send it anew.")
        )
    half.truncate(begins_at)
    half.seek(begins_at)
    rest = memoryview(piece)
    while rest:
        rest = rest[half.write(rest) :]
    os.fsync(half.fileno())


@transaction.atomic
def _enter(
    actor: User, file: ExhibitFile, sha256: str, content: str, *, at: datetime
) -> ExhibitFile:
    exhibit = Exhibit.objects.get_for(actor, file.exhibit_id, lock=True)
    row = ExhibitFile.objects.get(pk=file.pk)
    if row.state != FileState.COMING:
        return row
    matches = sha256 == row.stated_sha256
    row.state = FileState.ORIGINAL if matches else FileState.NOT_MATCHING
    row.sha256, row.content_id, row.finished_at = sha256, content, at
    row.save(update_fields=["state", "sha256", "content", "finished_at"])
    said = {
        "number": row.number,
        "name": row.name,
        "size": row.size,
        "stated_sha256": row.stated_sha256,
        "stated_by": linking.person(row.stated_by),
        "stated_at": in_utc(row.begun_at),
        "sha256": sha256,
        "matches": matches,
    }
    linking.append(exhibit, LinkKind.FILE, actor, said, at=at)
    action = "exhibit.file_kept" if matches else "exhibit.file_not_matching"
    journal.record(at=at, actor=actor, action=action, target=exhibit)
    return row


def _sealed_end(file: ExhibitFile) -> int:
    last = (file.size - 1) // pieces.PIECE_BYTES * pieces.PIECE_BYTES
    return pieces.sealed_begin(last) + pieces.sealed_size(file.size - last)


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """Up to so many bytes; fewer only at the end."""
        read = b"".join(self._parts(size))
        self.digest.update(read)
        return read

    def _parts(self, size: int) -> Iterator[bytes]:
        while size and (part := self._file.read(min(size, READ_BYTES))):
            size -= len(part)
            yield part
