"""Entering a visit, changing its days, taking it back and bringing it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.response.visits import findable
from ponleu.response.visits.models import Visit
from ponleu.response.visits.rules import Precision, VisitKind

LETTER = "V"
LONGEST_BODY = 200
LONGEST_MANDATE = 1000
LONGEST_TEXT = 5000
LONGEST_NOTE = 1000
LONGEST_WHY = 500


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a visit: who comes, by what mandate, from when to when."""

    kind: VisitKind
    body: str
    begins_on: date
    ends_on: date
    mandate: str = ""
    precision: Precision = Precision.DAY


@transaction.atomic
def enter_visit(actor: User, told: Told, *, unit: Unit, territory: str, at: datetime) -> Visit:
    """Enter a visit for a unit, which keeps its record.

    Raises:
        NotPermitted: no grant lets the actor keep visits of that unit and territory.
        InvalidInput: nobody comes, too many words, or it ends before it begins.
    """
    if not access.covers(actor, Action.VISIT_EDIT, unit.path, territory):
        raise NotPermitted(_("You cannot keep visits for this unit."))
    visit = Visit(unit=unit, territory=territory, entered_by=actor, entered_at=at)
    _set(visit, told)
    visit.reference = next_reference(LETTER, at.year)
    visit.save()
    findable.refresh(visit, at=at)
    journal.record(at=at, actor=actor, action="visit.entered", target=visit)
    return visit


@transaction.atomic
def change_visit(actor: User, key: UUID, told: Told, *, at: datetime) -> Visit:
    """Tell anew who comes and when; the journal keeps that it was changed.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        ChangedMeanwhile: it was withdrawn.
        InvalidInput: as for ``enter_visit``.
    """
    visit = locked(actor, key)
    _set(visit, told)
    visit.save()
    findable.refresh(visit, at=at)
    journal.record(at=at, actor=actor, action="visit.changed", target=visit)
    return visit


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Visit:
    """A visit for someone who reads it; that is journaled.

    Raises:
        NotFound: no such visit for the actor.
    """
    rows = Visit.objects.select_related("unit", "entered_by", "withdrawn_by")
    visit = rows.get_for(actor, key)
    journal.record(at=at, actor=actor, action="visit.read", target=visit)
    return visit


@transaction.atomic
def withdraw_visit(actor: User, key: UUID, *, at: datetime) -> Visit:
    """Take a visit back: it stays readable, marked as withdrawn. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
    """
    visit = locked(actor, key, standing=False)
    if visit.withdrawn_at is None:
        visit.withdrawn_at, visit.withdrawn_by = at, actor
        visit.save(update_fields=["withdrawn_at", "withdrawn_by"])
        findable.refresh(visit, at=at)
        journal.record(at=at, actor=actor, action="visit.withdrawn", target=visit)
    return visit


@transaction.atomic
def restore_visit(actor: User, key: UUID, *, at: datetime) -> Visit:
    """Bring a withdrawn visit back, with all that belongs to it. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
    """
    visit = locked(actor, key, standing=False)
    if visit.withdrawn_at is not None:
        visit.withdrawn_at = visit.withdrawn_by = None
        visit.save(update_fields=["withdrawn_at", "withdrawn_by"])
        findable.refresh(visit, at=at)
        journal.record(at=at, actor=actor, action="visit.restored", target=visit)
    return visit


def locked(actor: User, key: UUID, *, standing: bool = True) -> Visit:
    """The visit, locked until the transaction ends, for someone who keeps its record.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        ChangedMeanwhile: it was withdrawn, if it must be ``standing``.
    """
    visit = Visit.objects.get_for(actor, key, lock=True)
    access.require(actor, Action.VISIT_EDIT, visit, seen_by=Action.VISIT_READ)
    if standing and visit.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This visit was withdrawn. Bring it back first."))
    return visit


def checked(text: str, most: int, *, is_needed: bool = False) -> str:
    """Words as they are kept: line ends stay, blanks around go.

    Raises:
        InvalidInput: too many, or none where some are needed.
    """
    kept = text.strip()
    if is_needed and not kept:
        raise InvalidInput(_("Write something: it is empty."))
    if len(kept) > most:
        raise InvalidInput(_("Shorten it to %(most)d characters.") % {"most": most})
    return kept


def _set(visit: Visit, told: Told) -> None:
    if told.ends_on < told.begins_on:
        raise InvalidInput(_("It cannot end before it begins."))
    visit.kind = told.kind
    visit.body = checked(told.body, LONGEST_BODY, is_needed=True)
    visit.mandate = checked(told.mandate, LONGEST_MANDATE)
    visit.begins_on, visit.ends_on = told.begins_on, told.ends_on
    visit.precision = told.precision
