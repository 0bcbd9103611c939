"""What came of the operation of the invented country that is over: invented, as all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from ponleu.foundation.accounts.models import User
from ponleu.response.operations.models import Operation, OperationSite
from ponleu.response.operations.rules.kinds import State
from ponleu.response.outcomes.rules.measures import Step
from ponleu.response.outcomes.services import debriefing, measuring, noting

COMMANDER, COMMITTEE = "commander", "committee"
FINE_RIEL, FINE_DAYS = 5_000_000, 62
"""Stated, and days of base wage that come to 40,000 riel less: a difference to look at."""


def note_outcomes(people: Sequence[User], *, at: datetime) -> int:
    """Note the outcome of the operation that is over, with a debrief, a closure that the committee
    orders and a fine that waits for it; how many measures.
    """
    known = {one.username: one for one in people}
    commander, committee = known.get(COMMANDER), known.get(COMMITTEE)
    if commander is None or committee is None:
        return 0
    over = Operation.objects.open_to(commander).filter(state=State.ENDED).first()
    if over is None or over.started_at is None or over.ended_at is None:
        return 0
    site = (
        OperationSite.objects.select_related("entry").filter(operation=over).order_by("number")[0]
    )
    came = noting.Came(
        ("victims_rescued", "evidence_seized", "site_sealed"),
        arrived_at=over.started_at + timedelta(minutes=40),
        to_care=7,
        to_justice=0,
        words="Two doors were locked from outside.",
    )
    noting.note(commander, site.pk, came, seen=0, at=over.ended_at + timedelta(hours=2))
    debriefing.write(
        commander,
        over.pk,
        "The team was inside within a minute.",
        "The interpreter came half an hour late.",
        "Keep a second interpreter on call.",
        seen=0,
        at=over.ended_at + timedelta(hours=3),
    )
    return _measures(commander, committee, site, at=at)


def _measures(commander: User, committee: User, site: OperationSite, *, at: datetime) -> int:
    found_on = localdate(site.operation.started_at)
    proposed_at = at - timedelta(days=3)
    closure = measuring.Proposed(
        entry=site.entry_id,
        kind="temporary_closure",
        provision="tsl-48",
        offence_on=found_on,
        from_on=found_on + timedelta(days=3),
        until_on=found_on + timedelta(days=93),
        grounds="Doors were locked from outside while people slept behind them.",
    )
    row = measuring.propose(commander, site.pk, closure, at=proposed_at)
    measuring.step(
        committee,
        row.pk,
        Step.ORDER,
        "The grounds carry it.",
        seen=1,
        at=proposed_at + timedelta(hours=4),
    )
    fine = measuring.Proposed(
        entry=site.entry_id,
        kind="labour_fine",
        provision="labour-369",
        offence_on=found_on,
        from_on=localdate(at),
        riel=FINE_RIEL,
        days=FINE_DAYS,
        grounds="Nobody could leave after work.",
    )
    measuring.propose(commander, site.pk, fine, at=at - timedelta(days=1))
    return 2
