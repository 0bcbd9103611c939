"""Opening a case, changing how it is headed, closing it, and opening it again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation, Case, CaseAllegation, Closing, Membership
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services.allegations import Place, checked_why, shared_place

CASE_LETTER = "B"
LONGEST_TITLE = 160
MOST_ALLEGATIONS = 100


@dataclass(frozen=True, slots=True)
class Headed:
    """How a case is headed.

    Attributes:
        lead: code of the unit that leads the work.
        is_open_to_unit: all of its unit who may read cases see it.
    """

    title: str
    lead: str
    is_open_to_unit: bool = False


@transaction.atomic
def open_case(
    actor: User, headed: Headed, allegations: Collection[UUID], *, why: str = "", at: datetime
) -> Case:
    """Open a case with allegations; whoever opens it is its first member and leads it.

    It lies in the unit and territory that all of them share.

    Raises:
        NotFound: one of the allegations is not there for the actor.
        NotPermitted: they may not open cases there.
        InvalidInput: no title, no such unit, no allegation or too many.
        ChangedMeanwhile: one of the allegations was withdrawn.
    """
    text = checked_why(why)
    found = _allegations(actor, allegations)
    place = shared_place(found)
    if not access.may(actor, Action.CASE_EDIT, place):
        raise NotPermitted(_("You cannot open a case for all of these."))
    case = made_case(actor, headed, place, at=at)
    Membership.objects.create(case=case, user=actor, part=Part.LEADS, by=actor, at=at)
    CaseAllegation.objects.bulk_create(
        CaseAllegation(case=case, where=case, allegation=each, why=text, by=actor, at=at)
        for each in found
    )
    journal.record(at=at, actor=actor, action="case.opened", target=case)
    return case


@transaction.atomic
def see_case(actor: User, key: UUID, *, at: datetime) -> Case:
    """A case for someone who reads it; that is journaled.

    Raises:
        NotFound: no such case for the actor.
    """
    found = Case.objects.visible_to(actor).filter(pk=key)
    case = found.select_related("unit", "lead", "opened_by", "head").first()
    if case is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="case.read", target=case)
    return case


@transaction.atomic
def change_case(actor: User, key: UUID, headed: Headed, *, was: int, at: datetime) -> Case:
    """Change title, lead body, or whether all of the unit see it.

    Args:
        was: the count of changes that the form showed.

    Raises:
        NotFound, NotPermitted: the actor may not change the case.
        InvalidInput: no title, or no such unit.
        ChangedMeanwhile: somebody changed it since the form was shown, or it is merged or closed.
    """
    case = worked(actor, key)
    if case.changes != was:
        raise ChangedMeanwhile(
            _("A colleague changed this case meanwhile. Open it again and look.")
        )
    title, lead = _checked(headed)
    case.title, case.lead, case.is_open_to_unit = title, lead, headed.is_open_to_unit
    case.changes += 1
    case.save(update_fields=["title", "lead", "is_open_to_unit", "changes"])
    journal.record(at=at, actor=actor, action="case.changed", target=case)
    return case


@transaction.atomic
def close_case(actor: User, key: UUID, *, why: str, at: datetime) -> Closing:
    """Close a case; it stays readable to its members, and can be opened again.

    Raises:
        NotFound, NotPermitted: the actor may not change the case.
        InvalidInput: no reason, or too long a one.
        ChangedMeanwhile: it is closed already, or merged into another.
    """
    case = worked(actor, key)
    text = needed_why(why)
    closing = Closing.objects.create(case=case, why=text, by=actor, at=at)
    journal.record(at=at, actor=actor, action="case.closed", target=case)
    return closing


@transaction.atomic
def reopen_case(actor: User, key: UUID, *, at: datetime) -> Case:
    """Open a closed case again.

    Raises:
        NotFound, NotPermitted: the actor may not change the case.
        ChangedMeanwhile: it is open already, or merged into another.
    """
    case = locked_cases(actor, [key])[0]
    refuse_merged(case)
    closing = Closing.objects.standing().filter(case=case).first()
    if closing is None:
        raise ChangedMeanwhile(_("A colleague has opened this case again already."))
    closing.withdrawn_at, closing.withdrawn_by = at, actor
    closing.save(update_fields=["withdrawn_at", "withdrawn_by"])
    journal.record(at=at, actor=actor, action="case.reopened", target=case)
    return case


def made_case(actor: User, headed: Headed, place: Place, *, at: datetime) -> Case:
    """A new case with nothing in it yet; for services that fill it in the same transaction.

    Raises:
        InvalidInput: no title, or no such unit.
    """
    title, lead = _checked(headed)
    key = new_key()
    return Case.objects.create(
        id=key,
        head_id=key,
        reference=next_reference(CASE_LETTER, at.year),
        title=title,
        lead=lead,
        is_open_to_unit=headed.is_open_to_unit,
        unit=place.unit,
        territory=place.territory,
        opened_by=actor,
        opened_at=at,
    )


def worked(actor: User, key: UUID) -> Case:
    """A case on which the actor may work, locked until the transaction ends.

    Raises:
        NotFound, NotPermitted: they may not change the case.
        ChangedMeanwhile: it is merged into another, or closed.
    """
    case = locked_cases(actor, [key])[0]
    refuse_merged(case)
    refuse_closed(case)
    return case


def locked_cases(actor: User, keys: Collection[UUID]) -> list[Case]:
    """Cases that the actor may change, locked by key until the transaction ends.

    Raises:
        NotFound: one of them is not there for the actor.
        NotPermitted: they read it and may not do this.
    """
    wanted = set(keys)
    rows = Case.objects.visible_to(actor).filter(pk__in=wanted).select_related("unit", "lead")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = list(rows.order_by("pk"))
    if len(found) < len(wanted):
        raise NotFound(_("There is no such record."))
    for case in found:
        access.require(actor, Action.CASE_EDIT, case, seen_by=Action.CASE_READ)
    return found


def refuse_merged(case: Case) -> None:
    """Raise ChangedMeanwhile if a case is worked under another."""
    if case.is_merged:
        raise ChangedMeanwhile(_("This case was merged into another. Undo that first."))


def refuse_closed(case: Case) -> None:
    """Raise ChangedMeanwhile if a case is closed."""
    if Closing.objects.standing().filter(case=case).exists():
        raise ChangedMeanwhile(_("This case is closed. Open it again first."))


def needed_why(why: str) -> str:
    """A reason as it is kept, where there must be one.

    Raises:
        InvalidInput: none, or too long a one.
    """
    text = checked_why(why)
    if not text:
        raise InvalidInput(_("Say in a few words why."))
    return text


def _checked(headed: Headed) -> tuple[str, Unit]:
    title = " ".join(headed.title.split())
    if not title:
        raise InvalidInput(_("Give the case a title."))
    if len(title) > LONGEST_TITLE:
        raise InvalidInput(_("Shorten the title to %(most)d characters.") % {"most": LONGEST_TITLE})
    lead = Unit.objects.filter(pk=headed.lead).first()
    if lead is None:
        raise InvalidInput(_("Choose the body that leads."))
    return title, lead


def _allegations(actor: User, keys: Collection[UUID]) -> list[Allegation]:
    wanted = set(keys)
    if not wanted or len(wanted) > MOST_ALLEGATIONS:
        raise InvalidInput(_("Choose from 1 to %(most)d allegations.") % {"most": MOST_ALLEGATIONS})
    rows = Allegation.objects.visible_to(actor).filter(pk__in=wanted).select_related("unit")
    found = list(rows.order_by("opened_at", "pk"))
    if len(found) < len(wanted):
        raise NotFound(_("There is no such record."))
    if any(each.withdrawn_at for each in found):
        raise ChangedMeanwhile(_("This allegation was withdrawn. Bring it back first."))
    return found
