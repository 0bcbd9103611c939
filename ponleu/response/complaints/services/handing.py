"""Handing a complaint's file to an officer: a working copy, or the original with a reason."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import PurePath
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.errors import Refusal
from ponleu.engines.sealing import NotOpened, open_file
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound
from ponleu.foundation.documents import page_picture
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import queries as evidence
from ponleu.response.complaints import sealed, video_copy
from ponleu.response.complaints.intake import FileOf
from ponleu.response.complaints.models import Complaint, SealedFile
from ponleu.response.complaints.queries import Opened
from ponleu.response.complaints.scanning import Scan, scan
from ponleu.response.complaints.services.desk import add_note, locked

MOST_PICTURE_BYTES = 64 * 1024 * 1024
PICTURE_WIDTH = 2400
"""Pixels of a working copy: enough to read a page that was photographed."""

PICTURES = frozenset({"jpg", "jpeg", "png", "webp", "tif", "tiff", "gif", "bmp", "heic", "avif"})
OTHERS = frozenset({"pdf", "txt", "csv", "docx", "xlsx", "mp3", "m4a", "ogg", "wav", "webm", "mp4"})
PLAIN = "bin"
"""Ending of what we do not know by its name: no program opens it by itself."""


class NotHandedOut(DomainError):
    """A file is kept back, or cannot be made safe."""

    code = "not_handed_out"
    http_status = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Handed:
    """A file on its way to the officer.

    Attributes:
        name: tells which complaint and nothing of what is in it.
    """

    name: str
    media_type: str
    pieces: Iterator[bytes] = field(repr=False)


def hand_copy(actor: User, opened: Opened, file_key: UUID, *, at: datetime) -> Handed:
    """A working copy, without what a camera noted; all else as it is.

    A picture is drawn anew, a video keeps what is seen and heard.

    Raises:
        NotFound: no such file.
        NotHandedOut: harmful, not scanned though there is a scanner, or no copy can be made.
    """
    file, number = _found(opened, file_key)
    _refuse_harmful(file, file_key, opened.complaint)
    name = f"{opened.complaint.reference}-{number}"
    ending = _ending(file)
    if ending not in PICTURES and not file.media_type.startswith("image/"):
        pieces = _without_notes(file, file_key)
        handed = Handed(f"{name}.{ending}", "application/octet-stream", pieces)
    else:
        handed = Handed(f"{name}.webp", "image/webp", iter([_drawn_anew(file, file_key)]))
    _journal(actor, opened.complaint, "complaint.file_read", at)
    return handed


@transaction.atomic
def hand_original(
    actor: User, opened: Opened, file_key: UUID, reason: str, *, at: datetime
) -> Handed:
    """The file as it was sent; why it was needed stands among the steps, sealed.

    Raises:
        NotFound: no such file.
        NotPermitted: they read the complaint and may not decide on it.
        InvalidInput: no reason.
        NotHandedOut: harmful, or not scanned though there is a scanner.
    """
    complaint = locked(actor, opened.complaint.pk, Action.COMPLAINT_DECIDE)
    file, number = _found(opened, file_key)
    if not reason.strip():
        raise InvalidInput(_("Say why the original is needed."))
    _refuse_harmful(file, file_key, complaint)
    note = _("The original of file %(number)d was opened: %(reason)s")
    add_note(complaint, actor, note % {"number": number, "reason": reason}, at=at)
    _journal(actor, complaint, "complaint.original_read", at)
    name = f"{complaint.reference}-{number}-original.{_ending(file)}"
    return Handed(name, "application/octet-stream", _pieces(file, file_key))


def _found(opened: Opened, file_key: UUID) -> tuple[FileOf, int]:
    """A file of the complaint or of a message, and its number among them, from 1."""
    for number, file in enumerate(opened.files, start=1):
        if file.key == str(file_key):
            return file, number
    raise NotFound(_("There is no such file."))


def _refuse_harmful(file: FileOf, file_key: UUID, complaint: Complaint) -> None:
    """Open all of a file once, so that it is known to be whole, and have it scanned.

    Raises:
        NotHandedOut: it is harmful, not scanned though there is a scanner, or not what was sealed.
    """
    if not complaint.files.filter(pk=file_key).exists():
        raise NotFound(_("There is no such file."))
    try:
        verdict = scan(_pieces(file, file_key))
    except NotOpened:
        raise NotHandedOut(_("This file is damaged: it is not what was sent.")) from None
    if verdict is Scan.HARMFUL:
        raise NotHandedOut(
            _("The virus scanner calls this file harmful. It stays sealed and is not handed out.")
        )
    if verdict is Scan.FAILED:
        raise NotHandedOut(_("The virus scanner gave no answer. Try again in some minutes."))


def _pieces(file: FileOf, file_key: UUID) -> Iterator[bytes]:
    row = SealedFile.objects.get(pk=file_key)
    key = base64.b64decode(file.file_key)
    stored = evidence.content_pieces(row.sha256)
    return open_file(stored, key, context=sealed.file_context(file_key))


def _without_notes(file: FileOf, file_key: UUID) -> Iterator[bytes]:
    """A video without its notes; any other file as it is."""
    head = next(_pieces(file, file_key), b"")
    if not video_copy.is_video(head):
        return _pieces(file, file_key)
    try:
        notes = video_copy.notes_of(_pieces(file, file_key))
    except video_copy.NotAVideo:
        raise NotHandedOut(
            _("No safe copy of this video can be made. Open the original, with a reason.")
        ) from None
    return video_copy.without(notes, _pieces(file, file_key))


def _drawn_anew(file: FileOf, file_key: UUID) -> bytes:
    data = bytearray()
    for piece in _pieces(file, file_key):
        data += piece
        if len(data) > MOST_PICTURE_BYTES:
            raise _no_copy()
    drawn = page_picture(bytes(data), file.name, page=1, width=PICTURE_WIDTH)
    if isinstance(drawn, Refusal):
        raise _no_copy()
    return drawn


def _no_copy() -> NotHandedOut:
    return NotHandedOut(
        _("No safe copy of this picture can be made. Open the original, with a reason.")
    )


def _ending(file: FileOf) -> str:
    ending = PurePath(file.name).suffix[1:].lower()
    return ending if ending in PICTURES | OTHERS else PLAIN


def _journal(actor: User, complaint: Complaint, action: str, at: datetime) -> None:
    journal.record(at=at, actor=actor, action=action, target=complaint)
