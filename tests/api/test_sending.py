"""Sending a complaint: sealed, once, to the desk that answers, as it was sent."""

import json

import pytest
from django.urls import reverse

from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal.models import Entry
from ponleu.foundation.keyrings.models import Ring
from ponleu.response.complaints import queries
from ponleu.response.complaints.models import Complaint, SealedFile
from ponleu.response.complaints.services import handing, proving, returning
from tests.complaints.desk_world import body, signed_in

__all__ = ["signed_in"]
pytestmark = pytest.mark.usefixtures("places")

WHOLE = {
    "language": "vi",
    "what": "plantedwhat",
    "signs": ["debt", "cannot_leave", "debt"],
    "is_safe": False,
    "for_whom": "other",
    "commune": "180102",
    "near": "plantednear",
    "pin": {"latitude": 10.61, "longitude": 103.5},
    "contact": "012 345 678",
    "contact_when": "after ten",
    "may_contact": True,
    "consent": True,
    "source": "a letter",
    "sent": "2026-11-20",
    "id": "NGO-77",
}


def opened(officer, reference):
    key = Complaint.objects.get(reference=reference).pk
    return queries.opened_complaint(*officer, key)


def test_a_complaint_reaches_the_desk_of_its_place_word_for_word(desk, ngo, send):
    answer = send(ngo, **WHOLE)

    complaint = Complaint.objects.get()
    told = opened(desk["ana"], complaint.reference).content.told
    assert answer.status_code == 201
    assert (complaint.unit.code, complaint.territory, complaint.urgency) == ("18", "18", 3)
    assert (complaint.channel, complaint.taken_by, complaint.language) == ("ngo", None, "vi")
    assert (told.what, told.near, told.contact) == ("plantedwhat", "plantednear", "012 345 678")
    assert told.signs == ("debt", "cannot_leave")
    assert (told.province, told.district, told.commune) == ("18", "1801", "180102")
    assert told.pin == (10.61, 103.5)
    assert told.beside == {
        "sender": "Line of NGO (Unit NGO)",
        "consent": "agreed",
        "source": "a letter",
        "sent": "2026-11-20",
        "id": "NGO-77",
    }


@pytest.mark.usefixtures("demonstration")
def test_the_officer_reads_which_program_sent_it(client, signed_in, ngo, send):
    send(ngo, province="18", what="plantedwhat")
    signed_in("ana")

    page = body(client.get(reverse("complaints:complaint", args=[Complaint.objects.get().pk])))

    assert "plantedwhat" in page
    assert "Line of NGO (Unit NGO)" in page


def test_the_answer_has_the_number_and_a_proof_that_holds(desk, ngo, send):
    answer = send(ngo).json()

    complaint = Complaint.objects.get()
    assert answer["reference"] == complaint.reference
    assert answer["date"] == "2026-11-22"
    assert answer["receipt"] is None
    assert answer["address"] == f"/api/1/complaints/{complaint.reference}/"
    assert proving.proves(complaint.reference, complaint.arrived_at.date(), answer["proof"])


def test_the_original_is_kept_sealed_as_it_was_sent(desk, ngo, send, noon):
    body = json.dumps({"key": str(new_key()), "what": "ពាក្យ", "language": "km"}, indent=3)

    reference = send(ngo, body).json()["reference"]

    seen = opened(desk["bora"], reference)
    (file,) = seen.files
    handed = handing.hand_copy(desk["bora"][0], seen, SealedFile.objects.get().pk, at=noon)
    assert (file.name, file.media_type) == ("original.json", "application/json")
    assert b"".join(handed.pieces) == body.encode()


def test_a_receipt_is_given_once_and_opens_the_thread(desk, ngo, send):
    key = str(new_key())

    first = send(ngo, key=key, receipt=True)
    again = send(ngo, key=key, receipt=True)

    words = first.json()["receipt"]["words"]
    assert len(words) == 10
    assert returning.open_with(" ".join(words)).reference == first.json()["reference"]
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "receipt": None}


def test_the_same_key_and_words_are_kept_once_in_whatever_order(desk, ngo, send):
    key = str(new_key())
    one = json.dumps({"key": key, "language": "km", "what": "a"})
    other = json.dumps({"what": "a", "language": "km", "key": key}, indent=1)

    answers = [send(ngo, one), send(ngo, other), send(ngo, one)]

    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert Complaint.objects.count() == 1


def test_a_key_with_other_words_is_refused_and_nothing_is_lost_silently(desk, ngo, send):
    key = str(new_key())
    send(ngo, key=key, what="one")

    answer = send(ngo, key=key, what="other")

    assert (answer.status_code, answer.json()["code"]) == (409, "key_used")
    assert Complaint.objects.count() == 1


def test_two_programs_may_make_the_same_key(desk, ngo, make_program, send):
    key, embassy = str(new_key()), make_program("EMB", channel="foreign_mission")

    answers = [send(ngo, key=key), send(embassy, key=key)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert set(Complaint.objects.values_list("channel", flat=True)) == {"ngo", "foreign_mission"}


def test_the_journal_names_the_program_and_only_the_minute(desk, ngo, send, monkeypatch, noon):
    from ponleu.foundation.core import clock

    monkeypatch.setattr(clock, "now", lambda: noon.replace(second=41))
    send(ngo)

    row = Entry.objects.get(action="complaint.relayed")
    assert row.actor == str(ngo.program.pk)
    assert row.target == str(Complaint.objects.get().pk)
    assert row.at.startswith("2026-11-22T12:00:00")
    assert not Entry.objects.filter(at__contains=":41").exclude(action="program.made").exists()


def test_without_a_ring_it_is_refused_and_nothing_is_kept(country, ngo, send, tmp_path):
    assert not Ring.objects.exists()

    answer = send(ngo)

    assert (answer.status_code, answer.json()["code"]) == (503, "nobody_can_open")
    assert not Complaint.objects.exists()
    assert not SealedFile.objects.exists()
    assert not [path for path in (tmp_path / "store").rglob("*") if path.is_file()]


def test_what_tells_of_an_official_goes_past_the_province(desk, ngo, send):
    send(ngo, province="18", signs=["official_involved"])

    assert Complaint.objects.get().unit.code == "KH"


def test_a_key_for_one_area_sends_of_that_area_only(desk, make_program, send):
    coast = make_program(territory="18")

    answers = [send(coast, province="18"), send(coast, province="12"), send(coast)]

    assert [answer.status_code for answer in answers] == [201, 403, 403]
    assert "18" in answers[1].json()["detail"]
    assert Complaint.objects.count() == 1


def test_a_key_that_may_only_ask_sends_nothing(desk, make_program, send):
    asks = make_program(actions=["complaint.follow"])

    answer = send(asks)

    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert not Complaint.objects.exists()


def test_sending_costs_so_many_queries(desk, ngo, send, django_assert_max_num_queries):
    send(ngo)

    with django_assert_max_num_queries(60):
        send(ngo)
