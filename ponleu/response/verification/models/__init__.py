"""What is kept of how allegations are verified."""

from ponleu.response.verification.models.graded import GradedSource, Grading
from ponleu.response.verification.models.interviews import (
    Consent,
    Interview,
    Leave,
    Training,
    Use,
    Witness,
)
from ponleu.response.verification.models.pieces import MadePiece
from ponleu.response.verification.models.questions import Answer, Ground, Question
from ponleu.response.verification.models.requests import Reminder, Reply, Request
from ponleu.response.verification.models.scope import open_to
from ponleu.response.verification.models.tasks import Task, Turn

__all__ = [
    "Answer",
    "Consent",
    "GradedSource",
    "Grading",
    "Ground",
    "Interview",
    "Leave",
    "MadePiece",
    "Question",
    "Reminder",
    "Reply",
    "Request",
    "Task",
    "Training",
    "Turn",
    "Use",
    "Witness",
    "open_to",
]
