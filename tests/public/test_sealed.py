"""What the script of the pages sends: taken once, by whoever has worked or waited, or refused."""

from __future__ import annotations

import base64
import json
from hashlib import sha256
from uuid import uuid4

import pytest

from ponleu.engines.sealing import new_key_pair, seal
from ponleu.faces.public import challenge
from ponleu.foundation.core import clock
from ponleu.response.complaints import queries, sealed
from ponleu.response.complaints.intake import (
    Content,
    Told,
    content_bytes,
    summary_bytes,
    summary_of,
)
from ponleu.response.complaints.models import Complaint, SealedFile
from ponleu.response.complaints.services import filing

WHOLE = Content(Told(language="en", what="They keep our passports.", province="18"))


@pytest.fixture
def post(visitor):
    """Maker: post("sealed", {...}) as the script does; gives the response."""
    client = visitor().client

    def send(name, body, **headers):
        data = body if isinstance(body, bytes) else json.dumps(body)
        return client.post(
            f"/report/en/{name}/", data, content_type="application/json", headers=headers
        )

    return send


def written(content):
    return base64.b64encode(content).decode()


def solved(told):
    numbers = []
    for puzzle in range(challenge.PUZZLES):
        number = 0
        while sha256(f"{told}:{puzzle}:{number}".encode()).digest()[0]:
            number += 1
        numbers.append(str(number))
    return ".".join(numbers)


@pytest.fixture
def report(desk):
    """Maker: what the script would send of one report; keyword arguments replace parts."""

    def make(**parts):
        key, receipt = uuid4(), filing.new_receipt().derived()
        publics = filing.desk_keys("18")
        content = seal(content_bytes(WHOLE), publics, context=sealed.content_context(key))
        summary = summary_bytes(summary_of(WHOLE))
        told = challenge.new_challenge(clock.now())
        return {
            "key": str(key),
            "content": written(content),
            "summary": written(seal(summary, publics, context=sealed.summary_context(key))),
            "mark": written(receipt.mark),
            "reporter_key": written(receipt.pair.public),
            "province": "18",
            "codes": ["self"],
            "files": [],
            "challenge": told,
            "numbers": solved(told),
            **parts,
        }

    return make


def test_a_sealed_report_is_filed_and_opens_for_the_officer(post, report, desk):
    answer = post("sealed", report()).json()

    complaint = Complaint.objects.get(reference=answer["reference"])
    assert queries.opened_complaint(*desk, complaint.pk).content == WHOLE
    assert len(answer["proof"].split("-")) == 4


def test_a_sealed_report_sent_twice_is_filed_once(post, report):
    sent = report()

    assert post("sealed", sent).json() == post("sealed", sent).json()
    assert Complaint.objects.count() == 1


def test_a_report_without_work_waits(post, report, later):
    sent = report(numbers="")
    assert post("sealed", sent).status_code == 425
    assert not Complaint.objects.exists()
    later(seconds=9)

    assert post("sealed", sent).status_code == 200


def test_somebody_in_danger_neither_works_nor_waits(post, report):
    assert post("sealed", report(numbers="", codes=["not_safe"])).status_code == 200


def test_a_challenge_that_we_did_not_make_is_refused(post, report):
    made_up = "1763812800.00.abc"

    assert post("sealed", report(challenge=made_up, numbers=solved(made_up))).status_code == 425


def test_one_challenge_does_not_serve_for_ever(post, report):
    told = challenge.new_challenge(clock.now())
    work = {"challenge": told, "numbers": solved(told)}

    answers = [post("sealed", report(**work)).status_code for _ in range(challenge.USES + 1)]

    assert answers == [200] * challenge.USES + [425]


def test_reports_from_one_network_are_counted(post, report, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(sends_per_hour=1)
    assert post("sealed", report()).status_code == 200

    refused = post("sealed", report())

    assert refused.status_code == 429
    assert "Nothing is lost" in refused.json()["sentence"]


def test_a_report_sealed_to_somebody_else_is_refused(post, report):
    stranger = seal(b"x", [new_key_pair().public], context=b"x")

    assert post("sealed", report(content=written(stranger))).status_code == 503
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    "parts",
    [
        {"key": "no key"},
        {"content": "not base64!"},
        {"content": ""},
        {"mark": written(b"short")},
        {"reporter_key": written(b"short")},
        {"province": "1801"},
        {"province": 18},
        {"codes": "self"},
        {"files": ["no key"]},
        {"files": ["00000000-0000-0000-0000-000000000000"] * 99},
    ],
    ids=str,
)
def test_what_our_script_would_not_send_is_refused(post, report, parts):
    assert post("sealed", report(**parts)).status_code == 400
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'"x"'])
def test_what_is_no_form_at_all_is_refused(post, body):
    assert post("sealed", body).status_code == 400
    assert post("keys", body).status_code == 400


def test_keys_are_those_of_the_desk(post):
    given = post("keys", {"province": "18", "codes": []}).json()

    assert [base64.b64decode(key) for key in given] == list(filing.desk_keys("18"))


def test_keys_say_when_nobody_could_open_a_report(places, make_unit, client):
    make_unit("KH")

    answer = client.post(
        "/report/en/keys/", '{"province": "18", "codes": []}', content_type="application/json"
    )

    assert answer.status_code == 503
    assert "could not be sealed" in answer.json()["sentence"]


def test_a_sealed_file_is_kept_once_and_belongs_to_its_report(post, report):
    key = str(uuid4())
    for _try in range(2):
        assert post("file", b"sealed bytes", **{"X-Key": key}).status_code == 200
    assert SealedFile.objects.get().complaint is None

    post("sealed", report(files=[key]))

    assert SealedFile.objects.get().complaint == Complaint.objects.get()


@pytest.mark.parametrize("key", ["", "x"])
def test_a_file_without_a_key_is_refused(post, key):
    assert post("file", b"sealed bytes", **{"X-Key": key}).status_code == 400


def test_a_file_over_the_limit_is_refused_and_not_kept(post, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(file_bytes=1000)

    refused = post("file", b"x" * 200_000, **{"X-Key": str(uuid4())})

    assert refused.status_code == 413
    assert not SealedFile.objects.exists()


def test_files_from_one_network_are_counted(post, settings):
    settings.PONLEU_PUBLIC = type(settings.PONLEU_PUBLIC)(sends_per_hour=1, most_files=2)

    answers = [post("file", b"x", **{"X-Key": str(uuid4())}).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_words_are_the_256_of_the_language(visitor):
    words = visitor().open("/report/km/words/").response.json()

    assert len(set(words)) == 256
    assert words == list(filing.Receipt(bytes(range(10))).words("km")) + words[10:]
