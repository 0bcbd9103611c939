"""Planning and holding interviews, and what people say yes to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput, NotFound
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.findings.services import pieces
from ponleu.response.verification import consents, rules, sealed
from ponleu.response.verification.consents import require_consent
from ponleu.response.verification.models import (
    Consent,
    Interview,
    Leave,
    MadePiece,
    Training,
    Use,
    Witness,
)
from ponleu.response.verification.queries.repeats import repeats_of
from ponleu.response.verification.rules import Giver, Purpose
from ponleu.response.verification.services.opening import checked, refuse_future, row_of
from ponleu.response.verification.services.tasks import Given, colleague, new_task

LONGEST_NOTES = 20_000
LONGEST_NAME = 200


class NotTrained(DomainError):
    """Who should ask has no training that holds on that day."""

    code = "not_trained"
    http_status = HTTPStatus.CONFLICT


class NotNecessary(DomainError):
    """One more interview of the same person, and nobody said why it is needed."""

    code = "not_necessary"
    http_status = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Who interprets; ``is_apart``: somebody made sure that they are no party and no relative."""

    language: str
    name: str
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Who asks, when, why again, and through whom."""

    interviewer: UUID
    on: date
    necessity: str = ""
    interpreter: Interpreter | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What came of an interview.

    Attributes:
        promised, promised_by: what the person was promised to hear, and by when; kept as a task.
    """

    on: date
    notes: str
    help_was_offered: bool
    promised: str = ""
    promised_by: date | None = None


@kept_or_refused()
@transaction.atomic
def plan_interview(
    actor: User, witness: UUID, plan: Plan, *, opened: KeyPair | None = None, at: datetime
) -> Interview:
    """Plan an interview of a witness.

    Args:
        opened: the key of the session; without it nobody can tell whether the same person is
            asked under another code, and that is not asked.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        NotNecessary: the witness was asked before, or seems to be somebody who was asked in
            another plan that the actor may see, and no reason is given.
        NotTrained: the interviewer has no training that holds on the day, and no leave.
        InvalidInput: an interpreter who is not named or not apart, or a wrong colleague.
        NobodyCanOpen: the interpreter's name cannot be sealed; nothing was kept.
    """
    found, allegation = row_of(Witness.objects.all(), actor, witness)
    necessity = checked(plan.necessity, is_needed=False)
    earlier = found.interviews.filter(withdrawn_at=None).count()
    if rules.needs_reason(earlier) and not necessity:
        raise NotNecessary(_("This person was asked before. Say why asking again is needed."))
    if not necessity and repeats_of(actor, opened, found).found:
        raise NotNecessary(
            _("This seems to be somebody asked under another code. Say why asking again is needed.")
        )
    interviewer, key = colleague(allegation, plan.interviewer), new_key()
    training = _training_of(interviewer, plan.on)
    leave = None if training else _leave_of(interviewer, allegation)
    interpreter = plan.interpreter
    interview = Interview.objects.create(
        id=key,
        witness=found,
        interviewer=interviewer,
        planned_date=plan.on,
        necessity=necessity,
        training=training,
        leave=leave,
        interpreter_language=_language(interpreter),
        interpreter=_sealed_name(interpreter, allegation, key),
        interpreter_is_apart=interpreter is not None,
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="verification.interview_planned", target=interview)
    return interview


@transaction.atomic
def see_interview(actor: User, key: UUID, *, at: datetime) -> Interview:
    """An interview for someone who reads the plan; that is journaled.

    Raises:
        NotFound: no such interview for the actor.
    """
    rows = Interview.objects.visible_to(actor).select_related(
        "witness__allegation__unit", "interviewer", "training", "leave__by", "by", "withdrawn_by"
    )
    interview = rows.filter(pk=key).first()
    if interview is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="verification.interview_read", target=interview)
    return interview


@transaction.atomic
def record_consents(
    actor: User,
    interview: UUID,
    giver: Giver,
    yes: Collection[Purpose],
    *,
    said: date,
    was_informed: bool,
    at: datetime,
) -> list[Consent]:
    """Write down what somebody said about every purpose: yes to some, no to the others.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: a yes of somebody who was not informed, or of whom none is asked.
    """
    found, _plan = row_of(Interview.objects.all(), actor, interview)
    refuse_future(said, at=at)
    if giver not in rules.givers(is_child=found.witness.is_child):
        raise InvalidInput(_("For this person, somebody else has to be asked."))
    if yes and not was_informed:
        raise InvalidInput(
            _("First tell them what it is for, how long it is kept, and how to withdraw.")
        )
    made = [
        Consent(
            interview=found,
            purpose=purpose,
            giver=giver,
            is_given=purpose in yes,
            was_informed=was_informed,
            said_date=said,
            by=actor,
            at=at,
        )
        for purpose in Purpose
    ]
    Consent.objects.bulk_create(made)
    if Purpose.EVIDENCE not in consents.allowed(found, found.consents.all()):
        _bar_pieces(actor, found, at)
    journal.record(at=at, actor=actor, action="verification.consent_recorded", target=found)
    return made


