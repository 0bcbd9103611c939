"""Letting stand what a rule found in the words, with a reason that is kept; and undoing that."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.public_answers.models import Answer, Excuse
from ponleu.response.public_answers.queries import answers, grounds
from ponleu.response.public_answers.rules.checks import Hit, folded
from ponleu.response.public_answers.rules.states import IN_WORK, State
from ponleu.response.public_answers.services.drafting import NotNow, checked_note, locked


class NeverExcused(InvalidInput):
    """What was found may not go out, whatever the reason."""

    code = "never_excused"


@transaction.atomic
def excuse(actor: User, key: UUID, sort: str, text: str, why: str, *, at: datetime) -> Excuse:
    """Let something stand that a check found in the words, and say why.

    Raises:
        NotFound, NotPermitted: the actor may not work on the answer.
        InvalidInput: no reason, or no check finds this now; ``NeverExcused`` if nobody may let
            it stand: a complaint's reference, a word of guilt before a judgment.
        NotNow: it is approved or out.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE, Action.ANSWER_APPROVE)
    if State(answer.state) not in IN_WORK:
        raise NotNow(_("Only what is still in work can be changed."))
    reason = checked_note(why)
    if not reason:
        raise InvalidInput(_("Say why it may stand."))
    hit = _found(answer, sort, text)
    if not hit.may_be_excused:
        raise NeverExcused(_("This may not go out, whatever the reason: change the words."))
    kept = Excuse.objects.create(
        answer=answer, sort=hit.key[0], found=hit.key[1], why=reason, by=actor, at=at
    )
    journal.record(at=at, actor=actor, action="answer.excused", target=answer)
    return kept


@transaction.atomic
def unexcuse(actor: User, key: UUID, excuse_key: UUID, *, at: datetime) -> Excuse:
    """Undo that something may stand; that it was excused stays on record.

    Raises:
        NotFound, NotPermitted: the actor may not work on the answer, or there is no such excuse.
        NotNow: it is approved or out.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE, Action.ANSWER_APPROVE)
    if State(answer.state) not in IN_WORK:
        raise NotNow(_("Only what is still in work can be changed."))
    kept = answer.excuses.filter(pk=excuse_key, withdrawn_at=None).first()
    if kept is None:
        raise NotFound(_("There is no such record."))
    kept.withdrawn_by, kept.withdrawn_at = actor, at
    kept.save(update_fields=["withdrawn_by", "withdrawn_at"])
    journal.record(at=at, actor=actor, action="answer.unexcused", target=answer)
    return kept


def _found(answer: Answer, sort: str, text: str) -> Hit:
    """What a check finds in the words as they are now."""
    wanted = (sort, folded(text))
    for checked in grounds.checked(answer, answers.latest(answer)):
        for hit in checked.hits:
            if hit.key == wanted:
                return hit
    raise InvalidInput(_("No check finds this in the words any more. Look at the page again."))
