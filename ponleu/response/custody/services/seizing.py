"""Entering what was seized; adding a remark; taking back what was entered by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.custody.models import Exhibit, Link, Seal
from ponleu.response.custody.rules import chain
from ponleu.response.custody.rules.kinds import Kind, LinkKind
from ponleu.response.custody.services import linking
from ponleu.response.operations.models import Operation, OperationSite

LETTER = "E"
WORDS = 300
MOST_OFFSET_S = 100 * 365 * 24 * 3600
"""A clock that was never set may show a year of the last century; more is a slip."""


@dataclass(frozen=True, slots=True)
class Seizure:
    """What is written at the place; see ``models.Exhibit``.

    Attributes:
        site: key of a site of the operation; none if it was found elsewhere.
    """

    kind: Kind
    what: str
    seal: str
    seized_at: datetime
    site: UUID | None = None
    make: str = ""
    serial: str = ""
    found_where: str = ""
    owner_said: str = ""
    clock_offset_s: int | None = None
    clock_how: str = ""
    channels: str = ""
    covers_from: datetime | None = None
    covers_until: datetime | None = None


@transaction.atomic
def seize(actor: User, operation: UUID, given: Seizure, *, at: datetime) -> Exhibit:
    """Enter a thing that the actor seized; they hold it from then on.

    Raises:
        NotFound: no such operation is open to them, or no such site is in it.
        NotPermitted: they do not keep what is seized.
        InvalidInput: times that cannot be, no words, a seal that was used before.
    """
    found = Operation.objects.open_to(actor).filter(pk=operation).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    linking.refuse_readers(actor)
    site = None
    if given.site is not None:
        site = (
            OperationSite.objects.visible_to(actor).filter(operation=found, pk=given.site).first()
        )
        if site is None:
            raise NotFound(_("There is no such record."))
    _refuse_times(found, given, at)
    exhibit = Exhibit(
        reference=next_reference(LETTER, localtime(given.seized_at).year),
        operation=found,
        site=site,
        kind=given.kind,
        what=one_line(given.what, most=200),
        make=one_line(given.make, most=100, is_needed=False),
        serial=one_line(given.serial, most=100, is_needed=False),
        found_where=one_line(given.found_where, most=WORDS, is_needed=False),
        owner_said=one_line(given.owner_said, most=WORDS, is_needed=False),
        clock_offset_s=given.clock_offset_s,
        clock_how=_clock_words(given),
        channels=one_line(given.channels, most=100, is_needed=False),
        covers_from=given.covers_from,
        covers_until=given.covers_until,
        seal=seal_number(given.seal),
        seized_by=actor,
        seized_at=given.seized_at,
        entered_at=at,
        holder=actor,
    )
    exhibit.save()
    put_seal(exhibit, exhibit.seal, at=at)
    linking.append(exhibit, LinkKind.TAKEN, actor, _said(exhibit), at=at)
    journal.record(at=at, actor=actor, action="exhibit.seized", target=exhibit)
    return exhibit


@transaction.atomic
def note(actor: User, key: UUID, words: str, *, at: datetime) -> Link:
    """Add a remark or a correction; what it corrects stays beside it.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
        InvalidInput: no words, or too many.
    """
    exhibit = linking.locked(actor, key)
    said = {"words": one_line(words, most=WORDS)}
    link = linking.append(exhibit, LinkKind.NOTED, actor, said, at=at)
    journal.record(at=at, actor=actor, action="exhibit.noted", target=exhibit)
    return link


@transaction.atomic
def take_back(actor: User, key: UUID, reason: str, *, at: datetime) -> Exhibit:
    """Say that an exhibit was entered by mistake. The chain keeps that it was.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
        NotPermitted: somebody else entered it.
        ChangedMeanwhile: it went to somebody else, or a file of it is kept.
        InvalidInput: no reason.
    """
    exhibit = linking.locked(actor, key)
    if exhibit.seized_by_id != actor.pk:
        raise NotPermitted(_("Only whoever entered it takes it back. Add a remark instead."))
    if exhibit.hand_overs.exists() or exhibit.files.filter(withdrawn_at=None).exists():
        raise ChangedMeanwhile(
            _("It was handed over or has files, so it stays. Add a remark that says what is wrong.")
        )
    said = {"words": one_line(reason, most=WORDS)}
    exhibit.withdrawn_at, exhibit.withdrawn_by = at, actor
    exhibit.save(update_fields=["withdrawn_at", "withdrawn_by"])
    linking.append(exhibit, LinkKind.WITHDRAWN, actor, said, at=at)
    journal.record(at=at, actor=actor, action="exhibit.taken_back", target=exhibit)
    return exhibit


def seal_number(text: str) -> str:
    """The number of a seal as it is kept: capital letters, single blanks.

    Raises:
        InvalidInput: none, or too long.
    """
    return one_line(text, most=40).upper()


def put_seal(exhibit: Exhibit, number: str, *, at: datetime) -> None:
    """Keep that a seal was put on an exhibit.

    Raises:
        InvalidInput: the number stands on another seal of the record.
    """
    _row, is_new = Seal.objects.get_or_create(
        number=number, defaults={"exhibit": exhibit, "at": at}
    )
    if not is_new:
        raise InvalidInput(
            _("A seal with this number is in the record already. Look at the seal again.")
        )


def _refuse_times(operation: Operation, given: Seizure, at: datetime) -> None:
    if given.seized_at > at:
        raise InvalidInput(_("The time of the seizure is still to come. Look at the clock."))
    if operation.started_at is not None and given.seized_at < operation.started_at:
        raise InvalidInput(_("The operation had not started at that time."))
    if operation.ended_at is not None and given.seized_at > operation.ended_at:
        raise InvalidInput(_("The operation was over at that time."))
    if (given.covers_from is None) != (given.covers_until is None):
        raise InvalidInput(_("Say from when and until when the recordings run, or neither."))
    if given.covers_from and given.covers_until and given.covers_until < given.covers_from:
        raise InvalidInput(_("The recordings end before they begin. Change one of the two times."))
    if given.clock_offset_s is not None and abs(given.clock_offset_s) > MOST_OFFSET_S:
        raise InvalidInput(_("No clock is that wrong. Read both times again."))


def _clock_words(given: Seizure) -> str:
    has_clock = given.clock_offset_s is not None
    return one_line(given.clock_how, most=WORDS, is_needed=has_clock)


def _said(exhibit: Exhibit) -> dict[str, object]:
    """What the first link holds; whose it was said to be stands there as a mark alone."""
    covers = None
    if exhibit.covers_from and exhibit.covers_until:
        covers = [in_utc(exhibit.covers_from), in_utc(exhibit.covers_until)]
    return {
        "operation": exhibit.operation.reference,
        "site": exhibit.site.entry.reference if exhibit.site else "",
        "kind": Kind(exhibit.kind).value,
        "what": exhibit.what,
        "make": exhibit.make,
        "serial": exhibit.serial,
        "found_where": exhibit.found_where,
        "owner": chain.owner_mark(exhibit.owner_said, bytes(exhibit.owner_salt)),
        "clock_offset_s": exhibit.clock_offset_s,
        "clock_how": exhibit.clock_how,
        "channels": exhibit.channels,
        "covers": covers,
        "seal": exhibit.seal,
        "seized_at": in_utc(exhibit.seized_at),
    }
