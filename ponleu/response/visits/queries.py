"""Reads of visits: actor first, ordered, bounded; only what the actor may see counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Min, Prefetch, Q

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places import queries as places
from ponleu.knowledge.claims.models import Claim, Commitment
from ponleu.knowledge.figures.models import Figure
from ponleu.knowledge.register.models import Entry
from ponleu.knowledge.sources.models import Source
from ponleu.response.cases.models import Allegation
from ponleu.response.visits import rules
from ponleu.response.visits.models import (
    AnswerGiven,
    Attendee,
    Meeting,
    Minutes,
    PartQuerySet,
    Position,
    Question,
    QuestionQuerySet,
    Recommendation,
    RecommendationQuerySet,
    Visit,
)
from ponleu.response.visits.rules import Answered, Became, Counts, PositionKind, Reply

P = TypeVar("P", Meeting, Question, Recommendation)

PAGE = 25
MOST_PARTS = 300
"""So many points, questions or recommendations of one visit are shown; the page says if more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A visit of the list, and where its questions stand."""

    visit: Visit
    counts: Counts


@dataclass(frozen=True, slots=True)
class Visits:
    """The list: what is under way or to come, the next first; then what is past."""

    coming: tuple[Listed, ...]
    past: tuple[Listed, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the programme.

    Attributes:
        place: in words, "" if not told.
        attendees: how many are named; 0 for those who may not see names.
    """

    meeting: Meeting
    place: str
    attendees: int
    has_minutes: bool


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


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation, what became of it, and all that bodies said to it, oldest first.

    Attributes:
        commitment: what it became, if the reader may see it.
    """

    recommendation: Recommendation
    became: Became
    due_by: date | None
    days_late: int
    is_taken_on: bool
    commitment: Commitment | None
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """All of a visit for one person.

    Attributes:
        taken_back: parts taken back by mistake or not, for those who may bring them back.
        sees_names: whether the reader may see who attended and the minutes.
        is_cut: there are more parts than are shown.
    """

    visit: Visit
    programme: tuple[Point, ...]
    questions: tuple[Asked, ...]
    counts: Counts
    recommendations: tuple[Recommended, ...]
    late_recommendations: int
    taken_back: tuple[tuple[str, Meeting | Question | Recommendation], ...]
    may_edit: bool
    sees_names: bool
    is_cut: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One point of the programme with who attended and its minutes, the newest first."""

    meeting: Meeting
    place: str
    attendees: tuple[Attendee, ...]
    entries: frozenset[UUID]
    gone: tuple[Attendee, ...]
    minutes: tuple[Minutes, ...]
    documents: frozenset[UUID]
    may_edit: bool
    sees_names: bool


def visits(actor: User, *, today: date, page: int) -> Visits:
    """What comes and what is past, for one person."""
    seen = Visit.objects.visible_to(actor).select_related("unit")
    coming = list(
        seen.filter(ends_on__gte=today, withdrawn_at=None).order_by("begins_on", "pk")[:PAGE]
    )
    page = max(page, 1)
    start = (page - 1) * PAGE
    done = seen.filter(Q(ends_on__lt=today) | Q(withdrawn_at__isnull=False))
    past = list(done.order_by("-begins_on", "pk")[start : start + PAGE + 1])
    counts = _counts(actor, [*coming, *past[:PAGE]], today)
    return Visits(
        tuple(Listed(each, counts.get(each.pk, Counts())) for each in coming),
        tuple(Listed(each, counts.get(each.pk, Counts())) for each in past[:PAGE]),
        page,
        len(past) > PAGE,
    )


def visit_page(actor: User, visit: Visit, *, today: date) -> VisitPage:
    """What a visit holds for someone who may see it."""
    meetings = _parts(Meeting.objects.all(), actor, visit)
    questions = _parts(_with_answers(), actor, visit)
    made = _parts(_with_positions(), actor, visit)
    may_edit = actor.may(Action.VISIT_EDIT, visit)
    sees_names = actor.may(Action.SOURCE_READ, visit)
    asked = _asked(actor, [each for each in questions if not each.withdrawn_at], today)
    recommended = _recommended(actor, [each for each in made if not each.withdrawn_at], today)
    return VisitPage(
        visit,
        _points(meetings, sees_names=sees_names),
        asked,
        rules.counted(each.standing for each in asked),
        recommended,
        sum(each.became is Became.LATE for each in recommended),
        _taken_back(meetings, questions, made) if may_edit else (),
        may_edit,
        sees_names,
        is_cut=any(len(rows) == MOST_PARTS for rows in (meetings, questions, made)),
    )


def meeting_page(actor: User, key: UUID) -> MeetingPage:
    """One point of a programme.

    Raises:
        NotFound: no such point for the actor.
    """
    rows = Meeting.objects.select_related("visit__unit", "entered_by", "withdrawn_by")
    meeting = rows.get_for(actor, key)
    visit = meeting.visit
    sees_names = actor.may(Action.SOURCE_READ, visit)
    people = list(meeting.attendees.select_related("entry")[:MOST_PARTS]) if sees_names else []
    kept = list(meeting.minutes.select_related("by", "source")[:PAGE]) if sees_names else []
    entries = Entry.objects.visible_to(actor).filter(pk__in=[each.entry_id for each in people])
    documents = Source.objects.visible_to(actor).filter(pk__in=[each.source_id for each in kept])
    return MeetingPage(
        meeting,
        places.written(meeting.place) if meeting.place else "",
        tuple(each for each in people if not each.withdrawn_at),
        frozenset(entries.values_list("pk", flat=True)),
        tuple(each for each in people if each.withdrawn_at),
        tuple(kept),
        frozenset(documents.values_list("pk", flat=True)),
        actor.may(Action.VISIT_EDIT, visit),
        sees_names,
    )


