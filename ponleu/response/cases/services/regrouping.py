"""Merging cases, splitting one, and undoing either in any order; nothing is ever moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.cases import replaying
from ponleu.response.cases.models import (
    Allegation,
    Case,
    CaseAllegation,
    CaseExclusion,
    Closing,
    Membership,
    Regrouping,
    SplitOff,
)
from ponleu.response.cases.rules import Regrouped
from ponleu.response.cases.services.allegations import Place
from ponleu.response.cases.services.cases import (
    Headed,
    locked_cases,
    made_case,
    needed_why,
    refuse_closed,
    refuse_merged,
)


@transaction.atomic
def merge_cases(actor: User, key: UUID, other: UUID, *, why: str, at: datetime) -> Regrouping:
    """Work another case under this one: its allegations and members are here until it is undone.

    Conflicts of interest of either hold for both.

    Raises:
        NotFound, NotPermitted: the actor may not change both.
        InvalidInput: a case with itself; no reason; members of the other could not read this one.
        ChangedMeanwhile: one of them is merged or closed by now.
    """
    text = needed_why(why)
    if key == other:
        raise InvalidInput(_("Choose another case."))
    together = _locked_together(actor, [key, other])
    case, its = together[key], together[other]
    for each in (case, its):
        refuse_merged(each)
        refuse_closed(each)
    _refuse_losing_members(its, case)
    made = Regrouping.objects.create(
        kind=Regrouped.MERGE, source=its, target=case, why=text, by=actor, at=at
    )
    _stand(together.values())
    journal.record(at=at, actor=actor, action="case.merged", target=made)
    return made


@transaction.atomic
def split_case(
    actor: User,
    key: UUID,
    headed: Headed,
    allegations: Collection[UUID],
    *,
    why: str,
    at: datetime,
) -> Regrouping:
    """Take some allegations of a case into a new one, as open, with its members and conflicts.

    Raises:
        NotFound, NotPermitted: the actor may not change the case.
        InvalidInput: no reason, none chosen, or none left.
        ChangedMeanwhile: it is merged or closed by now, or no longer holds one of them.
    """
    text, wanted = needed_why(why), set(allegations)
    together = _locked_together(actor, [key])
    case = together[key]
    refuse_merged(case)
    refuse_closed(case)
    held = CaseAllegation.objects.standing().filter(where=case)
    seen = Allegation.objects.visible_to(actor).filter(pk__in=wanted)
    rows = list(held.filter(allegation__in=seen))
    if {row.allegation_id for row in rows} != wanted:
        raise ChangedMeanwhile(_("The case no longer holds one of these. Look at it again."))
    if not wanted or not held.exclude(allegation__in=wanted).exists():
        raise InvalidInput(_("Choose some of the allegations, and leave at least one."))
    shut = Case.objects.filter(head=case, is_open_to_unit=False).exists()
    its = replace(headed, is_open_to_unit=not shut)
    part = made_case(actor, its, Place(case.unit, case.territory), at=at)
    _let_the_same_in(case, part, actor, at)
    made = Regrouping.objects.create(
        kind=Regrouped.SPLIT, source=case, target=part, why=text, by=actor, at=at
    )
    SplitOff.objects.bulk_create(SplitOff(regrouping=made, taken=row) for row in rows)
    _stand([*together.values(), part])
    journal.record(at=at, actor=actor, action="case.split", target=made)
    return made


@transaction.atomic
def undo_regrouping(actor: User, key: UUID, *, at: datetime) -> Regrouping:
    """Undo a merge or a split, in any order: all stands as if it had never been.

    Conflicts of interest recorded since hold for both cases from then on. A case that a split
    had made and that holds nothing now is closed; what was taken into it since stays in it.

    Raises:
        NotFound, NotPermitted: the actor may not change both cases.
        ChangedMeanwhile: a colleague has undone it.
    """
    found = Regrouping.objects.filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    together = _locked_together(actor, [found.source_id, found.target_id])
    found.refresh_from_db()
    if found.withdrawn_at is not None:
        raise ChangedMeanwhile(_("A colleague has undone this already."))
    found.withdrawn_at, found.withdrawn_by = at, actor
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _keep_conflicts(found, together, actor, at)
    _stand(together.values())
    if found.kind == Regrouped.SPLIT:
        _close_if_empty(found, actor, at)
    journal.record(at=at, actor=actor, action="case.regrouping_undone", target=found)
    return found


def _locked_together(actor: User, keys: Collection[UUID]) -> dict[UUID, Case]:
    """All cases that merges and splits ever tied to these, locked by key, with the actor's own.

    Raises:
        NotFound, NotPermitted: the actor may not change those that were asked for.
        ChangedMeanwhile: a colleague tied more to them at this very moment.
    """
    tied = _tied(keys)
    rows = Case.objects.filter(pk__in=tied).select_related("unit").order_by("pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    found = {case.pk: case for case in rows}
    locked_cases(actor, keys)
    if _tied(keys) != tied:
        raise ChangedMeanwhile(_("A colleague regrouped these cases just now. Look again."))
    return found


def _tied(keys: Iterable[UUID]) -> set[UUID]:
    known: set[UUID] = set()
    fresh = set(keys)
    while fresh:
        known |= fresh
        pairs = Regrouping.objects.filter(Q(source__in=fresh) | Q(target__in=fresh))
        ends = pairs.order_by().values_list("source", "target")
        fresh = {end for pair in ends for end in pair} - known
    return known


def _stand(cases: Iterable[Case]) -> None:
    """Work out anew where each of these cases, and each allegation taken into one, stands."""
    its = {case.pk: case for case in cases}
    rows = list(CaseAllegation.objects.filter(case__in=its))
    found = replaying.standing(list(its), {row.pk: row.case_id for row in rows}, _acts(its))
    moved = [row for row in rows if row.where_id != found.where[row.pk]]
    for row in moved:
        row.where_id = found.where[row.pk]
    changed = [case for case in its.values() if case.head_id != found.heads[case.pk]]
    for case in changed:
        case.head_id = found.heads[case.pk]
    CaseAllegation.objects.bulk_update(moved, ["where"])
    Case.objects.bulk_update(changed, ["head"])


def _acts(cases: Collection[UUID]) -> list[replaying.Act]:
    rows = Regrouping.objects.standing().filter(source__in=cases).prefetch_related("split_off")
    return [
        replaying.Act(
            Regrouped(row.kind),
            row.source_id,
            row.target_id,
            frozenset(each.taken_id for each in row.split_off.all()),
        )
        for row in rows.order_by("at", "pk")
    ]


def _let_the_same_in(case: Case, part: Case, actor: User, at: datetime) -> None:
    """A split keeps nobody from what they saw, and lets nobody see what was kept from them."""
    members = Membership.objects.standing().filter(case__head=case)
    Membership.objects.bulk_create(
        Membership(case=part, user_id=user, part=what, by=actor, at=at)
        for user, what in {each.user_id: each.part for each in members}.items()
    )
    kept = CaseExclusion.objects.standing().filter(case__head=case)
    CaseExclusion.objects.bulk_create(
        CaseExclusion(case=part, user_id=user, unit_id=unit, why=why, by=actor, at=at)
        for (user, unit), why in {(each.user_id, each.unit_id): each.why for each in kept}.items()
    )


def _keep_conflicts(done: Regrouping, its: dict[UUID, Case], actor: User, at: datetime) -> None:
    """Nobody sees by an undoing what was kept from them since: it may be about either case."""
    ends = [its[done.source_id], its[done.target_id]]
    rows = CaseExclusion.objects.standing().filter(case__head__in=[end.head_id for end in ends])
    rows = rows.filter(Q(at__gt=done.at) | Q(at=done.at, pk__gt=done.pk))
    since = {(each.user_id, each.unit_id): each.why for each in rows}
    for end in ends:
        known = set(CaseExclusion.objects.standing().filter(case=end).values_list("user", "unit"))
        CaseExclusion.objects.bulk_create(
            CaseExclusion(case=end, user_id=user, unit_id=unit, why=why, by=actor, at=at)
            for (user, unit), why in since.items()
            if (user, unit) not in known
        )


def _refuse_losing_members(other: Case, case: Case) -> None:
    members = Membership.objects.standing().filter(case__head=other).select_related("user")
    lost = sum(not each.user.may(Action.CASE_READ, case) for each in members)
    if lost:
        said = ngettext(
            "%(number)d member of the other case could not read this one. Merge the other way "
            "round, or let them out first.",
            "%(number)d members of the other case could not read this one. Merge the other way "
            "round, or let them out first.",
            lost,
        )
        raise InvalidInput(said % {"number": lost})


def _close_if_empty(split: Regrouping, actor: User, at: datetime) -> None:
    part = Case.objects.get(pk=split.target_id)
    holds = CaseAllegation.objects.standing().filter(where=part).exists()
    others = Case.objects.filter(head=part).exclude(pk=part.pk).exists()
    if part.is_merged or holds or others:
        return
    if not Closing.objects.standing().filter(case=part).exists():
        why = _("The split that made it was undone.")
        Closing.objects.create(case=part, why=why, by=actor, at=at)
