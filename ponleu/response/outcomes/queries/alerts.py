"""Alerts for one reader: worked out from what they may see, with what people said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases.models import Allegation
from ponleu.response.complaints.models import Complaint
from ponleu.response.findings.models import Finding
from ponleu.response.operations.kept_out import entries_kept_from
from ponleu.response.operations.models import OperationSite
from ponleu.response.outcomes.models import AlertJudgement
from ponleu.response.outcomes.queries.inspected import Inspected, inspected
from ponleu.response.outcomes.queries.new_names import new_names
from ponleu.response.outcomes.queries.relapse import relapses
from ponleu.response.outcomes.rules.kinds import Alerted, Ground, Verdict

PAGE = 25
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Name:
    """Which alert: about which site, of which kind, by what it arises from."""

    site: UUID
    alerted: str
    ground: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Alert:
    """That a site may have relapsed, or come back under another name. A proposal, no finding.

    Attributes:
        reference, other: of what gave rise to it; the other site or organisation by name.
        at: when it came up. reasons: in words, for the reader's eyes.
        judgement: what a person said of it, if one stands.
        may_judge: the reader may say whether it is so.
    """

    name: Name
    site: OperationSite
    reference: str
    other: str
    at: datetime
    reasons: Sequence[str]
    judgement: AlertJudgement | None
    may_judge: bool


def alerts(actor: User, *, only: UUID | None = None) -> list[Alert]:
    """All alerts for a person, the newest first; those that nobody judged before the others.

    Args:
        only: key of one inspected site.
    """
    found = inspected(actor, only=only)
    said = _judged([each.site.pk for each in found])
    rows = [_alert(actor, *each, said) for each in _all(actor, found)]
    mine = [row for row in rows if only is None or row.site.pk == only]
    newest = sorted(mine, key=lambda row: (row.at, row.name.key), reverse=True)
    return sorted(newest, key=lambda row: row.judgement is not None)[:SHOWN]


def alert(actor: User, name: Name) -> Alert:
    """One alert.

    Raises:
        NotFound: there is none for the actor.
    """
    found = next((row for row in alerts(actor, only=name.site) if row.name == name), None)
    if found is None:
        raise NotFound(_("There is no such record."))
    return found


def waiting_count(found: Iterable[Alert]) -> int:
    """How many of some alerts wait for the reader to say whether they are so."""
    return sum(row.judgement is None and row.may_judge for row in found)


def relapsed(actor: User, sites: Sequence[UUID] | QuerySet[OperationSite, Any]) -> set[UUID]:
    """Sites of which a person said that they relapsed, or came back under another name.

    Only by what the actor may see.
    """
    rows = AlertJudgement.objects.visible_to(actor).standing()
    said = list(rows.filter(site__in=sites, verdict=Verdict.SO).order_by())
    found = set()
    for ground in Ground:
        of_ground = [row for row in said if row.ground == ground]
        if of_ground:
            seen = set(_seen(actor, ground, {row.key for row in of_ground}))
            found |= {row.site_id for row in of_ground if row.key in seen}
    return found


def is_ground_seen(actor: User, ground: str, key: UUID) -> bool:
    """Whether a person may see what gave rise to an alert."""
    return bool(_seen(actor, Ground(ground), {key}))


def _seen(actor: User, ground: Ground, keys: set[UUID]) -> list[UUID]:
    """Those of some keys of one kind that a person may see."""
    if ground is Ground.ENTRY:
        rows: QuerySet[Any] = Entry.objects.visible_to(actor)
        rows = rows.exclude(pk__in=entries_kept_from(actor).values("pk"))
    elif ground is Ground.COMPLAINT:
        rows = Complaint.objects.visible_to(actor)
    elif ground is Ground.ALLEGATION:
        rows = Allegation.objects.visible_to(actor)
    else:
        rows = Finding.objects.visible_to(actor)
    return list(rows.filter(pk__in=keys).order_by().values_list("pk", flat=True))


_Row = tuple[Inspected, Alerted, Ground, UUID, str, str, datetime, Sequence[str]]


def _all(actor: User, found: Sequence[Inspected]) -> Iterable[_Row]:
    for told in relapses(actor, found):
        yield (
            told.inspected,
            Alerted.RELAPSE,
            told.ground,
            told.key,
            told.reference,
            "",
            told.at,
            told.reasons,
        )
    for new in new_names(actor, found):
        entry = new.entry
        yield (
            new.inspected,
            Alerted.NEW_NAME,
            Ground.ENTRY,
            entry.pk,
            entry.reference,
            entry.name,
            new.at,
            new.reasons,
        )


def _judged(sites: Sequence[UUID]) -> dict[Name, AlertJudgement]:
    rows = AlertJudgement.objects.filter(site__in=sites, withdrawn_at=None).select_related("by")
    return {Name(row.site_id, row.alerted, row.ground, row.key): row for row in rows}


def _alert(
    actor: User,
    its: Inspected,
    alerted: Alerted,
    ground: Ground,
    key: UUID,
    reference: str,
    other: str,
    at: datetime,
    reasons: Sequence[str],
    said: dict[Name, AlertJudgement],
) -> Alert:
    name = Name(its.site.pk, alerted, ground, key)
    may_judge = access.may(actor, Action.OUTCOME_EDIT, its.site.operation)
    return Alert(name, its.site, reference, other, at, reasons, said.get(name), may_judge)
