"""E-mail as complaints: the words, who sent them, what came along, and the original whole."""

from __future__ import annotations

import pytest

from ponleu.foundation.documents import Reader
from ponleu.response.complaints.channels.files import brought_file
from ponleu.response.complaints.channels.messages import MOST_ATTACHMENTS
from ponleu.response.complaints.channels.rows import Reading
from ponleu.response.complaints.channels.types import MOST_WHAT, Brought, Fault, Places
from tests.complaints.made_files import archive, message

READING = Reading({}, "en", Places(frozenset(), {}))


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


def brought(data, name, reader):
    file = brought_file(data, name, reader)
    return [file] if isinstance(file, Fault) else list(file.complaints(READING, reader))


def test_a_message_gives_its_words_and_beside_them_sender_subject_and_day(reader):
    (found,) = brought(message("They lock us in.\n\nPlease come."), "a.eml", reader)

    assert found.told.what == "They lock us in.\n\nPlease come."
    assert found.told.language == "en"
    assert found.told.beside == {
        "consent": "not_asked",
        "sender": "Sok <sok@example.org>",
        "subject": "About a building",
        "sent": "2026-11-21",
    }


def test_a_message_comes_with_its_attachments_and_itself(reader):
    data = message(attachments=[("photo.jpg", b"\xff\xd8 picture"), ("list.csv", b"a,b")])

    (found,) = brought(data, "a.eml", reader)

    assert [(f.name, f.media_type) for f in found.files] == [
        ("a.eml", "message/rfc822"),
        ("photo.jpg", "image/jpeg"),
        ("list.csv", "text/csv"),
    ]
    assert [f.data for f in found.files] == [data, b"\xff\xd8 picture", b"a,b"]


def test_a_message_in_khmer_keeps_its_letters(reader):
    (found,) = brought(message("គេចាក់សោទ្វារនៅពេលយប់"), "a.eml", reader)

    assert found.told.what == "គេចាក់សោទ្វារនៅពេលយប់"


def test_a_message_without_words_is_told_by_its_subject(reader):
    (found,) = brought(message("", attachments=[("a.jpg", b"\xff\xd8")]), "a.eml", reader)

    assert found.told.what == "About a building"


def test_an_archive_gives_each_message_and_a_line_for_what_is_none(reader):
    data = archive(
        [
            ("mail/1.eml", message("One.")),
            ("mail/note.txt", b"only a note"),
            ("mail/2.eml", message("Two.")),
            ("__MACOSX/x", b"\0"),
        ]
    )

    one, two, note = brought(data, "drop.zip", reader)

    assert (one.told.what, two.told.what) == ("One.", "Two.")
    assert isinstance(note, Fault)
    assert note.place == "mail/note.txt"


def test_the_same_message_is_the_same_under_another_name(reader):
    data = message()

    (first,), (second,) = brought(data, "a.eml", reader), brought(data, "b.eml", reader)

    assert first.origin == second.origin


def test_a_message_of_too_many_letters_or_attachments_is_told(reader):
    many = [(f"{n}.txt", b"x") for n in range(MOST_ATTACHMENTS + 1)]

    (long,) = brought(message("long word " * (MOST_WHAT // 10 + 1)), "a.eml", reader)
    (full,) = brought(message(attachments=many), "b.eml", reader)

    assert (long.place, full.place) == ("a.eml", "b.eml")
    assert "100000 letters" in long.problem
    assert "100 attachments" in full.problem


@pytest.mark.parametrize(
    "data",
    [
        b"From: a@b\r\nSubject: =?utf-8?B?//8=?=\r\nDate: 99\r\n\r\nwords",
        b"From: \xff\xfe\r\nMessage-ID: <1>\r\nContent-Type: text/plain; charset=klingon\r\n\r\nhi",
        b"From: a\r\nTo: b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\ncut off",
        b"Received: x\r\nContent-Type: text/html\r\n\r\n<p>locked in<script>alert(1)</script>",
    ],
)
def test_a_message_that_is_not_quite_one_is_taken_or_told_and_can_be_kept(reader, data):
    (found,) = brought(data, "a.eml", reader)

    if isinstance(found, Brought):
        found.told.what.encode()
        "".join(found.told.beside.values()).encode()
        assert "alert" not in found.told.what


@pytest.mark.parametrize(
    ("name", "data"), [("a.zip", b"PK\x03\x04 no archive"), ("a.zip", archive([]))]
)
def test_an_archive_that_is_damaged_or_empty_is_told(reader, name, data):
    (found,) = brought(data, name, reader)

    assert isinstance(found, Fault)
