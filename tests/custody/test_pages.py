"""Pages of custody: what each person sees, uploads over the line, the report as downloaded."""

from __future__ import annotations

import hashlib
import json
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.journal.models import Entry
from ponleu.response.custody.models import CopyGrant, Exhibit, ExhibitFile, HandOver
from ponleu.response.custody.rules import chain, pieces
from ponleu.response.custody.rules.kinds import FileState, Kind
from ponleu.response.custody.services import handing
from tests.custody.test_chain import script

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")
DATA = bytes(range(256)) * 1000
OUTSIDERS = ("far", "vibol", "field", "audit")


def at(name, *keys):
    return reverse(f"custody:{name}", args=keys)


def text_of(response):
    return response.content.decode()


@pytest.fixture
def world(seized, kept, begun, people, noon):
    """An exhibit with a file, one that is coming, and an offer to dara."""
    exhibit = seized()
    kept_file, coming = kept(exhibit, DATA), begun(exhibit, b"coming")
    offer = handing.offer(
        people["sok"].user, exhibit.pk, "dara", "to the store", is_intact=True, at=noon
    )
    return exhibit, kept_file, coming, offer


def addresses(world):
    exhibit, kept_file, coming, offer = world
    own = ("exhibit", "note", "take_back", "offer", "reseal", "begin_file", "viewers", "report")
    return [
        *(at(name, exhibit.pk) for name in (*own, "report_file")),
        *(at(name, exhibit.operation_id) for name in ("of_operation", "seize")),
        *(at(name, file.pk) for file in (kept_file, coming) for name in ("file", "piece", "grant")),
        at("answer", offer.pk),
    ]


def test_every_page_opens_for_whoever_keeps_and_says_where_it_stands(client, world, sign_in):
    sign_in("sok")
    for address in addresses(world):
        response = client.get(address)
        assert response.status_code == 200, address
        assert "no-store" in response.headers["Cache-Control"]
    for name in ("index", "waiting"):
        assert client.get(at(name)).status_code == 200
    page = text_of(client.get(at("exhibit", world[0].pk)))
    assert "KM 0451" in page
    assert "Plantedowner" in page
    assert "0:12:34 slow" in page
    assert world[1].sha256[:8] in page


