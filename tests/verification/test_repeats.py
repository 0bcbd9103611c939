"""Somebody who is asked under another code: told to who may see both, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services import by_hand
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.verification import rules
from ponleu.response.verification.models import Interview
from ponleu.response.verification.queries.repeats import repeats_of
from ponleu.response.verification.rules import Same
from ponleu.response.verification.sealed import Identity
from ponleu.response.verification.services import interviews, undoing, witnesses
from tests.complaints.desk_world import body
from tests.verification.conftest import NOON_DAY


@pytest.fixture
def other_plan(told, opened):
    """Another allegation of the province."""
    return opened(told(days=40))


@pytest.fixture
def asked_there(other_plan, ana, trained, noon):
    """Name somebody in the other plan and plan an interview: asked_there(contact="...")."""

    def make(name="Another Name", contact="+855 12 345-678", entry=""):
        identity = Identity(name, contact, entry)
        made = witnesses.name_witness(ana, other_plan.pk, identity, is_child=False, at=noon)
        wanted = interviews.Plan(ana.pk, NOON_DAY - timedelta(days=3))
        interviews.plan_interview(ana, made.pk, wanted, at=noon)
        return made

    return make


@pytest.fixture
def person(make_user, country, noon):
    """A person of the register of the province."""
    actions = [Action.REGISTER_READ, Action.REGISTER_EDIT]
    clerk = make_user("clerk", unit=country["KH"], actions=actions)
    known = by_hand.Known(kind=EntryKind.PERSON, name="Planted Person", territory="18")
    return by_hand.enter_known(clerk, known, unit=country["KH-18"], at=noon)


def wanted(ana, **more):
    return interviews.Plan(ana.pk, NOON_DAY, **more)


def test_the_same_number_in_another_allegation_asks_for_a_reason(
    desk, asked_there, make_witness, trained, noon
):
    ana, pair = desk["ana"]
    there, here = asked_there(), make_witness(contact="012 345 678")

    found = repeats_of(ana, pair, here).found
    assert [(each.witness, each.same, each.number) for each in found] == [(there, Same.CONTACT, 1)]
    assert found[0].last == NOON_DAY - timedelta(days=3)
    with pytest.raises(interviews.NotNecessary):
        interviews.plan_interview(ana, here.pk, wanted(ana), opened=pair, at=noon)
    assert not Interview.objects.filter(witness=here).exists()
    made = interviews.plan_interview(
        ana, here.pk, wanted(ana, necessity="Another matter."), opened=pair, at=noon
    )
    assert made.necessity == "Another matter."


def test_the_same_person_of_the_register_is_found_and_a_wrong_reference_refused(
    desk, ana, plan, asked_there, person, noon
):
    there = asked_there(contact="", entry=person.reference)
    identity = Identity("Any", "", f" {person.reference.lower()} ")
    here = witnesses.name_witness(ana, plan.pk, identity, is_child=False, at=noon)

    found = repeats_of(*desk["ana"], here).found

    assert [(each.witness, each.same) for each in found] == [(there, Same.ENTRY)]
    assert person.reference.encode() not in bytes(here.identity)
    identity = Identity("Any", "", "P-2026-999999-X")
    with pytest.raises(InvalidInput):
        witnesses.name_witness(ana, plan.pk, identity, is_child=False, at=noon)


def test_who_was_never_asked_or_no_more_or_is_someone_else_gives_no_warning(
    desk, ana, other_plan, asked_there, make_witness, noon
):
    here = make_witness()
    identity = Identity("Named, not asked", "012345678")
    witnesses.name_witness(ana, other_plan.pk, identity, is_child=False, at=noon)
    asked_there(contact="099 111 222")
    there = asked_there()
    undoing.take_back(ana, "interview", there.interviews.get().pk, at=noon)

    assert repeats_of(*desk["ana"], here).found == ()


def test_with_the_key_shut_nothing_is_compared_and_the_planner_is_told(
    client, signed_in, desk, asked_there, make_witness, at_noon, demonstration
):
    asked_there()
    here = make_witness()
    assert repeats_of(desk["ana"][0], None, here).is_shut
    signed_in("ana", None)

    text = body(client.get(reverse("verification:act", args=["interview", here.pk])))

    assert "nobody can tell whether they are asked under another code" in text


def test_of_a_plan_that_the_planner_may_not_see_nothing_is_told_and_who_sees_both_is(
    client,
    signed_in,
    desk,
    asked_there,
    make_witness,
    other_plan,
    trained,
    noon,
    at_noon,
    demonstration,
):
    ana, pair = desk["ana"]
    there, here = asked_there(), make_witness()
    complaint = other_plan.gatherings.get().complaint_id
    at_desk.keep_from(desk["bora"][0], complaint, user=ana, at=noon)
    signed_in("ana")
    address = reverse("verification:act", args=["interview", here.pk])

    text = body(client.get(address))
    interviews.plan_interview(ana, here.pk, wanted(ana), opened=pair, at=noon)

    assert "under another code" not in text
    assert there.reference not in text
    signed_in("bora")
    seen = body(client.get(reverse("verification:witness", args=[here.pk])))
    assert "This person seems to be asked under another code, too:" in seen
    assert there.reference in seen
    assert other_plan.reference in seen


def test_that_somebody_was_told_of_a_witness_is_journaled_on_that_one_without_words(
    client, signed_in, desk, asked_there, make_witness, at_noon, demonstration
):
    there, here = asked_there(), make_witness()
    signed_in("ana")

    text = body(client.get(reverse("verification:act", args=["interview", here.pk])))

    assert there.reference in text
    row = JournalRow.objects.get(action="verification.witness_matched")
    assert (row.target, row.reason) == (str(there.pk), "")


def test_the_form_asks_for_the_reason_and_loses_no_word(
    client, signed_in, desk, asked_there, make_witness, trained, at_noon, demonstration
):
    asked_there()
    here, ana = make_witness(), signed_in("ana")
    address = reverse("verification:act", args=["interview", here.pk])
    sent = {"interviewer": str(ana.pk), "on": str(NOON_DAY), "language": ""}

    refused = body(client.post(address, sent), 422)
    done = client.post(address, {**sent, "necessity": "Another matter."})

    assert "Say why asking again is needed." in refused
    assert done.status_code == 302


DIGITS = st.text("0123456789", min_size=8, max_size=8)


@given(
    DIGITS, st.sampled_from(["0", "+855 ", "855", "00855-"]), st.sampled_from([" ", "-", ".", ""])
)
def test_a_number_is_the_same_in_any_writing(number, code, between):
    written = f"after six, {code}{number[:2]}{between}{number[2:5]}{between}{number[5:]}"

    assert rules.same_person(("", f"0{number}"), ("", written)) is Same.CONTACT


@given(st.text(), st.text())
def test_sameness_goes_both_ways(one, other):
    assert rules.same_person(("", one), ("", other)) is rules.same_person(("", other), ("", one))


def test_nothing_said_is_nobody():
    assert rules.same_person(("", ""), ("", "")) is None
    assert rules.same_person(("P-2026-000001-A", ""), ("", "")) is None
    assert rules.contact_keys("០១២ ៣៤៥ ៦៧៨") == rules.contact_keys("012345678")
    assert rules.same_person(("", "Pagoda, village 3"), ("", "pagoda village 3")) is Same.CONTACT
