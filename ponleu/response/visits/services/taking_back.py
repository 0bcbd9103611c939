"""Taking back what was entered in a visit by mistake, and bringing it back; nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.visits.models import Attendee, Meeting, Question, Recommendation, Visit
from ponleu.response.visits.services.visits import locked

Row = Meeting | Attendee | Question | Recommendation
PARTS: Mapping[str, type[Row]] = {
    "meeting": Meeting,
    "attendee": Attendee,
    "question": Question,
    "recommendation": Recommendation,
}
"""What can be taken back, by the name that addresses use."""


@transaction.atomic
def take_back(actor: User, part: str, key: UUID, *, at: datetime) -> Visit:
    """Take a part of a visit back: it is shown no more but stays. Twice is once.

    Raises:
        NotFound, NotPermitted: there is no such part that the actor may change.
        ChangedMeanwhile: a recommendation is a commitment; that is withdrawn first.
    """
    row, visit = _locked(actor, part, key)
    if isinstance(row, Recommendation) and row.commitment_id is not None:
        raise ChangedMeanwhile(_("It is a commitment. Withdraw that first."))
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, actor
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="visit.taken_back", target=row)
    return visit


@transaction.atomic
def bring_back(actor: User, part: str, key: UUID, *, at: datetime) -> Visit:
    """Undo ``take_back``. Twice is once.

    Raises:
        NotFound, NotPermitted: there is no such part that the actor may change.
    """
    row, visit = _locked(actor, part, key)
    if row.withdrawn_at is not None:
        row.withdrawn_at = row.withdrawn_by = None
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="visit.brought_back", target=row)
    return visit


def _locked(actor: User, part: str, key: UUID) -> tuple[Row, Visit]:
    model = PARTS.get(part)
    if model is None:
        raise NotFound(_("There is no such record."))
    row: Row = model._default_manager.get_for(actor, key)
    its = row.meeting.visit_id if isinstance(row, Attendee) else row.visit_id
    visit = locked(actor, its)
    row.refresh_from_db()
    return row, visit
