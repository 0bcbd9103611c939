"""The page of a complaint: opened with the session's key, acted on, kept from whom it names."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from ponleu.engines.sealing import seal
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.complaints import queries, sealed
from ponleu.response.complaints.models import About, Complaint, Exclusion
from ponleu.response.complaints.rules import Outcome, State
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.complaints.services import filing, returning
from tests.complaints.desk_world import DESK, body, key_of, signed_in, site

__all__ = ["signed_in", "site"]

JOURNAL_LOCK = connection.vendor == "postgresql"
pytestmark = pytest.mark.usefixtures("demonstration")

ACTS = {
    "answer": {"text": "We read it."},
    "check": {},
    "decide": {"outcome": "referred", "reason": "to the labour body"},
    "reopen": {"reason": "new facts"},
    "set_aside": {},
    "take_back": {},
    "keep_from": {},
}


@pytest.fixture(autouse=True)
def at_noon(monkeypatch, noon):
    """Pages happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def officer(make_officer, country, noon, desk):
    """An officer of the province who reads the register too, and holds the province's keys."""
    from ponleu.foundation.keyrings import services as keyrings

    user, pair = make_officer("dary", country["KH-18"], DESK)
    keyrings.let_in(*desk["ana"], country["KH-18"], user, at=noon)
    return user, pair


def page_of(client, key, status=200):
    return body(client.get(reverse("complaints:complaint", args=[key])), status)


def post(client, name, key, *more, **fields):
    return client.post(reverse(f"complaints:{name}", args=[key, *more]), fields)


