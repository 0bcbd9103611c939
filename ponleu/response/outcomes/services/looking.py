"""Setting another day for the next look at a site, and noting that somebody looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.outcomes.models import LookDue, LookedAgain
from ponleu.response.outcomes.models.looking import PERSON
from ponleu.response.outcomes.queries.looking import later_operations
from ponleu.response.outcomes.services.reaching import refuse_unless_seen, site_for
from ponleu.response.outcomes.services.settling import inspected_on, next_number

MOST_WHY, MOST_WORDS = 500, 1000


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody looked again.

    Attributes:
        operation: key of the later operation in which it was done; none for a visit.
        on: the day; that of the operation's start if one is named.
        words: what was seen; needed for a visit.
    """

    operation: UUID | None = None
    on: date | None = None
    words: str = ""


@transaction.atomic
def set_day(
    actor: User, site_key: UUID, due_on: date, why: str, *, seen: int, at: datetime
) -> LookDue:
    """Set the day by which a site is looked at again, sooner or later than the table says.

    Args:
        seen: number of the day that the actor saw; 0 if there was none.

    Raises:
        NotFound, NotPermitted: as for ``site_for``.
        ChangedMeanwhile: another day was set since.
        InvalidInput: no reason, or a day before the inspection.
    """
    site = site_for(actor, site_key)
    holding = LookDue.objects.filter(site=site).holding().first()
    refuse_unless_seen(holding.number if holding else 0, seen)
    if due_on <= inspected_on(site, None):
        raise InvalidInput(_("Choose a day after the inspection."))
    row = LookDue.objects.create(
        site=site,
        number=next_number(site),
        due_on=due_on,
        of=PERSON,
        why=one_line(why, most=MOST_WHY),
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="look.set", target=row)
    return row


@transaction.atomic
def take_back_day(actor: User, key: UUID, *, at: datetime) -> LookDue:
    """Take back a day that a person set: the one before holds again. Twice is once.

    Raises:
        NotFound, NotPermitted: as for ``site_for``.
        ChangedMeanwhile: it does not hold any more, or the table set it, or somebody looked.
    """
    row = LookDue.objects.get_for(actor, key)
    site_for(actor, row.site_id)
    row = LookDue.objects.get(pk=key)
    if row.withdrawn_at is not None:
        return row
    waits = LookDue.objects.filter(pk=key, of=PERSON).waiting().exists()
    if not waits:
        raise ChangedMeanwhile(_("Only the day that holds, and that a person set, is taken back."))
    row.withdrawn_at, row.withdrawn_by = at, actor
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    journal.record(at=at, actor=actor, action="look.taken_back", target=row)
    return row


@transaction.atomic
def looked(actor: User, due_key: UUID, look: Look, *, at: datetime) -> LookedAgain:
    """Note that somebody looked at a site again: in a later operation, or on a visit.

    Raises:
        NotFound, NotPermitted: as for ``site_for``; or there is no such later operation.
        ChangedMeanwhile: somebody noted it already, or another day holds.
        InvalidInput: no words of a visit, or a day that is not possible.
    """
    due = LookDue.objects.get_for(actor, due_key)
    site = site_for(actor, due.site_id)
    if not LookDue.objects.filter(pk=due_key).waiting().exists():
        raise ChangedMeanwhile(_("This look is noted already, or another day holds."))
    operation = _later(actor, site, look.operation) if look.operation else None
    on = localdate(operation.started_at) if operation else look.on
    if on is None or not inspected_on(site, None) <= on <= localdate(at):
        raise InvalidInput(_("Say on which day: after the inspection, and not in the future."))
    words = one_line(look.words, most=MOST_WORDS, is_needed=operation is None)
    try:
        with transaction.atomic():
            row = LookedAgain.objects.create(
                due=due, operation=operation, on=on, words=words, by=actor, at=at
            )
    except IntegrityError:
        raise ChangedMeanwhile(_("This look is noted already, or another day holds.")) from None
    journal.record(at=at, actor=actor, action="look.done", target=row)
    return row


@transaction.atomic
def take_back_look(actor: User, key: UUID, *, at: datetime) -> LookedAgain:
    """Take back that somebody looked: the site is due again. Twice is once.

    Raises:
        NotFound, NotPermitted: as for ``site_for``.
    """
    row = LookedAgain.objects.select_related("due").get_for(actor, key)
    site_for(actor, row.due.site_id)
    row = LookedAgain.objects.get(pk=key)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, actor
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="look.undone", target=row)
    return row


def _later(actor: User, site: OperationSite, key: UUID) -> Operation:
    found = next((each for each in later_operations(actor, site) if each.pk == key), None)
    if found is None:
        raise NotFound(_("There is no such record."))
    return found
