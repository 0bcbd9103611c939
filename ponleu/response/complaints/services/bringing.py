"""Bringing complaints in that came as files: messages, tables, answers to forms; each once."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.foundation.places import queries as places
from ponleu.response.complaints.channels.fields import fold
from ponleu.response.complaints.channels.types import Brought, Fault, Places
from ponleu.response.complaints.models import Complaint, Origin
from ponleu.response.complaints.receipts import Receipt
from ponleu.response.complaints.rules import Channel
from ponleu.response.complaints.services.files import keep_file
from ponleu.response.complaints.services.filing import file_report
from ponleu.response.complaints.words import BY_HAND

BATCH = 10
BATCH_BYTES = 20 * 1024 * 1024
"""Complaints that are kept in one transaction, or fewer if they are large: others wait for it."""

MOST_FAULTS = 200
"""Faults that are told one by one; the others are counted."""

KIND = "complaints.complaint"


@dataclass(slots=True)
class Tally:
    """What became of the complaints of a file, or would become.

    Attributes:
        new: came in, or would.
        known: were brought before; nothing was done.
        broken: cannot be taken; the first of them are in ``faults``.
        references: of those that came in.
        is_whole: whether all of the file was gone through.
    """

    new: int = 0
    known: int = 0
    broken: int = 0
    faults: list[Fault] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    is_whole: bool = True

    @property
    def seen(self) -> int:
        """How many it was gone through."""
        return self.new + self.known + self.broken

    def add_fault(self, fault: Fault) -> None:
        """Count what cannot be taken, and tell it if it is among the first."""
        self.broken += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(fault)


@dataclass(frozen=True, slots=True)
class _Marked:
    brought: Brought
    mark: bytes


def look(actor: User, found: Iterable[Brought | Fault]) -> Tally:
    """What of a file would come in. Nothing is kept.

    Raises:
        NotPermitted: the actor may not take complaints down.
    """
    _require(actor)
    tally = Tally()
    for batch in _batches(found, tally):
        tally.new += len(_without_known(batch, tally))
    return tally


def bring(
    actor: User,
    found: Iterable[Brought | Fault],
    channel: Channel,
    *,
    at: datetime,
    most: int | None = None,
) -> Tally:
    """Seal and keep what a file tells; what is in already is passed over.

    Each goes to the unit that answers for its place. What is in stays in if a later one fails,
    and the same file brought again goes on from there.

    Args:
        most: so many come in at once, then it stops.

    Raises:
        NotPermitted: the actor may not take complaints down.
        InvalidInput: it cannot have come this way.
        NobodyCanOpen: there is no key to seal one of them to.
    """
    _require(actor)
    if channel not in BY_HAND:
        raise InvalidInput(_("Choose how it came."))
    tally = Tally()
    for batch in _batches(found, tally):
        new = _without_known(batch, tally)
        if most is not None and tally.new + len(new) > most:
            new, tally.is_whole = new[: most - tally.new], False
        _keep(actor, new, channel, tally, at)
        if not tally.is_whole:
            break
    if tally.new:
        journal.record(at=at, actor=actor, action="complaint.brought", target=KIND)
    return tally


def known_places() -> Places:
    """Provinces, districts and communes by their names in both languages."""
    every = [*places.provinces(), *places.districts_and_communes()]
    named: dict[tuple[str, str], str] = {}
    for place in every:
        for name in (place.name, place.name_km):
            named.setdefault((place.code[:-2], fold(name)), place.code)
    for place in every:
        if len(place.code) == 2:
            for name in (f"{place.name} province", f"ខេត្ត{place.name_km}"):
                named.setdefault(("", fold(name)), place.code)
    return Places(frozenset(place.code for place in every), named)


def mark_of(origin: bytes) -> bytes:
    """What is kept of an origin: by it, what is brought again is known; see ``models.Origin``."""
    key = settings.PONLEU_BLIND_INDEX_KEY.encode()
    return hmac.digest(key, b"ponleu complaint origin " + origin, "sha256")


@transaction.atomic
def keep_once(
    one: Brought,
    mark: bytes,
    channel: Channel,
    receipt: Receipt | None,
    *,
    taken_by: User | None,
    at: datetime,
) -> Complaint:
    """Keep one complaint with all that came with it.

    Raises:
        IntegrityError: it came in at the same moment by another hand; nothing was kept.
        NobodyCanOpen, NoRoom: nothing was kept.
    """
    files = [
        keep_file([file.data], name=file.name, media_type=file.media_type, at=at)
        for file in one.files
    ]
    filed = file_report(one.told, files, receipt, at=at, channel=channel, taken_by=taken_by)
    complaint = Complaint.objects.get(reference=filed.reference)
    Origin.objects.create(complaint=complaint, mark=mark)
    return complaint


def _require(actor: User) -> None:
    if not actor.may(Action.COMPLAINT_TAKE):
        raise NotPermitted(_("You do not have access to this page."))


def _batches(found: Iterable[Brought | Fault], tally: Tally) -> Iterator[list[_Marked]]:
    """What may come in, some at a time; faults go to the tally."""
    batch: list[_Marked] = []
    size = 0
    for one in found:
        if isinstance(one, Fault):
            tally.add_fault(one)
            continue
        batch.append(_Marked(one, mark_of(one.origin)))
        size += sum(len(file.data) for file in one.files)
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _without_known(batch: Sequence[_Marked], tally: Tally) -> list[_Marked]:
    """Those that are not in yet, each once; the others are counted."""
    marks = [each.mark for each in batch]
    rows = Origin.objects.filter(mark__in=marks).values_list("mark", flat=True)
    seen = {bytes(mark) for mark in rows}
    new: list[_Marked] = []
    for each in batch:
        if each.mark not in seen:
            new.append(each)
            seen.add(each.mark)
    tally.known += len(batch) - len(new)
    return new


@transaction.atomic
def _keep(
    actor: User, batch: Sequence[_Marked], channel: Channel, tally: Tally, at: datetime
) -> None:
    for each in batch:
        try:
            kept = keep_once(each.brought, each.mark, channel, None, taken_by=actor, at=at)
        except IntegrityError:
            if not Origin.objects.filter(mark=each.mark).exists():
                raise
            tally.known += 1  # someone else brought it at the same moment
            continue
        tally.new += 1
        tally.references.append(kept.reference)
