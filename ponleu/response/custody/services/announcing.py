"""Announcing a file with the hash taken when it was copied; giving one up that is still coming."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import new_file_key
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.complaints import halves
from ponleu.response.complaints.room import NoRoom
from ponleu.response.custody import sealed
from ponleu.response.custody.models import CopyGrant, Exhibit, ExhibitFile
from ponleu.response.custody.rules import pieces
from ponleu.response.custody.rules.kinds import FileState, Kind, may_copy
from ponleu.response.custody.services import linking
from ponleu.response.custody.services.uploading import folder, state_of

SPARE_BYTES = 1024**3
"""Room on the disk that a file must leave for all else."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class CopyingNotAllowed(DomainError):
    """The sign-off of the operation does not allow copying what is on such a thing."""

    code = "copying_not_allowed"


class HereAlready(DomainError):
    """The same file of the same exhibit is here, or on its way."""

    code = "file_here_already"


@transaction.atomic
def begin(
    actor: User, key: UUID, *, name: str, sha256: str, size: int, at: datetime
) -> ExhibitFile:
    """Announce a file that was copied from an exhibit, with the hash taken when it was copied.

    Args:
        size: bytes, 1 to ``pieces.MOST_BYTES``.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
        CopyingNotAllowed: the sign-off does not allow it.
        InvalidInput: no name, no hash, a size out of bounds; the actor has no key.
        HereAlready: the same file is here.
        NobodyCanOpen: no ring to seal it to. NoRoom: the disk is too full.
    """
    exhibit = linking.locked(actor, key)
    if not may_copy(Kind(exhibit.kind), exhibit.operation.allowed):
        raise CopyingNotAllowed(
            _(
                "The prosecutor's sign-off does not allow copying what is on it. The thing itself "
                "may be taken and sealed. Ask the prosecutor before anything is copied."
            )
        )
    stated = _stated_hash(sha256, size)
    _refuse_twice(exhibit, stated)
    _refuse_full_disk(size)
    number = exhibit.files.count() + 1
    file = ExhibitFile(
        exhibit=exhibit,
        number=number,
        name=one_line(name, most=200),
        stated_sha256=stated,
        size=size,
        stated_by=actor,
        begun_at=at,
    )
    file_key = new_file_key()
    file.envelope = sealed.to_ring(file_key, file.pk, exhibit.operation.unit.path)
    file.save()
    CopyGrant.objects.create(
        file=file,
        user=actor,
        by=actor,
        at=at,
        reason=_("They copied it from the exhibit."),
        envelope=sealed.to_person(file_key, file.pk, actor),
    )
    journal.record(at=at, actor=actor, action="exhibit.file_begun", target=exhibit)
    return file


@transaction.atomic
def drop(actor: User, key: UUID, *, at: datetime) -> ExhibitFile:
    """Give a file up that is still coming; what came of it is deleted.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
        ChangedMeanwhile: it is whole and kept.
    """
    file = state_of(actor, key)
    exhibit = linking.locked(actor, file.exhibit_id)
    dropped = ExhibitFile.objects.filter(
        pk=file.pk, state=FileState.COMING, withdrawn_at=None
    ).update(withdrawn_at=at, withdrawn_by=actor)
    if not dropped:
        raise ChangedMeanwhile(_("This file is no longer on its way. Look at the exhibit again."))
    CopyGrant.objects.filter(file=file, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=actor, envelope=b""
    )
    journal.record(at=at, actor=actor, action="exhibit.file_dropped", target=exhibit)
    transaction.on_commit(lambda: halves.drop(folder(), file.pk))
    return file


def _stated_hash(sha256: str, size: int) -> str:
    """The hash as it is kept, once it and the size can be true.

    Raises:
        InvalidInput: no hash, or a size out of bounds.
    """
    stated = "".join(sha256.split()).lower()
    if not _SHA256.fullmatch(stated):
        raise InvalidInput(_("Write the SHA-256 that was taken when it was copied: 64 signs."))
    if not 1 <= size <= pieces.MOST_BYTES:
        raise InvalidInput(
            _("A file has from 1 byte to %(most)d GB. Split a larger one.")
            % {"most": pieces.MOST_BYTES // 1024**3}
        )
    return stated


def _refuse_twice(exhibit: Exhibit, stated: str) -> None:
    for file in exhibit.files.filter(withdrawn_at=None):
        if file.state == FileState.COMING and file.stated_sha256 == stated:
            raise HereAlready(
                _("File %(number)d with this hash is on its way already. Go on with that one.")
                % {"number": file.number}
            )
        if file.state == FileState.ORIGINAL and file.sha256 == stated:
            raise HereAlready(
                _("This is file %(number)d of this exhibit already. It is not kept twice.")
                % {"number": file.number}
            )


def _refuse_full_disk(size: int) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(folder()).free < size + SPARE_BYTES:
        raise NoRoom(_("There is no room to keep this. Nothing was kept."))
