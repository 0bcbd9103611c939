"""Reads of visits: actor first, ordered, bounded; only what the actor may see counts."""

from ponleu.response.visits.queries.listing import (
    Listed,
    VisitPage,
    Visits,
    editable_visit,
    visit_page,
    visits,
)
from ponleu.response.visits.queries.programme import MeetingPage, Point, meeting_page
from ponleu.response.visits.queries.questions import (
    Asked,
    late_answers,
    question_page,
    questions_about,
)
from ponleu.response.visits.queries.recommendations import Recommended, recommendation_page

__all__ = [
    "Asked",
    "Listed",
    "MeetingPage",
    "Point",
    "Recommended",
    "VisitPage",
    "Visits",
    "editable_visit",
    "late_answers",
    "meeting_page",
    "question_page",
    "questions_about",
    "recommendation_page",
    "visit_page",
    "visits",
]
