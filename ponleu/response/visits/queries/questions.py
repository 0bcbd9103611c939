"""Questions with their answers and what they are about, as far as one may see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, Prefetch, Q

from ponleu.foundation.accounts.models import User
from ponleu.knowledge.claims.models import Claim
from ponleu.knowledge.figures.models import Figure
from ponleu.response.cases.models import Allegation
from ponleu.response.visits import rules
from ponleu.response.visits.models import AnswerGiven, Question, QuestionQuerySet, Visit
from ponleu.response.visits.rules import Answered, Counts

PAGE = 25


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, where it stands, what it is about as far as the reader may see, its answers.

    Attributes:
        answers: those that stand, each the newest of its corrections.
        earlier: those that were corrected, oldest first.
    """

    question: Question
    standing: Answered
    days_late: int
    allegation: Allegation | None
    claim: Claim | None
    figure: Figure | None
    answers: tuple[AnswerGiven, ...]
    earlier: tuple[AnswerGiven, ...]


def question_page(actor: User, question: Question, *, today: date) -> Asked:
    """A question with all its answers, for someone who may see it."""
    answers = list(question.answers.select_related("by", "corrected_by"))
    given = min((each.given_on for each in answers), default=None)
    return _one(question, given, answers, _abouts(actor, [question]), today)


def questions_about(
    actor: User, *, allegation: UUID | None = None, claim: UUID | None = None, today: date
) -> tuple[Asked, ...]:
    """Standing questions about an allegation or a claim that the actor may see, newest first.

    Raises:
        NotFound: no such allegation or claim for the actor.
    """
    if allegation is not None:
        about = Q(allegation=Allegation.objects.get_for(actor, allegation))
    else:
        about = Q(claim=Claim.objects.get_for(actor, claim or ""))
    rows = with_answers().visible_to(actor).standing().filter(about)
    rows = rows.filter(visit__withdrawn_at=None).select_related("visit")
    return asked_of(actor, list(rows.order_by("-raised_on", "pk")[:PAGE]), today)


def late_answers(actor: User, *, today: date) -> int:
    """How many questions of visits wait for an answer longer than was asked for."""
    waiting = Question.objects.visible_to(actor).standing()
    return waiting.filter(answers=None, due_by__lt=today, visit__withdrawn_at=None).count()


def with_answers() -> QuestionQuerySet:
    answers = AnswerGiven.objects.select_related("by", "corrected_by")
    rows = Question.objects.annotate(first_given=Min("answers__given_on"))
    return rows.prefetch_related(Prefetch("answers", queryset=answers))


Abouts = tuple[Mapping[UUID, Allegation], Mapping[UUID, Claim], Mapping[UUID, Figure]]


def _abouts(actor: User, questions: Iterable[Question]) -> Abouts:
    """What questions are about, as far as the actor may see it."""
    asked = list(questions)
    allegations = [each.allegation_id for each in asked if each.allegation_id]
    claims = [each.claim_id for each in asked if each.claim_id]
    figures = [each.figure_id for each in asked if each.figure_id]
    seen = Allegation.objects.visible_to(actor).filter(pk__in=allegations)
    said = Claim.objects.visible_to(actor).filter(pk__in=claims)
    told = Figure.objects.visible_to(actor).filter(pk__in=figures)
    return (
        {each.pk: each for each in seen} if allegations else {},
        {each.pk: each for each in said} if claims else {},
        {each.pk: each for each in told} if figures else {},
    )


def asked_of(actor: User, questions: Sequence[Question], today: date) -> tuple[Asked, ...]:
    abouts = _abouts(actor, questions)
    return tuple(
        _one(each, each.first_given, list(each.answers.all()), abouts, today)  # type: ignore[attr-defined]  # annotated
        for each in questions
    )


def _one(
    question: Question,
    given: date | None,
    answers: Sequence[AnswerGiven],
    abouts: Abouts,
    today: date,
) -> Asked:
    allegations, claims, figures = abouts
    corrected = {each.corrects_id for each in answers}
    return Asked(
        question,
        rules.standing(question.due_by, given, today),
        rules.days_late(question.due_by, given, today),
        allegations.get(question.allegation_id) if question.allegation_id else None,
        claims.get(question.claim_id) if question.claim_id else None,
        figures.get(question.figure_id) if question.figure_id else None,
        tuple(each for each in answers if each.pk not in corrected),
        tuple(each for each in answers if each.pk in corrected),
    )


def counts_of(actor: User, shown: Sequence[Visit], today: date) -> dict[UUID, Counts]:
    rows = Question.objects.visible_to(actor).standing().filter(visit__in=shown)
    rows = rows.annotate(first_given=Min("answers__given_on")).order_by()
    found: dict[UUID, list[Answered]] = {}
    told = rows.values_list("visit", "due_by", "first_given")  # type: ignore[misc]  # annotated
    for visit, due_by, given in told:
        found.setdefault(visit, []).append(rules.standing(due_by, given, today))
    return {visit: rules.counted(standings) for visit, standings in found.items()}
