"""Files of exhibits: what is taken, what is refused, who opens it, what is written down."""

from __future__ import annotations

import hashlib
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.evidence import store
from ponleu.knowledge.evidence.models import Content
from ponleu.response.findings.models import Piece
from ponleu.response.findings.rules.kinds import PieceKind
from ponleu.response.findings.services import exhibits, pieces
from ponleu.response.findings.services.exhibits import Exhibit
from tests.complaints.desk_world import body
from tests.findings.conftest import READER, REVIEWER, WRITER

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40
OPENER = (*REVIEWER, Action.EXHIBIT_OPEN)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PONLEU_STORE = tmp_path / "store"
    return settings.PONLEU_STORE


@pytest.fixture
def photo(piece):
    """Add a photograph as an exhibit: photo(PHOTO, kept_where="Safe 3")."""

    def add(data=PHOTO, *, words="The chain on the door.", to=None, **custody):
        exhibit = Exhibit(io.BytesIO(data), **custody)
        return piece(words, to=to, kind=PieceKind.EXHIBIT, exhibit=exhibit, origin="The team")

    return add


def stored(folder):
    return set(store.stored(folder))


def test_a_file_is_kept_byte_for_byte_with_where_it_comes_from(photo, folder, noon):
    made = photo(taken_by=" The  team ", taken_date=date(2026, 11, 20), kept_where="Safe 3")

    assert (made.taken_by, made.taken_date, made.kept_where) == (
        "The team",
        date(2026, 11, 20),
        "Safe 3",
    )
    assert made.content.sha256 == hashlib.sha256(PHOTO).hexdigest()
    assert (made.content.media_type, made.content.size) == ("image/jpeg", len(PHOTO))
    assert store.read_verified(folder, made.content.sha256) == PHOTO


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03\x00program", "kind of file"),
        (b"\x7fELF\x02\x01\x01\x00", "kind of file"),
        (b"\x00" * 50, "kind of file"),
    ],
)
def test_an_empty_or_wrong_file_is_refused_and_nothing_is_kept(photo, folder, data, said):
    with pytest.raises(InvalidInput, match=said):
        photo(data)

    assert not stored(folder)
    assert not Piece.objects.exists()


def test_too_large_a_file_is_refused_and_nothing_is_kept(photo, folder, monkeypatch):
    monkeypatch.setattr(exhibits, "MOST_BYTES", len(PHOTO) - 1)

    with pytest.raises(store.TooLarge):
        photo()

    assert not stored(folder)
    assert not Content.objects.filter(sha256=hashlib.sha256(PHOTO).hexdigest()).exists()


def test_the_same_file_is_taken_once_until_it_is_withdrawn(photo, writer, noon):
    first = photo()
    with pytest.raises(InvalidInput, match="very file"):
        photo(words="Again.")
    other = photo(PHOTO + b"x")
    pieces.withdraw_piece(writer, first.pk, why="Blurred.", at=noon)
    second = photo(words="Again.")
    with pytest.raises(InvalidInput, match="very file"):
        pieces.restore_piece(writer, first.pk, at=noon)

    assert second.content == first.content != other.content


@pytest.mark.parametrize(
    "wrong",
    [
        {"taken_by": "x" * 201},
        {"kept_where": "x" * 201},
        {"taken_date": date(2026, 11, 23)},
    ],
)
def test_words_that_are_too_long_and_a_day_to_come_are_refused_before_the_file_is_kept(
    photo, folder, wrong
):
    with pytest.raises(InvalidInput):
        photo(**wrong)

    assert not stored(folder)


def test_only_an_exhibit_has_a_file(piece):
    with pytest.raises(InvalidInput):
        piece(exhibit=Exhibit(io.BytesIO(PHOTO)))


@pytest.mark.parametrize("field", ["taken_by", "kept_where"])
def test_the_database_holds_custody_of_exhibits_alone(piece, field):
    made = piece()

    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.filter(pk=made.pk).update(**{field: "Safe 3"})


def test_open_file_gives_the_bytes_to_who_may_and_journals_it(photo, make_user, country, noon):
    made = photo()
    opener = make_user("opener", unit=country["KH-18"], actions=OPENER)

    found, file = exhibits.open_file(opener, made.pk, at=noon)

    with file:
        assert file.read() == PHOTO
    assert exhibits.name_of(found) == f"{made.allegation.reference}-{made.content_id[:8]}.jpg"
    assert JournalRow.objects.get(action="piece.file_opened").target == str(made.pk)