@transaction.atomic
def withdraw_consent(
    actor: User, interview: UUID, purpose: Purpose, *, on: date, at: datetime
) -> int:
    """Write down that a yes to one purpose was withdrawn; how many rows it ended.

    If it may not be evidence any more, the piece that was made of it is withdrawn for good, so
    that no further finding cites it. Answers and findings that rest on it are listed, not changed;
    a piece that was made of such an answer is not brought back once it is withdrawn.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: a day to come.
    """
    found, _plan = row_of(Interview.objects.all(), actor, interview)
    refuse_future(on, at=at)
    standing = found.consents.filter(purpose=purpose, is_given=True, withdrawn_at=None)
    ended = standing.update(withdrawn_date=on, withdrawn_by=actor, withdrawn_at=at)
    if ended:
        if purpose is Purpose.EVIDENCE:
            _bar_pieces(actor, found, at)
        journal.record(
            at=at,
            actor=actor,
            action="verification.consent_withdrawn",
            target=found,
            reason=purpose,
        )
    return ended


@kept_or_refused()
@transaction.atomic
def keep_interview(actor: User, interview: UUID, held: Held, *, at: datetime) -> Interview:
    """Keep what came of an interview, sealed; a promise to tell them more becomes a task.

    Raises:
        NotFound, NotPermitted: the actor may not change the plan.
        ChangedMeanwhile: it is kept already.
        NoConsent: nobody said yes to being asked.
        InvalidInput: no notes, a day to come, or a promise without a day.
        NobodyCanOpen: it cannot be sealed; nothing was kept.
    """
    found, allegation = row_of(Interview.objects.all(), actor, interview)
    if found.held_date is not None:
        raise ChangedMeanwhile(_("This interview is kept already."))
    refuse_future(held.on, at=at)
    require_consent(found, Purpose.INTERVIEW)
    notes = held.notes.strip()
    if not notes or len(notes) > LONGEST_NOTES:
        raise InvalidInput(_("Write what was said, in at most 20,000 characters."))
    if held.promised.strip() and held.promised_by is None:
        raise InvalidInput(_("Say by when they were promised to hear."))
    context = sealed.notes_context(found.pk)
    found.notes = sealed.sealed_text(notes, allegation.unit.path, context)
    found.held_date, found.held_by = held.on, actor
    found.help_was_offered = held.help_was_offered
    found.save(update_fields=["notes", "held_date", "held_by", "help_was_offered"])
    if held.promised.strip() and held.promised_by is not None:
        given = Given(held.promised, found.interviewer_id, held.promised_by)
        new_task(actor, allegation, found.interviewer, given, interview=found, at=at)
    journal.record(at=at, actor=actor, action="verification.interview_kept", target=found)
    return found


@transaction.atomic
def record_use(
    actor: User, interview: UUID, purpose: Purpose, to: str, *, on: date, at: datetime
) -> Use:
    """Write down that what was said went to somebody; refused without a yes to that.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        NoConsent: nobody said yes to it, or the yes was withdrawn.
        InvalidInput: it is not held yet, to nobody, or a day to come.
    """
    found, _plan = row_of(Interview.objects.all(), actor, interview)
    if found.held_date is None:
        raise InvalidInput(_("This interview was not held yet."))
    refuse_future(on, at=at)
    require_consent(found, purpose)
    use = Use.objects.create(
        interview=found,
        purpose=purpose,
        to=checked(to, most=LONGEST_NAME),
        used_date=on,
        by=actor,
        at=at,
    )
    journal.record(
        at=at, actor=actor, action="verification.interview_used", target=use, reason=purpose
    )
    return use


def _bar_pieces(actor: User, interview: Interview, at: datetime) -> None:
    """What was made of it is withdrawn for good; what rests on it besides is not brought back."""
    why = _("The consent to its use as evidence was withdrawn.")
    rests = Q(interview=interview) | Q(answer__grounds__interview=interview)
    rows = MadePiece.objects.filter(rests).select_related("piece").distinct()
    for made in rows.order_by("at", "pk"):
        own = made.interview_id == interview.pk
        pieces.bar_piece(actor, made.piece, why=why if own else None, at=at)


def _training_of(person: User, on: date) -> Training | None:
    rows = Training.objects.standing().filter(person=person).order_by("-valid_until", "pk")
    return next(
        (each for each in rows if rules.is_trained([(each.held_date, each.valid_until)], on)), None
    )


def _leave_of(person: User, allegation: Allegation) -> Leave:
    """The oldest leave that no interview used yet."""
    used = Interview.objects.standing().filter(leave__isnull=False).values("leave")
    rows = Leave.objects.standing().filter(allegation=allegation, person=person)
    leave = rows.exclude(pk__in=used).first()
    if leave is None:
        raise NotTrained(
            _(
                "No training of this colleague holds on that day. Choose somebody trained, have "
                "the training entered, or ask who reviews findings for leave."
            )
        )
    return leave


def _language(interpreter: Interpreter | None) -> str:
    if interpreter is None:
        return ""
    if not interpreter.is_apart:
        raise InvalidInput(
            _("An interpreter may be neither a party nor a relative. Make sure, then tick it.")
        )
    return checked(interpreter.language, most=80)


def _sealed_name(interpreter: Interpreter | None, allegation: Allegation, key: UUID) -> bytes:
    if interpreter is None:
        return b""
    name = checked(interpreter.name, most=LONGEST_NAME)
    return sealed.sealed_text(name, allegation.unit.path, sealed.interpreter_context(key))


def interview_to_use(actor: User, key: UUID) -> tuple[Interview, Allegation]:
    """A held interview that may be used as evidence now, locked with its plan.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        NotFound: also if it was not held.
        NoConsent: nobody said yes to that use, or the yes was withdrawn.
    """
    found, allegation = row_of(Interview.objects.all(), actor, key)
    if found.held_date is None:
        raise NotFound(_("There is no such record."))
    require_consent(found, Purpose.EVIDENCE)
    return found, allegation
