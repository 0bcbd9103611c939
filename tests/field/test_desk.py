"""Field work at a desk: what is shown, opened, chosen, wiped, exported."""

from __future__ import annotations

import csv
import io
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.journal.models import Entry as JournalEntry
from ponleu.response.field.models import Choice, Conflict, Entry, PersonFound, SetAside, Wipe
from ponleu.response.field.queries import listing
from ponleu.response.field.services import files
from tests.complaints.desk_world import body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


@pytest.fixture
def address(operation):
    """The page of the operation's field work."""
    return reverse("field:operation", args=[operation.pk])


def actions():
    """What the journal says was done, in order."""
    return list(JournalEntry.objects.order_by("sequence").values_list("action", flat=True))


def test_the_page_shows_answers_headcounts_persons_and_what_is_sealed(
    client, sign_in, phone, address
):
    made = phone()
    made.check("g_cannot_leave", "yes")
    made.check("g_exits_open", "some")
    made.entry("headcount", {"number": 3, "children": 1})
    made.person("A-1", needs=["doctor_now"], age_band="15_17")
    made.entry("exhibit", {"kind": "passports", "seal": "S 12"}, sealed={"text": "a drawer"})
    made.note("plantedword in a note")
    made.photo()
    made.sync()
    sign_in("chan")

    page = body(client.get(address))

    assert "Is anybody locked in" in page
    assert "Some of them" in page
    assert "1 looks younger than 18" in page
    assert "differ" in page
    assert "A-1" in page
    assert "A doctor at once" in page
    assert "Vietnamese" in page
    assert "S 12" in page
    assert "plantedword" not in page
    assert "0% has come" in page
    assert actions()[-1] == "field.read"


