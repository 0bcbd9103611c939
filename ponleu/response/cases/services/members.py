"""Who is let in to a case and let out, and conflicts of interest, that beat every grant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Case, CaseExclusion, Membership
from ponleu.response.cases.queries.case_files import may_join
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services.cases import locked_cases, needed_why, worked


@transaction.atomic
def let_in(actor: User, key: UUID, user: UUID, part: Part, *, at: datetime) -> Membership:
    """Let a person in to a case who needs to know it.

    Whoever a complaint names that it rests on may be let in and still sees nothing: to refuse
    it would tell that a complaint names them.

    Raises:
        NotFound, NotPermitted: the actor may not change the case; nobody there may read cases.
        ChangedMeanwhile: the case is merged or closed; they are let in already.
        InvalidInput: a conflict of interest stands against them.
    """
    case = worked(actor, key)
    person = next((each for each in may_join(case) if each.pk == user), None)
    if person is None:
        raise NotFound(_("There is no such person who may read cases here."))
    if Membership.objects.standing().filter(case__head=case, user=person).exists():
        raise ChangedMeanwhile(_("They are let in already."))
    if _kept_from(case).filter(Q(user=person) | Q(unit=person.unit_id)).exists():
        raise InvalidInput(_("A conflict of interest is on record for them. Lift it first."))
    made = Membership.objects.create(case=case, user=person, part=part, by=actor, at=at)
    journal.record(at=at, actor=actor, action="case.let_in", target=made)
    return made


@transaction.atomic
def let_out(actor: User, key: UUID, membership: UUID, *, at: datetime) -> Membership:
    """End that a person needs to know a case; that they did stays on record. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not change the case; no such member of it.
        InvalidInput: nobody would be left who sees the case.
    """
    case = locked_cases(actor, [key])[0]
    found = Membership.objects.filter(case__head=case.head_id, pk=membership).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found.withdrawn_at is None:
        _refuse_last(case, found)
        found.withdrawn_at, found.withdrawn_by = at, actor
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="case.let_out", target=found)
    return found


@transaction.atomic
def record_conflict(
    actor: User,
    key: UUID,
    *,
    user: UUID | None = None,
    unit: str | None = None,
    why: str,
    at: datetime,
) -> CaseExclusion:
    """Keep a case from a person, or from all of a unit, for a conflict of interest.

    From then on there is no such case for them, whatever they are granted and whoever let
    them in. Nobody records their own.

    Raises:
        NotFound, NotPermitted: the actor may not change the case.
        InvalidInput: not just one of both, nobody of that name here, their own, no reason.
        ChangedMeanwhile: the same is on record.
    """
    case, text = locked_cases(actor, [key])[0], needed_why(why)
    if (user is None) == (unit is None):
        raise InvalidInput(_("Choose one person, or one unit."))
    if user == actor.pk or unit == actor.unit_id:
        raise InvalidInput(_("Ask a colleague: nobody records a conflict of their own."))
    person = User.objects.filter(pk=user).first() if user else None
    part = Unit.objects.filter(pk=unit).first() if unit else None
    if person is None and part is None:
        raise InvalidInput(_("Choose one person, or one unit."))
    if _kept_from(case).filter(user=person, unit=part).exists():
        raise ChangedMeanwhile(_("This conflict is on record already."))
    made = CaseExclusion.objects.create(
        case=case, user=person, unit=part, why=text, by=actor, at=at
    )
    journal.record(at=at, actor=actor, action="case.conflict_recorded", target=made)
    return made


@transaction.atomic
def lift_conflict(
    actor: User, key: UUID, exclusion: UUID, *, why: str, at: datetime
) -> CaseExclusion:
    """Say that a conflict of interest stands no more; who was let in before sees the case again.

    Raises:
        NotFound, NotPermitted: the actor may not change the case; no such conflict.
        InvalidInput: no reason.
        ChangedMeanwhile: it was lifted already.
    """
    case, text = locked_cases(actor, [key])[0], needed_why(why)
    found = CaseExclusion.objects.filter(case__head=case.head_id, pk=exclusion).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found.withdrawn_at is not None:
        raise ChangedMeanwhile(_("A colleague has lifted this already."))
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = at, actor, text
    found.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    journal.record(at=at, actor=actor, action="case.conflict_lifted", target=found)
    return found


def _kept_from(case: Case) -> models.QuerySet[CaseExclusion]:
    return CaseExclusion.objects.standing().filter(case__head=case.head_id)


def _refuse_last(case: Case, leaving: Membership) -> None:
    kept = list(_kept_from(case).values_list("user", "unit"))
    others = Membership.objects.standing().filter(case__head=case.head_id, user__is_active=True)
    others = others.exclude(user=leaving.user_id)
    others = others.exclude(user__in=[user for user, _unit in kept if user])
    if not others.exclude(user__unit__in=[unit for _user, unit in kept if unit]).exists():
        raise InvalidInput(_("Nobody else is left who sees the case. Let another person in first."))
