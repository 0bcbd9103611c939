"""One source, witness, interview or request, opened as far as the reader's keys reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.sources.models import Source
from ponleu.response.verification import consents, sealed, subjects
from ponleu.response.verification.models import (
    Consent,
    GradedSource,
    Grading,
    Interview,
    Reminder,
    Reply,
    Request,
    Use,
    Witness,
)
from ponleu.response.verification.queries import resting
from ponleu.response.verification.queries.plans import (
    InterviewRow,
    RequestRow,
    interview_rows,
    request_row,
)
from ponleu.response.verification.queries.resting import Resting
from ponleu.response.verification.rules import Purpose
from ponleu.response.verification.sealed import Identity
from ponleu.response.verification.subjects import Named


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source of a plan, its grades with the newest first, and what rests on it."""

    named: Named
    gradings: tuple[Grading, ...]
    resting: Resting


@dataclass(frozen=True, slots=True)
class WitnessPage:
    """A witness; ``identity`` is None if the session's keys do not open it."""

    identity: Identity | None
    interviews: tuple[InterviewRow, ...]


@dataclass(frozen=True, slots=True)
class InterviewPage:
    """An interview.

    Attributes:
        notes, interpreter: None if the session's keys do not open them, "" if there are none.
        number: the how many-th of its witness.
        withdrawn: purposes to which a yes was said and withdrawn, and none stands.
        shaken: what rests on it for these purposes.
    """

    notes: str | None
    interpreter: str | None
    number: int
    consents: tuple[Consent, ...]
    allowed: frozenset[Purpose]
    withdrawn: frozenset[Purpose]
    shaken: Resting
    uses: tuple[Use, ...]
    has_piece: bool


@dataclass(frozen=True, slots=True)
class RequestPage:
    """A request; ``claim`` and the documents of replies only if the reader may see them."""

    row: RequestRow
    claim: Claim | None
    replies: tuple[tuple[Reply, Source | None, bool], ...]


def source_page(actor: User, graded: GradedSource) -> SourcePage:
    """A source of a plan for someone who may see the plan."""
    return SourcePage(
        subjects.named(actor, [graded])[graded.pk],
        tuple(graded.gradings.select_related("by")),
        resting.on_source(actor, graded),
    )


def witness_page(actor: User, opened: KeyPair | None, witness: Witness) -> WitnessPage:
    """A witness for someone who may see the plan."""
    pairs = keyrings.held_pairs(actor, opened)
    rows = witness.interviews.filter(withdrawn_at=None).select_related(
        "interviewer", "leave", "witness"
    )
    found = list(rows.prefetch_related("consents"))
    return WitnessPage(
        sealed.identity_in(bytes(witness.identity), pairs, witness.pk),
        interview_rows(found),
    )


def interview_page(actor: User, opened: KeyPair | None, interview: Interview) -> InterviewPage:
    """An interview for someone who may see the plan."""
    pairs = keyrings.held_pairs(actor, opened)
    key = interview.pk
    said = list(interview.consents.select_related("by", "withdrawn_by"))
    allowed = consents.allowed(interview, said)
    withdrawn = (
        frozenset(Purpose(each.purpose) for each in said if each.withdrawn_at is not None) - allowed
    )
    siblings = interview.witness.interviews.filter(withdrawn_at=None).order_by(
        "planned_date", "at", "pk"
    )
    keys = list(siblings.values_list("pk", flat=True))
    return InterviewPage(
        sealed.text_in(bytes(interview.notes), pairs, sealed.notes_context(key)),
        sealed.text_in(bytes(interview.interpreter), pairs, sealed.interpreter_context(key)),
        keys.index(key) + 1 if key in keys else 0,
        tuple(said),
        allowed,
        withdrawn,
        resting.on_interview(actor, interview, withdrawn),
        tuple(Use.objects.standing().filter(interview=interview).select_related("by")),
        interview.made.filter(piece__withdrawn_at=None).exists(),
    )


def request_page(actor: User, request: Request, *, today: date) -> RequestPage:
    """A request for someone who may see the plan."""
    replies = Reply.objects.standing().filter(request=request).select_related("by")
    found = list(replies.prefetch_related("made__piece"))
    reminders = list(Reminder.objects.standing().filter(request=request).select_related("by"))
    sources = Source.objects.visible_to(actor).defer("text")
    seen = {each.pk: each for each in sources.filter(pk__in=[r.source_id for r in found])}
    return RequestPage(
        request_row(request, found, reminders, today=today),
        claim_of(actor, request),
        tuple(
            (
                reply,
                seen.get(reply.source_id) if reply.source_id else None,
                any(each.piece.withdrawn_at is None for each in reply.made.all()),
            )
            for reply in found
        ),
    )


def claim_of(actor: User, request: Request) -> Claim | None:
    """The claim that a request is about, if the reader may see it."""
    if request.claim_id is None:
        return None
    return Claim.objects.visible_to(actor).filter(pk=request.claim_id).first()
