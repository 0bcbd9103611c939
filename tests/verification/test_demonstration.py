"""The plan of the demonstration country: made through the services, whole, or not at all."""

from __future__ import annotations

from datetime import date

from ponleu.faces.demonstration.load_verification import plan_verification
from ponleu.response.verification.queries import mine, plans
from ponleu.response.verification.rules import Waiting

TODAY = date(2026, 11, 22)


def test_plan_verification_makes_something_of_every_kind(ana, desk, plan, noon):
    made = plan_verification([desk["bora"][0], ana], at=noon)

    found = plans.plan_of(ana, plan, today=TODAY)
    assert made == 1
    assert (found.progress.questions, found.progress.closed, found.progress.late) == (3, 1, 1)
    assert [row.state for row in found.requests] == [Waiting.NO_ANSWER]
    assert len(found.witnesses[0].interviews) == 1
    assert mine.counts(ana, today=TODAY) == {"tasks": 3, "late": 1}


def test_plan_verification_makes_nothing_without_an_allegation_or_a_second_person(
    ana, make_user, noon, opened, told
):
    assert plan_verification([ana], at=noon) == 0
    opened(told(days=1))
    assert plan_verification([ana], at=noon) == 0
    assert plan_verification([make_user("nobody")], at=noon) == 0
