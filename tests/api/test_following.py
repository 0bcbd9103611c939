"""What became of what a program sent: in a sentence, its own only, never what is in it."""

import pytest
from django.db import connection

from ponleu.faces.api.fate import what_became_of_it
from ponleu.foundation.journal.models import Entry
from ponleu.response.complaints.models import Complaint, Exclusion
from ponleu.response.complaints.rules import Outcome, State
from ponleu.response.complaints.services import desk as desk_services

pytestmark = pytest.mark.usefixtures("places", "desk")


@pytest.fixture
def sent(ngo, send):
    """Numbers of three complaints of the organisation, oldest first."""
    return [send(ngo, what=f"plantedwhat {n}").json()["reference"] for n in range(3)]


@pytest.fixture
def decided(desk, sent, noon):
    """The first of them is decided."""
    key = Complaint.objects.get(reference=sent[0]).pk
    desk_services.decide(desk["bora"][0], key, "verified_site", "plantedreason", at=noon)
    return sent[0]


def test_each_is_told_in_one_sentence_newest_first(ngo, ask, sent, decided):
    answer = ask(ngo, "complaints/")

    rows = answer.json()["complaints"]
    assert [row["reference"] for row in rows] == sent[::-1]
    assert rows[0] == {
        "reference": sent[2],
        "date": "2026-11-22",
        "state": "received",
        "outcome": "pending",
        "sentence": "It has arrived. An officer will read it.",
    }
    assert rows[2]["sentence"] == (
        "The work on it has ended. The site was visited and what was told was found there."
    )
    assert b"planted" not in answer.content


def test_every_state_and_outcome_has_a_sentence():
    said = {what_became_of_it(State.CLOSED, outcome) for outcome in Outcome}
    said |= {what_became_of_it(state, Outcome.PENDING) for state in State}

    assert len(said) == len(Outcome) + len(State) - 1  # closed and pending is said by both
    assert all(one.endswith(".") for one in said)


def test_one_is_told_by_its_number(ngo, ask, decided):
    answer = ask(ngo, f"complaints/{decided}/")

    assert (answer.status_code, answer.json()["outcome"]) == (200, "verified_site")


def test_pages_lead_on_to_the_last(ngo, ask, client, sent):
    first = ask(ngo, "complaints/?limit=2").json()
    heads = {"Authorization": f"Bearer {ngo.key}"}

    second = client.get(first["next"], headers=heads).json()

    found = [row["reference"] for page in (first, second) for row in page["complaints"]]
    assert found == sent[::-1]
    assert second["next"] is None


@pytest.mark.parametrize("limit", ["0", "101", "x", "-1"])
def test_pages_are_bounded(ngo, ask, limit):
    assert ask(ngo, f"complaints/?limit={limit}").status_code == 422


def test_another_programs_complaints_do_not_exist(make_program, ask, sent):
    embassy = make_program("EMB")

    assert ask(embassy, "complaints/").json() == {"complaints": [], "next": None}
    assert ask(embassy, f"complaints/{sent[0]}/").status_code == 404
    assert ask(embassy, f"complaints/?before={sent[0]}").status_code == 404


def test_complaints_that_came_otherwise_do_not_exist(ngo, ask, desk, noon):
    from ponleu.response.complaints.intake import Told
    from ponleu.response.complaints.services import filing

    filed = filing.file_report(Told(language="km", what="x"), [], None, at=noon)

    assert ask(ngo, "complaints/").json()["complaints"] == []
    assert ask(ngo, f"complaints/{filed.reference}/").status_code == 404


@pytest.mark.parametrize("named", ["unit", "person"])
def test_who_is_named_in_a_complaint_sees_it_no_more(ngo, ask, send, desk, sent, noon, named):
    whom = {"unit": ngo.program.unit} if named == "unit" else {"user": ngo.program.answerable}
    complaint = Complaint.objects.get(reference=sent[1])
    Exclusion.objects.create(complaint=complaint, by=desk["bora"][0], at=noon, **whom)

    rows = ask(ngo, "complaints/").json()["complaints"]

    assert [row["reference"] for row in rows] == [sent[2], sent[0]]
    assert ask(ngo, f"complaints/{sent[1]}/").status_code == 404


def test_what_is_kept_from_somebody_else_stays(ngo, ask, desk, sent, noon):
    complaint = Complaint.objects.get(reference=sent[1])
    by = desk["bora"][0]
    Exclusion.objects.create(complaint=complaint, by=by, at=noon, user=desk["ana"][0])

    assert ask(ngo, f"complaints/{sent[1]}/").status_code == 200


def test_a_key_that_may_only_send_asks_nothing(make_program, ask):
    sends = make_program(actions=["complaint.take"])

    assert ask(sends, "complaints/").status_code == 403
    assert ask(sends, "complaints/C-2026-000001-A/").status_code == 403


def test_nothing_changed_is_said_in_no_words(ngo, ask, sent):
    first = ask(ngo, "complaints/")

    again = ask(ngo, "complaints/", **{"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    Complaint.objects.filter(reference=sent[0]).update(state=State.BEING_READ)
    changed = ask(ngo, "complaints/", **{"If-None-Match": first["ETag"]})
    assert changed.status_code == 200


def test_that_it_asked_is_journaled(ngo, ask, sent):
    ask(ngo, "complaints/")
    ask(ngo, f"complaints/{sent[0]}/")

    rows = Entry.objects.filter(actor=str(ngo.program.pk)).order_by("sequence")
    assert [row.action for row in rows][-2:] == ["record.listed", "complaint.followed"]


def test_the_list_costs_the_same_for_any_number(ngo, ask, send, django_assert_num_queries):
    for _ in range(8):
        send(ngo)
    ask(ngo, "complaints/")

    # key, count of the hour 4, list, journal 3, and PostgreSQL's lock of the journal
    cost = 9 + (connection.vendor == "postgresql")
    with django_assert_num_queries(cost):
        ask(ngo, "complaints/?limit=2")
    with django_assert_num_queries(cost):
        ask(ngo, "complaints/")


def test_sentences_are_told_in_khmer_if_asked(ngo, ask, sent):
    rows = ask(ngo, "complaints/", **{"Accept-Language": "km"}).json()["complaints"]

    assert "មន្ត្រី" in rows[0]["sentence"]


def test_places_are_provinces_or_what_is_inside(ngo, ask):
    provinces = ask(ngo, "places/").json()["places"]
    inside = ask(ngo, "places/?inside=18").json()["places"]

    assert [row["code"] for row in provinces] == ["12", "18"]
    assert [(row["code"], row["level"]) for row in inside] == [
        ("1801", "district"),
        ("180102", "commune"),
    ]
    assert provinces[0]["name_km"] == "ភ្នំពេញ"


def test_words_hold_every_code_in_both_languages(ngo, ask):
    tables = ask(ngo, "words/").json()

    assert {"code": "debt", "en": "Told to work off a debt"}.items() <= tables["signs"][2].items()
    assert {row["code"] for row in tables["outcomes"]} == {str(one) for one in Outcome}
    assert {row["code"] for row in tables["states"]} == {str(one) for one in State}
