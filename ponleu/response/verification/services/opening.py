"""Opening a plan to read it or to change it, and the checks that every change shares."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models import open_to
from ponleu.response.verification.models.scope import PlanQuerySet

LONGEST = 500

R = TypeVar("R", bound=models.Model)


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Allegation:
    """The allegation of a plan for someone who reads the plan; that is journaled.

    Raises:
        NotFound: no such plan for the actor.
    """
    found = open_to(actor).filter(pk=key).select_related("entry", "unit").first()
    if found is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="verification.read", target=found)
    return found


def locked(actor: User, key: UUID, *, action: Action = Action.VERIFICATION_EDIT) -> Allegation:
    """The allegation of a plan that the actor may change, locked until the transaction ends.

    Raises:
        NotFound: no such plan for the actor.
        NotPermitted: they read it and may not do this.
        ChangedMeanwhile: the allegation was withdrawn.
    """
    rows = open_to(actor).select_related("unit")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    allegation = rows.filter(pk=key).first()
    if allegation is None:
        raise NotFound(_("There is no such record."))
    access.require(actor, action, allegation, seen_by=Action.VERIFICATION_READ)
    if allegation.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This allegation was withdrawn. Bring it back first."))
    return allegation


def row_of(rows: PlanQuerySet[R], actor: User, key: UUID) -> tuple[R, Allegation]:
    """A standing row of a plan that the actor may change; its plan is locked first.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``locked``; NotFound also if the row was
            taken back.
    """
    seen = rows.visible_to(actor).filter(pk=key)
    plan = seen.values_list(rows.to_allegation, flat=True).first()
    if plan is None:
        raise NotFound(_("There is no such record."))
    allegation = locked(actor, plan)
    row = rows.visible_to(actor).standing().filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    return row, allegation


def checked(text: str, *, most: int = LONGEST, is_needed: bool = True) -> str:
    """Words as they are kept; see ``one_line``."""
    return one_line(text, most=most, is_needed=is_needed)


def refuse_future(day: date, *, at: datetime) -> None:
    """Refuse a day on which something is said to have happened and that is to come.

    Raises:
        InvalidInput: it is.
    """
    if day > localdate(at):
        raise InvalidInput(_("This day is still to come."))
