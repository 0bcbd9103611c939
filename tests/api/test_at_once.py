"""The same complaint, sent at the same moment on four lines, is kept once: on real databases.

SQLite in memory has no locks to wait for; there the same is done by a process with a file.
"""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from ponleu.foundation.core.keys import new_key
from ponleu.response.complaints.models import Complaint, Message, Origin, SealedFile
from tests.api.at_once import LINES, at_once
from tests.api.conftest import bearer, report

LOCKED = ("real_locks", "journal_can_be_emptied", "desk")


@pytest.fixture
def real_locks():
    if connection.vendor != "postgresql":
        pytest.skip("set DATABASE_URL to a PostgreSQL database to run it")


@pytest.mark.slow
def test_on_a_file_of_sqlite_each_is_kept_once(run_apart):
    ended = run_apart("tests.api.at_once")

    rounds = json.loads(ended.stdout)
    assert len(rounds) == 10
    for one in rounds:
        assert one["same"] == [200, 200, 200, 201]
        assert (one["references"], one["receipts"]) == (1, 1)
        assert one["other words"] == [201, 409, 409, 409]
        assert one["files"] == [200, 200, 200, 201]
        assert one["kept"] == {"complaints": 2, "messages": 1}


def post(handed, body):
    return Client().post(
        "/api/1/complaints/", body, content_type="application/json", headers=bearer(handed)
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures(*LOCKED)
def test_one_complaint_sent_on_four_lines_is_kept_once(ngo):
    body = json.dumps(report(receipt=True))

    answers = at_once(lambda _: post(ngo, body))

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert sum(answer.json()["receipt"] is not None for answer in answers) == 1
    assert Complaint.objects.count() == Origin.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures(*LOCKED)
def test_one_key_with_four_words_keeps_the_first_and_refuses_the_others(ngo):
    key = str(new_key())

    answers = at_once(lambda n: post(ngo, json.dumps(report(key=key, what=f"line {n}"))))

    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert Complaint.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures(*LOCKED)
def test_four_complaints_at_once_are_four(ngo):
    answers = at_once(lambda _: post(ngo, json.dumps(report())))

    assert [answer.status_code for answer in answers] == [201] * LINES
    assert Complaint.objects.count() == LINES


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures(*LOCKED)
def test_one_file_sent_on_four_lines_is_kept_once(ngo):
    key, file_key = str(new_key()), str(new_key())
    post(ngo, json.dumps(report(key=key)))

    answers = at_once(
        lambda _: Client().post(
            f"/api/1/complaints/{key}/files/",
            {"file_key": file_key, "file": SimpleUploadedFile("a.txt", b"abc")},
            headers=bearer(ngo),
        )
    )

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert Message.objects.count() == 1
    assert SealedFile.objects.exclude(complaint=None).count() == 2  # with the original
