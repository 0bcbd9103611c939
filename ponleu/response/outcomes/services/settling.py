"""Keeping the day of the next look as the table asks for, after each change it follows from."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import Max
from django.utils.timezone import localdate

from ponleu.foundation.accounts.models import User
from ponleu.foundation.packs.look_again import load_look_again
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models import LookDue, LookedAgain, Measure, OutcomeNote
from ponleu.response.outcomes.models.looking import MEASURE, OUTCOME, PERSON
from ponleu.response.outcomes.rules.again import Due, due
from ponleu.response.outcomes.rules.measures import State


def settle(actor: User, site: OperationSite, *, at: datetime) -> None:
    """Set the day by which a site is looked at again, from its outcome and measures as they hold.

    A day that a person set stays. After somebody looked, only what asks for a later day counts.
    Called inside the transaction of the change, with the site locked.
    """
    wanted = _wanted(site, _looked_until(site))
    waiting = LookDue.objects.filter(site=site).waiting().first()
    if waiting is not None:
        if waiting.of == PERSON or _is_same(waiting, wanted):
            return
        if wanted is None:
            _withdraw_all(site, actor, at)
    if wanted is not None:
        LookDue.objects.create(
            site=site,
            number=next_number(site),
            due_on=wanted.on,
            of=wanted.of,
            code=wanted.code,
            by=actor,
            at=at,
        )


def next_number(site: OperationSite) -> int:
    """The number of the next day that is set for a locked site."""
    return (LookDue.objects.filter(site=site).aggregate(most=Max("number"))["most"] or 0) + 1


def inspected_on(site: OperationSite, note: OutcomeNote | None) -> date:
    """The day on which a site was inspected: of the arrival, else of the start."""
    arrived = note.arrived_at if note else None
    started = site.operation.started_at
    assert started is not None  # noqa: S101  its sites are rows only once it has started
    return localdate(arrived or started)


def _looked_until(site: OperationSite) -> date | None:
    """The day of the last look, or the one that it was for if that is later; none if nobody did."""
    looked = LookedAgain.objects.standing().filter(due__site=site)
    days = looked.aggregate(on=Max("on"), due_on=Max("due__due_on")).values()
    return max((day for day in days if day is not None), default=None)


def _wanted(site: OperationSite, looked_until: date | None) -> Due | None:
    """The earliest day that anything asks for, after the last look."""
    rules = load_look_again(settings.PONLEU_COUNTRY)
    found = []
    note = OutcomeNote.objects.filter(site=site).holding().prefetch_related("codes").first()
    if note is not None:
        found.append(due(rules, OUTCOME, note.known_codes, inspected_on(site, note)))
    for measure in Measure.objects.filter(site=site, state=State.ORDERED):
        found.append(due(rules, MEASURE, [measure.kind], measure.from_on))
    open_ = [each for each in found if each and (looked_until is None or each.on > looked_until)]
    return min(open_, key=lambda each: each.on, default=None)


def _is_same(holding: LookDue, wanted: Due | None) -> bool:
    return wanted == Due(holding.due_on, holding.of, holding.code)


def _withdraw_all(site: OperationSite, actor: User, at: datetime) -> None:
    """Nothing asks for a look any more: neither the day that holds nor those before it."""
    LookDue.objects.filter(site=site, withdrawn_at=None).exclude(of=PERSON).update(
        withdrawn_at=at, withdrawn_by=actor
    )
