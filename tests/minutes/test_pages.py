"""Every page of the room: who opens it, what stands there, what a refusal keeps."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.response.minutes.models import Minutes, Signature, Version
from ponleu.response.minutes.rules.kinds import Manner
from ponleu.response.operations.models import TeamMember
from ponleu.response.operations.services import starting
from tests.complaints.desk_world import body
from tests.minutes.conftest import PDF

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")
OWN = ("minutes", "pdf", "word")
WRITES = ("write", "on_paper")
POSTS = ("take_over", "close", "give_up")


def address(name, *args):
    return reverse(f"minutes:{name}", args=args)


@pytest.mark.parametrize("who", ["field", "chan", "vibol", "pov", "rith"])
def test_minutes_open_for_those_to_whom_the_operation_is_open(who, client, closed, sign_in):
    minutes = closed()
    sign_in(who)

    text = body(client.get(address("minutes", minutes.pk)))

    assert minutes.reference in text
    assert Version.objects.get().sha256 in text
    assert client.get(address("pdf", minutes.pk)).content.startswith(b"%PDF-")
    assert client.get(address("word", minutes.pk)).content.startswith(b"PK")


@pytest.mark.parametrize("name", [*OWN, *WRITES, "sign"])
@pytest.mark.parametrize("who", ["north", "audit", "keep"])
def test_for_anybody_else_they_do_not_exist(name, who, client, closed, sign_in, people):
    minutes = closed()
    sign_in(who)

    refused = client.get(address(name, minutes.pk))
    unknown = client.get(address(name, people["vibol"].user.pk))

    assert refused.status_code == unknown.status_code == 404
    assert minutes.reference not in refused.content.decode()


@pytest.mark.parametrize("name", POSTS)
def test_what_is_posted_by_anybody_else_is_of_nothing(name, client, closed, sign_in):
    minutes = closed()
    sign_in("north")

    assert client.post(address(name, minutes.pk), {"was": 1}).status_code == 404
    assert Minutes.objects.get().withdrawn_at is None


@pytest.mark.parametrize("name", [*OWN, *WRITES, "sign", "of_operation", "index", "check"])
def test_signed_out_leads_to_the_sign_in_page(name, client, closed):
    minutes = closed()
    args = [] if name in ("index", "check") else [minutes.pk]

    answer = client.get(address(name, *args))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["field", "vibol", "pov"])
def test_before_the_start_an_operation_has_no_minutes_page(who, client, sealed, sign_in, people):
    operation = sealed()
    sign_in(who)

    refused = client.get(address("of_operation", operation.pk))
    unknown = client.get(address("of_operation", people["vibol"].user.pk))
    begun = client.post(address("begin", operation.pk), {"site": ""})

    assert refused.status_code == unknown.status_code == begun.status_code == 404
    assert operation.code_name not in refused.content.decode()


def test_whom_a_complaint_names_finds_nothing(
    client, closed, sign_in, keep_from, told, hotel, people
):
    minutes = closed()
    keep_from(told(entry=hotel), people["chan"].user)
    sign_in("chan")

    for name in (*OWN, "sign"):
        assert client.get(address(name, minutes.pk)).status_code == 404
    assert client.get(address("of_operation", minutes.operation_id)).status_code == 404
    assert minutes.reference not in body(client.get(address("index")))


def test_minutes_are_begun_completed_closed_and_signed_on_pages(client, begun, sign_in):
    operation = begun()
    sign_in("field")
    assert "Begin minutes" in body(client.get(address("of_operation", operation.pk)))
    client.post(address("begin", operation.pk), {"site": ""})
    minutes = Minutes.objects.get()
    page = body(client.get(address("write", minutes.pk)))
    assert "Started by" in page
    said = {"was": 1, "where": "Sihanoukville", "remarks": "The owner stayed away."}
    assert client.post(address("write", minutes.pk), said).status_code == 302
    client.post(address("close", minutes.pk), {"was": 2})

    sign_in("chan")
    assert minutes.reference in body(client.get(address("index")))
    page = body(client.get(address("sign", minutes.pk)))
    sha256 = Version.objects.get(number=2).sha256
    assert sha256 in page
    assert "The owner stayed away." in page
    given = {"sha256": sha256, "manner": "reserved", "words": "The count is wrong."}
    assert client.post(address("sign", minutes.pk), given).status_code == 302

    page = body(client.get(address("minutes", minutes.pk)))
    assert "The count is wrong." in page
    assert Signature.objects.get().manner == Manner.RESERVED
    client.post(address("take_back", Signature.objects.get().pk))
    assert "taken back by" in body(client.get(address("minutes", minutes.pk)))


def test_a_site_is_chosen_when_minutes_are_begun(client, begun, sign_in):
    operation = begun()
    sign_in("field")

    for site, status in (("x", 404), (str(operation.pk), 404)):
        answer = client.post(address("begin", operation.pk), {"site": site})
        assert answer.status_code == status


def test_the_second_of_two_tabs_is_told_and_keeps_its_words(client, drafted, sign_in):
    minutes = drafted()
    sign_in("field")
    client.post(address("write", minutes.pk), {"was": 1, "remarks": "first"})

    answer = client.post(address("write", minutes.pk), {"was": 1, "remarks": "second"})

    assert answer.status_code == 422
    assert "A colleague wrote a newer version meanwhile." in answer.content.decode()
    assert "second</textarea>" in answer.content.decode()
    assert Version.objects.count() == 2


@pytest.mark.parametrize("was", ["", "x", "0", "99"])
def test_a_version_that_is_not_the_newest_is_not_closed(client, drafted, sign_in, was):
    minutes = drafted()
    sign_in("field")

    assert client.post(address("close", minutes.pk), {"was": was}).status_code == 409
    assert Version.objects.get().closed_at is None


def test_what_the_record_says_otherwise_is_shown_and_offered(
    client, drafted, sign_in, people, noon
):
    minutes = drafted()
    starting.end(people["vibol"].user, minutes.operation_id, at=noon)
    sign_in("field")
    page = body(client.get(address("minutes", minutes.pk)))
    assert "The record says something else now" in page
    assert "Its end is not recorded yet." in page

    client.post(address("take_over", minutes.pk), {"was": 1})

    assert "The record says something else" not in body(client.get(address("minutes", minutes.pk)))


def test_a_shut_key_signs_nothing_and_loses_nothing(client, closed, sign_in):
    minutes = closed()
    sign_in("chan", False)

    given = {"manner": "refused", "words": "Read to nobody.", "sha256": "x"}
    answer = client.post(address("sign", minutes.pk), given)

    assert answer.status_code == 403
    assert 'name="words" value="Read to nobody."' in answer.content.decode()
    assert not Signature.objects.exists()


def test_what_was_changed_meanwhile_is_not_signed(client, closed, sign_in):
    minutes = closed()
    sign_in("chan")

    given = {"manner": "signed", "words": "", "sha256": "0" * 64}
    answer = client.post(address("sign", minutes.pk), given)

    assert answer.status_code == 422
    assert "These minutes were changed after you opened them." in answer.content.decode()


def test_a_sheet_is_entered_and_its_scan_opened(client, closed, sign_in):
    minutes = closed()
    sign_in("field")
    member = TeamMember.objects.get(operation=minutes.operation, user=None)
    page = body(client.get(address("on_paper", minutes.pk)))
    assert member.name in page
    assert ">Chan<" not in page

    scan = SimpleUploadedFile("sheet.pdf", PDF)
    given = {"sha256": Version.objects.get().sha256, "member": str(member.pk), "scan": scan}
    assert client.post(address("on_paper", minutes.pk), given).status_code == 302

    row = Signature.objects.get()
    answer = client.get(address("scan", row.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert row.scan_id in body(client.get(address("minutes", minutes.pk)))
    sign_in("north")
    assert client.get(address("scan", row.pk)).status_code == 404
    assert client.post(address("take_back", row.pk)).status_code == 404


def test_a_file_that_is_no_sheet_is_refused_in_the_form(client, closed, sign_in):
    minutes = closed()
    sign_in("field")

    scan = SimpleUploadedFile("sheet.pdf", b"MZ program")
    given = {"sha256": Version.objects.get().sha256, "name": "Owner", "scan": scan}
    answer = client.post(address("on_paper", minutes.pk), given)

    assert answer.status_code == 422
    assert "Choose a picture or PDF" in answer.content.decode()


@pytest.mark.parametrize("number", ["2", "0", "x", "1" * 30, "-1"])
def test_a_version_that_is_not_there(client, closed, sign_in, number):
    minutes = closed()
    sign_in("chan")

    answer = client.get(address("minutes", minutes.pk), {"version": number})

    assert answer.status_code == (404 if number in ("2", "0") else 200)


def test_the_part_of_the_operations_page_is_a_part(client, closed, sign_in):
    minutes = closed()
    sign_in("chan")
    where = address("of_operation", minutes.operation_id)

    part = client.get(where, headers={"HX-Request": "true"}).content.decode()

    assert minutes.reference in part
    assert "<html" not in part
    page = client.get(reverse("operations:operation", args=[minutes.operation_id]))
    assert where in page.content.decode()


def test_the_first_page_tells_of_what_waits(client, closed, sign_in):
    closed()
    sign_in("chan")

    assert "Write or sign minutes of operations" in body(client.get(reverse("desk:home")))


def test_the_code_of_a_sheet_is_checked(client, closed, sign_in):
    minutes = closed()
    sign_in("audit")

    answer = client.post(address("check"), {"reference": minutes.reference, "code": "X"})

    assert "not of this record" in answer.content.decode()


def test_the_page_asks_no_more_with_more_versions_and_answers(
    client, closed, answer, sign_in, on_paper
):
    minutes = closed()
    sign_in("vibol")
    client.get(address("minutes", minutes.pk))
    with CaptureQueriesContext(connection) as before:
        client.get(address("minutes", minutes.pk))
    answer(minutes, "chan")
    for name in ("One", "Two", "Three"):
        on_paper(minutes, name=name)

    with CaptureQueriesContext(connection) as after:
        client.get(address("minutes", minutes.pk))

    assert len(after) <= len(before)
