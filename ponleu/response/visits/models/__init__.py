"""Visits with their programme, questions and answers, recommendations and what became of them."""

from ponleu.response.visits.models.programme import (
    Attendee,
    AttendeeQuerySet,
    Meeting,
    MeetingQuerySet,
    Minutes,
    MinutesQuerySet,
    OfMeetingQuerySet,
)
from ponleu.response.visits.models.questions import (
    AnswerGiven,
    AnswerGivenQuerySet,
    Question,
    QuestionQuerySet,
)
from ponleu.response.visits.models.recommendations import (
    Position,
    PositionQuerySet,
    Recommendation,
    RecommendationQuerySet,
)
from ponleu.response.visits.models.visit import Part, PartQuerySet, Visit, VisitQuerySet

__all__ = [
    "AnswerGiven",
    "AnswerGivenQuerySet",
    "Attendee",
    "AttendeeQuerySet",
    "Meeting",
    "MeetingQuerySet",
    "Minutes",
    "MinutesQuerySet",
    "OfMeetingQuerySet",
    "Part",
    "PartQuerySet",
    "Position",
    "PositionQuerySet",
    "Question",
    "QuestionQuerySet",
    "Recommendation",
    "RecommendationQuerySet",
    "Visit",
    "VisitQuerySet",
]
