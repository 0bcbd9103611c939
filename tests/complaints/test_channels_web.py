"""The pages for bringing files in: look first, choose columns, take in; sealed all the while."""

from __future__ import annotations

import html
import io
import re
import tempfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.places.models import Place
from ponleu.response.complaints import queries
from ponleu.response.complaints.models import Complaint, SealedFile
from ponleu.response.complaints.web import bring as pages
from ponleu.response.complaints.web.uploads import MOST_BYTES
from tests.complaints.desk_world import body, signed_in
from tests.complaints.made_files import FORM, UUID_1, message, table, workbook

__all__ = ["signed_in"]

pytestmark = pytest.mark.usefixtures("demonstration")
HIDDEN = re.compile(r'<input type="hidden" name="([a-z_0-9]+)"(?: value="([^"]*)")?')
PAGES = ("bring", "bring_form", "bring_table")


@pytest.fixture(autouse=True)
def at_noon(monkeypatch, noon, db):
    """Pages happen at noon, and there is a province."""
    monkeypatch.setattr(clock, "now", lambda: noon)
    Place.objects.create(code="18", level="province", name="Preah Sihanouk", name_km="ព្រះសីហនុ")


def send(client, data, name="a.csv", **more):
    said = {"channel": "ngo", "language": "en", "file": SimpleUploadedFile(name, data), **more}
    return client.post(reverse("complaints:bring"), said)


def go_on(client, page, **more):
    """Send the form of a page that shows what would come in."""
    hidden = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
    chosen = dict(re.findall(r'<select name="(column_\d+)".*?<option value="(\w*)" selected', page))
    return client.post(reverse("complaints:bring_in"), {**hidden, **chosen, **more})


def selected(page, column):
    choice = re.search(rf'<select name="column_{column}".*?</select>', page, re.S)[0]
    return re.search(r'<option value="(\w*)" selected', choice)[1]


def test_a_table_is_looked_at_then_taken_in(client, signed_in, desk):
    signed_in("ana")

    page = body(send(client, table((UUID_1, "They lock us in", "", "", "18", "", "", ""))))

    assert "1 complaint would come in" in page
    assert "They lock us in" in page
    assert (selected(page, 1), selected(page, 4)) == ("what", "province")
    assert not Complaint.objects.exists()

    done = body(go_on(client, page, column_1="what", column_4="province", apply="1"))

    complaint = Complaint.objects.get()
    assert "1 complaint is sealed and kept" in done
    assert (complaint.channel, complaint.language, complaint.territory) == ("ngo", "en", "18")
    assert queries.opened_complaint(*desk["ana"], complaint.pk).content.told.what == (
        "They lock us in"
    )


def test_other_columns_can_be_chosen_before_anything_comes_in(client, signed_in):
    signed_in("ana")
    page = body(send(client, table(("Locked in",), heading=("unheard_of",))))

    again = body(go_on(client, page, column_0="what"))

    assert "0 complaints would come in" in page
    assert "row 2: it says neither" in page
    assert "1 complaint would come in" in again
    assert not Complaint.objects.exists()


def test_one_field_cannot_be_chosen_for_two_columns(client, signed_in):
    signed_in("ana")
    page = body(send(client, table(("x", "y"), heading=("what", "b"))))

    refused = go_on(client, page, column_0="contact", column_1="contact", apply="1")

    assert "is chosen for two columns" in body(refused, 422)
    assert not Complaint.objects.exists()


def test_a_broken_row_is_told_and_the_others_come_in(client, signed_in):
    signed_in("ana")
    data = table(("Locked in", "no"), ("Beaten", "perhaps"), heading=("what", "is_safe"))
    page = body(send(client, data))

    done = body(go_on(client, page, column_0="what", column_1="is_safe", apply="1"))

    assert "row 3, column B (is_safe): it is neither yes nor no" in page
    assert "row 3, column B (is_safe)" in done
    assert "perhaps" not in done
    assert Complaint.objects.count() == 1


def test_a_file_that_was_brought_comes_in_no_second_time(client, signed_in):
    signed_in("ana")
    for _ in range(2):
        page = body(send(client, message(), "a.eml", channel="email"))
        go_on(client, page, apply="1")

    assert "1 is in already" in page
    assert Complaint.objects.count() == 1


