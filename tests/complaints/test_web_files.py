"""Files of a complaint: working copies without what a camera noted, originals with a reason."""

from __future__ import annotations

import base64
import io
import stat
from uuid import UUID

import pytest
from django.urls import reverse
from PIL import Image

from ponleu.engines.sealing import seal
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.evidence import store
from ponleu.response.complaints import queries, scanning, sealed
from ponleu.response.complaints.intake import FileOf, Words, words_bytes
from ponleu.response.complaints.models import Complaint, Message, SealedFile
from ponleu.response.complaints.services import files, returning
from tests.complaints.desk_world import body, key_of, signed_in
from tests.complaints.test_video_copy import SEEN, box, video

__all__ = ["signed_in"]

pytestmark = pytest.mark.usefixtures("demonstration")

CAMERA = "Planted Camera 3000"


@pytest.fixture(autouse=True)
def at_noon(monkeypatch, noon):
    """Pages happen at noon, on a machine without a scanner."""
    monkeypatch.setattr(clock, "now", lambda: noon)
    monkeypatch.setattr(scanning, "PROGRAM", "no-such-scanner")


def photograph(**more):
    """A JPEG in which a camera noted its name."""
    picture, exif, out = Image.new("RGB", (40, 20), "red"), Image.Exif(), io.BytesIO()
    exif[0x0110] = CAMERA
    picture.save(out, "JPEG", exif=exif, **more)
    return out.getvalue()


@pytest.fixture
def attached(tell, noon):
    """File a complaint with one file: its key and the file's."""

    def make(data, name="photo.jpg", media_type="image/jpeg"):
        kept = files.keep_file([data], name=name, media_type=media_type, at=noon)
        filed, receipt = tell(files=[kept])
        return key_of(filed), UUID(files.unpacked(kept.token).key), receipt

    return make


def copy(client, key, file):
    return client.get(reverse("complaints:file", args=[key, file]))


def original(client, key, file, reason="the visit needs its date"):
    return client.post(reverse("complaints:original", args=[key, file]), {"reason": reason})


