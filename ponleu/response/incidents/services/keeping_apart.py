"""Saying that tellings are not of one incident, and undoing that; each stays on record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.journal import services as journal
from ponleu.response.incidents.models import Incident, KeptApart, KeptSide, Member
from ponleu.response.incidents.rules import SMALLEST, Verdict
from ponleu.response.incidents.services import comparing, grouping
from ponleu.response.incidents.services.incidents import (
    checked_why,
    end,
    locked,
    locked_tellings,
    refused_by,
)


@transaction.atomic
def keep_apart(
    actor: User,
    tellings: Collection[UUID],
    verdict: Verdict,
    *,
    one: UUID | None = None,
    why: str = "",
    at: datetime,
) -> KeptApart:
    """Say that proposed tellings are not of one incident, or that this cannot be told.

    Args:
        one: that is not of the incident of the others; None: each is by itself.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``incidents.open_incident``.
        ChangedMeanwhile: someone put two of them into one incident, or said the same before.
    """
    text, found = checked_why(why), locked_tellings(actor, tellings)
    if len(found) < SMALLEST or (one is not None and one not in {row.pk for row in found}):
        raise InvalidInput(_("Choose at least two documents that tell of it."))
    sides = {row.pk: int(row.pk != one) if one else at_ for at_, row in enumerate(found)}
    _refuse_joined(sides)
    kept = KeptApart.objects.create(verdict=verdict, why=text, by=actor, at=at)
    return _kept(kept, sides, at)


@transaction.atomic
def not_this(
    actor: User, key: UUID, telling: UUID, verdict: Verdict, *, why: str = "", at: datetime
) -> KeptApart:
    """Say that a telling is not of an incident; if it was in it, it is taken out.

    It is not offered to this incident again, nor with the tellings that are in it now.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``incidents.take_in``.
        ChangedMeanwhile: the same was judged before.
    """
    incident, text = locked(actor, key), checked_why(why)
    found = locked_tellings(actor, [telling])[0]
    if found.pk in refused_by(incident):
        raise ChangedMeanwhile(_("A colleague has judged this already."))
    inside = Member.objects.visible_to(actor).standing().filter(incident=incident)
    ended = inside.filter(telling=found).first()
    if ended is not None:
        end(ended, actor, at)
    others = inside.exclude(telling=found).values_list("telling", flat=True)
    sides = {found.pk: 0, **dict.fromkeys(others, 1)}
    kept = KeptApart.objects.create(
        incident=incident, ended=ended, verdict=verdict, why=text, by=actor, at=at
    )
    return _kept(kept, sides, at)


@transaction.atomic
def undo(actor: User, key: UUID, *, at: datetime) -> KeptApart:
    """Take such a judgement back: what it took out is in again, what it kept apart is asked again.

    Raises:
        NotFound, NotPermitted: the actor may not see or judge one of the tellings.
        ChangedMeanwhile: what it took out stands in another incident by now.
    """
    kept = KeptApart.objects.get_for(actor, key, lock=True)
    sides = list(kept.sides.values_list("telling", flat=True))
    locked_tellings(actor, sides)
    if kept.withdrawn_at is not None:
        return kept
    kept.withdrawn_at, kept.withdrawn_by = at, actor
    kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if kept.ended is not None and kept.incident is not None:
        _restore(kept.ended, kept.incident, actor, at)
    _bring_up(sides, kept.incident, at)
    journal.record(at=at, actor=actor, action="incident.apart_undone", target=kept)
    return kept


def _restore(ended: Member, incident: Incident, actor: User, at: datetime) -> None:
    if Member.objects.standing().filter(telling=ended.telling_id).exists():
        raise ChangedMeanwhile(_("It is in another incident. Take it out of that one first."))
    Member.objects.create(
        incident=incident,
        telling_id=ended.telling_id,
        why=ended.why,
        score=ended.score,
        reasons=ended.reasons,
        by=actor,
        at=at,
    )


def _refuse_joined(sides: Mapping[UUID, int]) -> None:
    rows = Member.objects.standing().filter(telling__in=sides).order_by()
    side_in: dict[UUID, int] = {}
    for incident, telling in rows.values_list("incident", "telling"):
        if side_in.setdefault(incident, sides[telling]) != sides[telling]:
            raise ChangedMeanwhile(
                _("A colleague put these into one incident. Take one out there first.")
            )


def _kept(kept: KeptApart, sides: Mapping[UUID, int], at: datetime) -> KeptApart:
    KeptSide.objects.bulk_create(
        KeptSide(kept_apart=kept, telling_id=telling, number=number)
        for telling, number in sides.items()
    )
    _bring_up(list(sides), kept.incident, at)
    journal.record(at=at, actor=kept.by, action=f"incident.{kept.verdict}", target=kept)
    return kept


def _bring_up(tellings: Collection[UUID], incident: Incident | None, at: datetime) -> None:
    if incident is not None:
        comparing.compare(incident.pk, at=at)
    grouping.regroup(tellings, at=at)