def test_answers_are_understood_through_their_form(client, signed_in):
    signed_in("ana")
    form = SimpleUploadedFile("form.xlsx", workbook(**FORM))
    data = workbook(Answers=[("q1", "q2"), ("Locked in", "p_a")])

    page = body(send(client, data, "answers.xlsx", form=form))
    body(go_on(client, page, column_0="what", column_1="province", apply="1"))

    assert Complaint.objects.get().territory == "18"


def test_more_than_fits_one_request_goes_on_in_the_next(client, signed_in, monkeypatch):
    monkeypatch.setattr(pages, "MOST_AT_ONCE", 2)
    signed_in("ana")
    page = body(send(client, table(("one",), ("two",), ("three",), heading=("what",))))

    first = body(go_on(client, page, column_0="what", apply="1"))
    second = body(go_on(client, first, apply="1"))

    assert "Take in the next ones" in first
    assert "Take in the next ones" not in second
    assert "1 complaint is sealed and kept" in second
    assert Complaint.objects.count() == 3


def test_a_page_goes_through_so_many_rows_and_says_so(client, signed_in, monkeypatch):
    monkeypatch.setattr(pages, "MOST_SEEN", 2)
    signed_in("ana")

    page = body(send(client, table(("one",), ("two",), ("three",), heading=("what",))))

    assert "2 complaints would come in" in page
    assert "first 2 of a file" in page


def test_what_is_sent_touches_no_disk_in_plain(client, signed_in, monkeypatch):
    signed_in("ana")
    made = []
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", lambda *a, **k: made.append(a))
    data = table(*[("word " * 50 + str(n),) for n in range(14_000)], heading=("what",))
    assert len(data) > 3_000_000  # more than Django keeps in memory by itself

    page = body(send(client, data))

    assert "10000 complaints would come in" in page.replace(",", "")
    assert made == []
    assert SealedFile.objects.count() == 1


def test_too_much_is_refused_before_it_is_read(client, signed_in):
    signed_in("ana")

    answer = client.post(
        reverse("complaints:bring"), {"channel": "ngo"}, CONTENT_LENGTH=str(MOST_BYTES + 1)
    )

    assert "More than 20 MB" in body(answer, 413)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", b"%PDF-1.7"), ("a.csv", b"\r\n"), ("a.xlsx", b"PK\x03\x04 no"), ("a.csv", b",\r\n")],
)
def test_a_file_that_is_none_of_these_is_refused_on_the_page(client, signed_in, name, data):
    signed_in("ana")

    page = body(send(client, data, name), 422)

    assert "Nothing was stored yet" in page
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("token", ["x", "bnVsbA==", "e30="])
def test_a_made_up_token_is_refused(client, signed_in, token):
    signed_in("ana")
    said = {"file": token, "channel": "ngo", "language": "en", "apply": "1"}

    body(client.post(reverse("complaints:bring_in"), said), 422)

    assert not Complaint.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_only_who_takes_complaints_down_reaches_the_pages(
    client, signed_in, make_officer, country, desk, name
):
    reads = make_officer("cham", country["KH-18"], actions=[Action.COMPLAINT_READ])
    address = reverse(f"complaints:{name}")

    assert client.get(address).status_code == 302
    signed_in(*reads)
    assert client.get(address).status_code == 403


def test_a_post_without_its_token_against_forgery_is_refused(signed_in, desk):
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk["ana"][0])

    for name in ("bring", "bring_in"):
        assert client.post(reverse(f"complaints:{name}"), {}).status_code == 403


def test_the_form_and_the_table_to_fill_in_can_be_taken_away(client, signed_in):
    signed_in("ana")

    form = client.get(reverse("complaints:bring_form"))
    empty = client.get(reverse("complaints:bring_table"))

    book = openpyxl.load_workbook(io.BytesIO(form.content))
    assert book.sheetnames == ["survey", "choices", "settings"]
    assert ("provinces", "18", "Preah Sihanouk", "ព្រះសីហនុ") in set(book["choices"].values)
    assert empty.content.startswith("\ufeffwhat,signs,is_safe".encode())


def test_the_first_page_works_without_script(client, signed_in):
    signed_in("ana")

    page = body(client.get(reverse("complaints:bring")))

    assert 'enctype="multipart/form-data"' in page
    assert reverse("complaints:bring_table") in page