def test_a_keyholder_opens_notes_photos_and_sketches(client, sign_in, phone, holder, noon):
    made = phone()
    note = made.note("plantedword in a note")
    photo, stored = made.photo(b"the plain picture")
    sketch = made.entry(
        "sketch",
        {"strokes": 1},
        sealed={"text": "The stairs", "width": 320, "height": 160, "strokes": [[0, 1, 500, 250]]},
    )
    made.sync()
    files.take_piece(made.user, UUID(photo["id"]), stored, begins_at=0, at=noon)
    sign_in("chan")

    opened = [
        body(client.get(reverse("field:entry", args=[one["id"]]))) for one in (note, photo, sketch)
    ]
    picture = client.get(reverse("field:plain_file", args=[photo["id"]]))

    assert "plantedword in a note" in opened[0]
    assert photo["open"]["sha256"] in opened[1]
    assert 'viewBox="0 0 1000 500"' in opened[2]
    assert 'points="0,1 500,250"' in opened[2]
    assert picture.content == b"the plain picture"
    assert (picture["Content-Type"], picture["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert actions()[-1] == "field.file_opened"


@pytest.mark.parametrize(("who", "is_open"), [("vibol", True), ("chan", False)])
def test_without_the_ring_or_with_the_key_shut_a_sentence_stands_there(
    client, sign_in, phone, holder, who, is_open
):
    made = phone()
    note = made.note("plantedword in a note")
    photo, _stored = made.photo()
    made.sync()
    sign_in(who, is_open)

    page = body(client.get(reverse("field:entry", args=[note["id"]])))
    refused = client.get(reverse("field:plain_file", args=[photo["id"]]))

    assert "plantedword" not in page
    assert ("Ask a keyholder" if is_open else "Sign in with your passphrase") in page
    assert refused.status_code == 404  # it has not come
    assert "field.entry_opened" not in actions()


def test_a_photo_that_is_not_what_was_taken_is_not_shown(client, sign_in, phone, holder, noon):
    made = phone()
    photo, stored = made.photo(b"another picture")
    photo["open"]["sha256"] = "0" * 64
    made.sync()
    files.take_piece(made.user, UUID(photo["id"]), stored, begins_at=0, at=noon)
    sign_in("chan")

    answer = client.get(reverse("field:plain_file", args=[photo["id"]]))

    assert answer.status_code == 422
    assert b"another picture" not in answer.content


def test_persons_found_go_out_as_a_table_without_a_word_of_guilt(client, sign_in, phone, operation):
    made = phone()
    made.person("-1A", needs=["medicine", "doctor_now"])
    made.sync()
    sign_in("chan")

    answer = client.get(reverse("field:persons_csv", args=[operation.pk]))

    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["Key", "Wristband", "Language", "Age", "Urgent needs", "Site", "Found"]
    assert row[1:6] == [
        "'-1A",
        "Vietnamese",
        "18 to 24",
        "A doctor at once; Needs a medicine",
        "Paper Lantern Hotel",
    ]
    assert actions()[-1] == "field.persons_exported"


@pytest.fixture
def disagreeing(phone):
    """Two devices that answer one question differently; the conflict."""
    one, other = phone(), phone(name="Tablet")
    one.check("g_cannot_leave", "yes")
    other.check("g_cannot_leave", "no")
    one.sync()
    other.sync()
    return Conflict.objects.get()


def test_a_conflict_is_chosen_with_a_reason_and_taken_back(client, sign_in, address, disagreeing):
    sign_in("chan")
    assert "Which one stands?" in body(client.get(address))
    entry, over = Entry.objects.get(open__answer="yes"), Entry.objects.get(open__answer="no")
    seen = [str(entry.pk), str(over.pk)]
    choose = reverse("field:choose", args=[disagreeing.pk])

    client.post(choose, {"entry": entry.pk, "seen": seen, "reason": "I saw the chain myself."})

    choice = Choice.objects.get()
    page = body(client.get(address))
    assert (choice.entry_id, choice.over) == (entry.pk, [str(over.pk)])
    assert "I saw the chain myself." in page
    assert "Which one stands?" not in page
    assert not Conflict.objects.get().is_open

    client.post(reverse("field:take_back_choice", args=[choice.pk]))
    again = client.post(reverse("field:take_back_choice", args=[choice.pk]))

    assert Conflict.objects.get().is_open
    assert "Which one stands?" in body(client.get(address))
    assert again.status_code == 409
    assert "field.chosen" in actions()
    assert "field.choice_taken_back" in actions()


def test_a_choice_needs_a_reason_one_of_the_entries_and_a_fresh_look(client, sign_in, disagreeing):
    sign_in("chan")
    seen = disagreeing.between
    choose = reverse("field:choose", args=[disagreeing.pk])

    answers = [
        client.post(choose, {"entry": seen[0], "seen": seen, "reason": " "}).status_code,
        client.post(choose, {"entry": uuid4(), "seen": seen, "reason": "So."}).status_code,
        client.post(choose, {"entry": seen[0], "seen": seen[:1], "reason": "So."}).status_code,
    ]

    assert answers == [422, 422, 409]
    assert not Choice.objects.exists()


def test_two_who_wear_one_wristband_may_be_one_person(client, sign_in, phone, address):
    one, other = phone(), phone(name="Tablet")
    first = one.person("A-1", needs=["injured"])
    second = other.person("A-1", needs=["medicine"])
    one.sync()
    other.sync()
    conflict = Conflict.objects.get()
    sign_in("chan")
    fields = {"entry": first["id"], "seen": conflict.between, "reason": "Same face."}

    client.post(reverse("field:choose", args=[conflict.pk]), {**fields, "is_same": "yes"})

    kept = PersonFound.objects.get(pk=first["open"]["person"])
    twice = PersonFound.objects.get(pk=second["open"]["person"])
    assert twice.same_as == kept
    assert kept.needs == ["injured", "medicine"]
    assert "<dt>Persons found</dt><dd>1</dd>" in body(client.get(address))


def test_what_was_set_aside_is_shown_and_opens_with_the_key(
    client, sign_in, phone, holder, address
):
    made = phone()
    made.person("A-1", name="Plantedname")
    made.entry("headcount", {"number": 1, "children": 0, "suspects": 1})
    made.sync()
    row = SetAside.objects.get(fault="unknown_field", where="suspects")
    sign_in("chan")

    page = body(client.get(address))
    opened = body(client.get(reverse("field:set_aside", args=[row.pk])))

    assert "It holds a field that is never kept" in page
    assert "suspects" in page
    assert "&quot;suspects&quot;: 1" in opened
    assert b"suspects" not in bytes(row.sealed)
    assert actions()[-1] == "field.set_aside_opened"


def test_that_more_was_set_aside_than_stands_there_is_said(
    client, sign_in, phone, address, monkeypatch
):
    made = phone()
    for name in ("suspects", "guilty"):
        made.entry("headcount", {"number": 1, "children": 0, name: 1})
    made.sync()
    sign_in("chan")
    words = "There are more than one page shows"

    monkeypatch.setattr(listing, "MOST", 2)
    assert words not in body(client.get(address))
    monkeypatch.setattr(listing, "MOST", 1)
    page = body(client.get(address))

    assert words in page
    assert page.count("It holds a field that is never kept") == 1


def test_a_device_is_wiped_on_command_and_no_longer_answered(
    client, sign_in, api, phone, address, noon
):
    made = phone()
    made.check("g_cannot_leave", "yes")
    sign_in("chan")
    page = body(client.get(address))
    assert "Wipe it" in page

    client.post(reverse("field:wipe", args=[made.key]), {"operation": made.operation.pk})
    client.post(reverse("field:take_back_wipe", args=[made.key]))
    client.post(reverse("field:wipe", args=[made.key]))
    assert Wipe.objects.standing().count() == 1
    sign_in("field")
    work = api.get("work", device=str(made.key)).json()
    sent = {"device": str(made.key), "now": noon.isoformat(), "entries": made.made}
    synced = api.post("sync", sent).json()
    done = api.post("wiped", {"device": str(made.key)})
    after = api.post("sync", sent)
    back = client.post(reverse("field:take_back_wipe", args=[made.key]))

    assert (work["wipe"], work["operations"]) == (True, [])
    assert (synced["wipe"], synced["kept_to"]) == (True, 1)
    assert done.status_code == 200
    assert (after.status_code, after.json()["code"]) == (409, "device_wiped")
    assert back.status_code == 409
    assert "Wiped" in body(client.get(reverse("field:my_devices")))


def test_only_the_user_and_a_desk_may_have_a_device_wiped(client, sign_in, phone):
    made = phone("vibol")

    answers = []
    for who in ("field", "north", "audit", "clinic"):
        sign_in(who)
        answers.append(client.post(reverse("field:wipe", args=[made.key])).status_code)

    assert answers == [404, 404, 404, 404]
    assert not Wipe.objects.exists()


def test_the_page_asks_the_database_as_often_whatever_it_holds(client, sign_in, phone, address):
    made = phone()
    sign_in("chan")
    counted = []
    for numbers in (range(3), range(3, 30)):
        for number in numbers:
            made.person(f"A{number}")
            made.note()
        made.photo()
        for begin in range(0, len(made.made), 50):
            made.sync(made.made[begin : begin + 50])
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        counted.append(len(found))

    assert counted[0] == counted[1] <= 40
