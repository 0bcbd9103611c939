"""Questions that a visitor raised, the answers given, and corrections of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.figures.models import Figure
from ponleu.response.cases.models import Allegation
from ponleu.response.visits.models import AnswerGiven, Question
from ponleu.response.visits.services.visits import (
    LONGEST_BODY,
    LONGEST_TEXT,
    LONGEST_WHY,
    checked,
    locked,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: of which body, by whom, when, and by when it is to be answered.

    Attributes:
        about: reference of an allegation, claim or figure, "" if it is about none.
    """

    text: str
    raised_by: str
    to_body: str
    raised_on: date
    due_by: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as a body gave it on a day."""

    text: str
    body: str
    given_on: date


@transaction.atomic
def raise_question(actor: User, visit: UUID, asked: Asked, *, at: datetime) -> Question:
    """Enter a question of a visit.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: as for ``visits.locked``.
        InvalidInput: nothing is asked, too many words, due before it was raised, or about
            something that is not there for the actor.
    """
    its = locked(actor, visit)
    if asked.due_by and asked.due_by < asked.raised_on:
        raise InvalidInput(_("It cannot be due before it was raised."))
    about = _about(actor, asked.about)
    last = its.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(
        visit=its,
        number=last + 1,
        text=checked(asked.text, LONGEST_TEXT, is_needed=True),
        raised_by=checked(asked.raised_by, LONGEST_BODY, is_needed=True),
        to_body=checked(asked.to_body, LONGEST_BODY, is_needed=True),
        raised_on=asked.raised_on,
        due_by=asked.due_by,
        **about,
        entered_by=actor,
        entered_at=at,
    )
    journal.record(at=at, actor=actor, action="visit.question_raised", target=question)
    return question


@transaction.atomic
def see_question(actor: User, key: UUID, *, at: datetime) -> Question:
    """A question for someone who reads it; that is journaled.

    Raises:
        NotFound: no such question for the actor.
    """
    rows = Question.objects.select_related("visit__unit", "entered_by", "withdrawn_by")
    question = rows.get_for(actor, key)
    journal.record(at=at, actor=actor, action="visit.question_read", target=question)
    return question


@transaction.atomic
def give_answer(actor: User, key: UUID, given: Given, *, at: datetime) -> AnswerGiven:
    """Keep what a body answered. Several bodies may answer one question.

    Raises:
        NotFound, NotPermitted, ChangedMeanwhile: the question may not be changed by the actor.
        InvalidInput: nothing is said, too many words, or given before the question was raised.
    """
    question = standing_question(actor, key)
    answer = _kept(question, given, actor, at)
    journal.record(at=at, actor=actor, action="visit.answered", target=answer)
    return answer


@transaction.atomic
def correct_answer(actor: User, key: UUID, given: Given, *, why: str, at: datetime) -> AnswerGiven:
    """Keep a newer answer beside the one that it corrects, which stays as it was.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        ChangedMeanwhile: the question was taken back, or a newer answer corrects this one.
        InvalidInput: no reason, or as for ``give_answer``.
    """
    question = standing_question(actor, AnswerGiven.objects.get_for(actor, key).question_id)
    corrected = AnswerGiven.objects.get_for(actor, key)
    if AnswerGiven.objects.filter(corrects=corrected).exists():
        raise ChangedMeanwhile(_("A newer answer corrects this one already. Correct that one."))
    text = checked(why, LONGEST_WHY)
    if not text:
        raise InvalidInput(_("Say in a few words why."))
    answer = _kept(question, given, actor, at, corrects=corrected, why=text)
    journal.record(at=at, actor=actor, action="visit.answer_corrected", target=answer)
    return answer


def standing_question(actor: User, key: UUID) -> Question:
    """A question, its visit locked, for someone who keeps the record of the visit.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
        ChangedMeanwhile: it, or its visit, was withdrawn.
    """
    visit = Question.objects.get_for(actor, key).visit_id
    locked(actor, visit)
    question = Question.objects.get_for(actor, key)
    if question.withdrawn_at is not None:
        raise ChangedMeanwhile(_("This was taken back. Bring it back first."))
    return question


def _kept(
    question: Question,
    given: Given,
    actor: User,
    at: datetime,
    *,
    corrects: AnswerGiven | None = None,
    why: str = "",
) -> AnswerGiven:
    if given.given_on < question.raised_on:
        raise InvalidInput(_("It cannot be answered before it was raised."))
    return AnswerGiven.objects.create(
        question=question,
        text=checked(given.text, LONGEST_TEXT, is_needed=True),
        body=checked(given.body, LONGEST_BODY, is_needed=True),
        given_on=given.given_on,
        corrects=corrects,
        why=why,
        by=actor,
        at=at,
    )


def _about(actor: User, reference: str) -> dict[str, Allegation | Claim | Figure]:
    """What has a reference, under the name of the field that holds it; nothing for ""."""
    wanted = reference.strip().upper()
    if not wanted:
        return {}
    known: dict[str, QuerySet[Any]] = {
        "allegation": Allegation.objects.visible_to(actor),
        "claim": Claim.objects.visible_to(actor).standing(),
        "figure": Figure.objects.visible_to(actor).standing(),
    }
    for name, rows in known.items():
        if found := rows.filter(reference=wanted).first():
            return {name: found}
    raise InvalidInput(_("No allegation, claim or figure that you may see has this reference."))
