"""One of the entries that disagree is chosen, with a reason; that may be taken back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.field.models import Choice, Conflict
from ponleu.response.field.rules.folding import is_band
from ponleu.response.field.services.following import follow, lock
from ponleu.response.operations.models import Operation, TeamMember

MOST_REASON = 300


def may_choose(actor: User, operation: Operation) -> bool:
    """Whether somebody may choose: who goes along, and a desk that reads the operation."""
    if actor.may(Action.OPERATION_READ, operation):
        return True
    along = TeamMember.objects.filter(operation=operation, user=actor).exists()
    return along and actor.may(Action.FIELD_WORK)


@transaction.atomic
def choose(
    actor: User,
    key: UUID,
    entry: UUID,
    reason: str,
    *,
    seen: Collection[str],
    is_same: bool = False,
    at: datetime,
) -> Choice:
    """Let one entry stand over the others that disagree with it.

    Args:
        seen: keys of the entries that the actor saw.
        is_same: two who wear one wristband are one person, entered twice.

    Raises:
        NotFound: there is no such conflict for the actor.
        NotPermitted: they see it and may not choose.
        ChangedMeanwhile: it is settled, or other entries disagree by now.
        InvalidInput: no reason, or the entry is none of those.
    """
    conflict = _locked(actor, key)
    words = one_line(reason, most=MOST_REASON)
    if not conflict.is_open or sorted(seen) != conflict.between:
        raise ChangedMeanwhile(_("Something was entered or chosen meanwhile. Look at it again."))
    if str(entry) not in conflict.between:
        raise InvalidInput(_("Choose one of the entries."))
    choice = Choice.objects.create(
        conflict=conflict,
        entry_id=entry,
        over=[other for other in conflict.between if other != str(entry)],
        is_same=is_same and is_band(conflict.slot),
        reason=words,
        by=actor,
        at=at,
    )
    follow(conflict.operation, at=at)
    journal.record(at=at, actor=actor, action="field.chosen", target=conflict)
    return choice


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> Choice:
    """Take a choice back; the entries disagree again.

    Raises:
        NotFound: there is no such choice for the actor.
        NotPermitted: they see it and may not choose.
        ChangedMeanwhile: it was taken back already.
    """
    choice = Choice.objects.get_for(actor, key)
    conflict = _locked(actor, choice.conflict_id)
    choice.refresh_from_db()
    if choice.withdrawn_at is not None:
        raise ChangedMeanwhile(_("It was taken back already."))
    choice.withdrawn_by, choice.withdrawn_at = actor, at
    choice.save(update_fields=["withdrawn_by", "withdrawn_at"])
    follow(conflict.operation, at=at)
    journal.record(at=at, actor=actor, action="field.choice_taken_back", target=conflict)
    return choice


def _locked(actor: User, key: UUID) -> Conflict:
    """A conflict, its operation locked so that nobody folds it meanwhile."""
    conflict = Conflict.objects.get_for(actor, key)
    lock(conflict.operation)
    conflict = Conflict.objects.select_related("operation__unit").get(pk=conflict.pk)
    if not may_choose(actor, conflict.operation):
        raise NotPermitted(_("Those who go along and a desk may choose. Ask one of them."))
    return conflict