def test_whoever_is_outside_learns_nothing_on_any_page(client, world, sign_in):
    for who in OUTSIDERS:
        sign_in(who)
        for address in addresses(world):
            response = client.get(address)
            assert response.status_code in (403, 404), (who, address)
            assert b"recorder" not in response.content
    sign_in("far")
    for name in ("index", "waiting"):
        page = text_of(client.get(at(name)))
        assert "recorder" not in page
        assert "E-2026" not in page
    other = str(uuid.uuid4())
    refused, unknown = (client.get(at("exhibit", key)) for key in (world[0].pk, other))
    hidden = re.compile(r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')
    same = hidden.sub("", text_of(refused)).replace(str(world[0].pk), other)
    assert same == hidden.sub("", text_of(unknown))
    client.logout()
    for address in [*addresses(world), at("index"), at("waiting")]:
        response = client.get(address)
        assert response.status_code == 302
        assert "/sign-in/" in response["Location"]


def test_whoever_only_sees_writes_nothing(client, world, sign_in):
    exhibit, kept_file, coming, offer = world
    sign_in("lina")
    assert client.get(at("exhibit", exhibit.pk)).status_code == 200
    assert client.get(at("report", exhibit.pk)).status_code == 200
    before = (Entry.objects.count(), exhibit.links.count())
    for address in (
        at("note", exhibit.pk),
        at("offer", exhibit.pk),
        at("reseal", exhibit.pk),
        at("take_back", exhibit.pk),
        at("seize", exhibit.operation_id),
        at("begin_file", exhibit.pk),
        at("answer", offer.pk),
        at("take_back_offer", offer.pk),
        at("finish", coming.pk),
        at("drop", coming.pk),
        at("whole", coming.pk),
        at("grant", kept_file.pk),
        at("withdraw", CopyGrant.objects.first().pk),
    ):
        assert client.post(address, {}).status_code == 403, address
    assert client.put(at("piece", coming.pk) + "?from=0", b"coming").status_code == 403
    assert client.post(at("copy", kept_file.pk)).status_code == 403
    assert (Entry.objects.count(), exhibit.links.count()) == before


def test_a_thing_is_entered_on_the_page_of_its_operation(client, started, sign_in):
    operation = started()
    sign_in("sok")
    form = {
        "kind": "phone",
        "what": "Black telephone",
        "site": str(operation.sites.get().pk),
        "seal": "km 9",
        "seized_at": "2026-11-22T19:00:00",
        "clock_showed": "2026-11-22T18:47:26",
    }
    refused = client.post(at("seize", operation.pk), form)
    assert refused.status_code == 422
    assert "both" in text_of(refused)
    form |= {"clock_true": "2026-11-22T19:00:00", "clock_how": "network"}
    assert client.post(at("seize", operation.pk), form).status_code == 302
    exhibit = Exhibit.objects.get()
    assert (exhibit.clock_offset_s, exhibit.seal, exhibit.kind) == (-754, "KM 9", Kind.PHONE)
    part = client.get(at("of_operation", operation.pk), headers={"HX-Request": "true"})
    assert exhibit.reference in text_of(part)
    assert "<html" not in text_of(part)
    page = text_of(client.get(at("exhibit", exhibit.pk)))
    assert "does not allow copying" in page
    operations_page = client.get(reverse("operations:operation", args=[operation.pk]))
    assert at("of_operation", operation.pk) in text_of(operations_page)


def test_both_press_and_the_chain_says_so(client, world, sign_in):
    exhibit, _file, _coming, offer = world
    sign_in("dara")
    assert exhibit.what in text_of(client.get(at("waiting")))
    assert "1 thing" in text_of(client.get(reverse("desk:home")))
    empty = client.post(at("answer", offer.pk), {"do": "refuse", "no-words": ""})
    assert empty.status_code == 422
    sent = {"do": "accept", "number": "KM 0451"}
    assert client.post(at("answer", offer.pk), sent).status_code == 302
    exhibit.refresh_from_db()
    assert exhibit.holder.username == "dara"
    assert exhibit.is_broken
    assert "Seal broken" in text_of(client.get(at("exhibit", exhibit.pk)))
    again = client.post(at("answer", offer.pk), sent)
    assert again.status_code == 422
    assert "meanwhile" in text_of(again)


def test_refused_with_a_reason_it_stays_and_the_page_says_why(client, world, sign_in):
    exhibit, _file, _coming, offer = world
    sign_in("dara")
    client.post(at("answer", offer.pk), {"do": "refuse", "no-words": "Not on duty"})
    page = text_of(client.get(at("exhibit", exhibit.pk)))
    assert "Not on duty" in page
    assert HandOver.objects.get().answer == "refused"


def put(client, file, start, piece):
    return client.put(
        at("piece", file.pk) + f"?from={start}", piece, content_type="application/octet-stream"
    )


def test_pieces_over_the_line_go_on_where_they_were_cut(
    client, seized, begun, sign_in, small_pieces
):
    file, size = begun(seized(), DATA), pieces.PIECE_BYTES
    sign_in("sok")
    assert put(client, file, 0, DATA[:size]).json() == {"held": size}
    again = put(client, file, 0, DATA[:size])
    assert (again.status_code, again.json()) == (200, {"held": size})
    assert put(client, file, 0, DATA[: size - 1]).status_code == 409
    cut = put(client, file, size, DATA[size : size + 100])
    assert cut.status_code == 422
    assert "cut" in cut.json()["sentence"]
    assert put(client, file, 3 * size, b"x").status_code == 409
    assert client.get(at("piece", file.pk)).json() == {"held": size}
    early = client.post(at("finish", file.pk))
    assert "65536 of 256000" in text_of(early)
    for start in range(size, len(DATA), size):
        assert put(client, file, start, DATA[start : start + size]).status_code == 200
    assert client.post(at("finish", file.pk)).status_code == 302
    file.refresh_from_db()
    assert file.state == FileState.ORIGINAL


@pytest.mark.parametrize("start", ["", "-1", "x", "9" * 13, "٣"])
def test_a_piece_that_begins_nowhere_is_refused(start, client, seized, begun, sign_in):
    file = begun(seized(), b"data")
    sign_in("sok")
    assert put(client, file, start, b"data").status_code == 422


def test_a_piece_too_large_is_refused_before_it_is_read(client, world, sign_in):
    sign_in("sok")
    refused = client.put(
        at("piece", world[2].pk) + "?from=0", b"", CONTENT_LENGTH=str(pieces.PIECE_BYTES + 1)
    )
    assert refused.status_code == 413


def test_with_the_key_shut_nothing_is_taken_and_the_page_says_so(client, world, sign_in):
    sign_in("sok", False)
    refused = put(client, world[2], 0, b"coming")
    assert refused.status_code == 403
    assert "passphrase" in refused.json()["sentence"]
    assert "Open my key" in text_of(client.get(at("file", world[2].pk)))
    assert client.post(at("copy", world[1].pk)).status_code == 403


def test_without_script_a_small_file_goes_by_the_form(client, world, sign_in):
    coming = world[2]
    sign_in("sok")
    wrong = client.post(at("whole", coming.pk), {"file": SimpleUploadedFile("a", b"other size")})
    assert wrong.status_code == 422
    assert client.post(at("whole", coming.pk), {}).status_code == 422
    sent = {"file": SimpleUploadedFile("a", b"coming")}
    assert client.post(at("whole", coming.pk), sent).status_code == 302
    assert ExhibitFile.objects.get(pk=coming.pk).state == FileState.ORIGINAL


def test_a_form_from_elsewhere_is_refused(world, people):
    from django.test import Client

    stranger = Client(enforce_csrf_checks=True)
    stranger.force_login(people["sok"].user)
    address = at("whole", world[2].pk)
    assert stranger.post(address, {"file": SimpleUploadedFile("a", b"coming")}).status_code == 403
    assert stranger.put(at("piece", world[2].pk) + "?from=0", b"coming").status_code == 403


def test_a_copy_is_lent_taken_logged_and_ended(client, world, sign_in):
    exhibit, file, _coming, _offer = world
    sign_in("sok")
    given = {"username": "lina", "reason": "knows the faces"}
    assert client.post(at("grant", file.pk), given).status_code == 302
    sign_in("lina")
    taken = client.post(at("copy", file.pk))
    assert b"".join(taken.streaming_content) == DATA
    assert taken["Content-Length"] == str(len(DATA))
    assert "working-copy" in taken["Content-Disposition"]
    assert "Lina" in text_of(client.get(at("viewers", exhibit.pk)))
    sign_in("sok")
    client.post(at("withdraw", CopyGrant.objects.get(user__username="lina").pk))
    sign_in("lina")
    assert client.post(at("copy", file.pk)).status_code == 403


def test_the_report_that_is_downloaded_holds_and_shows_any_change(client, world, sign_in):
    exhibit, file, _coming, _offer = world
    sign_in("lina")
    response = client.get(at("report_file", exhibit.pk))
    data = response.content
    wrong, right = script.checked(data, "", [])
    assert (wrong, right[0]) == ([], f"{exhibit.reference}: 2 links hold")
    assert chain.originals(json.loads(data)) == {hashlib.sha256(DATA).hexdigest(): 1}
    assert b"Plantedowner" in data
    without = client.get(at("report_file", exhibit.pk) + "?owner=no").content
    assert b"Plantedowner" not in without
    assert script.checked(without, "", [])[0] == []
    place = data.index(file.sha256.encode())
    changed = data[:place] + (b"0" if data[place : place + 1] != b"0" else b"1")
    assert script.checked(changed + data[place + 1 :], "", [])[0]
    paper = text_of(client.get(at("report", exhibit.pk)))
    assert json.loads(data)["key"][:8] in paper
    assert "Plantedowner" not in text_of(client.get(at("report", exhibit.pk) + "?owner=no"))


def test_lists_ask_no_more_for_more_rows(client, seized, sign_in):
    sign_in("sok")
    client.get(at("index"))  # what is asked once in a process
    counts = []
    for number in range(1, 4):
        seized(seal=f"KM {number}")
        for address in (at("index"), at("of_operation", Exhibit.objects.first().operation_id)):
            with CaptureQueriesContext(connection) as caught:
                client.get(address)
            counts.append(len(caught))
    assert counts[0:2] == counts[2:4] == counts[4:6]


def test_it_is_found_by_its_reference_by_those_who_see_it(client, seized, sign_in):
    exhibit = seized()
    search = reverse("desk:search") + f"?q={exhibit.reference}"
    from ponleu.faces.desk.by_reference import by_reference

    assert by_reference(exhibit.holder, exhibit.reference).target == exhibit.pk
    for who in ("far", "vibol"):
        sign_in(who)
        assert str(exhibit.pk) not in text_of(client.get(search))
