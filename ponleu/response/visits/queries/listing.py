"""The list of visits, and one of them with all its parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.visits import rules
from ponleu.response.visits.models import Meeting, PartQuerySet, Question, Recommendation, Visit
from ponleu.response.visits.queries.programme import MOST_PARTS, Point, points_of
from ponleu.response.visits.queries.questions import (
    PAGE,
    Asked,
    asked_of,
    counts_of,
    with_answers,
)
from ponleu.response.visits.queries.recommendations import (
    Recommended,
    recommended_of,
    with_positions,
)
from ponleu.response.visits.rules import Became, Counts

P = TypeVar("P", Meeting, Question, Recommendation)


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
    counts = counts_of(actor, [*coming, *past[:PAGE]], today)
    return Visits(
        tuple(Listed(each, counts.get(each.pk, Counts())) for each in coming),
        tuple(Listed(each, counts.get(each.pk, Counts())) for each in past[:PAGE]),
        page,
        len(past) > PAGE,
    )


def visit_page(actor: User, visit: Visit, *, today: date) -> VisitPage:
    """What a visit holds for someone who may see it."""
    meetings = _parts(Meeting.objects.all(), actor, visit)
    questions = _parts(with_answers(), actor, visit)
    made = _parts(with_positions(), actor, visit)
    may_edit = actor.may(Action.VISIT_EDIT, visit)
    sees_names = actor.may(Action.SOURCE_READ, visit)
    asked = asked_of(actor, [each for each in questions if not each.withdrawn_at], today)
    recommended = recommended_of(actor, [each for each in made if not each.withdrawn_at], today)
    return VisitPage(
        visit,
        points_of(meetings, sees_names=sees_names),
        asked,
        rules.counted(each.standing for each in asked),
        recommended,
        sum(each.became is Became.LATE for each in recommended),
        _taken_back(meetings, questions, made) if may_edit else (),
        may_edit,
        sees_names,
        is_cut=any(len(rows) == MOST_PARTS for rows in (meetings, questions, made)),
    )


def editable_visit(actor: User, key: UUID) -> Visit:
    """A visit for a form about it.

    Raises:
        NotFound, NotPermitted: the actor may not change it.
    """
    visit = Visit.objects.select_related("unit").get_for(actor, key)
    access.require(actor, Action.VISIT_EDIT, visit, seen_by=Action.VISIT_READ)
    return visit


def _parts(rows: PartQuerySet[P], actor: User, visit: Visit) -> list[P]:
    return list(rows.visible_to(actor).filter(visit=visit)[:MOST_PARTS])


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
