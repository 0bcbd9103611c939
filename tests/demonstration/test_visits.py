"""Visits of the invented country, as its people would have entered them."""

from __future__ import annotations

import pytest

from ponleu.faces.demonstration.load_visits import keep_visits
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places.models import Place
from ponleu.response.visits import queries
from ponleu.response.visits.models import Visit


@pytest.fixture
def keeper(make_user, make_unit):
    """Keeps visits of the whole country."""
    root = make_unit("KH")
    make_unit("KH-18", parent=root, territory="18")
    for code, level in (("18", "province"), ("1801", "district")):
        Place.objects.create(code=code, level=level, name=f"Place {code}", name_km="")
    return make_user("keeper", unit=root, actions=[Action.VISIT_READ, Action.VISIT_EDIT])


def test_keep_visits_enters_three_with_a_late_answer_and_a_late_promise(keeper, noon):
    assert keep_visits([keeper], at=noon) == 3

    past = Visit.objects.get(kind="tip_office")
    page = queries.visit_page(keeper, past, today=noon.date())
    assert (page.counts.questions, page.counts.late, page.counts.answered_late) == (4, 1, 1)
    assert page.late_recommendations == 1
    assert any(point.meeting.with_people_at_risk for point in page.programme)


def test_keep_visits_does_nothing_without_somebody_who_keeps_them(make_user, noon):
    assert keep_visits([make_user("other")], at=noon) == 0
    assert not Visit.objects.exists()
