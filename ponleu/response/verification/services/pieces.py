"""Making evidence for findings out of interviews, replies and answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.findings.rules.kinds import PieceKind
from ponleu.response.findings.rules.kinds import Reliability as PieceReliability
from ponleu.response.findings.services import pieces
from ponleu.response.findings.services.pieces import About
from ponleu.response.verification.consents import require_consent
from ponleu.response.verification.models import Answer, Interview, MadePiece, Reply
from ponleu.response.verification.rules import Information, Purpose, Reliability
from ponleu.response.verification.services.interviews import interview_to_use
from ponleu.response.verification.services.opening import row_of
from ponleu.response.verification.services.requests import reply_to_use


@dataclass(frozen=True, slots=True)
class Shows:
    """What a piece shows, and how good it is; ``origin`` only of an answer."""

    words: str
    reliability: Reliability
    information: Information
    origin: str = ""
    is_direct: bool = False


@transaction.atomic
def from_interview(actor: User, interview: UUID, shows: Shows, *, at: datetime) -> MadePiece:
    """Make a piece of an interview; all interviews of a witness count as one origin.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change plan or evidence, it
            was not held, or there is a piece of it.
        NoConsent: nobody said yes to its use as evidence, or the yes was withdrawn.
    """
    found, plan = interview_to_use(actor, interview)
    _refuse_twice(MadePiece.objects.filter(interview=found, piece__withdrawn_at=None).exists())
    about = _about(PieceKind.INTERVIEW, shows, found.witness.reference)
    return _made(actor, plan, about, at, interview=found)


@transaction.atomic
def from_reply(actor: User, reply: UUID, words: str, *, at: datetime) -> MadePiece:
    """Make a piece of a reply, with its grades; it comes from the body that was asked.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change plan or evidence, or
            there is a piece of it.
    """
    found = reply_to_use(actor, reply)
    _refuse_twice(MadePiece.objects.filter(reply=found, piece__withdrawn_at=None).exists())
    shows = Shows(words, Reliability(found.reliability), Information(found.information))
    about = _about(PieceKind.REPLY, shows, found.request.body, source=found.source_id)
    return _made(actor, found.request.allegation, about, at, reply=found)


@transaction.atomic
def from_answer(actor: User, answer: UUID, shows: Shows, *, at: datetime) -> MadePiece:
    """Make a piece of the answer to a question; whom it comes from has to be said.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change plan or evidence, or
            there is a piece of it.
        NoConsent: it rests on an interview that may not be used.
        InvalidInput: nobody said whom it comes from.
    """
    found, plan = row_of(Answer.objects.all(), actor, answer)
    _refuse_twice(MadePiece.objects.filter(answer=found, piece__withdrawn_at=None).exists())
    grounds = found.grounds.select_related("interview__witness", "graded", "reply")
    for ground in grounds:
        if ground.interview is not None:
            require_consent(ground.interview, Purpose.EVIDENCE)
        gone = ground.graded or ground.reply
        if gone is not None and gone.withdrawn_at is not None:
            raise ChangedMeanwhile(_("Something that it rests on was withdrawn. Answer anew."))
    about = _about(PieceKind.OTHER, shows, shows.origin)
    return _made(actor, plan, about, at, answer=found)


def _about(kind: PieceKind, shows: Shows, origin: str, *, source: UUID | None = None) -> About:
    return About(
        kind=kind,
        words=shows.words,
        source=source,
        origin=origin,
        is_direct=shows.is_direct,
        reliability=PieceReliability(shows.reliability),
        credibility=int(shows.information),
    )


def _made(
    actor: User,
    plan: Allegation,
    about: About,
    at: datetime,
    *,
    interview: Interview | None = None,
    reply: Reply | None = None,
    answer: Answer | None = None,
) -> MadePiece:
    piece = pieces.add_piece(actor, plan.pk, about, at=at)
    made = MadePiece.objects.create(
        allegation=plan,
        piece=piece,
        interview=interview,
        reply=reply,
        answer=answer,
        by=actor,
        at=at,
    )
    journal.record(at=at, actor=actor, action="verification.piece_made", target=made)
    return made


def _refuse_twice(is_there: bool) -> None:
    if is_there:
        raise ChangedMeanwhile(_("There is a piece of evidence of this already."))
