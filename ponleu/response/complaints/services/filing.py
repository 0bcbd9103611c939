"""Filing a report: sealed in memory or in the browser, on disk before it is acknowledged."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.engines.sealing import (
    KeyId,
    NotOpened,
    key_id,
    new_file_key,
    proof,
    recipients_of,
    seal,
    seal_file,
)
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.evidence import services as evidence
from ponleu.response.complaints import sealed, triage
from ponleu.response.complaints.intake import (
    Content,
    FileOf,
    Told,
    content_bytes,
    summary_bytes,
    summary_of,
)
from ponleu.response.complaints.models import Complaint, SealedFile, Step
from ponleu.response.complaints.receipts import Receipt, new_receipt
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.complaints.rules import Channel, Sign, State, holding

__all__ = [
    "Filed",
    "Kept",
    "Receipt",
    "SealedReport",
    "desk_keys",
    "file_report",
    "file_sealed",
    "keep_file",
    "keep_sealed_file",
    "new_receipt",
]

LETTER = "C"
MOST_FILE_BYTES = 512 * 1024 * 1024
MOST_ENVELOPE_BYTES = 4 * 1024 * 1024
UNSENT_KEPT = timedelta(hours=24)
PROVINCE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept sealed and belongs to nothing yet; the token opens it."""

    token: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A report that is kept: its number, its day, and the proof that goes with both."""

    reference: str
    date: date
    proof: str


@dataclass(frozen=True, slots=True)
class SealedReport:
    """A report that was sealed before it came to us.

    Attributes:
        key: of the complaint, made by whoever sealed it: sent again, it is kept once.
        codes: what holds of it, for sorting; used and not kept.
        files: keys of files that were sent before.
    """

    key: UUID
    content: bytes
    summary: bytes
    mark: bytes
    reporter_key: bytes
    language: str
    province: str
    codes: frozenset[str]
    files: tuple[UUID, ...] = ()


def unit_for(province: str, codes: Iterable[str]) -> Unit:
    """The unit that answers for a complaint: of its province, or the country's own.

    What tells of an official goes to the country's own unit, past the province.
    """
    root = settings.PONLEU_COUNTRY.upper() + "/"
    if len(province) == PROVINCE_DIGITS and Sign.OFFICIAL_INVOLVED not in codes:
        own = Unit.objects.filter(path=f"{root}{province}/").first()
        if own is not None:
            return own
    return Unit.objects.get(path=root)


def to_the_minute(at: datetime) -> datetime:
    """An instant as it is kept of whoever reports: it cannot be laid beside a network's log.

    For the same reason what they send has random keys: ordered ones tell the millisecond.
    """
    return at.replace(second=0, microsecond=0)


def desk_keys(province: str, codes: Iterable[str] = ()) -> tuple[bytes, ...]:
    """Public keys to which whoever seals a report of a province seals it.

    Raises:
        NobodyCanOpen: there are none; nothing may be sent.
    """
    return tuple(sealed.recipients(unit_for(province, codes).path))


def file_report(
    told: Told,
    files: Sequence[Kept],
    receipt: Receipt | None,
    *,
    at: datetime,
    channel: Channel = Channel.ONLINE_FORM,
    taken_by: User | None = None,
) -> Filed:
    """Seal and keep what someone told; it is on disk when this returns.

    The same receipt files once, however often it is sent.

    Raises:
        NobodyCanOpen, NoRoom: nothing was kept.
        InvalidInput: a file is gone.
    """
    codes = holding(told.is_safe, told.for_whom, told.signs)
    derived = receipt.derived() if receipt else None
    unit = unit_for(told.province, codes)
    keys = sealed.recipients(unit.path)
    key = uuid4()
    content = Content(told, tuple(unpacked(file.token) for file in files))
    return _filed(
        SealedReport(
            key,
            seal(content_bytes(content), keys, context=sealed.content_context(key)),
            seal(summary_bytes(summary_of(content)), keys, context=sealed.summary_context(key)),
            derived.mark if derived else b"",
            derived.pair.public if derived else b"",
            told.language,
            told.province,
            codes,
            tuple(UUID(file.key) for file in content.files),
        ),
        unit,
        at=at,
        channel=channel,
        taken_by=taken_by,
    )


def file_sealed(report: SealedReport, *, at: datetime) -> Filed:
    """Keep a report that was sealed in the browser; it is on disk when this returns.

    Raises:
        NobodyCanOpen: there is no key that it could have been sealed to.
        InvalidInput: it is too large, or sealed to others than those of ``desk_keys``.
    """
    unit = unit_for(report.province, report.codes)
    due = {key_id(public) for public in sealed.recipients(unit.path)}
    for envelope in (report.content, report.summary):
        if len(envelope) > MOST_ENVELOPE_BYTES or _recipients(envelope) != due:
            raise InvalidInput(_("The report could not be kept as it was sent. Send it again."))
    return _filed(report, unit, at=at, channel=Channel.ONLINE_FORM, taken_by=None)


def _recipients(envelope: bytes) -> set[KeyId]:
    try:
        return set(recipients_of(envelope))
    except NotOpened:
        return set()


def _filed(
    report: SealedReport, unit: Unit, *, at: datetime, channel: Channel, taken_by: User | None
) -> Filed:
    try:
        return _filed_once(report, unit, at=at, channel=channel, taken_by=taken_by)
    except IntegrityError:  # the same report came twice at the same moment: one of them is kept
        known = _known(report)
        if known is None:
            raise
        return filed_as(known)


@kept_or_refused()
@transaction.atomic
def _filed_once(
    report: SealedReport, unit: Unit, *, at: datetime, channel: Channel, taken_by: User | None
) -> Filed:
    known = _known(report)
    if known is not None:
        return filed_as(known)
    minute = to_the_minute(at)
    place = triage.sort(report.codes, minute)
    complaint = Complaint(
        id=report.key,
        unit=unit,
        territory=report.province or unit.territory,
        channel=channel,
        language=report.language,
        urgency=place.urgency.level,
        urgency_version=place.version,
        state=State.RECEIVED,
        summary=report.summary,
        content=report.content,
        mark=report.mark or None,
        reporter_key=report.reporter_key or None,
        taken_by=taken_by,
        arrived_at=minute,
        look_by=place.look_by,
        decide_by=place.decide_by,
        reference=next_reference(LETTER, localdate(at).year),
    )
    complaint.save(force_insert=True)
    attach(complaint, report.files)
    Step.objects.create(complaint=complaint, state=State.RECEIVED, by=taken_by, at=minute)
    told_at = at if taken_by else minute
    journal.record(at=told_at, actor=taken_by, action="complaint.filed", target=complaint)
    return filed_as(complaint)


def _known(report: SealedReport) -> Complaint | None:
    """The complaint that was kept when the same report was sent before."""
    if report.mark:
        return Complaint.objects.filter(mark=report.mark).first()
    return Complaint.objects.filter(pk=report.key).first()


def filed_as(complaint: Complaint) -> Filed:
    """What someone who filed a complaint is told of it."""
    day = localdate(complaint.arrived_at)
    key = settings.PONLEU_PROOF_KEY.encode()
    return Filed(complaint.reference, day, proof(complaint.reference, day, key=key))


def attach(complaint: Complaint, files: Iterable[UUID]) -> None:
    """Give files that were kept before to a complaint.

    Raises:
        InvalidInput: one of them is gone, or belongs to something already.
    """
    keys = set(files)
    if SealedFile.objects.filter(pk__in=keys, complaint=None).update(complaint=complaint) < len(
        keys
    ):
        raise InvalidInput(_("A file is no longer there. Add it again, then send."))


def keep_file(chunks: Iterable[bytes], *, name: str, media_type: str, at: datetime) -> Kept:
    """Seal a file while it streams in; nothing of it is plain on disk.

    Raises:
        TooLarge: nothing was kept.
    """
    key, file_key = uuid4(), new_file_key()
    size = _Counted(chunks)
    pieces = seal_file(size, file_key, context=sealed.file_context(key))
    _kept(key, pieces, at=at)
    file = FileOf(str(key), base64.b64encode(file_key).decode(), name, media_type, size.bytes)
    return Kept(base64.urlsafe_b64encode(json.dumps(asdict(file)).encode()).decode())


def keep_sealed_file(key: UUID, chunks: Iterable[bytes], *, at: datetime) -> None:
    """Keep a file that was sealed in the browser under its own key; sent again, it is kept once.

    Raises:
        TooLarge: nothing was kept.
    """
    if not SealedFile.objects.filter(pk=key).exists():
        _kept(key, chunks, at=at)


def sweep_unsent(*, at: datetime) -> int:
    """Drop what was sent and never belonged to anything for a day; how many files it was."""
    gone, _by_model = SealedFile.objects.filter(
        complaint=None, kept_at__lt=at - UNSENT_KEPT
    ).delete()
    return gone


@kept_or_refused()
def _kept(key: UUID, pieces: Iterable[bytes], *, at: datetime) -> None:
    content = evidence.keep_content(
        io.BufferedReader(Stream(pieces)),
        media_type="application/octet-stream",
        at=at,
        limit=MOST_FILE_BYTES,
    )
    SealedFile.objects.create(
        id=key, sha256=content.sha256, size=content.size, kept_at=to_the_minute(at)
    )
    sweep_unsent(at=at)


def unpacked(token: str) -> FileOf:
    """The file that a token names."""
    return FileOf(**json.loads(base64.urlsafe_b64decode(token)))


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
