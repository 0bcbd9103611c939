"""From a draft to a filed report: may it be sent now, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ponleu.faces.public import challenge
from ponleu.faces.public.draft import Attached, Draft, Filing
from ponleu.faces.public.options import Options
from ponleu.faces.public.uploads import SealedUpload
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.limits import services as limits
from ponleu.foundation.limits.rules import network_of
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.response.complaints.intake import Told
from ponleu.response.complaints.receipt_words import from_words
from ponleu.response.complaints.rules import holding
from ponleu.response.complaints.services import filing
from ponleu.response.complaints.services.files import Kept, keep_file


class NotSent(Exception):
    """It was not sent, and nothing of it was kept.

    Attributes:
        because: "nothing" was told; "soon" after the first page; "many" came from this network
            in this hour; "unsealed" because sealing was refused.
    """

    def __init__(self, because: str) -> None:
        super().__init__(because)
        self.because = because


@dataclass(frozen=True, slots=True)
class Work:
    """A dated challenge of ours and the numbers that solve its puzzles, if they were found."""

    challenge: str
    numbers: str


def fresh_receipt() -> bytes:
    """The secret of a receipt that nobody has."""
    return filing.new_receipt().secret


def receipt_words(secret: str, code: str) -> tuple[str, ...]:
    """The ten words of a receipt, in a language, from its hexadecimal secret."""
    return filing.Receipt(bytes.fromhex(secret)).words(code)


def are_repeated(secret: str, code: str, given: Mapping[int, str]) -> bool:
    """Whether words of a receipt, by their places from 1, were given back; slips are mended."""
    words = list(receipt_words(secret, code))
    for place, word in given.items():
        words[place - 1] = word
    return from_words(" ".join(words), load_receipt_words()) == bytes.fromhex(secret)


def keep(upload: SealedUpload, *, at: datetime) -> Attached:
    """Seal a file to the desk and keep it; what the draft carries is its token."""
    kept = keep_file(
        upload.opened_chunks(),
        name=upload.name or "",
        media_type=upload.content_type or "",
        at=at,
    )
    return Attached(token=kept.token, name=upload.name or "", size=upload.size or 0)


def send(draft: Draft, code: str, *, address: str, limit: Options, at: datetime) -> Draft:
    """File a report; the same draft sent again is filed once, by its receipt.

    Args:
        address: of the connection; only a keyed hash of its network is counted, for this hour.

    Raises:
        NotSent: see there.
    """
    _check(draft, address=address, limit=limit, at=at)
    receipt = filing.Receipt(bytes.fromhex(draft.receipt))
    files = [Kept(token=file.token) for file in draft.files]
    try:
        filed = filing.file_report(_told(draft, code), files, receipt, at=at)
    except DomainError:
        raise NotSent("unsealed") from None
    return replace(
        draft, filing=Filing(filed.reference, filed.date.isoformat(), filed.proof), files=()
    )


def send_sealed(
    report: filing.SealedReport, work: Work, *, address: str, limit: Options, at: datetime
) -> Filing:
    """File a report that was sealed in the browser; sent again, it is filed once.

    Raises:
        NotSent: see there; "soon" also if the challenge is not ours or was used up.
    """
    is_urgent = "not_safe" in report.codes
    _check_work(work, is_urgent=is_urgent, limit=limit, at=at)
    _count(is_urgent=is_urgent, address=address, limit=limit, at=at)
    try:
        filed = filing.file_sealed(report, at=at)
    except DomainError:
        raise NotSent("unsealed") from None
    return Filing(filed.reference, filed.date.isoformat(), filed.proof)


def _check(draft: Draft, *, address: str, limit: Options, at: datetime) -> None:
    told = draft.answers
    if not (draft.is_urgent or told.what or draft.files):
        raise NotSent("nothing")
    is_urgent = draft.is_urgent or "not_safe" in holding(told.is_safe, told.for_whom, told.signs)
    if not is_urgent and at.timestamp() - draft.born < limit.wait_seconds:
        raise NotSent("soon")
    _count(is_urgent=is_urgent, address=address, limit=limit, at=at)


def _check_work(work: Work, *, is_urgent: bool, limit: Options, at: datetime) -> None:
    age = challenge.age_seconds(work.challenge, at)
    if age is None:
        raise NotSent("soon")
    is_earned = is_urgent or challenge.is_solved(work.challenge, work.numbers)
    if not is_earned and age < limit.wait_seconds:
        raise NotSent("soon")
    if not limits.take("challenge", work.challenge, at=at, most=challenge.USES):
        raise NotSent("soon")


def _count(*, is_urgent: bool, address: str, limit: Options, at: datetime) -> None:
    kind = "report.urgent" if is_urgent else "report"
    most = limit.urgent_per_hour if is_urgent else limit.sends_per_hour
    if not limits.take(kind, network_of(address), at=at, most=most):
        raise NotSent("many")


def _told(draft: Draft, code: str) -> Told:
    told = draft.answers
    return Told(
        language=code,
        is_safe=told.is_safe,
        for_whom=told.for_whom,
        what=told.what,
        signs=told.signs,
        province=told.province,
        district=told.district,
        commune=told.commune,
        near=told.near,
        pin=told.pin,
        contact=told.contact,
        contact_when=told.contact_when,
        may_contact=told.may_contact,
    )
