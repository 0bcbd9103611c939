"""A prosecutor: reads the cases they are let in to, what these hold, and how it is verified."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound, NotPermitted
from ponleu.foundation.packs.structure import read_structure
from ponleu.response.cases.models import Allegation, Case, known_to
from ponleu.response.cases.rules import Part
from ponleu.response.cases.services import cases, holding, members
from ponleu.response.cases.services.cases import Headed
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.verification.models import open_to
from ponleu.response.verification.services import opening, questions
from tests.complaints.desk_world import body
from tests.verification.conftest import ANALYST


@pytest.fixture
def prosecutor(make_officer, country):
    """Somebody of the province with the role as the country's table gives it."""
    role = next(each for each in read_structure("kh").roles if each.code == "prosecutor")
    assert Action.COMPLAINT_READ not in role.actions
    assert Action.ALLEGATION_READ not in role.actions
    return make_officer("sovann", country["KH-18"], role.actions)[0]


@pytest.fixture
def opener(make_officer, country):
    """Who opens cases in the province."""
    actions = [*ANALYST, Action.CASE_READ, Action.CASE_EDIT]
    return make_officer("opener", country["KH-18"], actions)[0]


@pytest.fixture
def case(opener, plan, noon):
    """A case with the allegation."""
    return cases.open_case(opener, Headed("Locked doors", "18"), [plan.pk], at=noon)


@pytest.fixture
def member(opener, case, prosecutor, noon):
    """The prosecutor, let in to the case."""
    members.let_in(opener, case.pk, prosecutor.pk, Part.ADVISES, at=noon)
    return prosecutor


def sees(actor):
    return (set(Case.objects.visible_to(actor)), set(known_to(actor)), set(open_to(actor)))


def test_let_in_they_see_the_case_what_it_holds_and_its_plan_and_no_complaint(member, case, plan):
    assert sees(member) == ({case}, {plan}, {plan})
    assert not Allegation.objects.visible_to(member).exists()


def test_not_let_in_let_out_or_kept_away_there_is_nothing(
    opener, case, plan, prosecutor, desk, noon
):
    nothing = (set(), set(), set())
    assert sees(prosecutor) == nothing
    let_in = members.let_in(opener, case.pk, prosecutor.pk, Part.ADVISES, at=noon)
    assert sees(prosecutor) != nothing

    at_desk.keep_from(desk["bora"][0], plan.gatherings.get().complaint_id, user=prosecutor, at=noon)

    assert sees(prosecutor) == nothing
    assert let_in.withdrawn_at is None
    with pytest.raises(NotFound):
        opening.see(prosecutor, plan.pk, at=noon)


def test_of_another_allegation_or_one_taken_out_there_is_nothing(
    opener, case, plan, member, told, opened, noon
):
    other = opened(told(days=40))
    assert other not in known_to(member)
    holding.add_allegation(opener, case.pk, other.pk, at=noon)
    assert sees(member)[1:] == ({plan, other}, {plan, other})

    holding.remove_allegation(opener, case.pk, plan.pk, at=noon)

    assert sees(member)[1:] == ({other}, {other})


def test_they_change_nothing_in_a_plan(member, plan, noon):
    with pytest.raises(NotPermitted):
        questions.ask(member, plan.pk, "Who had the key?", at=noon)


def test_the_pages_lead_from_the_case_to_the_plan(
    client, member, case, plan, at_noon, demonstration
):
    client.force_login(member)

    text = body(client.get(reverse("case_files:case", args=[case.pk])))
    shown = body(client.get(reverse("verification:plan", args=[plan.pk])))

    assert plan.reference in text
    assert reverse("verification:plan", args=[plan.pk]) in text
    assert reverse("cases:allegation", args=[plan.pk]) not in text + shown
    assert reverse("findings:of_allegation", args=[plan.pk]) in shown
    assert client.get(reverse("cases:allegation", args=[plan.pk])).status_code in (403, 404)
