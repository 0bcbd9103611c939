"""A plan for an allegation of the invented country: questions, a talk, a request unanswered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.response.cases.models import Allegation
from ponleu.response.verification.models import open_to
from ponleu.response.verification.rules import (
    Conclusion,
    Giver,
    Information,
    Purpose,
    Reliability,
)
from ponleu.response.verification.sealed import Identity
from ponleu.response.verification.services import (
    grading,
    interviews,
    questions,
    requests,
    tasks,
    witnesses,
)

ASKED = (
    "Were the doors locked from outside, and who had the keys?",
    "Who held the passports, and since when?",
    "Could people leave when they wanted to?",
)


def plan_verification(people: list[User], *, at: datetime) -> int:
    """Begin to verify one allegation; gives how many plans there are, 0 or 1.

    Done by whoever of the demonstration people may, of the smallest unit; another of them
    vouches for the training.
    """
    able = [one for one in people if one.may(Action.VERIFICATION_EDIT)]
    able.sort(key=lambda one: (-len(one.unit.path), one.username))
    for analyst in able:
        plan = open_to(analyst).standing().select_related("entry").order_by("opened_at").first()
        trainers = [one for one in able if one.may(Action.VERIFICATION_EDIT, analyst)]
        others = [one for one in trainers if one != analyst]
        if plan is not None and others:
            _fill(analyst, others[0], plan, at=at)
            return 1
    return 0


def _fill(analyst: User, trainer: User, plan: Allegation, *, at: datetime) -> None:
    today = localdate(at)
    doors, papers, _leaving = (questions.ask(analyst, plan.pk, asks, at=at) for asks in ASKED)
    tasks.give(
        analyst,
        plan.pk,
        tasks.Given(
            "Ask the owner for the roster of guards and the list of keys.",
            analyst.pk,
            today + timedelta(days=5),
            doors.pk,
        ),
        at=at,
    )
    tasks.give(
        analyst,
        plan.pk,
        tasks.Given(
            "Read the newspaper's article again: who says the number?",
            analyst.pk,
            today - timedelta(days=2),
        ),
        at=at,
    )
    grade = grading.Grade(
        Reliability.C, Information.FOUR, "Its owner answered; nobody else confirms it yet."
    )
    grading.enter(analyst, plan.pk, plan.entry.reference, grade, at=at)
    training = witnesses.Trained(
        "Talking with survivors: two days", today - timedelta(days=200), today + timedelta(days=165)
    )
    witnesses.record_training(trainer, analyst.username, training, at=at)
    interview = _talk(analyst, plan, today, at=at)
    questions.answer(
        analyst,
        papers.pk,
        Conclusion.ANSWERED,
        "The office on the ground floor, from the first day.",
        grounds=[interview],
        at=at,
    )
    asked = requests.Asked(
        "The Morning Ferry (newspaper)",
        "You wrote that forty people were held there. From whom do you have the number, and of "
        "which day is it?",
        today - timedelta(days=1),
    )
    request = requests.draft(analyst, plan.pk, asked, at=at)
    requests.send(analyst, request.pk, on=today - timedelta(days=15), at=at)


def _talk(analyst: User, plan: Allegation, today: date, *, at: datetime) -> UUID:
    """An interview that was held with consent to all but research; its key."""
    identity = Identity("Invented Person", "through the shelter, mornings")
    witness = witnesses.name_witness(analyst, plan.pk, identity, is_child=False, at=at)
    through = interviews.Interpreter("Thai", "Invented Interpreter", is_apart=True)
    wanted = interviews.Plan(analyst.pk, today - timedelta(days=3), interpreter=through)
    interview = interviews.plan_interview(analyst, witness.pk, wanted, at=at)
    yes = [purpose for purpose in Purpose if purpose is not Purpose.RESEARCH]
    said = today - timedelta(days=3)
    interviews.record_consents(
        analyst, interview.pk, Giver.SELF, yes, said=said, was_informed=True, at=at
    )
    held = interviews.Held(
        said,
        "She worked there for four months. The office kept her passport from the first day. "
        "She was told that she could leave when her debt was paid.",
        help_was_offered=True,
        promised="Whether the passport was found.",
        promised_by=today + timedelta(days=20),
    )
    return interviews.keep_interview(analyst, interview.pk, held, at=at).pk