def test_open_file_is_refused_to_who_only_reads_and_is_not_there_for_others(
    photo, piece, speaker, make_user, country, noon
):
    made, thing = photo(), piece("A key.", kind=PieceKind.EXHIBIT, exhibit=Exhibit(kept_where="x"))
    opener = make_user("opener", unit=country["KH-18"], actions=OPENER)
    there = make_user("there", unit=country["KH-12"], actions=OPENER)

    with pytest.raises(NotPermitted):
        exhibits.open_file(speaker, made.pk, at=noon)
    with pytest.raises(NotFound):
        exhibits.open_file(there, made.pk, at=noon)
    with pytest.raises(NotFound):
        exhibits.open_file(opener, thing.pk, at=noon)
    assert not JournalRow.objects.filter(action="piece.file_opened").exists()


def test_a_damaged_file_is_not_handed_out(photo, folder, make_user, country, noon):
    made = photo()
    opener = make_user("opener", unit=country["KH-18"], actions=OPENER)
    path = store.path_of(folder, made.content.sha256)
    path.chmod(0o600)
    path.write_bytes(PHOTO[:-1] + b"!")

    with pytest.raises(store.Damaged):
        exhibits.open_file(opener, made.pk, at=noon)


@pytest.fixture
def sent(client, allegation):
    """Send the form: sent(writer, file=..., words=...)."""

    def send(by, data=PHOTO, name="IMG of Mr Planted.jpg", **fields):
        client.force_login(by)
        filled = {
            "what": "exhibit",
            "words": "The chain on the door.",
            "origin": "The team",
            "reliability": "B",
            "credibility": "2",
            **fields,
        }
        if data is not None:
            filled["file"] = SimpleUploadedFile(name, data)
        return client.post(reverse("findings:add", args=[allegation.pk]), filled)

    return send


@pytest.mark.usefixtures("demonstration", "at_noon")
class TestPages:
    def test_the_form_takes_it_and_the_page_shows_its_hash(self, client, sent, writer, speaker):
        response = sent(writer, taken_by="The team", taken_date="2026-11-20", kept_where="Safe 3")

        assert response.status_code == 302
        made = Piece.objects.get()
        client.force_login(speaker)
        text = body(client.get(reverse("findings:piece", args=[made.pk])))
        assert hashlib.sha256(PHOTO).hexdigest() in text
        assert "The team, 20 November 2026" in text
        assert "Safe 3" in text
        assert "Your grants do not reach to opening the file." in text
        assert "Planted" not in text
        assert client.get(reverse("findings:file", args=[made.pk])).status_code == 403

    @pytest.mark.parametrize(
        ("data", "said"),
        [(b"", "The file is empty"), (b"MZ\0\0", "This kind of file is not taken")],
    )
    def test_a_refused_file_loses_no_words(self, sent, writer, data, said):
        text = body(sent(writer, data, kept_where="Safe 3", taken_by="Team 4"), 422)

        assert said in text
        for kept in ("The chain on the door.", "Safe 3", "Team 4"):
            assert kept in text
        assert '<details class="pl-fold" open>' in text

    def test_a_file_of_something_else_is_refused(self, sent, writer):
        text = body(sent(writer, what="interview"), 422)

        assert "Only an exhibit has a file" in text

    def test_who_may_saves_it_and_it_never_runs_in_a_browser(
        self, client, sent, make_user, country
    ):
        both = make_user("both", unit=country["KH-18"], actions={*WRITER, Action.EXHIBIT_OPEN})
        page = b"<script>alert(1)</script>"
        sent(both, page, name="x.html")
        made = Piece.objects.get()

        response = client.get(reverse("findings:file", args=[made.pk]))

        assert b"".join(response.streaming_content) == page
        assert response["Content-Type"] == "application/octet-stream"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"].startswith("attachment;")
        assert "no-store" in response["Cache-Control"]
        assert reverse("findings:file", args=[made.pk]) in body(
            client.get(reverse("findings:piece", args=[made.pk]))
        )

    def test_signed_out_and_of_another_province(self, client, photo, make_user, country):
        address = reverse("findings:file", args=[photo().pk])
        signed_out = client.get(address)
        there = make_user("there", unit=country["KH-12"], actions=(*READER, Action.EXHIBIT_OPEN))
        client.force_login(there)

        assert "/sign-in/" in signed_out.url
        assert client.get(address).status_code == 404
