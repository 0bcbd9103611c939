"""Hand-overs: offered by one, accepted or refused by the other, taken back by whoever offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.core.instants import in_utc
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.custody.models import Exhibit, HandOver
from ponleu.response.custody.rules.kinds import Answer, LinkKind
from ponleu.response.custody.services import linking
from ponleu.response.custody.services.seizing import WORDS, put_seal, seal_number
from ponleu.response.operations.models import Operation


@dataclass(frozen=True, slots=True)
class SealState:
    """Which seal is on a thing, and whether it is whole."""

    number: str
    is_intact: bool


@transaction.atomic
def offer(
    actor: User, key: UUID, username: str, reason: str, *, is_intact: bool, at: datetime
) -> HandOver:
    """Offer an exhibit to somebody; nothing changes until they accept.

    Args:
        is_intact: whether the seal that is on record is on it and whole.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
        NotPermitted: somebody else holds it, who can hand it over themselves.
        InvalidInput: nobody who keeps things of this operation; oneself; no reason.
    """
    exhibit = linking.locked(actor, key)
    giver = exhibit.holder
    if giver != actor and _keeps(giver, exhibit.operation):
        raise NotPermitted(_("Only whoever holds an exhibit hands it over."))
    _refuse_offered(exhibit)
    receiver = User.objects.filter(username=username.strip()).first()
    if receiver is None or not _keeps(receiver, exhibit.operation):
        raise InvalidInput(_("Nobody of this name keeps what was seized in this operation."))
    if receiver in (actor, giver):
        raise InvalidInput(_("Nobody hands anything over to themselves. Name somebody else."))
    row = HandOver.objects.create(
        exhibit=exhibit,
        giver=giver,
        offered_by=actor,
        receiver=receiver,
        reason=one_line(reason, most=WORDS),
        offered_at=at,
        seal_before=exhibit.seal,
        intact_before=is_intact,
    )
    journal.record(at=at, actor=actor, action="exhibit.offered", target=exhibit)
    return row


@transaction.atomic
def accept(actor: User, key: UUID, seal: SealState, words: str = "", *, at: datetime) -> HandOver:
    """Take what is offered; from now on the actor holds it, and the chain says so.

    A seal that either found broken, or another than the one on record, marks the exhibit for good.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``_offered``.
        InvalidInput: another number, that stands on another seal of the record.
    """
    exhibit, row = _offered(actor, key)
    _require_receiver(actor, row)
    number = seal_number(seal.number)
    if number != row.seal_before:
        put_seal(exhibit, number, at=at)
    row.answer, row.answered_at = Answer.ACCEPTED, at
    row.answer_words = one_line(words, most=WORDS, is_needed=False)
    row.seal_after, row.intact_after = number, seal.is_intact
    row.save()
    exhibit.holder, exhibit.seal = actor, number
    is_whole = row.intact_before and row.intact_after and number == row.seal_before
    exhibit.is_broken = exhibit.is_broken or not is_whole
    exhibit.save(update_fields=["holder", "seal", "is_broken"])
    linking.append(exhibit, LinkKind.HANDED_OVER, actor, _said(row), at=at)
    journal.record(at=at, actor=actor, action="exhibit.accepted", target=exhibit)
    return row


@transaction.atomic
def reseal(actor: User, key: UUID, reason: str, seal: SealState, *, at: datetime) -> Exhibit:
    """Open the seal of what one holds, such as for copying, and put another on.

    Args:
        seal: number of the new seal, and whether the old one was whole until it was opened.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``linking.locked``.
        NotPermitted: somebody else holds it.
        ChangedMeanwhile: it is offered to somebody.
        InvalidInput: no reason; a number that was used before.
    """
    exhibit = linking.locked(actor, key)
    if exhibit.holder_id != actor.pk:
        raise NotPermitted(_("Only whoever holds an exhibit opens its seal."))
    _refuse_offered(exhibit)
    number = seal_number(seal.number)
    put_seal(exhibit, number, at=at)
    said = {
        "reason": one_line(reason, most=WORDS),
        "seal_before": exhibit.seal,
        "intact_before": seal.is_intact,
        "seal_after": number,
    }
    exhibit.seal, exhibit.is_broken = number, exhibit.is_broken or not seal.is_intact
    exhibit.save(update_fields=["seal", "is_broken"])
    linking.append(exhibit, LinkKind.RESEALED, actor, said, at=at)
    journal.record(at=at, actor=actor, action="exhibit.resealed", target=exhibit)
    return exhibit


@transaction.atomic
def refuse(actor: User, key: UUID, words: str, *, at: datetime) -> HandOver:
    """Refuse what is offered, with the reason; it stays where it is.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``_offered``.
        InvalidInput: no reason.
    """
    exhibit, row = _offered(actor, key)
    _require_receiver(actor, row)
    return _ended(actor, exhibit, row, Answer.REFUSED, one_line(words, most=WORDS), at=at)


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> HandOver:
    """Take an offer back before it is answered.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``_offered``.
    """
    exhibit, row = _offered(actor, key)
    if actor.pk not in (row.offered_by_id, row.giver_id):
        raise NotPermitted(_("Only whoever offered it takes it back."))
    return _ended(actor, exhibit, row, Answer.TAKEN_BACK, "", at=at)


def _refuse_offered(exhibit: Exhibit) -> None:
    if exhibit.hand_overs.filter(answer=Answer.OFFERED).exists():
        raise ChangedMeanwhile(_("It is offered to somebody already. Wait, or take that back."))


def _offered(actor: User, key: UUID) -> tuple[Exhibit, HandOver]:
    """An offer that waits, with its exhibit locked.

    Raises:
        NotFound: there is none for the actor.
        NotPermitted: they do not keep what is seized.
        ChangedMeanwhile: it was answered or taken back.
    """
    row = HandOver.objects.visible_to(actor).filter(pk=key).first()
    if row is None:
        raise NotFound(_("There is no such record."))
    exhibit = linking.locked(actor, row.exhibit_id)
    row.refresh_from_db()
    if row.answer != Answer.OFFERED:
        raise ChangedMeanwhile(_("This was answered or taken back meanwhile. Look at it again."))
    return exhibit, row


def _require_receiver(actor: User, row: HandOver) -> None:
    if row.receiver_id != actor.pk:
        raise NotPermitted(_("It is offered to somebody else."))


def _ended(
    actor: User, exhibit: Exhibit, row: HandOver, answer: Answer, words: str, *, at: datetime
) -> HandOver:
    row.answer, row.answered_at, row.answer_words = answer, at, words
    row.save(update_fields=["answer", "answered_at", "answer_words"])
    journal.record(at=at, actor=actor, action=f"exhibit.{answer}", target=exhibit)
    return row


def _keeps(user: User, operation: Operation) -> bool:
    """Whether somebody may hold what was seized in an operation now."""
    if not user.is_active or not user.may(Action.CUSTODY_KEEP) or not user.may(Action.CUSTODY_READ):
        return False
    return Operation.objects.open_to(user).filter(pk=operation.pk).exists()


def _said(row: HandOver) -> dict[str, object]:
    return {
        "from": linking.person(row.giver),
        "offered_by": linking.person(row.offered_by),
        "to": linking.person(row.receiver),
        "offered_at": in_utc(row.offered_at),
        "reason": row.reason,
        "seal_before": row.seal_before,
        "intact_before": row.intact_before,
        "seal_after": row.seal_after,
        "intact_after": row.intact_after,
        "words": row.answer_words,
    }