def plain(response):
    """A page without what differs each time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r"[0-9a-f-]{36}", "KEY", text)


def test_complaint_shows_all_that_was_told(client, signed_in, tell):
    filed, _ = tell(
        "They locked the door.",
        signs=("cannot_leave", "papers_taken"),
        near="behind the pier",
        is_safe=False,
        for_whom="self",
        pin=(10.6, 103.5),
    )
    signed_in("ana")

    text = page_of(client, key_of(filed))

    assert "They locked the door." in text
    assert '<article class="pl-doc" lang="en"' in text
    assert "Cannot leave the place" in text
    assert "Passport or papers were taken" in text
    assert "behind the pier" in text
    assert "10.6, 103.5" in text
    assert "Says that they are not safe now." in text


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ({"contact": "012 345", "contact_when": "at night", "may_contact": True}, True),
        ({"contact": "012 345", "may_contact": False}, False),
    ],
)
def test_complaint_shows_a_contact_only_with_consent(client, signed_in, tell, told, shown):
    filed, _ = tell(**told)
    signed_in("ana")

    text = page_of(client, key_of(filed))

    assert ("012 345" in text) is shown
    assert ("may not be used" in text) is not shown


def test_complaint_tells_nothing_in_its_title_or_address(client, signed_in, tell):
    filed, _ = tell("They locked the door.")
    signed_in("ana")

    text = page_of(client, key_of(filed))

    assert "<title>Complaint · Ponleu</title>" in text
    assert reverse("complaints:complaint", args=[key_of(filed)]) == f"/complaints/{key_of(filed)}/"


def test_complaint_marks_names_and_places_and_escapes_the_rest(client, signed_in, tell):
    filed, _ = tell("<b>Sok Dara, deputy governor</b> came on 3 March 2026.")
    signed_in("ana")

    text = page_of(client, key_of(filed))

    assert "&lt;b&gt;" in text
    assert re.search(r'<mark class="is-who"[^>]*>Sok Dara</mark>', text)
    assert re.search(r'<mark class="is-when"[^>]*>3 March 2026</mark>', text)


def test_complaint_begins_the_first_look_once_and_journals_each_reading(client, signed_in, tell):
    filed, _ = tell()
    key = key_of(filed)
    signed_in("ana")

    first = page_of(client, key)
    page_of(client, key)

    complaint = Complaint.objects.get(pk=key)
    assert complaint.state == State.BEING_READ
    assert "Being read" in first
    assert complaint.steps.count() == 2
    assert JournalRow.objects.filter(action="complaint.read", target=str(key)).count() == 2


def test_complaint_with_the_key_shut_shows_only_what_is_not_sealed(client, signed_in, tell):
    filed, _ = tell("They locked the door.", near="behind the pier")
    key = key_of(filed)
    signed_in("ana", None)

    text = page_of(client, key, 403)

    assert filed.reference in text
    assert reverse("accounts:open_key") in text
    assert "They locked the door." not in text
    assert "behind the pier" not in text
    assert Complaint.objects.get(pk=key).looked_at is None
    assert JournalRow.objects.filter(action="complaint.seen_shut", target=str(key)).count() == 1


def test_complaint_without_the_unit_s_key_says_whom_to_ask(
    client, signed_in, tell, make_officer, country
):
    filed, _ = tell("They locked the door.")
    signed_in(*make_officer("cham", country["KH-18"]))

    text = page_of(client, key_of(filed), 403)

    assert "Ask a keyholder" in text
    assert "They locked the door." not in text


@pytest.mark.parametrize("name", ACTS)
def test_acts_need_the_key_open(client, signed_in, tell, name):
    filed, _ = tell()
    key = key_of(filed)
    before = Complaint.objects.values().get(pk=key)
    signed_in("ana", None)

    response = post(client, name, key, **ACTS[name])

    assert response.status_code == 403
    assert Complaint.objects.values().get(pk=key) == before


def test_answer_reaches_the_reporter(client, signed_in, tell):
    filed, receipt = tell()
    signed_in("ana")

    response = post(client, "answer", key_of(filed), text="We have read it.")

    assert response.status_code == 302
    thread = returning.open_with(" ".join(receipt.words("en")))
    assert [said.text for said in thread.messages] == ["We have read it."]
    assert "We have read it." in page_of(client, key_of(filed))


def test_answer_that_is_refused_stays_in_the_form(client, signed_in, tell, noon):
    filed, _ = tell()
    key = key_of(filed)
    Complaint.objects.filter(pk=key).update(reporter_key=b"\1" * 32)
    signed_in("ana")
    too_long = "word " * 2001  # 10,005 letters

    text = body(post(client, "answer", key, text=too_long), 422)

    assert "Nothing was stored yet" in text
    assert text.count("word word") > 900


def test_answer_is_not_offered_where_it_would_reach_nobody(client, signed_in, desk, noon):
    from ponleu.response.complaints.intake import Told

    filed = filing.file_report(Told(language="km", what="x", province="18"), (), None, at=noon)
    signed_in("ana")

    text = page_of(client, key_of(filed))
    refused = body(post(client, "answer", key_of(filed), text="Kept words"), 409)

    assert "would reach nobody" in text
    assert reverse("complaints:answer", args=[key_of(filed)]) not in text
    assert "would reach nobody" in refused


def test_decide_closes_it_with_a_sealed_reason(client, signed_in, tell):
    filed, _ = tell()
    key = key_of(filed)
    signed_in("ana")

    post(client, "decide", key, outcome="verified_site", reason="seen at the visit")

    complaint = Complaint.objects.get(pk=key)
    assert (complaint.state, complaint.outcome) == (State.CLOSED, Outcome.VERIFIED_SITE)
    assert b"seen at the visit" not in bytes(complaint.steps.last().note)
    text = page_of(client, key)
    assert "seen at the visit" in text
    assert "The site was visited and what was told was found there" in text


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"outcome": "", "reason": "kept words"}, "This field is required."),
        ({"outcome": "pending", "reason": "kept words"}, "Select a valid choice"),
        ({"outcome": "referred", "reason": " "}, "This field is required."),
    ],
)
def test_decide_without_outcome_or_reason_is_refused_and_nothing_typed_is_lost(
    client, signed_in, tell, fields, fault
):
    filed, _ = tell()
    signed_in("ana")

    text = body(post(client, "decide", key_of(filed), **fields), 422)

    assert fault in text
    assert ("kept words" in text) is ("kept" in fields["reason"])
    assert Complaint.objects.get(pk=key_of(filed)).state != State.CLOSED


def test_decide_what_a_colleague_closed_is_refused_and_nothing_typed_is_lost(
    client, signed_in, tell, desk, noon
):
    filed, _ = tell()
    signed_in("ana")
    at_desk.decide(desk["bora"][0], key_of(filed), Outcome.REFERRED, "by Bora", at=noon)

    response = post(client, "decide", key_of(filed), outcome="duplicate", reason="my own words")

    text = body(response, 409)
    assert "closed meanwhile" in text
    assert Complaint.objects.get(pk=key_of(filed)).outcome == Outcome.REFERRED


def test_reopen_takes_it_up_again_with_a_reason(client, signed_in, tell, desk, noon):
    filed, _ = tell()
    key = key_of(filed)
    at_desk.decide(desk["ana"][0], key, Outcome.REFERRED, "first", at=noon)
    signed_in("ana")

    post(client, "reopen", key, reason="a second caller")

    assert Complaint.objects.get(pk=key).state == State.BEING_CHECKED
    assert "a second caller" in page_of(client, key)


def test_check_set_aside_and_take_back(client, signed_in, tell):
    filed, _ = tell()
    key = key_of(filed)
    signed_in("ana")

    post(client, "check", key)
    post(client, "set_aside", key)
    aside = Complaint.objects.get(pk=key)
    post(client, "take_back", key)

    assert (aside.state, aside.is_junk) == (State.BEING_CHECKED, True)
    assert not Complaint.objects.get(pk=key).is_junk


def test_keep_from_hides_it_from_the_person_at_once(client, signed_in, tell, desk, officer):
    filed, _ = tell()
    key = key_of(filed)
    signed_in("ana")

    response = post(client, "keep_from", key, person=str(officer[0].pk), unit="")

    assert response.url == reverse("complaints:complaint", args=[key])
    assert Exclusion.objects.get().user == officer[0]
    assert not queries.is_visible(officer[0], key)
    signed_in(*officer)
    assert client.get(reverse("complaints:complaint", args=[key])).status_code == 404


def test_keep_from_the_own_unit_leads_back_to_the_queue(client, signed_in, tell, country):
    filed, _ = tell()
    signed_in("ana")

    response = post(client, "keep_from", key_of(filed), person="", unit=country["KH-18"].pk)

    assert response.url == reverse("complaints:queue")
    assert client.get(reverse("complaints:complaint", args=[key_of(filed)])).status_code == 404


def test_keep_from_nobody_is_refused_on_the_page(client, signed_in, tell):
    filed, _ = tell()
    signed_in("ana")

    text = body(post(client, "keep_from", key_of(filed), person="", unit=""), 422)

    assert "Choose one other person, or one unit." in text


def kept_from_dary(client, tell, officer):
    filed, _ = tell()
    post(client, "keep_from", key_of(filed), person=str(officer[0].pk), unit="")
    return key_of(filed), Exclusion.objects.get()


def test_lift_shows_it_again_and_keeps_why_among_the_steps(client, signed_in, tell, officer):
    signed_in("ana")
    key, kept = kept_from_dary(client, tell, officer)

    text = page_of(client, key)
    response = post(client, "lift", key, kept.pk, reason="another officer of that name")

    assert f"Let {officer[0]} see it again" in text
    assert response.url == reverse("complaints:complaint", args=[key])
    assert "another officer of that name" in page_of(client, key)
    assert queries.is_visible(officer[0], key)
    assert Exclusion.objects.get().ended_at is not None
    assert post(client, "lift", key, kept.pk, reason="again").status_code == 404


def test_lift_needs_a_reason_and_is_not_for_whom_it_is_kept_from(client, signed_in, tell, officer):
    signed_in("ana")
    key, kept = kept_from_dary(client, tell, officer)

    assert "This field is required." in body(post(client, "lift", key, kept.pk, reason=""), 422)
    signed_in(*officer)
    assert post(client, "lift", key, kept.pk, reason="it is not me").status_code == 404

    assert Exclusion.objects.get().ended_at is None
    assert not queries.is_visible(officer[0], key)


def test_complaint_proposes_what_it_may_be_about_and_writes_nothing(
    client, signed_in, tell, site, officer
):
    hotel = site("Paper Lantern Hotel", "the one behind the petrol station")
    filed, _ = tell("They hold us.", near="behind the petrol station")
    signed_in(*officer)

    text = page_of(client, key_of(filed))

    assert "This may be Paper Lantern Hotel" in text
    assert reverse("complaints:link", args=[key_of(filed), hotel.pk]) in text
    assert not About.objects.exists()


def test_link_counts_the_others_and_unlink_undoes_it(client, signed_in, tell, site, officer):
    hotel = site("Paper Lantern Hotel", "the one behind the petrol station")
    one, _ = tell("First.", near="behind the petrol station")
    other, _ = tell("Second.", near="behind the petrol station")
    signed_in(*officer)

    for filed in (one, other, other):
        assert post(client, "link", key_of(filed), hotel.pk).status_code == 302
    linked = page_of(client, key_of(one))
    about = About.objects.get(complaint=key_of(one))
    post(client, "unlink", key_of(one), about.pk)

    assert About.objects.count() == 2
    assert "1 other complaint about Paper Lantern Hotel" in linked
    assert "It is this one" not in linked
    after = page_of(client, key_of(one))
    assert "This may be Paper Lantern Hotel" in after
    assert "1 complaint is about it." in after
    actions = JournalRow.objects.filter(target=str(key_of(one))).values_list("action", "reason")
    assert ("complaint.linked", hotel.reference) in actions
    assert ("complaint.unlinked", hotel.reference) in actions


def test_others_leave_out_what_the_reader_may_not_see(
    client, signed_in, tell, site, officer, desk, noon
):
    hotel = site("Paper Lantern Hotel")
    one, _ = tell("First.")
    hidden, _ = tell("About the officer.")
    signed_in(*officer)
    for filed in (one, hidden):
        post(client, "link", key_of(filed), hotel.pk)
    at_desk.keep_from(desk["ana"][0], key_of(hidden), user=officer[0], at=noon)

    text = page_of(client, key_of(one))

    assert "no other complaint is" in text


def test_link_with_an_entry_beyond_reach_is_not_found(
    client, signed_in, tell, site, officer, country
):
    elsewhere = site("Far Hotel", unit=country["KH-12"])
    filed, _ = tell()
    signed_in(*officer)

    there = post(client, "link", key_of(filed), elsewhere.pk)
    nowhere = post(client, "link", key_of(filed), UUID(int=7))

    assert there.status_code == nowhere.status_code == 404
    assert not About.objects.exists()


@pytest.mark.parametrize("name", ["complaint", *ACTS])
def test_complaint_of_another_province_looks_as_if_it_were_not_there(
    client, signed_in, tell, make_officer, country, name
):
    filed, _ = tell()
    signed_in(*make_officer("dara", country["KH-12"]))
    method = client.get if name == "complaint" else client.post

    there = method(reverse(f"complaints:{name}", args=[key_of(filed)]), ACTS.get(name))
    nowhere = method(reverse(f"complaints:{name}", args=[UUID(int=7)]), ACTS.get(name))

    assert there.status_code == nowhere.status_code == 404
    assert plain(there) == plain(nowhere)
    assert not JournalRow.objects.filter(target=str(key_of(filed)), actor__gt="").exists()


@pytest.mark.parametrize("name", ["complaint", *ACTS])
def test_complaint_asks_the_signed_out_to_sign_in(client, tell, name):
    key = key_of(tell()[0])
    method = client.get if name == "complaint" else client.post

    response = method(reverse(f"complaints:{name}", args=[key]), ACTS.get(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ACTS)
def test_acts_are_refused_to_those_who_may_only_read(
    client, signed_in, tell, make_officer, country, noon, desk, name
):
    from ponleu.foundation.keyrings import services as keyrings

    filed, _ = tell()
    reader, pair = make_officer("reader", country["KH-18"], [Action.COMPLAINT_READ])
    keyrings.let_in(*desk["ana"], country["KH-18"], reader, at=noon)
    signed_in(reader, pair)

    text = page_of(client, key_of(filed))

    assert reverse(f"complaints:{name}", args=[key_of(filed)]) not in text
    assert post(client, name, key_of(filed), **ACTS[name]).status_code == 403


def test_reading_by_someone_who_may_not_decide_starts_no_clock(
    client, signed_in, tell, make_officer, country, noon, desk
):
    from ponleu.foundation.keyrings import services as keyrings

    filed, _ = tell()
    reader, pair = make_officer("reader", country["KH-18"], [Action.COMPLAINT_READ])
    keyrings.let_in(*desk["ana"], country["KH-18"], reader, at=noon)
    signed_in(reader, pair)

    page_of(client, key_of(filed))

    assert Complaint.objects.get(pk=key_of(filed)).looked_at is None


def test_complaint_costs_the_same_for_any_number_of_messages(
    client, signed_in, tell, desk, noon, django_assert_num_queries
):
    filed, receipt = tell()
    signed_in("ana")
    page_of(client, key_of(filed))
    for number in range(6):
        returning.write_back(" ".join(receipt.words("en")), f"more {number}", (), at=noon)
        at_desk.answer(desk["ana"][0], key_of(filed), f"answer {number}", at=noon)

    with django_assert_num_queries(COMPLAINT + JOURNAL_LOCK):
        page_of(client, key_of(filed))


COMPLAINT = 22


HOSTILE = [
    b"",
    b"not json",
    b"[]",
    b"{}",
    b'{"told": 7}',
    b'{"told": {"what": ["a"]}}',
    b'{"told": {"near": 7}}',
    b'{"told": {"is_safe": "yes"}}',
    b'{"told": {"pin": [1e999, 2]}}',
    b'{"told": {"beside": {"a": 1}}}',
    b'{"told": {"province": "x/y"}}',
    (
        b'{"told": {}, "files": [{"key": "../..", "file_key": "", "name": "", "media_type": "", '
        b'"size": 1}]}'
    ),
    b"[" * 100_000,
]


@pytest.mark.parametrize("inside", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_content_breaks_neither_its_page_nor_the_queue(client, signed_in, tell, inside):
    tell("An honest one.")
    complaint = Complaint.objects.get(reference=tell("A hostile one.")[0].reference)
    keys = sealed.recipients(complaint.unit.path)
    complaint.content = seal(inside, keys, context=sealed.content_context(complaint.pk))
    complaint.summary = seal(inside, keys, context=sealed.summary_context(complaint.pk))
    complaint.save()
    signed_in("ana")

    page = page_of(client, complaint.pk, 422)
    queue = body(client.get(reverse("complaints:queue")))

    assert "not written by these pages" in page
    assert "not written by these pages" in queue
    assert "An honest one." in queue
