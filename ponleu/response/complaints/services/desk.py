"""What officers do with a complaint: read, answer, decide, set aside, keep from someone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import seal
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput, NotFound
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal import services as journal
from ponleu.response.complaints import sealed
from ponleu.response.complaints.intake import Words, words_bytes
from ponleu.response.complaints.models import Complaint, Exclusion, Message, Step
from ponleu.response.complaints.rules import Outcome, State

DECIDED = frozenset(set(Outcome) - {Outcome.PENDING})
MOST_LETTERS = 10_000


class CannotBeAnswered(DomainError):
    """The reporter left no way back."""

    code = "cannot_be_answered"


@transaction.atomic
def look_at(actor: User, key: UUID, *, at: datetime) -> Complaint:
    """Note that someone has begun to read a complaint; only the first time counts.

    Raises:
        NotFound: no such complaint for the actor.
    """
    complaint = locked(actor, key, Action.COMPLAINT_READ)
    if complaint.looked_at is None and access.may(actor, Action.COMPLAINT_DECIDE, complaint):
        complaint.looked_at = at
        if complaint.state == State.RECEIVED:
            complaint.state = State.BEING_READ
            _step(complaint, actor, at)
        complaint.save(update_fields=["looked_at", "state"])
    complaint.messages.filter(is_from_us=False, read_at=None).update(read_at=at)
    journal.record(at=at, actor=actor, action="complaint.read", target=complaint)
    return complaint


@transaction.atomic
def see_shut(actor: User, key: UUID, *, at: datetime) -> Complaint:
    """A complaint as it rests, for someone whose key does not open it; journaled as a read.

    Raises:
        NotFound: no such complaint for the actor.
    """
    complaint = locked(actor, key, Action.COMPLAINT_READ)
    journal.record(at=at, actor=actor, action="complaint.seen_shut", target=complaint)
    return complaint


@transaction.atomic
def answer(actor: User, key: UUID, text: str, *, at: datetime) -> Message:
    """Write to the reporter; they read it with their receipt.

    Raises:
        NotFound: no such complaint for the actor.
        NotPermitted: they read it and may not answer.
        InvalidInput: the answer is empty or too long.
        CannotBeAnswered: nobody has a receipt for it.
    """
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    _refuse_text(text)
    if complaint.reporter_key is None:
        raise CannotBeAnswered(_("The reporter has no receipt: an answer would reach nobody."))
    message = new_key()
    keys = [*sealed.recipients(complaint.unit.path), bytes(complaint.reporter_key)]
    kept = Message.objects.create(
        id=message,
        complaint=complaint,
        is_from_us=True,
        sealed=seal(words_bytes(Words(text)), keys, context=sealed.message_context(message)),
        by=actor,
        sent_at=at,
    )
    if complaint.state in (State.RECEIVED, State.BEING_READ, State.BEING_CHECKED):
        complaint.state = State.ANSWERED
        complaint.save(update_fields=["state"])
        _step(complaint, actor, at)
    journal.record(at=at, actor=actor, action="complaint.answered", target=complaint)
    return kept


@transaction.atomic
def check(actor: User, key: UUID, *, at: datetime) -> Complaint:
    """Say that a complaint is being checked."""
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    if complaint.state in (State.CLOSED, State.WITHDRAWN):
        raise ChangedMeanwhile(_("This complaint was closed meanwhile. Reopen it first."))
    complaint.state = State.BEING_CHECKED
    complaint.save(update_fields=["state"])
    _step(complaint, actor, at)
    journal.record(at=at, actor=actor, action="complaint.being_checked", target=complaint)
    return complaint


@transaction.atomic
def decide(actor: User, key: UUID, outcome: str, reason: str, *, at: datetime) -> Complaint:
    """Say what became of a complaint and why, and close it.

    Raises:
        NotFound, NotPermitted: as for ``answer``.
        InvalidInput: no such outcome, or no reason.
        ChangedMeanwhile: it is closed or withdrawn already.
    """
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    if outcome not in DECIDED:
        raise InvalidInput(_("Choose what became of it."))
    _refuse_text(reason)
    if complaint.state in (State.CLOSED, State.WITHDRAWN):
        raise ChangedMeanwhile(_("This complaint was closed meanwhile. Reopen it first."))
    complaint.state, complaint.outcome, complaint.decided_at = State.CLOSED, outcome, at
    complaint.looked_at = complaint.looked_at or at
    complaint.save(update_fields=["state", "outcome", "decided_at", "looked_at"])
    _step(complaint, actor, at, reason)
    journal.record(at=at, actor=actor, action="complaint.decided", target=complaint, reason=outcome)
    return complaint


@transaction.atomic
def reopen(actor: User, key: UUID, reason: str, *, at: datetime) -> Complaint:
    """Take a closed complaint up again; how it was closed stays in its steps.

    Raises:
        NotFound, NotPermitted: as for ``answer``.
        InvalidInput: no reason.
        ChangedMeanwhile: it is not closed.
    """
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    _refuse_text(reason)
    if complaint.state != State.CLOSED:
        raise ChangedMeanwhile(_("This complaint is not closed."))
    complaint.state, complaint.outcome = State.BEING_CHECKED, Outcome.PENDING
    complaint.decided_at = None
    complaint.save(update_fields=["state", "outcome", "decided_at"])
    _step(complaint, actor, at, reason)
    journal.record(at=at, actor=actor, action="complaint.reopened", target=complaint)
    return complaint


@transaction.atomic
def set_aside(actor: User, key: UUID, *, is_junk: bool, at: datetime) -> Complaint:
    """Put a complaint among the junk, or take it back out; nothing is deleted."""
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    complaint.is_junk = is_junk
    complaint.save(update_fields=["is_junk"])
    action = "complaint.set_aside" if is_junk else "complaint.taken_back"
    journal.record(at=at, actor=actor, action=action, target=complaint)
    return complaint


@transaction.atomic
def keep_from(
    actor: User, key: UUID, *, user: User | None = None, unit: Unit | None = None, at: datetime
) -> Exclusion:
    """Keep a complaint from someone whom it names, or from all of their unit.

    Raises:
        NotFound, NotPermitted: as for ``answer``.
        InvalidInput: not just one of both, or the actor themselves.
    """
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    if (user is None) == (unit is None) or user == actor:
        raise InvalidInput(_("Choose one other person, or one unit."))
    kept = Exclusion.objects.create(complaint=complaint, user=user, unit=unit, by=actor, at=at)
    journal.record(at=at, actor=actor, action="complaint.kept_from", target=complaint)
    return kept


@transaction.atomic
def lift_exclusion(
    actor: User, key: UUID, exclusion: int, reason: str, *, at: datetime
) -> Exclusion:
    """Let someone see a complaint again from whom it was kept: it does not name them after all.

    Raises:
        NotFound, NotPermitted: as for ``answer``; NotFound also if it is not kept from them now.
        InvalidInput: no reason.
    """
    complaint = locked(actor, key, Action.COMPLAINT_DECIDE)
    _refuse_text(reason)
    lifted = complaint.exclusions.standing().filter(pk=exclusion).first()
    if lifted is None:
        raise NotFound(_("There is no such record."))
    lifted.ended_at = at
    lifted.save(update_fields=["ended_at"])
    _step(complaint, actor, at, reason)
    journal.record(at=at, actor=actor, action="complaint.exclusion_lifted", target=complaint)
    return lifted


def locked(actor: User, key: UUID, action: Action) -> Complaint:
    """The complaint, locked until the transaction ends, if the actor sees it and may do this.

    Raises:
        NotFound: no such complaint for the actor.
        NotPermitted: they read it and may not do this.
    """
    rows = Complaint.objects.visible_to(actor).select_related("unit")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    complaint = rows.filter(pk=key).first()
    if complaint is None:
        raise NotFound(_("There is no such record."))
    access.require(actor, action, complaint, seen_by=Action.COMPLAINT_READ)
    return complaint


def add_note(complaint: Complaint, actor: User, note: str, *, at: datetime) -> None:
    """Put words among the steps of a complaint that the caller has locked; they are sealed."""
    _refuse_text(note)
    _step(complaint, actor, at, note)


def _step(complaint: Complaint, actor: User, at: datetime, reason: str = "") -> None:
    note = b""
    if reason:
        keys = sealed.recipients(complaint.unit.path)
        note = seal(reason.encode(), keys, context=sealed.note_context(complaint.pk))
    Step.objects.create(
        complaint=complaint,
        state=complaint.state,
        outcome="" if complaint.outcome == Outcome.PENDING else complaint.outcome,
        note=note,
        by=actor,
        at=at,
    )


def _refuse_text(text: str) -> None:
    if not text.strip():
        raise InvalidInput(_("Write it in words first."))
    if len(text) > MOST_LETTERS:
        raise InvalidInput(_("Shorten it to %(most)d letters.") % {"most": MOST_LETTERS})
