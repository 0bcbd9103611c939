"""Pages of incidents: what they show to whom, their acts, and what they cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.incidents.models import Contradiction, Incident, KeptApart, Settlement
from ponleu.response.incidents.rules import Verdict
from ponleu.response.incidents.services import incidents, keeping_apart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration", "at_noon")]

HTMX = {"HX-Request": "true"}


def body(response):
    text = response.content.decode()
    assert "!missing" not in text
    return text


def address(name, *args):
    return reverse(f"incidents:{name}", args=[getattr(each, "pk", each) for each in args])


def acts(made, telling, contradiction):
    """Every address that changes something, with what it is sent."""
    member = made.members.first()
    return [
        (address("look"), {}),
        (address("group", telling), {"telling": [telling.pk]}),
        (address("group_apart", telling), {"verdict": "unsure"}),
        (address("undo_apart", telling), {}),
        (address("enter"), {"one": "x", "other": "y", "kind": "denial"}),
        (address("settle", contradiction), {"answer": "both_stand", "why": "x"}),
        (address("reopen", contradiction, telling), {}),
        (address("withdraw", contradiction), {}),
        (address("take_in", made, telling), {}),
        (address("take_out", made, member), {}),
        (address("not_this", made, telling), {"verdict": "unsure"}),
        (address("link", made), {"reference": "A-1"}),
        (address("unlink", made, telling), {}),
    ]


def test_index_says_why_it_is_empty(signed_in, people):
    text = body(signed_in("ana").get(address("incidents")))

    assert "Nothing waits." in text
    assert "None is open." in text
    assert "No incident yet." in text


def test_index_puts_proposals_first_then_contradictions_then_incidents(signed_in, opened, plant):
    plant(9, site="Stone Lantern")
    plant(9, site="Stone Lantern")

    text = body(signed_in("ana").get(address("incidents")))

    order = [
        "This may be one incident: Stone Lantern, 16 August 2023",
        "same number: 9 found",
        "Open contradictions",
        "Numbers differ",
        "All incidents",
        "Amber Field Hotel, 16 August 2023",
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "3 contradictions open" in text


def test_group_shows_tellings_beside_each_other_and_opens_one(signed_in, plant):
    one, other = plant(11), plant(14)
    client = signed_in("ana")

    text = body(client.get(address("group", one)))
    response = client.post(address("group", one), {"telling": [one.pk, other.pk], "why": "one"})

    assert "11 people were found" in text
    assert "14 people were found" in text
    made = Incident.objects.get()
    assert response.url == address("incident", made)
    page = body(client.get(response.url))
    assert "3 documents" not in page
    assert "2 documents tell of it" in page


def test_group_refuses_one_document_and_says_what_to_do(signed_in, plant):
    one, _other = plant(11), plant(14)

    response = signed_in("ana").post(address("group", one), {"telling": [one.pk]})

    assert response.status_code == 422
    assert "Choose at least two documents" in body(response)
    assert not Incident.objects.exists()


def test_group_kept_apart_leaves_the_list_and_undo_brings_it_back(signed_in, plant):
    one, _other = plant(11), plant(14)
    client = signed_in("ana")

    client.post(address("group_apart", one), {"verdict": "different", "why": "two houses"})

    text = body(client.get(address("incidents")))
    assert "This may be one incident" not in text
    assert "two houses" in text
    client.post(address("undo_apart", KeptApart.objects.get()))
    assert "This may be one incident" in body(client.get(address("incidents")))


def test_incident_shows_both_sides_and_settles_a_conflict(signed_in, opened):
    made, _tellings = opened
    client = signed_in("ana")
    text = body(client.get(address("incident", made)))
    conflict = Contradiction.objects.filter(kind="count").first()

    assert "<mark>11 people were found</mark>" in text
    assert "found: “11” here, “14” there" in text
    client.post(
        address("settle", conflict), {"answer": "error:second", "why": "the list has 14 names"}
    )
    text = body(client.get(address("incident", made)))
    assert "<s>Numbers differ</s>" in text
    assert "One is an error: the second side is right" in text
    said = Settlement.objects.get()
    client.post(address("reopen", conflict, said))
    text = body(client.get(address("contradiction", conflict)))
    assert "the list has 14 names" in text
    assert "taken back by Ana" in text


def test_settled_contradictions_stand_in_their_own_list(signed_in, opened):
    client = signed_in("ana")
    conflict = Contradiction.objects.filter(kind="denial").get()
    client.post(address("settle", conflict), {"answer": "both_stand", "why": "no witness"})

    text = body(client.get(address("contradictions"), {"show": "settled", "kind": "denial"}))

    assert "no witness" in text
    assert "None of this sort is open." in body(
        client.get(address("contradictions"), {"kind": "denial"})
    )


def test_settle_without_an_answer_is_refused_with_what_to_do(signed_in, opened):
    conflict = Contradiction.objects.filter(kind="denial").get()

    response = signed_in("ana").post(address("settle", conflict), {"answer": "", "why": ""})

    assert response.status_code == 422
    assert "Choose an answer" in response.content.decode()


def test_enter_says_which_claim_is_not_there(signed_in, people):
    response = signed_in("ana").post(
        address("enter"), {"one": "K-2026-000001-X", "other": "K-2", "kind": "denial"}
    )

    assert response.status_code == 422
    assert "There is no claim K-2026-000001-X" in body(response)


def test_a_reader_sees_and_is_offered_no_act(signed_in, opened):
    made, _tellings = opened

    text = body(signed_in("rita").get(address("incident", made)))

    assert "11 people were found" in text
    assert 'action="/incidents/' not in text


def test_what_another_province_holds_is_not_there(signed_in, opened):
    made, tellings = opened
    client = signed_in("north")
    contradiction = Contradiction.objects.first()

    assert "Amber" not in body(client.get(address("incidents")))
    for name, target in (
        ("incident", made),
        ("group", tellings[0]),
        ("contradiction", contradiction),
    ):
        assert client.get(address(name, target)).status_code == 404
    for url, sent in acts(made, tellings[0], contradiction)[5:]:
        assert client.post(url, sent).status_code == 404, url
    text = body(client.get(address("of_source", tellings[0].source), headers=HTMX))
    assert "No incident" in text


def test_every_page_asks_who_is_there_and_no_reader_acts(client, signed_in, opened):
    made, tellings = opened
    contradiction = Contradiction.objects.first()
    changing = acts(made, tellings[0], contradiction)
    for url, sent in changing:
        assert "/sign-in/" in client.post(url, sent).url
    rows = JournalRow.objects.count()

    client = signed_in("rita")

    codes = {url: client.post(url, sent).status_code for url, sent in changing}
    assert set(codes.values()) <= {403, 404}, codes
    assert JournalRow.objects.count() == rows


def test_parts_for_other_pages_are_whole_without_htmx(signed_in, opened):
    made, tellings = opened
    client = signed_in("ana")

    whole = body(client.get(address("of_source", tellings[0].source)))
    part = body(client.get(address("of_source", tellings[0].source), headers=HTMX))

    assert "<!doctype html>" in whole
    assert "<!doctype html>" not in part
    assert made.reference in part
    assert "<!doctype html>" in body(client.get(address("of_entry", made)))


def queries_of(client, url):
    with CaptureQueriesContext(connection) as spent:
        assert client.get(url).status_code == 200
    return len(spent)


def test_pages_cost_the_same_for_any_number(signed_in, plant, people, noon, opened):
    made, tellings = opened
    client = signed_in("ana")
    plant(11, site="Stone Lantern"), plant(12, site="Stone Lantern")
    pages = [
        address("incidents"),
        address("contradictions"),
        address("incident", made),
        address("of_source", tellings[0].source),
    ]
    client.get(pages[0])
    few = [queries_of(client, url) for url in pages]

    for number in range(6):
        site = f"Cedar {'abcdef'[number] * 4} Casino"
        pair = [plant(found + 20 * number, site=site) for found in (1, 6)]
        if number < 3:
            keys = [each.pk for each in pair]
            incidents.open_incident(people["ana"], keys, at=noon)
    incidents.take_in(people["ana"], made.pk, plant(15).pk, at=noon)

    assert [queries_of(client, url) for url in pages] == few
    assert max(few) <= MOST_QUERIES


MOST_QUERIES = 50


def test_undo_apart_of_an_incident_goes_back_to_it(signed_in, opened, people, noon):
    made, tellings = opened
    kept = keeping_apart.not_this(
        people["ana"], made.pk, tellings[0].pk, Verdict.DIFFERENT, at=noon
    )

    response = signed_in("ana").post(address("undo_apart", kept))

    assert response.url == address("incident", made)
