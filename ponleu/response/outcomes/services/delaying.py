"""Deciding, by two people, how long after its end an operation is not told of in public."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.operations.models import Operation
from ponleu.response.outcomes.models import DelayChange
from ponleu.response.outcomes.models.delay import NO, TAKEN_BACK, YES
from ponleu.response.outcomes.queries import public
from ponleu.response.outcomes.rules.delay import MOST_DAYS, may_be_told

MOST_WHY = 500


def may_be_published(operation: Operation, *, at: datetime) -> bool:
    """Whether public figures and notices may tell of an operation at an instant."""
    return may_be_told(operation.ended_at, public.delay_days(at), at)


def may_decide(actor: User) -> bool:
    """Whether the actor approves what is said in public for the whole country."""
    return access.covers(actor, Action.ANSWER_APPROVE, public.country_path(), "")


def may_propose(actor: User) -> bool:
    """Whether the actor may propose another delay now: while one waits, nobody may."""
    waits = DelayChange.objects.filter(decision="").exists()
    return actor.may(Action.ANSWER_APPROVE) and not waits


@transaction.atomic
def propose(actor: User, days: int, why: str, *, at: datetime) -> DelayChange:
    """Propose another delay; it holds once a second person has agreed.

    Raises:
        NotPermitted: the actor does not approve what is said in public.
        ChangedMeanwhile: another proposal waits.
        InvalidInput: days out of range, or no reason.
    """
    if not actor.may(Action.ANSWER_APPROVE):
        raise NotPermitted(_("Only who approves what is said in public changes the delay."))
    if not 0 <= days <= MOST_DAYS:
        raise InvalidInput(_("Days are a number from 0 to 365."))
    why = one_line(why, most=MOST_WHY)
    try:
        with transaction.atomic():
            row = DelayChange.objects.create(days=days, why=why, proposed_by=actor, proposed_at=at)
    except IntegrityError:
        raise ChangedMeanwhile(_("Another proposal waits. Decide that one first.")) from None
    journal.record(at=at, actor=actor, action="delay.proposed", target=row)
    return row


@transaction.atomic
def decide(actor: User, key: UUID, *, agrees: bool, why: str, at: datetime) -> DelayChange:
    """Agree to a proposed delay, or not. It holds from now on.

    Raises:
        NotFound: there is no such proposal for the actor.
        NotPermitted: they proposed it, or do not approve for the whole country.
        ChangedMeanwhile: it is decided already.
        InvalidInput: no reason.
    """
    row = DelayChange.objects.get_for(actor, key, lock=True)
    if not may_decide(actor):
        raise NotPermitted(_("Who approves for the whole country decides this."))
    if row.proposed_by_id == actor.pk:
        raise NotPermitted(_("You proposed it: another person decides."))
    return _decided(actor, row, YES if agrees else NO, one_line(why, most=MOST_WHY), at)


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> DelayChange:
    """Take back one's own proposal before it is decided.

    Raises:
        NotFound: there is none for the actor.
        NotPermitted: another person proposed it.
        ChangedMeanwhile: it is decided already.
    """
    row = DelayChange.objects.get_for(actor, key, lock=True)
    if row.proposed_by_id != actor.pk:
        raise NotPermitted(_("Only who proposed it takes it back."))
    return _decided(actor, row, TAKEN_BACK, "", at)


def _decided(actor: User, row: DelayChange, how: str, why: str, at: datetime) -> DelayChange:
    if row.decision:
        raise ChangedMeanwhile(_("This is decided already. Look at the page again."))
    row.decision, row.decided_by, row.decided_at, row.decided_why = how, actor, at, why
    row.save(update_fields=["decision", "decided_by", "decided_at", "decided_why"])
    journal.record(at=at, actor=actor, action=f"delay.{how}", target=row)
    return row
