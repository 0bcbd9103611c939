"""Complaints that programs of other bodies send, one at a time; brought in like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import seal
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Program
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.response.complaints import sealed
from ponleu.response.complaints.channels.types import Brought
from ponleu.response.complaints.intake import Words, to_the_minute, words_bytes
from ponleu.response.complaints.models import Complaint, Message, Origin
from ponleu.response.complaints.receipts import Receipt
from ponleu.response.complaints.rules import Channel, State, holding
from ponleu.response.complaints.services.bringing import keep_once, mark_of
from ponleu.response.complaints.services.files import attach, keep_file, unpacked
from ponleu.response.complaints.services.filing import desk_keys
from ponleu.response.complaints.words import BY_HAND

PROGRAM_CHANNELS = (Channel.API, *BY_HAND)
"""How complaints that a program sends may have come to it."""

MOST_FILES = 20
"""Files of one complaint, beside the original."""


class TooManyFiles(DomainError):
    """A complaint takes no more files."""

    code = "too_many_files"
    http_status = HTTPStatus.CONFLICT


@dataclass(frozen=True, slots=True)
class Relayed:
    """A complaint that a program sent, now or before."""

    complaint: Complaint
    is_new: bool


def relay(program: Program, one: Brought, receipt: Receipt | None, *, at: datetime) -> Relayed:
    """Seal and keep a complaint that a program sends; with the same origin it is kept once.

    It goes to the unit that answers for its place. As of whoever reports themselves, only the
    minute is kept.

    Args:
        receipt: for whoever told it; of no use if the complaint was kept before.

    Raises:
        NotPermitted: the program may not send complaints, or not of this place.
        NobodyCanOpen, NoRoom: nothing was kept.
    """
    _require(program, one.told.place)
    mark = mark_of(one.origin)
    known = _of_mark(mark)
    if known is not None:
        return Relayed(known, is_new=False)
    told, channel = one.told, Channel(program.channel)
    desk_keys(told.province, holding(told.is_safe, told.for_whom, told.signs))
    try:
        with transaction.atomic():
            complaint = keep_once(one, mark, channel, receipt, taken_by=None, at=at)
            _journal(program, complaint, "complaint.relayed", at)
    except IntegrityError:
        known = _of_mark(mark)  # the same was sent twice at the same moment: one of them is kept
        if known is None:
            raise
        return Relayed(known, is_new=False)
    return Relayed(complaint, is_new=True)


def relayed(origin: bytes) -> Complaint | None:
    """The complaint that came of an origin; whether someone may know of it is for the caller."""
    return _of_mark(mark_of(origin))


def relay_file(
    program: Program,
    complaint: Complaint,
    origin: bytes,
    chunks: Iterable[bytes],
    *,
    name: str,
    media_type: str,
    at: datetime,
) -> bool:
    """Add a file to a complaint that the program sent; False if it was added before.

    The desk sees it like a message with which a reporter comes back.

    Raises:
        NotPermitted: the program may not send.
        InvalidInput: the complaint was taken back.
        TooManyFiles, TooLarge, NobodyCanOpen, NoRoom: nothing was kept.
    """
    _require(program, complaint.territory)
    mark = mark_of(origin)
    if _of_mark(mark) is not None:
        return False
    if complaint.state == State.WITHDRAWN:
        raise InvalidInput(_("The reporter took this complaint back: nothing is added to it."))
    if complaint.files.count() > MOST_FILES:
        raise TooManyFiles(_("A complaint takes %(most)d files.") % {"most": MOST_FILES})
    sealed.recipients(complaint.unit.path)
    kept = keep_file(chunks, name=name, media_type=media_type, at=at)
    try:
        _add(program, complaint, mark, kept.token, at)
    except IntegrityError:
        if _of_mark(mark) is None:
            raise
        return False
    return True


@transaction.atomic
def _add(program: Program, complaint: Complaint, mark: bytes, token: str, at: datetime) -> None:
    key, file = uuid4(), unpacked(token)
    body = words_bytes(Words("", (file,)))
    keys = sealed.recipients(complaint.unit.path)
    Message.objects.create(
        id=key,
        complaint=complaint,
        is_from_us=False,
        sealed=seal(body, keys, context=sealed.message_context(key)),
        sent_at=to_the_minute(at),
    )
    attach(complaint.pk, [UUID(file.key)])
    Origin.objects.create(complaint=complaint, mark=mark)
    _journal(program, complaint, "complaint.file_relayed", at)


def _require(program: Program, place: str) -> None:
    if not program.may(Action.COMPLAINT_TAKE):
        raise NotPermitted(_("This key may not send complaints. Ask whoever made it."))
    if not access.covers(program, Action.COMPLAINT_TAKE, program.unit.path, place):
        raise NotPermitted(
            _("This key is for complaints of %(place)s only. Name a place there, or ask for a key.")
            % {"place": program.territory}
        )


def _of_mark(mark: bytes) -> Complaint | None:
    found = Origin.objects.select_related("complaint__unit").filter(mark=mark).first()
    return found.complaint if found else None


def _journal(program: Program, complaint: Complaint, action: str, at: datetime) -> None:
    journal.record(at=to_the_minute(at), actor=program, action=action, target=complaint)
