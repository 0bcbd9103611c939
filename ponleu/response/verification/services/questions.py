"""Asking the questions of a plan, and closing them on grounds that may be used."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.consents import require_consent
from ponleu.response.verification.models import (
    Answer,
    GradedSource,
    Ground,
    Interview,
    Question,
    Reply,
)
from ponleu.response.verification.rules import Conclusion, Purpose
from ponleu.response.verification.services.opening import checked, locked, row_of

LONGEST_ANSWER = 1000
MOST_GROUNDS = 50


@transaction.atomic
def ask(actor: User, allegation: UUID, asks: str, *, at: datetime) -> Question:
    """Put a question at the end of a plan.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the actor may not change the plan.
        InvalidInput: no words, or too many.
    """
    plan, text = locked(actor, allegation), checked(asks)
    last = Question.objects.filter(allegation=plan).aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(allegation=plan, number=last + 1, asks=text, by=actor, at=at)
    journal.record(at=at, actor=actor, action="verification.question_asked", target=question)
    return question


@transaction.atomic
def answer(
    actor: User,
    question: UUID,
    conclusion: Conclusion,
    words: str,
    *,
    grounds: Collection[UUID] = (),
    at: datetime,
) -> Answer:
    """Close a question: with an answer and what it rests on, or as not answerable and why.

    Args:
        grounds: keys of sources, interviews or replies of the same plan.

    Raises:
        NotFound, NotPermitted: as for ``ask``; NotFound also for a ground that is not there.
        ChangedMeanwhile: it was closed meanwhile.
        InvalidInput: no words, no ground, or a source that was withdrawn.
        NoConsent: a ground is an interview that may not be used as evidence.
    """
    asked, plan = row_of(Question.objects.all(), actor, question)
    text = checked(words, most=LONGEST_ANSWER)
    if asked.answers.filter(withdrawn_at=None).exists():
        raise ChangedMeanwhile(_("This question was closed meanwhile. Take that back first."))
    if conclusion is Conclusion.ANSWERED and not grounds:
        raise InvalidInput(_("Choose what the answer rests on."))
    found = _grounds(plan, grounds)
    made = Answer.objects.create(question=asked, conclusion=conclusion, words=text, by=actor, at=at)
    for ground in found:
        ground.answer = made
    Ground.objects.bulk_create(found)
    journal.record(
        at=at, actor=actor, action="verification.answered", target=made, reason=conclusion
    )
    return made


def _grounds(plan: Allegation, keys: Collection[UUID]) -> list[Ground]:
    """What an answer rests on, in the order of sources, interviews, replies."""
    wanted = set(keys)
    if len(wanted) > MOST_GROUNDS:
        raise InvalidInput(_("These are too many at once."))
    sources = list(
        GradedSource.objects.standing().filter(allegation=plan, pk__in=wanted).order_by("pk")
    )
    interviews = list(
        Interview.objects.standing()
        .filter(witness__allegation=plan, pk__in=wanted, held_date__isnull=False)
        .select_related("witness")
        .order_by("pk")
    )
    replies = list(
        Reply.objects.standing().filter(request__allegation=plan, pk__in=wanted).order_by("pk")
    )
    if len(sources) + len(interviews) + len(replies) < len(wanted):
        raise NotFound(_("What it rests on is not there, was withdrawn, or is not held yet."))
    for interview in interviews:
        require_consent(interview, Purpose.EVIDENCE)
    return [
        *(Ground(graded=each) for each in sources),
        *(Ground(interview=each) for each in interviews),
        *(Ground(reply=each) for each in replies),
    ]
