"""Saying why figures that do not fit are no contradiction, and taking that back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.figures.comparing import all_published
from ponleu.knowledge.figures.models import Explanation
from ponleu.knowledge.figures.rules import ConflictKind, conflicts
from ponleu.knowledge.figures.services.figures import checked_why, locked


@transaction.atomic
def explain(
    actor: User, kind: ConflictKind, one: UUID, other: UUID | None, *, why: str, at: datetime
) -> Explanation:
    """Say why a contradiction is none; it is asked no longer, and stays to be read.

    Raises:
        NotFound, NotPermitted: the actor may not see or change one of the figures.
        InvalidInput: no reason, or too long a one.
        ChangedMeanwhile: there is no such contradiction, or a colleague has explained it.
    """
    text = checked_why(why)
    keys = sorted((key for key in (one, other) if key), key=str)
    figures = [locked(actor, key) for key in keys]
    marks = {each.mark for each in conflicts(all_published(figures))}
    mark = (kind, str(keys[0]), str(keys[-1]) if len(keys) > 1 else "")
    if mark not in marks or any(figure.withdrawn_at for figure in figures):
        raise ChangedMeanwhile(_("There is no such contradiction now. Look at the figures again."))
    second = figures[1] if len(figures) > 1 else None
    known = Explanation.objects.standing().filter(kind=kind, one=figures[0], other=second)
    if known.exists():
        raise ChangedMeanwhile(_("A colleague has explained this already."))
    made = Explanation.objects.create(
        kind=kind, one=figures[0], other=second, why=text, by=actor, at=at
    )
    journal.record(at=at, actor=actor, action="figure.explained", target=made, reason=kind)
    return made


@transaction.atomic
def undo(actor: User, key: UUID, *, at: datetime) -> Explanation:
    """Take an explanation back: the contradiction is shown as open again. Twice is once.

    Raises:
        NotFound: no such explanation for the actor.
        NotPermitted: they may not change its figures.
    """
    made = Explanation.objects.visible_to(actor).filter(pk=key).first()
    if made is None:
        raise NotFound(_("There is no such record."))
    for figure in sorted((f for f in (made.one_id, made.other_id) if f), key=str):
        locked(actor, figure)
    made.refresh_from_db()
    if made.withdrawn_at is None:
        made.withdrawn_at, made.withdrawn_by = at, actor
        made.save(update_fields=["withdrawn_at", "withdrawn_by"])
        journal.record(at=at, actor=actor, action="figure.explanation_undone", target=made)
    return made
