"""Writing what went as planned, what did not, and what to change."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import InvalidInput, NotPermitted
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.operations.models import Operation
from ponleu.response.outcomes.models import Debrief
from ponleu.response.outcomes.queries.after import may_debrief
from ponleu.response.outcomes.services.reaching import refuse_unless_seen

MOST_WORDS = 2000


@transaction.atomic
def write(
    actor: User,
    key: UUID,
    as_planned: str,
    otherwise: str,
    to_change: str,
    *,
    seen: int,
    at: datetime,
) -> Debrief:
    """Write one's own debrief of a started operation, or write it anew; the old one stays.

    Args:
        seen: number of one's own debrief that one saw; 0 if there was none.

    Raises:
        NotFound: there is no such operation that is open to the actor.
        NotPermitted: they read it and were not in it.
        ChangedMeanwhile: they wrote it in another window since.
        InvalidInput: nothing is said, or too much.
    """
    operation = (
        Operation.objects.open_to(actor).select_related("unit").get_for(actor, key, lock=True)
    )
    if not may_debrief(actor, operation):
        raise NotPermitted(_("Those who were in the operation write its debrief."))
    own = Debrief.objects.filter(operation=operation, by=actor)
    holding = own.holding().first()
    refuse_unless_seen(holding.number if holding else 0, seen)
    said = [
        one_line(each, most=MOST_WORDS, is_needed=False)
        for each in (as_planned, otherwise, to_change)
    ]
    if not any(said):
        raise InvalidInput(_("Answer one of the questions at least."))
    number = (own.aggregate(most=Max("number"))["most"] or 0) + 1
    row = Debrief.objects.create(
        operation=operation,
        number=number,
        as_planned=said[0],
        otherwise=said[1],
        to_change=said[2],
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="debrief.written", target=row)
    return row


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> Debrief:
    """Take back one's own debrief: the one before holds again. Twice is once.

    Raises:
        NotFound: there is none for the actor.
        NotPermitted: another person wrote it.
    """
    row = Debrief.objects.get_for(actor, key, lock=True)
    if row.by_id != actor.pk:
        raise NotPermitted(_("Only who wrote it takes it back."))
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, actor
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="debrief.taken_back", target=row)
    return row
