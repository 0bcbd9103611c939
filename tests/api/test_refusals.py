"""Refusals: one shape, what to do next, no word of what was sent, nothing opened by mistake."""

import json
import logging
from datetime import timedelta

import pytest
from django.core.cache import cache

from ponleu.faces.api.web import door
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.core.keys import new_key
from ponleu.response.complaints.models import Complaint
from tests.api.conftest import report
from tests.complaints.desk_world import signed_in

__all__ = ["signed_in"]
pytestmark = pytest.mark.usefixtures("places", "desk")


def problem(answer, status, code):
    """The refusal, checked for its shape."""
    told = answer.json()
    assert (answer.status_code, told["status"], told["code"]) == (status, status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "private, no-store"
    assert told["type"] == f"/api/1/#{code}"
    assert told["detail"].endswith((".", "”."))
    return told


def test_no_key_is_told_how_to_show_one(send):
    answer = send(None)

    problem(answer, 401, "no_key")
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("shown", ["Basic a2V5", "Bearer", "Bearer ", "ponleu_x", "Bearer a b c"])
def test_what_is_no_key_opens_nothing(client, shown):
    answer = client.get("/api/1/complaints/", headers={"Authorization": shown})

    problem(answer, 401, "no_key")


def test_a_slip_in_the_key_is_told_as_one(client, ngo):
    shown = f"Bearer {ngo.key[:-1]}"

    told = problem(client.get("/api/1/words/", headers={"Authorization": shown}), 401, "no_key")

    assert "whole key" in told["detail"]


def test_an_ended_key_opens_nothing_from_that_moment(ngo, keeper, send, ask, noon):
    assert send(ngo).status_code == 201

    accounts.end_program(keeper, ngo.program.pk, at=noon)

    problem(send(ngo), 401, "no_key")
    problem(ask(ngo, "complaints/"), 401, "no_key")


def test_a_key_in_an_address_opens_nothing(client, ngo):
    problem(client.get(f"/api/1/complaints/?key={ngo.key}"), 401, "no_key")


def test_a_session_of_a_browser_opens_nothing(client, signed_in, send):
    signed_in("bora")

    problem(client.get("/api/1/complaints/"), 401, "no_key")
    problem(send(None), 401, "no_key")
    assert not Complaint.objects.exists()


def test_no_other_site_is_let_in(ngo, ask, client):
    heads = {"Origin": "https://elsewhere.example"}
    answer = ask(ngo, "words/", **heads)
    before = client.options("/api/1/words/", headers=heads)

    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    problem(before, 405, "wrong_method")
    assert not [name for name in before.headers if name.lower().startswith("access-control")]
    assert not answer.cookies


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        (b'{"a": 1,\n  b}', 2, 3),
        (b"{", 1, 2),
        (b'{"a": "\xff"}', 1, 8),
        (b'{\n"a": \n"\xe1"}', 3, 2),
    ],
)
def test_broken_json_is_told_with_line_and_column(ngo, send, body, line, column):
    told = problem(send(ngo, body), 400, "unreadable")

    assert (told["line"], told["column"]) == (line, column)


@pytest.mark.parametrize(
    "body", [b"", b"[" * 100_000, b'{"a": NaN}', b'{"a": 1, "a": 2}', b"9" * 9000, b"\x00"]
)
def test_what_cannot_be_read_is_refused(ngo, send, body):
    problem(send(ngo, body), 400, "unreadable")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"key": "x"}, {"key"}),
        ({"key": "1e8f0f0c-0000-4000-8000-000000000000"}, {"key"}),
        ({"language": "xx"}, {"language"}),
        ({"signs": ["debt", "plantedsign"]}, {"signs.1"}),
        ({"is_safe": "no"}, {"is_safe"}),
        ({"is_safe": 0}, {"is_safe"}),
        ({"what": 5}, {"what"}),
        ({"what": "x" * 100_001}, {"what"}),
        ({"what": "half \ud800"}, {"what"}),
        ({"near": "x" * 2_001}, {"near"}),
        ({"contact": "x" * 501}, {"contact"}),
        ({"for_whom": "plantedwhom"}, {"for_whom"}),
        ({"province": "1"}, {"province"}),
        ({"province": "99"}, {"province"}),
        ({"province": "12", "district": "1801"}, {"district"}),
        ({"commune": "189999"}, {"district", "commune"}),
        ({"pin": {"latitude": 91, "longitude": 0}}, {"pin.latitude"}),
        ({"pin": {"latitude": True, "longitude": 0}}, {"pin.latitude"}),
        ({"pin": [1, 2]}, {"pin"}),
        ({"sent": "20.11.2026"}, {"sent"}),
        ({"sent": 5}, {"sent"}),
        ({"sent": "2026-02-30"}, {"sent"}),
        ({"channel": "hotline"}, {"channel"}),
        ({"planted wörds": 1}, {""}),
        ({"what": "  "}, {"what"}),
    ],
)
def test_wrong_fields_are_named_and_not_repeated(ngo, send, wrong, named):
    answer = send(ngo, **wrong)

    told = problem(answer, 422, "wrong_fields")
    assert {one["field"] for one in told["errors"]} == named
    assert all(one["problem"] for one in told["errors"])
    assert b"planted" not in answer.content
    assert not Complaint.objects.exists()


