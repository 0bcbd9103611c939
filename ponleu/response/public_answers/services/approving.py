"""Handing an answer in, reading its Khmer, sending it back, approving it, publishing it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotPermitted
from ponleu.response.public_answers.models import Answer
from ponleu.response.public_answers.queries import answers, grounds
from ponleu.response.public_answers.rules import checks
from ponleu.response.public_answers.rules.states import Act, State, public_from
from ponleu.response.public_answers.services.drafting import (
    NotNow,
    checked_note,
    locked,
    move,
    note,
)


class OwnAnswer(NotPermitted):
    """The approver, or reader of the Khmer words, wrote them."""

    code = "own_answer"


class ChecksOpen(DomainError):
    """Something in the words, or beneath them, keeps the answer back."""

    code = "checks_open"


class TooEarly(DomainError):
    """Reporters hear before the public, and it is not time yet."""

    code = "too_early"


@transaction.atomic
def hand_in(actor: User, key: UUID, *, at: datetime) -> Answer:
    """Give an answer to those who approve; its words stay as they are until it comes back.

    Raises:
        NotFound, NotPermitted: the actor may not do this.
        NotNow: it is handed in, approved or out already.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE)
    move(answer, Act.HANDED_IN)
    note(answer, Act.HANDED_IN, actor, at, wording=answers.latest(answer))
    return answer


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> Answer:
    """Take an answer back from those who approve, to write on."""
    answer = locked(actor, key, Action.ANSWER_WRITE)
    move(answer, Act.TAKEN_BACK)
    note(answer, Act.TAKEN_BACK, actor, at)
    return answer


@transaction.atomic
def read_khmer(actor: User, key: UUID, *, at: datetime) -> Answer:
    """Say by name that one read the Khmer words, as a second person. New words ask for it anew.

    Raises:
        OwnAnswer: the actor wrote these words.
        NotNow: it is approved or out.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE, Action.ANSWER_APPROVE)
    last = answers.latest(answer)
    if last.by_id == actor.pk:
        raise OwnAnswer(_("You wrote these words. Somebody else has to read the Khmer."))
    if not last.km:
        raise InvalidInput(_("There are no Khmer words yet."))
    move(answer, Act.KHMER_READ)
    note(answer, Act.KHMER_READ, actor, at, wording=last)
    return answer


@transaction.atomic
def unread_khmer(actor: User, key: UUID, *, at: datetime) -> Answer:
    """Undo that the Khmer words were read."""
    answer = locked(actor, key, Action.ANSWER_WRITE, Action.ANSWER_APPROVE)
    move(answer, Act.KHMER_UNREAD)
    note(answer, Act.KHMER_UNREAD, actor, at, wording=answers.latest(answer))
    return answer


@transaction.atomic
def send_back(actor: User, key: UUID, why: str, *, at: datetime) -> Answer:
    """Send an answer back to who drafted it, with a note of what to change.

    Raises:
        NotFound, NotPermitted: the actor may not approve it; ``OwnAnswer`` if they wrote it.
        InvalidInput: no note.
        NotNow: it is not handed in.
    """
    answer = _to_judge(actor, key)
    text = checked_note(why)
    if not text:
        raise InvalidInput(_("Say what has to change."))
    move(answer, Act.SENT_BACK)
    note(answer, Act.SENT_BACK, actor, at, wording=answers.latest(answer), why=text)
    return answer


@transaction.atomic
def approve(actor: User, key: UUID, *, was: int, at: datetime) -> Answer:
    """Approve an answer; from then on reporters are told, and after a stated time the public.

    Args:
        was: number of the words that the actor read.

    Raises:
        NotFound, NotPermitted: the actor may not approve it; ``OwnAnswer`` if they wrote it.
        NotNow: it is not handed in, or its words are others by now.
        ChecksOpen: a check keeps it back.
    """
    answer = _to_judge(actor, key)
    if answers.latest(answer).number != was:
        raise NotNow(_("The words were changed meanwhile. Read them before you approve."))
    _require_ready(answer)
    move(answer, Act.APPROVED, approved_by=actor, approved_at=at)
    note(answer, Act.APPROVED, actor, at, wording=answers.latest(answer))
    return answer


@transaction.atomic
def end_approval(actor: User, key: UUID, why: str, *, at: datetime) -> Answer:
    """Undo an approval before it is out; it waits for approval again.

    Raises:
        InvalidInput: no reason.
        NotNow: it is not approved, or out already.
    """
    answer = _to_judge(actor, key)
    text = checked_note(why)
    if not text:
        raise InvalidInput(_("Say in a few words why."))
    move(answer, Act.APPROVAL_ENDED, approved_by=None, approved_at=None)
    note(answer, Act.APPROVAL_ENDED, actor, at, why=text)
    return answer


@transaction.atomic
def publish(actor: User, key: UUID, *, why_early: str = "", at: datetime) -> Answer:
    """Say that an approved answer is out, in both languages; what it corrects is kept beside it.

    Args:
        why_early: why reporters do not get their time first.

    Raises:
        NotFound, NotPermitted: the actor may not publish it.
        NotNow: it is not approved, or what it corrects is not out any more.
        ChecksOpen: what it rests on fell away since it was approved.
        TooEarly: reporters hear first, and there is no reason why not.
    """
    answer = locked(actor, key, Action.ANSWER_WRITE)
    if answer.state != State.APPROVED or answer.approved_at is None:
        raise NotNow(_("Only an approved answer can go out."))
    _require_ready(answer)
    text = checked_note(why_early)
    if at < public_from(answer.approved_at) and not text:
        raise TooEarly(
            _("Reporters hear first. Wait until the time that is shown, or say why it cannot wait.")
        )
    _replace(answer, actor, at)
    move(answer, Act.PUBLISHED, published_by=actor, published_at=at)
    note(answer, Act.PUBLISHED, actor, at, wording=answers.latest(answer), why=text)
    return answer


def _replace(answer: Answer, actor: User, at: datetime) -> None:
    """The answer that this one corrects becomes a corrected one."""
    if answer.corrects_id is None:
        return
    old = Answer.objects.select_related("unit").get_for(actor, answer.corrects_id, lock=True)
    move(old, Act.CORRECTED)
    note(old, Act.CORRECTED, actor, at)


def _to_judge(actor: User, key: UUID) -> Answer:
    answer = locked(actor, key, Action.ANSWER_APPROVE)
    if answers.wrote_any(actor, answer):
        raise OwnAnswer(_("You wrote this answer. Somebody else has to approve it."))
    return answer


def _require_ready(answer: Answer) -> None:
    found = grounds.checked(answer, answers.latest(answer))
    if not checks.is_ready(found):
        raise ChecksOpen(
            _("Something still keeps this answer back: see what is listed before it goes out.")
        )
