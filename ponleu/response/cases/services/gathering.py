"""Taking complaints in, keeping them apart, and undoing either; each stays on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register.models import Entry
from ponleu.response.cases import proposing
from ponleu.response.cases.models import Allegation, Gathering, KeptApart, Side
from ponleu.response.cases.rules import SMALLEST, Group, Verdict
from ponleu.response.cases.services.allegations import checked_why, locked, locked_complaints
from ponleu.response.complaints.models import Complaint


@transaction.atomic
def take_in(actor: User, key: UUID, complaint: UUID, *, why: str = "", at: datetime) -> Gathering:
    """Take a complaint into an allegation; twice is once. The complaint itself is not decided.

    Raises:
        NotFound, NotPermitted: the actor may not change the allegation, or sees no such complaint.
        ChangedMeanwhile: the allegation was withdrawn, or it was judged not to be this one.
        InvalidInput: too long a reason.
    """
    allegation = locked(actor, key)
    _refuse_withdrawn(allegation)
    found = locked_complaints(actor, [complaint])[0]
    if complaint in proposing.refused_by(allegation.pk):
        raise ChangedMeanwhile(
            _("It was judged not to belong here. Undo that first, then take it in.")
        )
    return _gathered(actor, allegation, found, checked_why(why), at)


@transaction.atomic
def take_out(actor: User, key: UUID, gathering: UUID, *, at: datetime) -> Gathering:
    """Undo that a complaint was taken in: it is offered again where it fits. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not change the allegation, or sees no such complaint.
    """
    allegation = locked(actor, key)
    rows = Gathering.objects.visible_to(actor).filter(allegation=allegation)
    found = rows.filter(pk=gathering).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found.withdrawn_at is None:
        _end(found, actor, at)
        journal.record(at=at, actor=actor, action="allegation.taken_out", target=found)
    return found


@transaction.atomic
def not_this(
    actor: User, key: UUID, complaint: UUID, verdict: Verdict, *, why: str = "", at: datetime
) -> KeptApart:
    """Judge that a complaint does not belong to an allegation; if it was in it, it is taken out.

    It is not offered to this allegation again, nor with the complaints that are in it now.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``take_in``.
        ChangedMeanwhile: the same was judged before.
    """
    allegation, text = locked(actor, key), checked_why(why)
    _refuse_withdrawn(allegation)
    found = locked_complaints(actor, [complaint])[0]
    if complaint in proposing.refused_by(allegation.pk):
        raise ChangedMeanwhile(_("A colleague has judged this already."))
    inside = Gathering.objects.visible_to(actor).standing().filter(allegation=allegation)
    ended = inside.filter(complaint=found).first()
    if ended is not None:
        _end(ended, actor, at)
    others = inside.exclude(complaint=found).values_list("complaint", flat=True)
    sides = {found.pk: 0, **dict.fromkeys(others, 1)}
    kept = KeptApart.objects.create(
        entry=allegation.entry,
        allegation=allegation,
        ended=ended,
        verdict=verdict,
        why=text,
        by=actor,
        at=at,
    )
    return _kept(kept, sides, actor, at)


@transaction.atomic
def keep_group_apart(
    actor: User, about: UUID, first: UUID, verdict: Verdict, *, why: str = "", at: datetime
) -> KeptApart:
    """Judge that the complaints of a group that waits are not one matter, each by itself.

    Raises:
        NotFound: no such group waits for the actor.
        NotPermitted: they may not open allegations for all of them.
        InvalidInput: too long a reason.
    """
    entry, group = _locked_group(actor, about, first)
    sides = {complaint: number for number, complaint in enumerate(group.keys)}
    return _apart(actor, entry, sides, verdict, why, at)


@transaction.atomic
def keep_one_apart(
    actor: User,
    about: UUID,
    first: UUID,
    complaint: UUID,
    verdict: Verdict,
    *,
    why: str = "",
    at: datetime,
) -> KeptApart:
    """Judge that one complaint of a group that waits does not belong with the others.

    Raises:
        NotFound, NotPermitted, InvalidInput: as for ``keep_group_apart``.
    """
    entry, group = _locked_group(actor, about, first)
    if complaint not in group.keys:
        raise NotFound(_("There is no such record."))
    sides = {key: int(key != complaint) for key in group.keys}
    return _apart(actor, entry, sides, verdict, why, at)


@transaction.atomic
def undo_apart(actor: User, key: UUID, *, at: datetime) -> KeptApart:
    """Take such a judgement back: what it took out is in again, what it kept apart is asked again.

    Raises:
        NotFound: no such judgement for the actor.
        NotPermitted: they may not change what it is about.
    """
    rows = KeptApart.objects.visible_to(actor)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    kept = rows.filter(pk=key).first()
    if kept is None:
        raise NotFound(_("There is no such record."))
    sides = list(kept.sides.values_list("complaint", flat=True))
    for complaint in locked_complaints(actor, sides):
        access.require(actor, Action.ALLEGATION_EDIT, complaint, seen_by=Action.ALLEGATION_READ)
    if kept.withdrawn_at is None:
        kept.withdrawn_at, kept.withdrawn_by = at, actor
        kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
        if kept.ended is not None and kept.allegation is not None:
            _gathered(actor, kept.allegation, kept.ended.complaint, kept.ended.why, at)
        journal.record(at=at, actor=actor, action="allegation.apart_undone", target=kept)
    return kept


def _locked_group(actor: User, about: UUID, first: UUID) -> tuple[Entry, Group]:
    group = proposing.group_of(actor, about, first)
    entry = Entry.objects.visible_to(actor).filter(pk=about).first()
    if group is None or entry is None or len(group.keys) < SMALLEST:
        raise NotFound(_("There is no such record."))
    for complaint in locked_complaints(actor, group.keys):
        access.require(actor, Action.ALLEGATION_EDIT, complaint, seen_by=Action.ALLEGATION_READ)
    return entry, group


def _apart(
    actor: User, entry: Entry, sides: Mapping[UUID, int], verdict: Verdict, why: str, at: datetime
) -> KeptApart:
    kept = KeptApart.objects.create(
        entry=entry, verdict=verdict, why=checked_why(why), by=actor, at=at
    )
    return _kept(kept, sides, actor, at)


def _kept(kept: KeptApart, sides: Mapping[UUID, int], actor: User, at: datetime) -> KeptApart:
    Side.objects.bulk_create(
        Side(kept_apart=kept, complaint_id=complaint, number=number)
        for complaint, number in sides.items()
    )
    journal.record(
        at=at, actor=actor, action="allegation.kept_apart", target=kept, reason=kept.verdict
    )
    return kept


def _gathered(
    actor: User, allegation: Allegation, complaint: Complaint, why: str, at: datetime
) -> Gathering:
    gathering, is_new = Gathering.objects.get_or_create(
        allegation=allegation,
        complaint=complaint,
        withdrawn_at=None,
        defaults={"why": why, "by": actor, "at": at},
    )
    if is_new:
        journal.record(at=at, actor=actor, action="allegation.taken_in", target=gathering)
    return gathering


def _end(gathering: Gathering, actor: User, at: datetime) -> None:
    gathering.withdrawn_at, gathering.withdrawn_by = at, actor
    gathering.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _refuse_withdrawn(allegation: Allegation) -> None:
    if allegation.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This allegation was withdrawn. Bring it back first."))
