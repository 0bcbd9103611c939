"""Filing a report: sealed in memory or in the browser, on disk before it is acknowledged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.engines.sealing import (
    NotOpened,
    key_id,
    proof,
    recipients_of,
    seal,
)
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.response.complaints import sealed, triage
from ponleu.response.complaints.intake import (
    Content,
    Told,
    content_bytes,
    summary_bytes,
    summary_of,
    to_the_minute,
)
from ponleu.response.complaints.models import Complaint, Step
from ponleu.response.complaints.receipts import Receipt, new_receipt
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.complaints.rules import Channel, Sign, State, holding
from ponleu.response.complaints.services.files import Kept, attach, unpacked

__all__ = [
    "Filed",
    "Receipt",
    "SealedReport",
    "desk_keys",
    "file_report",
    "file_sealed",
    "new_receipt",
]

LETTER = "C"
MOST_ENVELOPE_BYTES = 4 * 1024 * 1024
PROVINCE_DIGITS = 2


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
    keys = sealed.recipients(unit.path)
    for envelope in (report.content, report.summary):
        if len(envelope) > MOST_ENVELOPE_BYTES or not sealed_to(envelope, keys):
            raise InvalidInput(_("The report could not be kept as it was sent. Send it again."))
    return _filed(report, unit, at=at, channel=Channel.ONLINE_FORM, taken_by=None)


def sealed_to(envelope: bytes, keys: Iterable[bytes]) -> bool:
    """Whether an envelope that we cannot open is sealed to these keys and to no others."""
    try:
        return set(recipients_of(envelope)) == {key_id(key) for key in keys}
    except NotOpened:
        return False


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
    attach(complaint.pk, report.files)
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
