"""Complaints that nobody linked: read in the session for the name of the place, and not kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.knowledge.register import name_index
from ponleu.response.cases import alike
from ponleu.response.cases.models import Gathering
from ponleu.response.complaints.models import About, Complaint
from ponleu.response.complaints.services import desk as at_desk
from tests.complaints.desk_world import HTMX, body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


@pytest.fixture
def made(told, opened):
    """An allegation about the hotel."""
    key = told()
    name_index.bring_up()
    return opened(key)


def found(desk, made, who="ana", pair=...):
    user, opened = desk[who]
    return alike.alike(user, opened if pair is ... else pair, made)


def test_alike_finds_what_names_the_place_and_keeps_nothing(desk, made, told):
    named = told("They lock us in.", near="Paper Lantern Hotell", entry=None)
    told("No pay.", near="the brick kiln by the river", entry=None)
    before = (About.objects.count(), Gathering.objects.count())

    answer = found(desk, made)

    assert [(each.key, each.name) for each in answer.found] == [(named, "Paper Lantern Hotell")]
    assert (answer.read, answer.is_shut) == (2, False)
    assert (About.objects.count(), Gathering.objects.count()) == before


def test_alike_reads_nothing_without_a_key(desk, made, told):
    told(near="Paper Lantern Hotel", entry=None)

    answer = found(desk, made, pair=None)

    assert (answer.found, answer.read, answer.is_shut) == ((), 0, True)


def test_alike_reads_at_most_so_many_and_never_what_is_linked_done_or_hidden(
    desk, made, told, noon, monkeypatch
):
    ana, bora = desk["ana"][0], desk["bora"][0]
    told(near="Paper Lantern Hotel")
    junk, hidden = (told(near="Paper Lantern Hotel", entry=None) for _ in range(2))
    Complaint.objects.filter(pk=junk).update(is_junk=True)
    at_desk.keep_from(bora, hidden, user=ana, at=noon)
    assert found(desk, made).read == 0

    for _number in range(3):
        told(near="Paper Lantern Hotel", entry=None)
    monkeypatch.setattr(alike, "MOST_READ", 2)
    assert found(desk, made).read == 2


def test_alike_passes_over_what_our_pages_did_not_write(desk, made, told):
    key = told(near="Paper Lantern Hotel", entry=None)
    Complaint.objects.filter(pk=key).update(content=b"not an envelope")

    answer = found(desk, made)

    assert (answer.found, answer.read, answer.is_shut) == ((), 0, True)


def test_alike_page_shows_rows_in_the_session_and_is_journaled(client, signed_in, made, told):
    told("They lock us in.", near="Paper Lantern Hotel", entry=None)
    signed_in("ana")
    address = reverse("cases:alike", args=[made.pk])

    whole, part = client.get(address), client.get(address, headers=HTMX)

    assert "They lock us in." in body(whole)
    assert "“Paper Lantern Hotel” was told." in body(part)
    assert "<!doctype html>" not in body(part)
    assert JournalRow.objects.filter(action="allegation.read").count() == 2
    assert (
        not JournalRow.objects.filter(reason__contains="Lantern")
        .exclude(action="complaint.linked")
        .exists()
    )


def test_alike_page_with_the_key_shut_asks_for_it(client, signed_in, made, told):
    told("They lock us in.", near="Paper Lantern Hotel", entry=None)
    signed_in("ana", None)

    text = body(client.get(reverse("cases:alike", args=[made.pk])))

    assert "Your key is shut" in text
    assert "They lock us in." not in text
    assert "Paper Lantern Hotel” was told" not in text
