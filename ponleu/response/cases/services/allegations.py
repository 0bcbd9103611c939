"""Opening an allegation, withdrawing it, and bringing it back."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Protected, Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.foundation.law import queries as law
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models import Allegation, Gathering
from ponleu.response.cases.offences import offences
from ponleu.response.cases.rules import Precision, shared
from ponleu.response.complaints.models import Complaint

LETTER = "A"
LONGEST_WHY = 500
MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Day:
    """A day, and how exactly it is known; kept as the first of its month or year."""

    on: date
    precision: Precision

    @property
    def last(self) -> date:
        """The last day that it may be."""
        if self.precision is Precision.DAY:
            return self.on
        month = self.on.month if self.precision is Precision.MONTH else 12
        return self.on.replace(month=month, day=monthrange(self.on.year, month)[1])


@dataclass(frozen=True, slots=True)
class Said:
    """What an allegation says: the offence, and since and until when if that is known."""

    offence: str
    begins: Day | None = None
    ends: Day | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an allegation or a case lies, for ``access``."""

    unit: Unit
    territory: str


@transaction.atomic
def open_allegation(
    actor: User,
    entry: UUID,
    said: Said,
    complaints: Collection[UUID],
    *,
    why: str = "",
    at: datetime,
) -> Allegation:
    """Open an allegation about an entry and take complaints in. None of them is decided by it.

    It lies in the unit and territory that all of them share.

    Raises:
        NotFound: the entry, or one of the complaints, is not there for the actor.
        NotPermitted: they may not open allegations there.
        InvalidInput: no complaint, no such offence, a period that ends before it begins.
        ChangedMeanwhile: one of them is in an allegation about this entry by now.
    """
    text = checked_why(why)
    about = Entry.objects.visible_to(actor).standing().filter(pk=entry).first()
    found = locked_complaints(actor, complaints)
    if about is None or not found:
        raise NotFound(_("There is no such record."))
    _check(said)
    place = shared_place(found)
    if not access.may(actor, Action.ALLEGATION_EDIT, place):
        raise NotPermitted(_("You cannot open allegations for all of these."))
    _refuse_gathered(about, found)
    allegation = Allegation.objects.create(
        unit=place.unit,
        territory=place.territory,
        reference=next_reference(LETTER, at.year),
        offence=said.offence,
        entry=about,
        begins_on=said.begins.on if said.begins else None,
        begins_precision=said.begins.precision if said.begins else "",
        ends_on=said.ends.on if said.ends else None,
        ends_precision=said.ends.precision if said.ends else "",
        opened_by=actor,
        opened_at=at,
    )
    Gathering.objects.bulk_create(
        Gathering(allegation=allegation, complaint=each, why=text, by=actor, at=at)
        for each in found
    )
    journal.record(at=at, actor=actor, action="allegation.opened", target=allegation)
    return allegation


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Allegation:
    """An allegation for someone who reads it; that is journaled.

    Raises:
        NotFound: no such allegation for the actor.
    """
    found = Allegation.objects.visible_to(actor).filter(pk=key)
    allegation = found.select_related("entry", "unit", "opened_by", "withdrawn_by").first()
    if allegation is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="allegation.read", target=allegation)
    return allegation


@transaction.atomic
def withdraw(actor: User, key: UUID, *, why: str, at: datetime) -> Allegation:
    """Withdraw an allegation: it stays readable, and its complaints are offered anew.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        InvalidInput: no reason, or too long a one.
    """
    allegation = locked(actor, key)
    text = checked_why(why)
    if not text:
        raise InvalidInput(_("Say in a few words why."))
    if allegation.withdrawn_at is None:
        allegation.withdrawn_at, allegation.withdrawn_by, allegation.withdrawn_why = at, actor, text
        allegation.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        journal.record(at=at, actor=actor, action="allegation.withdrawn", target=allegation)
    return allegation


@transaction.atomic
def restore(actor: User, key: UUID, *, at: datetime) -> Allegation:
    """Bring a withdrawn allegation back, with all that was gathered in it.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
    """
    allegation = locked(actor, key)
    if allegation.withdrawn_at is not None:
        allegation.withdrawn_at = allegation.withdrawn_by = None
        allegation.withdrawn_why = ""
        allegation.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
        journal.record(at=at, actor=actor, action="allegation.restored", target=allegation)
    return allegation


def locked(actor: User, key: UUID) -> Allegation:
    """An allegation that the actor may change, locked until the transaction ends.

    Raises:
        NotFound: no such allegation for the actor.
        NotPermitted: they read it and may not do this.
    """
    rows = Allegation.objects.visible_to(actor).select_related("unit", "entry")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    allegation = rows.filter(pk=key).first()
    if allegation is None:
        raise NotFound(_("There is no such record."))
    access.require(actor, Action.ALLEGATION_EDIT, allegation, seen_by=Action.ALLEGATION_READ)
    return allegation


def locked_complaints(actor: User, keys: Collection[UUID]) -> list[Complaint]:
    """Complaints that the actor sees, locked in one order, so that nobody gathers them twice.

    Raises:
        NotFound: one of them is not there for the actor.
        InvalidInput: more than ``MOST_AT_ONCE``.
    """
    wanted = set(keys)
    if len(wanted) > MOST_AT_ONCE:
        raise InvalidInput(_("These are too many at once."))
    rows = Complaint.objects.visible_to(actor).filter(pk__in=wanted)
    rows = rows.select_related("unit").defer("content", "summary").order_by("arrived_at", "pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = list(rows)
    if len(found) < len(wanted):
        raise NotFound(_("There is no such record."))
    return found


def checked_why(why: str) -> str:
    """A reason as it is kept.

    Raises:
        InvalidInput: it is too long.
    """
    text = " ".join(why.split())
    if len(text) > LONGEST_WHY:
        raise InvalidInput(_("Shorten the reason to %(most)d characters.") % {"most": LONGEST_WHY})
    return text


def _check(said: Said) -> None:
    if said.offence not in {each.code for each in offences()}:
        raise InvalidInput(_("Choose an offence."))
    if said.begins and said.ends and said.ends.on < said.begins.on:
        raise InvalidInput(_("It cannot end before it begins."))
    if said.begins and not law.offence_valid(said.offence, said.begins.last):
        raise InvalidInput(
            _("The law of this offence was not in force yet. Choose another day or offence.")
        )


def shared_place(found: Collection[Protected]) -> Place:
    """The unit above all of them, or theirs if it is one, and the territory that holds all."""
    path = shared(each.unit.path.strip("/").split("/") for each in found)
    territory = shared(_pairs(each.territory) for each in found)
    unit = Unit.objects.filter(path="/".join(path) + "/").first()
    if unit is None:
        raise NotFound(_("There is no such record."))
    return Place(unit, "".join(territory))


def _pairs(code: str) -> list[str]:
    """A government code level by level: each has two digits."""
    return [code[start : start + 2] for start in range(0, len(code), 2)]


def _refuse_gathered(about: Entry, found: Collection[Complaint]) -> None:
    head = about.head_id or about.pk
    standing = Gathering.objects.standing().filter(
        complaint__in=[each.pk for each in found], allegation__withdrawn_at=None
    )
    for gathering in standing.select_related("allegation__entry"):
        entry = gathering.allegation.entry
        if (entry.head_id or entry.pk) == head:
            raise ChangedMeanwhile(
                _("One of these is in an allegation about this by now. Look at the list again.")
            )
