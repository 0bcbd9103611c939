"""Pages of allegations: what they show to whom, with the key open and shut, and their acts."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.cases.models import Allegation, KeptApart
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.services import desk as at_desk
from tests.complaints.desk_world import HTMX, body

JOURNAL_LOCK = connection.vendor == "postgresql"

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

READER = [Action.COMPLAINT_READ, Action.REGISTER_READ, Action.ALLEGATION_READ]


def listed(client):
    return body(client.get(reverse("cases:allegations")))


def page_of(client, made):
    return body(client.get(reverse("cases:allegation", args=[made.pk])))


def reference(key):
    return Complaint.objects.get(pk=key).reference


def acts(made, complaint, about, kept):
    """Every address that changes something, with what it is sent."""
    its = made.gatherings.first()
    return [
        (reverse("cases:group", args=[about, complaint]), {"offence": "confinement"}),
        (reverse("cases:group_apart", args=[about, complaint]), {"verdict": "unsure"}),
        (reverse("cases:undo_apart", args=[kept.pk]), {}),
        (reverse("cases:take_in", args=[made.pk, complaint]), {}),
        (reverse("cases:take_out", args=[made.pk, its.pk]), {}),
        (reverse("cases:not_this", args=[made.pk, complaint]), {"verdict": "unsure"}),
        (reverse("cases:withdraw", args=[made.pk]), {"why": "x"}),
        (reverse("cases:restore", args=[made.pk]), {}),
    ]


def test_allegations_says_why_it_is_empty(client, signed_in):
    signed_in("ana")

    text = listed(client)

    assert "No group waits." in text
    assert "No allegation is open." in text


def test_allegations_puts_groups_first_with_reasons_and_no_sealed_word(client, signed_in, told):
    told("They lock the doors.", days=2, signs=("cannot_leave",))
    told("No pay since May.", channel="ngo")
    signed_in("ana")

    text = listed(client)

    assert text.index("This may be one matter about Paper Lantern Hotel") < text.index("Opened")
    assert "2 complaints were linked with it by officers." in text
    assert "They came from 20 November 2026 to 22 November 2026, never more than 2 days" in text
    assert "They came in 2 different ways." in text
    assert "lock the doors" not in text
    assert "No pay" not in text


def test_a_group_is_opened_in_two_presses_with_the_offence_that_the_signs_speak_for(
    client, signed_in, told
):
    keys = [told(signs=("debt",), days=1), told(signs=("debt",))]
    signed_in("ana")
    address = re.search(r'href="(/allegations/group/[^"]+)"', listed(client)).group(1)

    text = body(client.get(address))

    assert '<option value="debt_bondage" selected>' in text
    assert "They lock the doors." in text
    response = client.post(address, {"offence": "debt_bondage", "complaint": keys})
    made = Allegation.objects.get()
    assert response.url == reverse("cases:allegation", args=[made.pk])
    assert set(made.gatherings.values_list("complaint", flat=True)) == set(keys)


def test_a_group_with_the_key_shut_shows_no_words_and_proposes_no_offence(
    client, signed_in, told, hotel
):
    first = told(signs=("debt",), days=1)
    told(signs=("debt",))
    signed_in("ana", None)

    text = body(client.get(reverse("cases:group", args=[hotel.pk, first])))

    assert "They lock the doors." not in text
    assert "Your key is shut" in text
    assert '<option value="not_known" selected>' in text


def test_a_group_that_was_opened_meanwhile_is_refused(client, signed_in, told, hotel, opened):
    one, two = told(days=1), told()
    opened(one)
    signed_in("ana")
    address = reverse("cases:group", args=[hotel.pk, one])

    assert client.post(address, {"offence": "debt_bondage", "complaint": [one, two]}).status_code
    assert Allegation.objects.count() == 1
    assert client.get(address).status_code == 404


def test_a_group_form_that_is_refused_comes_back_as_it_was(client, signed_in, told, hotel):
    one, two = told(days=1), told()
    signed_in("ana")
    address = reverse("cases:group", args=[hotel.pk, one])
    wrong = {
        "offence": "confinement",
        "begins_on": "2026-03-02",
        "begins_precision": "day",
        "ends_on": "2026-03-01",
        "ends_precision": "day",
        "complaint": [one, two],
    }

    response = client.post(address, wrong)

    assert "It cannot end before it begins." in body(response, 422)
    assert not Allegation.objects.exists()


def test_a_month_is_kept_as_its_first_day_and_told_as_a_month(client, signed_in, told, hotel):
    one = told(days=1)
    told()
    signed_in("ana")
    said = {"offence": "confinement", "begins_on": "2026-03-17", "begins_precision": "month"}

    client.post(reverse("cases:group", args=[hotel.pk, one]), {**said, "complaint": [one]})

    assert "since March 2026, end not known" in page_of(client, Allegation.objects.get())


@pytest.mark.parametrize("one", [True, False])
def test_a_group_is_kept_apart_and_undone_from_the_list(client, signed_in, told, hotel, one):
    first, other = told(days=1), told()
    signed_in("ana")
    sent = {"verdict": "different", "why": "other yard", **({"one": other} if one else {})}

    client.post(reverse("cases:group_apart", args=[hotel.pk, first]), sent)
    text = listed(client)

    assert "No group waits." in text
    assert "other yard" in text
    assert reference(other) in text
    kept = KeptApart.objects.get()
    client.post(reverse("cases:undo_apart", args=[kept.pk]))
    assert "This may be one matter" in listed(client)


def test_allegation_shows_its_complaints_as_the_queue_does(client, signed_in, told, opened):
    made = opened(told("They lock the doors."), told("No pay."))
    signed_in("ana")

    text = page_of(client, made)

    assert "2 complaints gathered here" in text
    assert "They lock the doors." in text
    assert "No pay." in text
    assert "Law of 2008 arts 21-22; Penal Code arts 253-255" in text
    assert "article not checked by a lawyer" in text


def test_allegation_with_the_key_shut_shows_no_words(client, signed_in, told, opened):
    made = opened(told("They lock the doors."))
    signed_in("ana", None)

    text = page_of(client, made)

    assert "They lock the doors." not in text
    assert 'class="pl-veil"' in text


def test_allegation_leads_to_each_answer_and_says_which_is_given(
    client, signed_in, told, opened, desk, noon
):
    done, next_one, no_way = told(days=3), told(days=2), told(days=1)
    Complaint.objects.filter(pk=no_way).update(reporter_key=None)
    made = opened(done, next_one, no_way)
    at_desk.answer(desk["ana"][0], done, "We read it.", at=noon)
    signed_in("ana")

    text = page_of(client, made)

    assert "Answered, 22 November 2026" in text
    assert "<dt>Answered</dt><dd>1 of 3</dd>" in text
    assert "Not answered yet" in text
    assert "No receipt: cannot be answered" in text
    assert f'href="{reverse("complaints:complaint", args=[next_one])}#di" data-key="n"' in text
    part = client.get(reverse("cases:of_complaint", args=[next_one]), headers=HTMX)
    assert "No other of it waits for an answer." in body(part)
    part = client.get(reverse("cases:of_complaint", args=[done]), headers=HTMX)
    assert f"Next of it without an answer: {reference(next_one)}" in body(part)


def test_allegation_says_what_is_late(client, signed_in, told, opened, noon):
    from datetime import timedelta

    key = told()
    Complaint.objects.filter(pk=key).update(look_by=noon - timedelta(hours=1))
    made = opened(key)
    signed_in("ana")

    assert "Not answered, and late" in page_of(client, made)


def test_allegation_offers_what_came_near_and_takes_it_in(client, signed_in, told, opened):
    made, later = opened(told(days=2)), told()
    signed_in("ana")
    assert "These may belong here" in page_of(client, made)

    response = client.post(reverse("cases:take_in", args=[made.pk, later]), follow=True)

    assert "2 complaints gathered here" in body(response)
    assert "1 more may belong here" not in listed(client)


def test_allegation_takes_out_keeps_apart_withdraws_and_brings_back(
    client, signed_in, told, opened
):
    one, two, three = told(days=3), told(days=2), told(days=1)
    made = opened(one, two, three)
    signed_in("ana")
    its = made.gatherings.get(complaint=one)

    client.post(reverse("cases:take_out", args=[made.pk, its.pk]))
    sent = {"verdict": "unsure", "why": "cannot be read"}
    client.post(reverse("cases:not_this", args=[made.pk, two]), sent)
    text = page_of(client, made)

    assert "1 complaint gathered here" in text
    assert "cannot be read" in text
    client.post(reverse("cases:withdraw", args=[made.pk]), {"why": "by mistake"})
    assert "by mistake" in page_of(client, made)
    client.post(reverse("cases:restore", args=[made.pk]))
    assert "by mistake" not in page_of(client, made)


@pytest.mark.parametrize("whom", ["user", "unit"])
def test_nobody_named_in_a_complaint_sees_it_or_its_count_anywhere(
    client, signed_in, told, opened, desk, noon, whom
):
    ana, bora = desk["ana"][0], desk["bora"][0]
    one, hidden, alone = told(days=3), told("The officer himself.", days=2), told(days=80)
    made, only = opened(one, hidden, by="bora"), opened(alone, by="bora")
    free = opened(told("Another matter.", days=40), by="bora")
    offer = told("He came again.", days=1)
    named = {"user": ana} if whom == "user" else {"unit": ana.unit}
    for key in (hidden, alone, offer):
        at_desk.keep_from(bora, key, **named, at=noon)
    signed_in("ana")

    texts = [listed(client), page_of(client, free)]
    texts += [
        body(client.get(reverse("cases:of_complaint", args=[key]))) for key in (one, hidden, alone)
    ]

    for text in texts:
        assert not any(reference(key) in text for key in (hidden, alone, offer))
        assert not any(each.reference in text for each in (made, only))
    assert "1 complaint gathered here" in texts[1]
    assert "No other linked complaint waits." in texts[1]
    for each in (made, only):
        assert client.get(reverse("cases:allegation", args=[each.pk])).status_code == 404


def plain(response):
    return re.sub(
        r"[0-9a-f]{8}-[0-9a-f-]{27}|csrf\w+\" value=\"\w+\"|\w{64}", "", body(response, 404)
    )


def test_of_another_province_everything_is_as_if_it_were_not_there(
    client, signed_in, told, opened, hotel, make_officer, country, desk, noon
):
    one = told(days=1)
    made, free, other = opened(one), told(days=60), told(days=59)
    from ponleu.response.cases.rules import Verdict
    from ponleu.response.cases.services import gathering

    kept = gathering.keep_one_apart(desk["ana"][0], hotel.pk, free, other, Verdict.UNSURE, at=noon)
    signed_in(*make_officer("dara", country["KH-12"]))

    assert made.reference not in listed(client)
    assert "Paper Lantern" not in listed(client)
    for name in ("allegation", "alike"):
        there = client.get(reverse(f"cases:{name}", args=[made.pk]))
        nowhere = client.get(reverse(f"cases:{name}", args=[UUID(int=7)]))
        assert plain(there) == plain(nowhere)
    assert client.get(reverse("cases:group", args=[hotel.pk, free])).status_code == 404
    for address, sent in acts(made, free, hotel.pk, kept):
        assert client.post(address, {**sent, "complaint": [free]}).status_code == 404, address
    assert "It is in no allegation." in body(client.get(reverse("cases:of_complaint", args=[one])))


def test_readers_see_no_acts_and_are_refused_them(
    client, signed_in, told, opened, hotel, make_officer, country, desk, noon
):
    from ponleu.response.cases.rules import Verdict
    from ponleu.response.cases.services import gathering

    made, free, other = opened(told(days=1)), told(days=60), told(days=59)
    kept = gathering.keep_one_apart(desk["ana"][0], hotel.pk, free, other, Verdict.UNSURE, at=noon)
    signed_in(*make_officer("reader", country["KH-18"], READER))

    text = page_of(client, made) + listed(client)

    assert '<form method="post" action="/allegations' not in text
    assert "/allegations/group/" not in text
    for address, sent in acts(made, free, hotel.pk, kept):
        assert client.post(address, sent).status_code == 403, address


def test_signed_out_and_without_the_grant_nothing_opens(
    client, told, opened, hotel, make_user, country
):
    made = opened(told())
    pages = [
        reverse("cases:allegations"),
        reverse("cases:allegation", args=[made.pk]),
        reverse("cases:alike", args=[made.pk]),
        reverse("cases:of_complaint", args=[UUID(int=1)]),
        reverse("cases:group", args=[hotel.pk, UUID(int=1)]),
    ]

    for address in pages:
        assert client.get(address).url.startswith(reverse("account_login"))
    client.force_login(make_user("nobody", unit=country["KH-18"], actions=[Action.HOME]))
    for address in pages:
        assert client.get(address).status_code == 403


def test_judgements_that_are_none_are_refused(client, signed_in, told, hotel):
    first = told(days=1)
    told()
    signed_in("ana")

    for sent in ({}, {"verdict": "same"}, {"verdict": "unsure", "why": "x" * 501}):
        address = reverse("cases:group_apart", args=[hotel.pk, first])
        assert client.post(address, sent).status_code == 422
    assert not KeptApart.objects.exists()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        body(client.get(address))
    return len(caught)


def test_pages_cost_the_same_for_any_number_of_complaints(client, signed_in, told, opened):
    made = opened(told(days=1), told())
    told(days=1)
    told(days=60)
    free = told(days=60)
    signed_in("ana")
    addresses = [
        reverse("cases:allegations"),
        reverse("cases:allegation", args=[made.pk]),
        reverse("cases:group", args=[made.entry_id, free]),
        reverse("cases:of_complaint", args=[made.gatherings.first().complaint_id]),
    ]
    listed(client)  # what is asked once a process is asked now
    few = [queries_of(client, address) for address in addresses]
    for _number in range(5):
        told(days=60)
        told(days=1)

    many = [queries_of(client, address) for address in addresses]

    assert few == many
    locks = [JOURNAL_LOCK, 2 * JOURNAL_LOCK, JOURNAL_LOCK, 0]
    assert [number - lock for number, lock in zip(many, locks, strict=True)] == QUERIES


QUERIES = [18, 31, 21, 9]
"""Of the list, an allegation, a group that waits, and the part on the page of a complaint."""


def test_reading_an_allegation_is_journaled_and_holds_no_words(client, signed_in, told, opened):
    made = opened(told("They lock the doors."))
    ana = signed_in("ana")

    page_of(client, made)

    row = JournalRow.objects.get(action="allegation.read")
    assert (row.actor, row.target, row.reason) == (str(ana.pk), str(made.pk), "")
    assert JournalRow.objects.filter(
        action="record.listed", target_type="complaints.complaint"
    ).exists()


def test_the_page_of_a_complaint_asks_for_its_allegations(client, signed_in, told, opened):
    key = told()
    made = opened(key)
    signed_in("ana")
    address = reverse("cases:of_complaint", args=[key])

    text = body(client.get(reverse("complaints:complaint", args=[key])))

    assert f'hx-get="{address}"' in text
    assert f'href="{address}"' in text
    whole, part = client.get(address), client.get(address, headers=HTMX)
    assert made.reference in body(whole)
    assert "<!doctype html>" not in body(part)
    assert "HX-Request" in part.headers["Vary"]
