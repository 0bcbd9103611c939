"""What devices ask and send: addresses, forms, refusals."""

from __future__ import annotations

from uuid import uuid4

import pytest

from ponleu.response.field.models import Device, Entry, FieldFile, SetAside

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


def test_a_device_is_registered_given_its_work_and_synced(api, sign_in, people, phone, noon):
    made = phone()
    sign_in("field")

    registered = api.post("register", {"device": str(made.key), "name": "Phone"})
    work = api.get("work", device=str(made.key)).json()

    assert registered.json() == {"device": str(made.key), "name": "Phone"}
    (operation,) = work["operations"]
    assert operation["key"] == str(made.operation.pk)
    assert operation["code_name"] == made.operation.code_name
    assert len(operation["recipients"]) == 2
    assert operation["teams"][0]["members"][1]["name"] == "Field"
    (site,) = operation["sites"]
    assert site["key"] == str(made.place.pk)
    assert {"g_cannot_leave", "g_exits"} <= {each["code"] for each in site["checklist"]}
    assert ["km", "Khmer"] in work["lists"]["languages"]

    made.check("g_cannot_leave", "yes")
    made.person("A-001")
    made.note()
    photo, _stored = made.photo()
    sent = {"device": str(made.key), "now": noon.isoformat(), "entries": made.made}
    answer = api.post("sync", sent)

    assert answer.status_code == 200
    told = answer.json()
    assert told["kept_to"] == 4
    assert told["refused"] == told["flags"] == told["conflicts"] == []
    assert told["files_wanted"] == [
        {"entry": photo["id"], "sealed_sha256": photo["open"]["sealed_sha256"], "from": 0}
    ]
    assert told["wipe"] is False
    standing = api.get("work", device=str(made.key)).json()["operations"][0]["standing"]
    assert standing["answers"] == [
        {
            "site": str(made.place.pk),
            "code": "g_cannot_leave",
            "answer": "yes",
            "entry": made.made[0]["id"],
        }
    ]
    assert standing["persons"][0]["last"]["language"] == made.made[1]["id"]


def test_a_file_comes_in_pieces_and_is_kept_whole(api, sign_in, phone):
    made = phone()
    photo, stored = made.photo(b"p" * 700_000)
    made.sync()
    sign_in("field")

    first = api.put(photo["id"], 0, stored[:262_144])
    wrong = api.put(photo["id"], 5, stored[:100])
    second = api.put(photo["id"], 262_144, stored[262_144:524_288])
    last = api.put(photo["id"], 524_288, stored[524_288:])
    again = api.put(photo["id"], 524_288, stored[524_288:])

    assert first.json() == {"have": 262_144, "whole": False}
    assert (wrong.status_code, wrong.json()) == (409, {"have": 262_144})
    assert second.json()["have"] == 524_288
    assert last.json() == {"have": len(stored), "whole": True} == again.json()
    assert FieldFile.objects.get().content_id == photo["open"]["sealed_sha256"]


def test_signed_out_devices_are_told_so_in_json(api, client):
    answers = [
        api.get("work", device=str(uuid4())),
        api.post("register", {}),
        api.post("sync", {}),
        api.post("wiped", {}),
        api.put(uuid4(), 0, b"x"),
    ]

    assert [answer.status_code for answer in answers] == [401] * 5
    assert {answer.json()["code"] for answer in answers} == {"signed_out"}
    assert not Device.objects.exists()


def test_people_without_field_work_are_refused(api, sign_in, phone):
    made = phone()
    sign_in("chan")

    assert api.get("work", device=str(made.key)).status_code == 403
    assert api.post("sync", {"device": str(made.key)}).status_code == 403


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"device": 5}, 404),
        ({"device": str(uuid4())}, 404),
        ({"now": "yesterday"}, 422),
        ({"now": "2026-11-22T12:00:00"}, 422),
        ({"entries": {}}, 422),
        ({"entries": [{}]}, 422),
        ({"entries": [[]]}, 422),
        ({"entries": [{"seq": 2}, {"seq": 1}]}, 422),
        ({"entries": [{"seq": True}]}, 422),
        ({"entries": [{"seq": place} for place in range(1, 52)]}, 422),
    ],
)
def test_what_no_device_sends_is_refused_as_a_whole(api, sign_in, phone, noon, change, status):
    made = phone()
    sign_in("field")
    sent = {"device": str(made.key), "now": noon.isoformat(), "entries": [], **change}

    answer = api.post("sync", sent)

    assert answer.status_code == status
    assert set(answer.json()) == {"code", "say"}
    assert not Entry.objects.exists()
    assert not SetAside.objects.exists()


@pytest.mark.parametrize("body", [b"[]", b"{", b"[" * 200_000, b"\xff"])
def test_what_is_no_object_is_refused(client, sign_in, phone, body):
    phone()
    sign_in("field")

    answer = client.post("/field/sync/", body, content_type="application/json")

    assert answer.status_code == 422


@pytest.mark.parametrize("begins_at", ["", "-1", "x", "9" * 13])
def test_a_piece_has_to_say_where_it_begins(client, sign_in, phone, begins_at):
    made = phone()
    photo, stored = made.photo()
    made.sync()
    sign_in("field")

    answer = client.put(f"/field/files/{photo['id']}/?from={begins_at}", stored)

    assert answer.status_code == 422


def test_a_piece_that_is_too_large_or_too_long_is_refused(api, sign_in, phone):
    made = phone()
    photo, stored = made.photo()
    made.sync()
    sign_in("field")

    assert api.put(photo["id"], 0, b"x" * (256 * 1024 + 1)).status_code == 422
    assert api.put(photo["id"], 0, stored + b"x").status_code == 422
    assert api.put(photo["id"], 0, b"").status_code == 422
    assert api.put(photo["id"], 0, stored).json()["whole"] is True
