"""Saying of an alert whether it is so, and taking that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.outcomes.models import AlertJudgement
from ponleu.response.outcomes.queries import alerts
from ponleu.response.outcomes.rules.kinds import Verdict
from ponleu.response.outcomes.services.reaching import site_for

MOST_WHY = 500


@transaction.atomic
def judge(
    actor: User, asked: alerts.Name, verdict: str, why: str, *, at: datetime
) -> AlertJudgement:
    """Say whether an alert is so, with the reason.

    Raises:
        NotFound: there is no such alert for the actor.
        NotPermitted: they may not enter what follows of that operation.
        ChangedMeanwhile: a colleague judged it already.
        InvalidInput: no verdict or no reason.
    """
    if verdict not in set(Verdict):
        raise InvalidInput(_("Say whether it is so."))
    site = site_for(actor, asked.site)
    alert = alerts.alert(actor, asked)
    if alert.judgement is not None:
        raise _judged()
    try:
        with transaction.atomic():
            row = AlertJudgement.objects.create(
                site=site,
                alerted=asked.alerted,
                ground=asked.ground,
                key=asked.key,
                verdict=verdict,
                why=one_line(why, most=MOST_WHY),
                by=actor,
                at=at,
            )
    except IntegrityError:
        raise _judged() from None
    journal.record(at=at, actor=actor, action="alert.judged", target=row)
    return row


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> AlertJudgement:
    """Take a judgement back: the alert waits again. Twice is once.

    Raises:
        NotFound: there is none for the actor, or they may not see what it is about.
        NotPermitted: as for ``judge``.
    """
    row = AlertJudgement.objects.get_for(actor, key)
    site_for(actor, row.site_id)
    if not alerts.is_ground_seen(actor, row.ground, row.key):
        raise NotFound(_("There is no such record."))
    row = AlertJudgement.objects.get(pk=key)
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, actor
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="alert.undone", target=row)
    return row


def _judged() -> ChangedMeanwhile:
    return ChangedMeanwhile(
        _("A colleague has judged this already. Undo that first, if you see it otherwise.")
    )