def question_page(actor: User, question: Question, *, today: date) -> Asked:
    """A question with all its answers, for someone who may see it."""
    answers = list(question.answers.select_related("by", "corrected_by"))
    given = min((each.given_on for each in answers), default=None)
    return _one_asked(question, given, answers, _abouts(actor, [question]), today)


def recommendation_page(actor: User, row: Recommendation, *, today: date) -> Recommended:
    """A recommendation with all that was said to it, for someone who may see it."""
    positions = list(row.positions.select_related("by"))
    return _one_recommended(row, positions, _commitments(actor, [row]), today)


def editable_visit(actor: User, key: UUID) -> Visit:
    """A visit for a form about it.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
    """
    visit = Visit.objects.select_related("unit").get_for(actor, key)
    access.require(actor, Action.VISIT_EDIT, visit, seen_by=Action.VISIT_READ)
    return visit


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
    rows = _with_answers().visible_to(actor).standing().filter(about)
    rows = rows.filter(visit__withdrawn_at=None).select_related("visit")
    return _asked(actor, list(rows.order_by("-raised_on", "pk")[:PAGE]), today)


def late_answers(actor: User, *, today: date) -> int:
    """How many questions of visits wait for an answer longer than was asked for."""
    waiting = Question.objects.visible_to(actor).standing()
    return waiting.filter(answers=None, due_by__lt=today, visit__withdrawn_at=None).count()


def _parts(rows: PartQuerySet[P], actor: User, visit: Visit) -> list[P]:
    return list(rows.visible_to(actor).filter(visit=visit)[:MOST_PARTS])


def _with_answers() -> QuestionQuerySet:
    answers = AnswerGiven.objects.select_related("by", "corrected_by")
    rows = Question.objects.annotate(first_given=Min("answers__given_on"))
    return rows.prefetch_related(Prefetch("answers", queryset=answers))


def _with_positions() -> RecommendationQuerySet:
    positions = Position.objects.select_related("by")
    return Recommendation.objects.prefetch_related(Prefetch("positions", queryset=positions))


def _points(meetings: Sequence[Meeting], *, sees_names: bool) -> tuple[Point, ...]:
    shown = [each for each in meetings if not each.withdrawn_at]
    names = places.names(each.place for each in shown if each.place)
    keys = [each.pk for each in shown] if sees_names else []
    people = Attendee.objects.filter(meeting__in=keys, withdrawn_at=None).order_by()
    named = dict(people.values("meeting").annotate(n=Count("pk")).values_list("meeting", "n"))
    kept = set(Minutes.objects.filter(meeting__in=keys).values_list("meeting", flat=True))
    return tuple(
        Point(each, names.get(each.place, ""), named.get(each.pk, 0), each.pk in kept)
        for each in shown
    )


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


def _asked(actor: User, questions: Sequence[Question], today: date) -> tuple[Asked, ...]:
    abouts = _abouts(actor, questions)
    return tuple(
        _one_asked(each, each.first_given, list(each.answers.all()), abouts, today)  # type: ignore[attr-defined]  # annotated
        for each in questions
    )


def _one_asked(
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


def _commitments(actor: User, rows: Iterable[Recommendation]) -> dict[UUID, Commitment]:
    keys = [each.commitment_id for each in rows if each.commitment_id]
    if not keys:
        return {}
    return {each.pk: each for each in Commitment.objects.visible_to(actor).filter(pk__in=keys)}


def _recommended(
    actor: User, rows: Sequence[Recommendation], today: date
) -> tuple[Recommended, ...]:
    commitments = _commitments(actor, rows)
    return tuple(
        _one_recommended(each, list(each.positions.all()), commitments, today) for each in rows
    )


def _one_recommended(
    row: Recommendation,
    positions: Sequence[Position],
    commitments: Mapping[UUID, Commitment],
    today: date,
) -> Recommended:
    replies = [Reply(PositionKind(each.kind), each.due_by) for each in positions]
    due_by = rules.promised_by(replies)
    return Recommended(
        row,
        rules.became(replies, today),
        due_by,
        rules.days_late(due_by, None, today),
        rules.is_taken_on(replies),
        commitments.get(row.commitment_id) if row.commitment_id else None,
        tuple(positions),
    )


def _counts(actor: User, shown: Sequence[Visit], today: date) -> dict[UUID, Counts]:
    rows = Question.objects.visible_to(actor).standing().filter(visit__in=shown)
    rows = rows.annotate(first_given=Min("answers__given_on")).order_by()
    found: dict[UUID, list[Answered]] = {}
    told = rows.values_list("visit", "due_by", "first_given")  # type: ignore[misc]  # annotated
    for visit, due_by, given in told:
        found.setdefault(visit, []).append(rules.standing(due_by, given, today))
    return {visit: rules.counted(standings) for visit, standings in found.items()}


def _taken_back(
    meetings: Iterable[Meeting],
    questions: Iterable[Question],
    made: Iterable[Recommendation],
) -> tuple[tuple[str, Meeting | Question | Recommendation], ...]:
    return (
        *(("meeting", each) for each in meetings if each.withdrawn_at),
        *(("question", each) for each in questions if each.withdrawn_at),
        *(("recommendation", each) for each in made if each.withdrawn_at),
    )
