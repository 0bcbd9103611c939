"""A province with people who keep visits and people who read them, and a visit of a rapporteur."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.response.complaints.models import Exclusion
from ponleu.response.visits.rules import VisitKind
from ponleu.response.visits.services import programme, questions, recommendations, visits
from ponleu.response.visits.services.programme import Planned
from ponleu.response.visits.services.questions import Asked, Given
from ponleu.response.visits.services.recommendations import Recommended
from ponleu.response.visits.services.visits import Told
from tests.cases.conftest import hotel, make_officer, opened, told
from tests.complaints.conftest import country, desk, tell
from tests.complaints.desk_world import signed_in, site

__all__ = [
    "country",
    "desk",
    "hotel",
    "make_officer",
    "opened",
    "signed_in",
    "site",
    "tell",
    "told",
]

KEEPER = (
    Action.HOME,
    Action.VISIT_READ,
    Action.VISIT_EDIT,
    Action.CLAIM_READ,
    Action.SOURCE_READ,
    Action.REGISTER_READ,
    Action.REVIEW,
)
TODAY = date(2026, 11, 22)


def days(number):
    """A day so many days from the day of the tests."""
    return TODAY + timedelta(days=number)


@pytest.fixture
def at_noon(monkeypatch, noon):
    """Pages happen at noon of the day of the tests."""
    monkeypatch.setattr(clock, "now", lambda: noon)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def unit(country):
    """The unit of province 18."""
    return country["KH-18"]


@pytest.fixture
def kim(make_user, unit):
    """Keeps visits of province 18, reads its documents and judges them."""
    return make_user("kim", unit=unit, actions=KEEPER)


@pytest.fixture
def ros(make_user, country):
    """A partner who reads visits of the whole country and no document."""
    return make_user("ros", unit=country["KH"], actions=[Action.HOME, Action.VISIT_READ])


@pytest.fixture
def lee(make_user, country):
    """Keeps visits of another province."""
    return make_user("lee", unit=country["KH-12"], actions=KEEPER)


@pytest.fixture
def visit(kim, unit, noon):
    """Enter a visit of five days ago to today: ``visit(body="...")``."""

    def make(**fields):
        told = {
            "kind": VisitKind.RAPPORTEUR,
            "body": "Special rapporteur on slavery",
            "begins_on": days(-5),
            "ends_on": days(0),
            **fields,
        }
        return visits.enter_visit(kim, Told(**told), unit=unit, territory="18", at=noon)

    return make


@pytest.fixture
def meeting(kim, noon):
    """Add a meeting to a visit: ``meeting(its, with_whom="Labour office")``."""

    def make(its, **fields):
        planned = Planned(**({"with_whom": "Labour office"} | fields))
        return programme.add_meeting(kim, its.pk, planned, at=noon)

    return make


@pytest.fixture
def question(kim, noon):
    """Enter a question of a visit: ``question(its, due_by=days(3), about="A-...")``."""

    def make(its, **fields):
        asked = {
            "text": "How many were heard apart from the guards?",
            "raised_by": "Special rapporteur on slavery",
            "to_body": "Provincial committee",
            "raised_on": days(-5),
            **fields,
        }
        return questions.raise_question(fields.pop("by", kim), its.pk, Asked(**asked), at=noon)

    return make


@pytest.fixture
def answered(kim, noon):
    """Answer a question: ``answered(asked, "All of them.", on=days(-1))``."""

    def make(asked, text="All of them.", *, on=TODAY, body="Provincial committee"):
        return questions.give_answer(kim, asked.pk, Given(text, body, on), at=noon)

    return make


@pytest.fixture
def recommended(kim, noon):
    """Enter a recommendation of a visit: ``recommended(its)``."""

    def make(its, text="Inspect without notice.", **fields):
        said = Recommended(
            **{"text": text, "to_body": "Labour office", "made_on": days(-4)} | fields
        )
        return recommendations.recommend(kim, its.pk, said, at=noon)

    return make


@pytest.fixture
def keep_from(noon, desk):
    """Keep a complaint from a person: ``keep_from(complaint, user)``."""

    def make(complaint, user):
        return Exclusion.objects.create(
            complaint_id=complaint, user=user, by=desk["ana"][0], at=noon
        )

    return make
