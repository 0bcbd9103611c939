"""Visits of some years, each with its programme, questions, answers and recommendations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.operations.rows import AT

VISITS, MEETINGS_EACH, QUESTIONS_EACH, RECOMMENDED_EACH = 60, 6, 8, 5


def fill(by: Any) -> None:
    """Enter visits through the services; does nothing if there are some."""
    from ponleu.response.visits.models import Visit
    from ponleu.response.visits.rules import VisitKind
    from ponleu.response.visits.services import visits

    if Visit.objects.exists():
        return
    for number in range(VISITS):
        begins = AT.date() - timedelta(days=20 * number + 30)
        told = visits.Told(
            kind=list(VisitKind)[number % len(VisitKind)],
            body=f"Invented office {number}",
            begins_on=begins,
            ends_on=begins + timedelta(days=5),
            mandate="To see what became of it.",
        )
        row = visits.enter_visit(by, told, unit=by.unit, territory="", at=AT)
        _parts(by, row)


def _parts(by: Any, visit: Any) -> None:
    from ponleu.response.visits.rules import PositionKind
    from ponleu.response.visits.services import programme, questions, recommendations

    day = visit.begins_on
    for number in range(MEETINGS_EACH):
        planned = programme.Planned(with_whom=f"Body {number}", subject="Inspections", day=day)
        meeting = programme.add_meeting(by, visit.pk, planned, at=AT)
        programme.add_attendee(by, meeting.pk, f"Guest {number}", post="Adviser", at=AT)
    for number in range(QUESTIONS_EACH):
        asked = questions.Asked(
            text=f"How many sites were visited in part {number}?",
            raised_by="The visitor",
            to_body="The committee",
            raised_on=day,
            due_by=day + timedelta(days=60),
        )
        question = questions.raise_question(by, visit.pk, asked, at=AT)
        if number % 2:
            given = questions.Given("As the table says.", "The committee", day + timedelta(days=9))
            questions.give_answer(by, question.pk, given, at=AT)
    for number in range(RECOMMENDED_EACH):
        said = recommendations.Recommended(f"Do thing {number}.", "The committee", day)
        made = recommendations.recommend(by, visit.pk, said, at=AT)
        taken = recommendations.Taken(
            PositionKind.ACCEPTED, "The committee", day, day + timedelta(days=200)
        )
        recommendations.take_position(by, made.pk, taken, at=AT)
