"""Visits to the invented country: one past with questions and recommendations, two to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate

from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation
from ponleu.response.visits.models import Visit
from ponleu.response.visits.rules import MeetingState, PositionKind, Precision, VisitKind
from ponleu.response.visits.services import programme, questions, recommendations, visits
from ponleu.response.visits.services.programme import Planned
from ponleu.response.visits.services.questions import Asked, Given
from ponleu.response.visits.services.recommendations import Recommended, Taken
from ponleu.response.visits.services.visits import Told

PROVINCE = "KH-18"
OFFICE = "Office for the yearly report on trafficking"
COMMITTEE = "Provincial committee"
LABOUR = "Labour inspection"
COURT = "Court of the province"

MEETINGS = (
    (0, time(8, 30), COMMITTEE, "How complaints reach the inspection", "18", MeetingState.HELD),
    (1, time(9, 0), LABOUR, "Inspections with and without notice", "1801", MeetingState.HELD),
    (1, time(14, 0), COURT, "What became of those charged", "1801", MeetingState.CANCELLED),
)
QUESTIONS = (
    ("Of the inspections of last year, how many were announced beforehand?", LABOUR, 30),
    ("How many people were screened before anything was charged against them?", COMMITTEE, 20),
    ("Which of the places that were closed are open again, and who looked?", COMMITTEE, 14),
    ("Who interprets when nobody of the team speaks the language?", LABOUR, None),
)
ANSWERS = (
    ("Two of three were announced. The table of all of them is with the minutes.", 25),
    ("Counted since May only: 64 of 80. Before May nobody wrote it down.", 33),
)
CORRECTION = "Counted since May only: 61 of 80. Before May nobody wrote it down."
RECOMMENDED = (
    ("Go unannounced to kilns, farms and guarded buildings where debts keep people.", LABOUR),
    (
        "Keep one record of cases, charges and judgments, so that no court is asked by letter.",
        COURT,
    ),
    ("Give the teams their money before they travel, not against receipts afterwards.", COMMITTEE),
    ("Have every person found screened by someone trained, with an interpreter.", COMMITTEE),
)


def keep_visits(people: Sequence[User], *, at: datetime) -> int:
    """Enter three visits with what was asked, answered and recommended; how many.

    Done by whoever of the demonstration people keeps visits; best by one who also judges
    documents and reads allegations, for then a question can be about one.
    """
    keepers = [one for one in people if one.may(Action.VISIT_EDIT)]
    keepers.sort(key=lambda one: not one.may(Action.ALLEGATION_READ))
    if not keepers:
        return 0
    keeper, today = keepers[0], localdate(at)
    _past(keeper, today, at)
    _to_come(keeper, today, at)
    return Visit.objects.visible_to(keeper).count()


def _past(keeper: User, today: date, at: datetime) -> None:
    first = today - timedelta(days=45)
    told = Told(
        VisitKind.TIP_OFFICE, OFFICE, first, first + timedelta(days=2), "To see what changed"
    )
    unit = Unit.objects.get(code=PROVINCE)
    visit = visits.enter_visit(keeper, told, unit=unit, territory=unit.territory, at=at)
    _programme(keeper, visit, first, at)
    _asked(keeper, visit, first, at)
    _recommended(keeper, visit, first + timedelta(days=2), at)


def _programme(keeper: User, visit: Visit, first: date, at: datetime) -> None:
    for after, hour, with_whom, subject, place, state in MEETINGS:
        day = first + timedelta(days=after)
        planned = Planned(with_whom, subject, day, hour, place)
        meeting = programme.add_meeting(keeper, visit.pk, planned, at=at)
        programme.mark_meeting(keeper, meeting.pk, state, at=at)
        if state is MeetingState.HELD:
            programme.add_attendee(keeper, meeting.pk, "Head of the office", post=with_whom, at=at)
            programme.keep_minutes(keeper, meeting.pk, text=f"Spoken of: {subject}.", at=at)
    programme.add_meeting(keeper, visit.pk, Planned(with_people_at_risk=True), at=at)


def _asked(keeper: User, visit: Visit, first: date, at: datetime) -> None:
    allegation = Allegation.objects.visible_to(keeper).standing().first()
    made = []
    for number, (text, body, within) in enumerate(QUESTIONS):
        due_by = first + timedelta(days=within) if within else None
        about = allegation.reference if allegation and number == 2 else ""
        asked = Asked(text, OFFICE, body, first, due_by, about)
        made.append(questions.raise_question(keeper, visit.pk, asked, at=at))
    for question, (text, after) in zip(made, ANSWERS, strict=False):
        given = Given(text, question.to_body, first + timedelta(days=after))
        last = questions.give_answer(keeper, question.pk, given, at=at)
    better = Given(CORRECTION, last.body, first + timedelta(days=40))
    why = "Three were counted twice"
    questions.correct_answer(keeper, last.pk, better, why=why, at=at)


def _recommended(keeper: User, visit: Visit, on: date, at: datetime) -> None:
    rows = [
        recommendations.recommend(keeper, visit.pk, Recommended(text, body, on), at=at)
        for text, body in RECOMMENDED
    ]
    soon = on + timedelta(days=30)
    positions = (
        (rows[0], Taken(PositionKind.ACCEPTED, LABOUR, on + timedelta(days=5), soon)),
        (rows[1], Taken(PositionKind.NOTED, COURT, on + timedelta(days=9))),
        (
            rows[2],
            Taken(
                PositionKind.PARTLY_ACCEPTED, COMMITTEE, on, on + timedelta(days=200), "For fuel"
            ),
        ),
    )
    for row, taken in positions:
        recommendations.take_position(keeper, row.pk, taken, at=at)


def _to_come(keeper: User, today: date, at: datetime) -> None:
    in_march = date(today.year + 1, 3, 1)
    rapporteur = Told(
        VisitKind.RAPPORTEUR,
        "Special rapporteur on contemporary forms of slavery",
        in_march,
        date(today.year + 1, 3, 31),
        "Country visit by invitation",
        Precision.MONTH,
    )
    mission = Told(
        VisitKind.COMMITTEE,
        "National committee",
        today + timedelta(days=9),
        today + timedelta(days=10),
        "To see how recommendations are kept",
    )
    for told in (rapporteur, mission):
        unit = keeper.unit
        visits.enter_visit(keeper, told, unit=unit, territory=unit.territory, at=at)
