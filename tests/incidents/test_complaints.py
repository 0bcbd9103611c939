"""Whether a complaint tells of a known incident: what is offered to whom, said, taken back."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BinaryField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.foundation.keyrings import services as keyrings
from ponleu.response.complaints.models import Complaint, Exclusion
from ponleu.response.incidents.models import ComplaintLink, Incident
from tests.complaints.conftest import desk, make_officer, tell
from tests.complaints.desk_world import HTMX, body, key_of, signed_in
from tests.incidents.conftest import ANALYST

__all__ = ["desk", "make_officer", "signed_in", "tell"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration", "at_noon")]

OFFICER = (
    Action.SOURCE_READ,
    Action.COMPLAINT_READ,
    Action.COMPLAINT_TAKE,
    Action.COMPLAINT_DECIDE,
)
TOLD = (
    "On 16 August 2023 the police came to the Amber Field Hotel in Sihanoukville. They found 14 "
    "people. My cousin Zebulon was one of them and is locked in a room again."
)
OTHER = "In Siem Reap on 2 March 2022 a boat named Blue Heron sank and nobody was found."


@pytest.fixture
def country(make_unit):
    """Units of the country and two provinces, under the names that both makers use."""
    root = make_unit()
    coast = make_unit("18", parent=root, territory="18")
    north = make_unit("17", parent=root, territory="17")
    return {"KH": root, "18": coast, "17": north, "KH-18": coast}


@pytest.fixture
def people(country, make_user):
    """Who judges which documents are of one incident."""
    return {"ana": make_user("judge", unit=country["KH"], actions=ANALYST)}


@pytest.fixture
def officer(make_officer, country, desk, noon):
    """An officer of the coast who reads documents and complaints, with their key."""
    user, pair = make_officer("dary", country["18"], OFFICER, territory="18")
    keyrings.let_in(*desk["ana"], country["18"], user, at=noon)
    return user, pair


@pytest.fixture
def heard(tell):
    """The key of a complaint that tells of the raid."""
    return key_of(tell(TOLD)[0])


def part(client, key, status=200):
    return body(client.get(reverse("incidents:of_complaint", args=[key]), headers=HTMX), status)


def press(client, key, **fields):
    return client.post(reverse("incidents:say", args=[key]), fields)


def test_a_known_incident_is_offered_with_reasons_and_nothing_is_stored(
    client, signed_in, officer, heard, opened
):
    incident, _tellings = opened
    signed_in(*officer)

    text = part(client, heard)

    assert "This may tell of Amber Field Hotel, 16 August 2023" in text
    assert incident.reference in text
    assert "same number: 14 found" in text
    assert ComplaintLink.objects.count() == 0


def test_another_event_is_not_offered(client, signed_in, officer, tell, opened):
    signed_in(*officer)

    text = part(client, key_of(tell(OTHER)[0]))

    assert "No known incident is like it." in text
    assert opened[0].reference not in text


def test_the_words_for_the_place_are_enough_if_the_day_fits(
    client, signed_in, officer, tell, plant, people, noon
):
    from ponleu.response.incidents.services import incidents

    day = noon.date().replace(day=16)
    keys = [plant(11, day=day).pk, plant(14, day=day).pk]
    made = incidents.open_incident(people["ana"], keys, at=noon)
    signed_in(*officer)

    told = key_of(tell("", near="Amber Field Hotel")[0])
    elsewhere = key_of(tell("", near="Stone Lantern Guesthouse", province="17")[0])

    assert made.reference in part(client, told)
    assert Complaint.objects.visible_to(officer[0]).filter(pk=elsewhere).count() == 0


def test_said_it_stands_and_is_not_offered_again_and_can_be_undone(
    client, signed_in, officer, heard, opened
):
    signed_in(*officer)
    incident = opened[0]

    done = press(client, heard, incident=incident.pk, tells="yes")
    link = ComplaintLink.objects.get()
    text = part(client, heard)

    assert done.url == reverse("complaints:complaint", args=[heard])
    assert (link.tells, link.by) == (True, officer[0])
    assert "Said by" in text
    assert "This may tell of" not in text
    assert "No other known incident is like it." in text

    client.post(reverse("incidents:take_back", args=[heard, link.pk]))
    link.refresh_from_db()
    assert (link.withdrawn_by, link.tells) == (officer[0], True)
    assert "This may tell of" in part(client, heard)
    assert list(
        JournalRow.objects.filter(action__startswith="incident.complaint").values_list(
            "action", "target_type"
        )
    ) == [
        ("incident.complaint_tells", "incidents.complaintlink"),
        ("incident.complaint_undone", "incidents.complaintlink"),
    ]


def test_it_does_not_is_kept_too_and_the_other_answer_is_refused_until_undone(
    client, signed_in, officer, heard, opened
):
    signed_in(*officer)
    key = opened[0].pk

    press(client, heard, incident=key, tells="no")
    press(client, heard, incident=key, tells="no")
    refused = press(client, heard, incident=key, tells="yes")

    assert "Does not tell of it" in part(client, heard)
    assert "This may tell of" not in part(client, heard)
    assert "A colleague has judged this already" in body(refused, 409)
    assert ComplaintLink.objects.get().tells is False


def test_by_reference(client, signed_in, officer, tell, opened):
    signed_in(*officer)
    key = key_of(tell(OTHER)[0])

    assert press(client, key, reference="N-2026-000099-A", tells="yes").status_code == 404
    assert press(client, key, reference=opened[0].reference, tells="perhaps").status_code == 422
    press(client, key, reference=f" {opened[0].reference.lower()} ", tells="yes")

    assert ComplaintLink.objects.get().incident == opened[0]


def test_nothing_that_was_told_is_stored_or_asked_of_the_database(
    client, signed_in, officer, heard, opened
):
    signed_in(*officer)

    with CaptureQueriesContext(connection) as asked:
        part(client, heard)
    press(client, heard, incident=opened[0].pk, tells="yes")

    assert not [each["sql"] for each in asked if "zebulon" in each["sql"].casefold()]
    assert not [each["sql"] for each in asked if "'s:zbln" in each["sql"].casefold()]
    for model in apps.get_models():
        fields = [
            field.attname
            for field in model._meta.concrete_fields
            if not isinstance(field, BinaryField)
        ]
        for row in model._base_manager.values_list(*fields).iterator():
            assert "zebulon" not in repr(row).casefold(), model


def test_without_the_key_nothing_is_compared_and_what_was_said_is_shown(
    client, signed_in, officer, heard, opened
):
    signed_in(*officer)
    press(client, heard, incident=opened[0].pk, tells="yes")
    client.logout()
    client.cookies.clear()
    signed_in(officer[0], None)

    text = part(client, heard)

    assert "Open your key" in text
    assert opened[0].reference in text
    assert "same number: 14 found" not in text


def test_documents_that_the_reader_may_not_see_offer_nothing_and_cannot_be_said(
    client, signed_in, officer, heard, plant, people, noon
):
    from ponleu.response.incidents.services import incidents

    keys = [plant(11, unit="17").pk, plant(14, unit="17").pk]
    hidden = incidents.open_incident(people["ana"], keys, at=noon)
    signed_in(*officer)

    assert "No known incident is like it." in part(client, heard)
    assert press(client, heard, incident=hidden.pk, tells="yes").status_code == 404
    assert press(client, heard, reference=hidden.reference, tells="yes").status_code == 404
    assert ComplaintLink.objects.count() == 0


def test_whom_a_complaint_names_sees_no_link_and_no_count(
    client, signed_in, officer, heard, opened, make_officer, country, desk, noon
):
    incident = opened[0]
    signed_in(*officer)
    press(client, heard, incident=incident.pk, tells="yes")
    link = ComplaintLink.objects.get()
    reference = Complaint.objects.get(pk=heard).reference
    listing = reverse("incidents:complaints_of", args=[incident.pk])
    assert reference in body(client.get(listing))

    named = make_officer("sok", country["18"], OFFICER, territory="18")
    keyrings.let_in(*desk["ana"], country["18"], named[0], at=noon)
    Exclusion.objects.create(complaint_id=heard, user=named[0], by=officer[0], at=noon)
    client.logout()
    signed_in(*named)

    assert part(client, heard, 404) is not None
    assert "Nobody said yet that a complaint tells of it." in body(client.get(listing))
    assert press(client, heard, incident=incident.pk, tells="no").status_code == 404
    assert client.post(reverse("incidents:take_back", args=[heard, link.pk])).status_code == 404
    link.refresh_from_db()
    assert link.withdrawn_at is None


def test_wrong_unit_reader_and_signed_out(
    client, signed_in, officer, heard, opened, make_officer, country, noon
):
    incident = opened[0]
    addresses = [
        reverse("incidents:of_complaint", args=[heard]),
        reverse("incidents:complaints_of", args=[incident.pk]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 302
    assert press(client, heard, incident=incident.pk, tells="yes").status_code == 302

    north = make_officer("nara", country["17"], OFFICER, territory="17")
    signed_in(*north)
    for address in addresses:
        assert client.get(address).status_code == 404
    assert press(client, heard, incident=incident.pk, tells="yes").status_code == 404
    client.logout()

    reader = make_officer(
        "rath", country["18"], (Action.SOURCE_READ, Action.COMPLAINT_READ), territory="18"
    )
    signed_in(*reader)
    assert "Tells of it" not in part(client, heard)
    assert press(client, heard, incident=incident.pk, tells="yes").status_code == 403
    assert ComplaintLink.objects.count() == 0


def test_pages_ask_for_the_parts_by_address(client, signed_in, officer, heard, opened):
    signed_in(*officer)

    complaint = body(client.get(reverse("complaints:complaint", args=[heard])))
    incident = body(client.get(reverse("incidents:incident", args=[opened[0].pk])))

    assert reverse("incidents:of_complaint", args=[heard]) in complaint
    assert reverse("incidents:complaints_of", args=[opened[0].pk]) in incident
    whole = body(client.get(reverse("incidents:of_complaint", args=[heard])))
    assert "Back to the complaint" in whole
    assert Incident.objects.count() == 1
