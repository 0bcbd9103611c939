"""Files of reports: sealed and kept whole, taken on where a bad line cut them, swept if unsent."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import new_file_key, seal_file
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.limits import services as limits
from ponleu.knowledge.evidence import services as evidence
from ponleu.knowledge.evidence import store
from ponleu.response.complaints import halves, sealed
from ponleu.response.complaints.intake import FileOf, to_the_minute
from ponleu.response.complaints.models import SealedFile
from ponleu.response.complaints.room import kept_or_refused

MOST_FILE_BYTES = 512 * 1024 * 1024
UNSENT_KEPT = timedelta(hours=24)
HALF_KEPT = timedelta(hours=6)
SWEPT_AT_ONCE = 200
MEDIA_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept sealed and belongs to nothing yet; the token opens it."""

    token: str


def attach(complaint_id: UUID, files: Iterable[UUID]) -> None:
    """Give files that were kept before to a complaint.

    Raises:
        InvalidInput: one of them is gone, or belongs to something already.
    """
    keys = set(files)
    unsent = SealedFile.objects.filter(pk__in=keys, complaint=None)
    if unsent.update(complaint=complaint_id) < len(keys):
        raise InvalidInput(_("A file is no longer there. Add it again, then send."))


def keep_file(chunks: Iterable[bytes], *, name: str, media_type: str, at: datetime) -> Kept:
    """Seal a file while it streams in; nothing of it is plain on disk.

    Raises:
        TooLarge: nothing was kept.
    """
    key, file_key = uuid4(), new_file_key()
    size = _Counted(chunks)
    pieces = seal_file(size, file_key, context=sealed.file_context(key))
    _keep(key, io.BufferedReader(Stream(pieces)), at=at)
    file = FileOf(str(key), base64.b64encode(file_key).decode(), name, media_type, size.bytes)
    return Kept(base64.urlsafe_b64encode(json.dumps(asdict(file)).encode()).decode())


def keep_sealed_file(key: UUID, chunks: Iterable[bytes], *, at: datetime) -> None:
    """Keep a file that was sealed in the browser under its own key; sent again, it is kept once.

    Raises:
        TooLarge: nothing was kept.
    """
    if not SealedFile.objects.filter(pk=key).exists():
        _keep(key, io.BufferedReader(Stream(chunks)), at=at)


def is_begun(key: UUID) -> bool:
    """Whether a sealed file, or something of it, has come before."""
    is_half = halves.is_begun(settings.PONLEU_STORE, key)
    return is_half or SealedFile.objects.filter(pk=key).exists()


@kept_or_refused()
def keep_piece(key: UUID, piece: bytes, *, begins_at: int, size: int, at: datetime) -> int:
    """Take a sealed file on by a piece; how many of its ``size`` bytes are here now.

    Whoever sends goes on from that number, whatever they thought was here. The file is kept
    when the number is the size, and not before. A half waits for ``HALF_KEPT``.

    Raises:
        NoRoom: the piece was not taken; those before it are still here.
    """
    with halves.half(settings.PONLEU_STORE, key) as half:
        if SealedFile.objects.filter(pk=key).exists():
            halves.drop(settings.PONLEU_STORE, key)
            return size
        held = halves.add(half, piece[: max(0, size - begins_at)], begins_at=begins_at)
        if held == size:
            half.seek(0)
            _keep(key, half, at=at)
            halves.drop(settings.PONLEU_STORE, key)
        return held


def sweep_unsent(*, at: datetime) -> int:
    """Drop files that were sent and never belonged to anything for a day, rows and bytes.

    Halves go after ``HALF_KEPT``. A bounded number at once; how many whole files it was.
    """
    unsent = SealedFile.objects.filter(complaint=None, kept_at__lt=at - UNSENT_KEPT)
    oldest = unsent.order_by("kept_at", "pk").values_list("pk", "sha256")[:SWEPT_AT_ONCE]
    gone = sum(_drop(key, sha256) for key, sha256 in list(oldest))
    halves.sweep(settings.PONLEU_STORE, at - HALF_KEPT)
    store.sweep(settings.PONLEU_STORE, at - UNSENT_KEPT)
    return gone


def sweep_hourly(*, at: datetime) -> None:
    """Sweep, if nobody has in this hour of the clock."""
    if limits.take("complaints.sweep", "", at=at, most=1):
        sweep_unsent(at=at)


def unpacked(token: str) -> FileOf:
    """The file that a token names."""
    return FileOf(**json.loads(base64.urlsafe_b64decode(token)))


@transaction.atomic
def _drop(key: UUID, sha256: str) -> bool:
    gone, _by_model = SealedFile.objects.filter(pk=key, complaint=None).delete()
    if gone and not SealedFile.objects.filter(sha256=sha256).exists():
        evidence.let_go(sha256)
    return bool(gone)


@kept_or_refused()
def _keep(key: UUID, content: BinaryIO, *, at: datetime) -> None:
    kept = evidence.keep_content(content, media_type=MEDIA_TYPE, at=at, limit=MOST_FILE_BYTES)
    SealedFile.objects.create(id=key, sha256=kept.sha256, size=kept.size, kept_at=to_the_minute(at))
    sweep_hourly(at=at)


class _Counted:
    """Chunks as they come, counted."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.bytes += len(chunk)
            yield chunk


class Stream(io.RawIOBase):
    """Pieces as a file to read from."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what comes next; 0 at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        given = self._left[: len(buffer)]
        buffer[: len(given)] = given
        self._left = self._left[len(given) :]
        return len(given)