def test_what_is_missing_is_named(ngo, send):
    told = problem(send(ngo, b"{}"), 422, "wrong_fields")

    assert {one["field"] for one in told["errors"]} == {"key", "language"}


def test_another_media_type_is_refused(ngo, send):
    problem(send(ngo, json.dumps(report()), kind="text/plain"), 415, "wrong_media_type")


def test_too_large_a_body_is_refused_before_it_is_read(ngo, send):
    problem(send(ngo, b'{"what": "' + b"x" * 1024 * 1024 + b'"}'), 413, "too_large")


@pytest.mark.parametrize("length", ["-1", "x", "99999999999999999999999"])
def test_a_length_that_cannot_be_is_refused(client, ngo, length):
    answer = client.generic(
        "POST",
        "/api/1/complaints/",
        b"{}",
        content_type="application/json",
        CONTENT_LENGTH=length,
        HTTP_AUTHORIZATION=f"Bearer {ngo.key}",
    )

    problem(answer, 413, "too_large")


def test_a_broken_form_is_refused(client, ngo):
    answer = client.generic(
        "POST",
        f"/api/1/complaints/{new_key()}/files/",
        b"no form",
        content_type="multipart/form-data",
        HTTP_AUTHORIZATION=f"Bearer {ngo.key}",
    )

    problem(answer, 400, "unreadable")


@pytest.mark.parametrize("address", ["nothing/", "complaints", "complaints/C-2026-000001-A", "x/y"])
def test_an_address_of_nothing_says_so(ngo, ask, address):
    problem(ask(ngo, address), 404, "not_found")


def test_a_wrong_method_is_told_which_are_right(client, ngo):
    answer = client.delete("/api/1/complaints/", headers={"Authorization": f"Bearer {ngo.key}"})

    problem(answer, 405, "wrong_method")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


def test_too_often_is_told_until_when(ngo, send, make_program, monkeypatch, noon):
    monkeypatch.setitem(door.MOST_AN_HOUR, "api.send", 2)
    embassy = make_program("EMB")

    answers = [send(ngo) for _ in range(3)]

    problem(answers[2], 429, "too_often")
    assert answers[2]["Retry-After"] == "3600"  # noon is the beginning of an hour
    assert [answer.status_code for answer in answers[:2]] == [201, 201]
    assert send(embassy).status_code == 201


def test_what_is_refused_is_counted_too(ngo, send, monkeypatch):
    monkeypatch.setitem(door.MOST_AN_HOUR, "api.send", 1)

    answers = [send(ngo, b"{"), send(ngo)]

    assert [answer.status_code for answer in answers] == [400, 429]


def test_wrong_keys_from_one_network_are_counted(client, ngo, monkeypatch):
    monkeypatch.setattr(door, "MOST_REFUSED", 2)
    heads = {"Authorization": "Bearer ponleu_wrong"}

    answers = [client.get("/api/1/words/", headers=heads) for _ in range(3)]

    problem(answers[2], 429, "too_often")
    right = {"Authorization": f"Bearer {ngo.key}"}
    assert client.get("/api/1/words/", headers=right).status_code == 200


def test_neither_keys_nor_words_are_logged(ngo, send, ask, keeper, caplog, capfd, noon):
    caplog.set_level(logging.DEBUG)
    send(ngo, what="plantedwhat")
    send(ngo, what="plantedwhat", near=5)
    send(ngo, b'{"what": "plantedwhat')
    ask(ngo, "complaints/?limit=0")
    accounts.end_program(keeper, ngo.program.pk, at=noon)
    send(ngo, what="plantedwhat")

    said = caplog.text + "".join(capfd.readouterr())
    assert "wrong_fields" in said
    assert "planted" not in said
    assert ngo.key[7:40] not in said


def test_a_key_that_ran_out_opens_nothing(make_program, ask, monkeypatch, noon):
    from ponleu.foundation.core import clock

    short = make_program(ends_at=noon + timedelta(days=1))
    assert ask(short, "words/").status_code == 200

    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(days=1))
    problem(ask(short, "words/"), 401, "no_key")


@pytest.fixture(autouse=True)
def _no_counts_of_others():
    cache.clear()
