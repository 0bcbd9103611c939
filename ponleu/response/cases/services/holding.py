"""Taking allegations into a case and out of it, and saying that two cases are related."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation, Case, CaseAllegation, Related
from ponleu.response.cases.services.allegations import checked_why
from ponleu.response.cases.services.cases import locked_cases, needed_why, worked


@transaction.atomic
def add_allegation(
    actor: User, key: UUID, allegation: UUID, *, why: str = "", at: datetime
) -> CaseAllegation:
    """Take an allegation into a case; twice is once. It may be in other cases, too.

    Raises:
        NotFound, NotPermitted: the actor may not change the case, or sees no such allegation.
        ChangedMeanwhile: the case is merged or closed, or the allegation was withdrawn.
        InvalidInput: too long a reason.
    """
    case, text = worked(actor, key), checked_why(why)
    found = Allegation.objects.visible_to(actor).filter(pk=allegation).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This allegation was withdrawn. Bring it back first."))
    inside = CaseAllegation.objects.standing().filter(where=case, allegation=found).first()
    if inside is not None:
        return inside
    taken = CaseAllegation.objects.create(
        case=case, where=case, allegation=found, why=text, by=actor, at=at
    )
    journal.record(at=at, actor=actor, action="case.taken_in", target=taken)
    return taken


@transaction.atomic
def remove_allegation(actor: User, key: UUID, allegation: UUID, *, at: datetime) -> None:
    """Take an allegation out of a case; that it was in it stays on record. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not change the case, or it never held this for them.
        ChangedMeanwhile: the case is merged or closed.
    """
    case = worked(actor, key)
    seen = Allegation.objects.visible_to(actor).filter(pk=allegation)
    rows = CaseAllegation.objects.filter(where=case, allegation__in=seen)
    if not rows.exists():
        raise NotFound(_("There is no such record."))
    for taken in rows.standing():
        taken.withdrawn_at, taken.withdrawn_by = at, actor
        taken.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="case.taken_out", target=taken)


@transaction.atomic
def relate_cases(actor: User, key: UUID, other: UUID, *, why: str, at: datetime) -> Related:
    """Say that two cases have to do with each other; either keeps its own members.

    Raises:
        NotFound, NotPermitted: the actor may not change the one, or sees no such other.
        InvalidInput: a case with itself; no reason.
        ChangedMeanwhile: the case is merged or closed, or a colleague said the same before.
    """
    case, text = worked(actor, key), needed_why(why)
    found = Case.objects.visible_to(actor).heads().filter(pk=other).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found == case:
        raise InvalidInput(_("Choose another case."))
    one, two = sorted((case, found), key=lambda each: each.pk)
    if Related.objects.standing().filter(one=one, other=two).exists():
        raise ChangedMeanwhile(_("A colleague has said this already."))
    related = Related.objects.create(one=one, other=two, why=text, by=actor, at=at)
    journal.record(at=at, actor=actor, action="case.related", target=related)
    return related


@transaction.atomic
def unrelate_cases(actor: User, key: UUID, related: UUID, *, at: datetime) -> Related:
    """Take back that two cases are related. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor may not change the one, or sees not both.
    """
    case = locked_cases(actor, [key])[0]
    seen = Case.objects.visible_to(actor)
    rows = Related.objects.filter(pk=related, one__in=seen, other__in=seen)
    found = (rows.filter(one__head=case) | rows.filter(other__head=case)).first()
    if found is None:
        raise NotFound(_("There is no such record."))
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_by = at, actor
        found.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="case.unrelated", target=found)
    return found
