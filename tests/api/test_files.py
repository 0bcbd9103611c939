"""Adding files to what a program sent: sealed as they come, each once, never to another's."""

import tempfile

import pytest

from ponleu.faces.public.options import Options
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal.models import Entry
from ponleu.response.complaints import queries
from ponleu.response.complaints.models import Complaint, Exclusion, SealedFile
from ponleu.response.complaints.rules import State
from ponleu.response.complaints.services import handing, relaying

pytestmark = pytest.mark.usefixtures("places", "desk")


@pytest.fixture
def sent(ngo, send):
    """The key of a complaint that the organisation sent."""
    key = str(new_key())
    send(ngo, key=key)
    return key


def test_a_file_reaches_the_desk_whole(desk, ngo, sent, add, noon):
    data = bytes(range(256)) * 4000

    answer = add(ngo, sent, data)

    seen = queries.opened_complaint(*desk["bora"], Complaint.objects.get().pk)
    file = seen.files[1]
    key = SealedFile.objects.exclude(size__lt=len(data)).get().pk
    handed = handing.hand_original(desk["bora"][0], seen, key, "to read it", at=noon)
    assert (answer.status_code, answer.json()) == (201, {"kept": True})
    assert (file.name, file.size) == ("photo.jpg", len(data))
    assert b"".join(handed.pieces) == data
    assert seen.said[0].message.is_from_us is False
    assert Entry.objects.get(action="complaint.file_relayed").actor == str(ngo.program.pk)


def test_a_file_sent_again_is_kept_once(ngo, sent, add):
    file_key = new_key()

    answers = [add(ngo, sent, b"abc", file_key=file_key) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 200, 200]
    assert SealedFile.objects.exclude(complaint=None).count() == 2  # with the original


def test_a_file_is_never_plain_on_disk(ngo, sent, add, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    add(ngo, sent, b"plantedfile" * 600_000)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"plantedfile" in path.read_bytes()]


def test_a_file_of_nothing_that_was_sent_is_refused(ngo, add):
    answer = add(ngo, str(new_key()), b"abc")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert not SealedFile.objects.exists()


def test_a_file_cannot_be_added_to_what_another_program_sent(sent, make_program, add):
    assert add(make_program("EMB"), sent, b"abc").status_code == 404


def test_a_file_cannot_be_added_to_what_names_the_sender(desk, ngo, sent, add, noon):
    Exclusion.objects.create(
        complaint=Complaint.objects.get(), unit=ngo.program.unit, by=desk["bora"][0], at=noon
    )

    assert add(ngo, sent, b"abc").status_code == 404


def test_a_file_cannot_be_added_to_what_was_taken_back(ngo, sent, add):
    Complaint.objects.update(state=State.WITHDRAWN)

    assert add(ngo, sent, b"abc").status_code == 422


def test_too_large_a_file_is_refused_before_and_while_it_is_read(ngo, sent, add, settings):
    settings.PONLEU_PUBLIC = Options(file_bytes=1000)

    answers = [add(ngo, sent, b"x" * 1001), add(ngo, sent, b"x" * 100_000)]

    assert [answer.status_code for answer in answers] == [413, 413]
    assert SealedFile.objects.count() == 1


def test_a_complaint_takes_so_many_files(ngo, sent, add, monkeypatch):
    monkeypatch.setattr(relaying, "MOST_FILES", 2)

    answers = [add(ngo, sent, b"abc") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 409]


def test_what_is_missing_is_named(ngo, sent, client):
    heads = {"Authorization": f"Bearer {ngo.key}"}
    answer = client.post(f"/api/1/complaints/{sent}/files/", {"file_key": "x"}, headers=heads)

    named = {one["field"] for one in answer.json()["errors"]}
    assert (answer.status_code, named) == (422, {"file_key", "file"})
