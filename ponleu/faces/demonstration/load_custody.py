"""What was seized in the operation of the invented country that is over: two things, one file."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import timedelta

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.demonstration import PASSPHRASE
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.services.keys import unlocked
from ponleu.response.custody.models import Exhibit
from ponleu.response.custody.rules.kinds import Kind
from ponleu.response.custody.services import announcing, copies, handing, seizing, uploading
from ponleu.response.custody.services.handing import SealState
from ponleu.response.custody.services.seizing import Seizure
from ponleu.response.operations.models import Operation

FIELD, COMMANDER, READER = "field", "commander", "prosecutor"
RECORDING = b"Invented recording of an invented camera; nobody is seen on it. " * 4096
"""256 KiB that say themselves that they are invented."""


def keep_seized(people: Sequence[User]) -> int:
    """Enter what the field team of the demonstration took with it; none where no operation is.

    A recorder, whose recording was copied and lent to the prosecutor, went to the commander. A
    telephone, which may not be copied, is offered to the commander.
    """
    known = {one.username: one for one in people}
    field = known.get(FIELD)
    pair = unlocked(field, PASSPHRASE) if field else None
    if field is None or pair is None:
        return 0
    begun = Operation.objects.open_to(field).exclude(started_at=None)
    operation = begun.exclude(ended_at=None).order_by("started_at", "pk").first()
    if operation is None or operation.started_at is None:
        return 0
    recorder = _recorder(field, operation)
    telephone = _telephone(field, operation)
    _lent(field, pair, recorder, known.get(READER))
    if COMMANDER in known:
        _handed_over(field, recorder, known[COMMANDER])
        _offered(field, telephone)
    return 2


def _recorder(field: User, operation: Operation) -> Exhibit:
    began = operation.started_at
    assert began is not None  # noqa: S101  asked for above
    site, at = operation.sites.order_by("number").first(), began + timedelta(hours=2)
    given = Seizure(
        kind=Kind.RECORDER,
        what="Camera recorder with eight channels",
        seal="KM 000451",
        seized_at=at,
        site=site.pk if site else None,
        make="Invented NVR-8",
        serial="INV-77120",
        found_where="Third floor, cupboard beside the stairs",
        owner_said="The guard on duty said it belongs to the house",
        clock_offset_s=-754,
        clock_how="telephone on the network",
        channels="1-8",
        covers_from=began - timedelta(days=30),
        covers_until=began,
    )
    return seizing.seize(field, operation.pk, given, at=at + timedelta(minutes=10))


def _telephone(field: User, operation: Operation) -> Exhibit:
    began = operation.started_at
    assert began is not None  # noqa: S101  asked for above
    at = began + timedelta(hours=3)
    given = Seizure(
        kind=Kind.PHONE,
        what="Black telephone, cracked screen",
        seal="KM 000452",
        seized_at=at,
        found_where="On the desk of the office",
    )
    exhibit = seizing.seize(field, operation.pk, given, at=at + timedelta(minutes=5))
    later = at + timedelta(minutes=8)
    seizing.note(field, exhibit.pk, "It was switched off when it was found.", at=later)
    return exhibit


def _lent(field: User, pair: KeyPair, recorder: Exhibit, reader: User | None) -> None:
    at = recorder.seized_at + timedelta(hours=1)
    file = announcing.begin(
        field,
        recorder.pk,
        name="channel-3-invented.bin",
        sha256=hashlib.sha256(RECORDING).hexdigest(),
        size=len(RECORDING),
        at=at,
    )
    uploading.take_rest(field, file.pk, pair, io.BytesIO(RECORDING))
    uploading.finish(field, file.pk, pair, at=at + timedelta(minutes=5))
    if reader is not None:
        later = at + timedelta(hours=2)
        reason = "To see who opened the doors at night."
        copies.grant(field, file.pk, reader.username, reason, pair, at=later)


def _handed_over(field: User, recorder: Exhibit, commander: User) -> None:
    at = recorder.seized_at + timedelta(days=1)
    words = "To the store of the province."
    row = handing.offer(field, recorder.pk, COMMANDER, words, is_intact=True, at=at)
    handing.accept(commander, row.pk, SealState(row.seal_before, True), at=at + timedelta(hours=1))


def _offered(field: User, telephone: Exhibit) -> None:
    at = telephone.seized_at + timedelta(days=2)
    words = "To the store of the province, until the prosecutor decides."
    handing.offer(field, telephone.pk, COMMANDER, words, is_intact=True, at=at)