def data_of(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_copy_of_a_picture_is_drawn_anew_without_what_the_camera_noted(client, signed_in, attached):
    key, file, _ = attached(photograph())
    signed_in("ana")

    response = copy(client, key, file)

    data = data_of(response)
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("WEBP", (40, 20))
    assert CAMERA.encode() not in data
    assert not picture.getexif()
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_copy_is_a_download_whose_name_tells_nothing(client, signed_in, attached):
    key, file, _ = attached(b"notes", name="my brother Sok.txt", media_type="text/plain")
    ana = signed_in("ana")

    response = copy(client, key, file)

    reference = Complaint.objects.visible_to(ana).get().reference
    assert response.headers["Content-Disposition"] == f'attachment; filename="{reference}-1.txt"'
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert data_of(response) == b"notes"


@pytest.mark.parametrize(
    "name", ["run.exe", "page.html", "pic.svg", "a.b/../c", "x", "bad\r\nname"]
)
def test_copy_of_what_could_run_has_an_ending_that_opens_nothing(client, signed_in, attached, name):
    key, file, _ = attached(b"<script>", name=name, media_type="text/html")
    signed_in("ana")

    assert copy(client, key, file).headers["Content-Disposition"].endswith('-1.bin"')


@pytest.mark.parametrize("data", [b"no picture at all", b"GIF89a" + b"\0" * 80, photograph()[:200]])
def test_copy_of_a_picture_that_cannot_be_drawn_is_refused_and_not_handed_out_as_it_is(
    client, signed_in, attached, data
):
    key, file, _ = attached(data)
    signed_in("ana")

    text = body(copy(client, key, file), 422)

    assert "No safe copy of this picture can be made." in text


def test_original_is_handed_out_whole_with_a_reason_that_stands_sealed_among_the_steps(
    client, signed_in, attached, desk
):
    data = photograph()
    key, file, _ = attached(data)
    signed_in("ana")

    response = original(client, key, file)

    assert data_of(response) == data
    assert response.headers["Content-Disposition"].endswith('-1-original.jpg"')
    notes = [step.note for step in queries.opened_complaint(*desk["ana"], key).steps]
    assert "The original of file 1 was opened: the visit needs its date" in notes
    assert JournalRow.objects.filter(action="complaint.original_read", target=str(key)).exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_original_without_a_reason_is_refused(client, signed_in, attached, reason):
    key, file, _ = attached(photograph())
    signed_in("ana")

    assert "Say why the original is needed." in body(original(client, key, file, reason), 422)


def test_files_of_later_messages_are_handed_out_too(client, signed_in, attached, noon):
    key, _, receipt = attached(photograph())
    later = files.keep_file([b"later"], name="b.txt", media_type="text/plain", at=noon)
    returning.write_back(" ".join(receipt.words("en")), "see this", [later], at=noon)
    signed_in("ana")

    response = copy(client, key, UUID(files.unpacked(later.token).key))

    assert data_of(response) == b"later"
    assert '-2.txt"' in response.headers["Content-Disposition"]


def test_large_file_comes_in_pieces_and_whole(client, signed_in, attached):
    data = bytes(range(256)) * 4096 * 3  # 3 MiB
    key, file, _ = attached(data, name="talk.mp4", media_type="video/mp4")
    signed_in("ana")

    pieces = list(copy(client, key, file).streaming_content)

    assert b"".join(pieces) == data
    assert len(pieces) > 2


def test_copy_of_a_video_is_without_its_place_and_the_original_has_it(client, signed_in, attached):
    data = video(more=box(b"udta", box(b"\xa9xyz", b"+10.6093+103.5296/")))
    key, file, _ = attached(data, name="gate.mp4", media_type="video/mp4")
    signed_in("ana")

    made, whole = data_of(copy(client, key, file)), data_of(original(client, key, file))

    assert SEEN in made
    assert b"+10.6093" not in made
    assert whole == data


def test_copy_of_a_video_that_is_not_whole_is_refused(client, signed_in, attached):
    key, file, _ = attached(video()[:-5], name="gate.mp4", media_type="video/mp4")
    signed_in("ana")

    text = body(copy(client, key, file), 422)

    assert "No safe copy of this video can be made." in text


def test_damaged_file_is_refused_before_any_of_it_is_handed_out(
    client, signed_in, attached, settings
):
    key, file, _ = attached(b"x" * 100, name="a.txt", media_type="text/plain")
    row = SealedFile.objects.get(pk=file)
    other = files.keep_file([b"y" * 100], name="b", media_type="", at=clock.now())
    SealedFile.objects.filter(pk=file).update(
        sha256=SealedFile.objects.get(pk=UUID(files.unpacked(other.token).key)).sha256
    )
    signed_in("ana")

    assert "it is not what was sent" in body(copy(client, key, file), 422)
    assert store.path_of(settings.PONLEU_STORE, row.sha256).exists()


@pytest.fixture
def scanner(monkeypatch, tmp_path):
    """Put a scanner in place that calls a file harmful if "EICAR" is in it."""

    def put(text="grep -q EICAR && exit 1; exit 0"):
        program = tmp_path / "scanner"
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(scanning, "PROGRAM", str(program))

    return put


def test_harmful_file_is_not_handed_out_at_all(client, signed_in, attached, scanner):
    scanner()
    key, file, _ = attached(b"x EICAR x", name="a.txt", media_type="text/plain")
    signed_in("ana")

    assert "harmful" in body(copy(client, key, file), 422)
    assert "harmful" in body(original(client, key, file), 422)


def test_clean_file_is_handed_out_after_scanning(client, signed_in, attached, scanner):
    scanner()
    key, file, _ = attached(b"plain", name="a.txt", media_type="text/plain")
    signed_in("ana")

    assert data_of(copy(client, key, file)) == b"plain"


@pytest.mark.parametrize("broken", ["exit 2", "exec 0<&-; exit 50"])
def test_copy_waits_for_a_scanner_that_fails(client, signed_in, attached, scanner, broken):
    scanner(broken)
    key, file, _ = attached(b"z" * 3_000_000, name="a.txt", media_type="text/plain")
    signed_in("ana")

    assert "gave no answer" in body(copy(client, key, file), 422)


def test_page_lists_files_and_says_whether_they_are_scanned(client, signed_in, attached, scanner):
    key, file, _ = attached(photograph(), name="photo <1>.jpg")
    signed_in("ana")
    page = reverse("complaints:complaint", args=[key])

    without = body(client.get(page))
    scanner()

    assert "photo &lt;1&gt;.jpg" in without
    assert reverse("complaints:file", args=[key, file]) in without
    assert "Not scanned for viruses" in without
    assert "Each is scanned for viruses" in body(client.get(page))


@pytest.mark.parametrize("ask", [copy, original])
def test_file_of_another_complaint_is_not_found(client, signed_in, attached, ask):
    key, _, _ = attached(photograph())
    _, others, _ = attached(photograph())
    signed_in("ana")

    assert ask(client, key, others).status_code == 404
    assert ask(client, key, UUID(int=7)).status_code == 404


def test_file_that_a_complaint_names_but_does_not_own_is_not_found(
    client, signed_in, attached, tell, noon
):
    _, theirs, _ = attached(b"of another", name="a.txt", media_type="text/plain")
    stolen = FileOf(str(theirs), base64.b64encode(bytes(32)).decode(), "a.txt", "", 10)
    complaint, message = Complaint.objects.get(reference=tell()[0].reference), new_key()
    Message.objects.create(
        id=message,
        complaint=complaint,
        is_from_us=False,
        sealed=seal(
            words_bytes(Words("look", (stolen,))),
            sealed.recipients(complaint.unit.path),
            context=sealed.message_context(message),
        ),
        sent_at=noon,
    )
    signed_in("ana")

    assert copy(client, complaint.pk, theirs).status_code == 404


@pytest.mark.parametrize("ask", [copy, original])
def test_file_needs_the_key_open_the_grant_and_a_sign_in(
    client, signed_in, attached, make_officer, country, ask
):
    key, file, _ = attached(photograph())

    assert ask(client, key, file).status_code == 302
    signed_in("ana", None)
    assert ask(client, key, file).status_code == 403
    client.logout()
    signed_in(*make_officer("dara", country["KH-12"]))
    assert ask(client, key, file).status_code == 404


def test_original_is_refused_to_those_who_may_only_read(
    client, signed_in, attached, make_officer, country, noon, desk
):
    from ponleu.foundation.keyrings import services as keyrings

    key, file, _ = attached(photograph())
    reader, pair = make_officer("reader", country["KH-18"], [Action.COMPLAINT_READ])
    keyrings.let_in(*desk["ana"], country["KH-18"], reader, at=noon)
    signed_in(reader, pair)

    assert original(client, key, file).status_code == 403
    assert copy(client, key, file).status_code == 200
