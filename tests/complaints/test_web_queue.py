"""The queue of complaints: order, tabs, filters, and what is not to be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.rules import Outcome
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.complaints.services import linking, returning
from tests.complaints.desk_world import HTMX, body, key_of, signed_in, site

__all__ = ["signed_in", "site"]

JOURNAL_LOCK = connection.vendor == "postgresql"

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture(autouse=True)
def at_noon(monkeypatch, noon):
    """Pages happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


def queue(client, **query):
    return body(client.get(reverse("complaints:queue"), query))


def test_queue_puts_the_most_urgent_first_and_says_why(client, signed_in, tell):
    tell("Wages are late.")
    tell("They beat us.", is_safe=False, signs=("violence",))
    signed_in("ana")

    text = queue(client)

    assert text.index("They beat us.") < text.index("Wages are late.")
    assert "Says that they are not safe now." in text
    assert ">Now</span>" in text
    assert ">In its turn</span>" in text


def test_queue_with_the_key_shut_shows_what_is_not_sealed_and_how_to_open_it(
    client, signed_in, tell
):
    filed, _ = tell("They beat us.", is_safe=False)
    signed_in("ana", None)

    text = queue(client)

    assert filed.reference in text
    assert "Your key is shut in this session" in text
    assert "They beat us." not in text
    assert "not safe now" not in text
    assert 'class="pl-veil"' in text


def test_queue_of_someone_without_the_unit_s_key_says_whom_to_ask(
    client, signed_in, tell, make_officer, country
):
    tell("They beat us.")
    signed_in(*make_officer("cham", country["KH-18"]))

    text = queue(client)

    assert "Ask a keyholder" in text
    assert "Your key is shut" not in text
    assert "They beat us." not in text


def test_queue_late_holds_what_nobody_looked_at_in_time(client, signed_in, tell, noon, monkeypatch):
    tell("Help now.", is_safe=False)
    tell("Wages are late.")
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(hours=26, minutes=40))
    signed_in("ana")

    late = queue(client, view="late")

    assert "Help now." in late
    assert "26 h late" in late
    assert "Wages are late." not in late


def test_queue_done_holds_what_was_closed_or_taken_back_and_none_of_it_is_late(
    client, signed_in, tell, desk, noon, monkeypatch
):
    closed, _ = tell("Closed one.")
    _, receipt = tell("Taken back one.")
    tell("Waiting one.")
    at_desk.decide(desk["ana"][0], key_of(closed), Outcome.REFERRED, "to the labour body", at=noon)
    returning.withdraw(" ".join(receipt.words("en")), at=noon)
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(days=400))
    signed_in("ana")

    done, waiting = queue(client, view="done"), queue(client)

    assert "Closed one." in done
    assert "Referred to another body" in done
    assert "Taken back one." in done
    assert " late</span>" not in done
    assert "Waiting one." in waiting
    assert "Closed one." not in waiting


def test_queue_set_aside_holds_junk_alone(client, signed_in, tell, desk, noon):
    junk, _ = tell("Buy now.")
    tell("Real one.")
    at_desk.set_aside(desk["ana"][0], key_of(junk), is_junk=True, at=noon)
    signed_in("ana")

    assert "Buy now." in queue(client, view="junk")
    assert "Buy now." not in queue(client)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"urgency": "3"}, {"urgent"}),
        ({"language": "th"}, {"thai"}),
        ({"channel": "hotline"}, set()),
        ({"place": "18"}, {"urgent", "thai"}),
        ({"place": "12"}, set()),
        ({"urgency": "nine", "channel": "x", "page": "-1"}, {"urgent", "thai"}),
    ],
)
def test_queue_filters(client, signed_in, tell, country, query, shown):
    tell("urgent words", is_safe=False)
    filed, _ = tell("thai words")
    Complaint.objects.filter(reference=filed.reference).update(language="th")
    _places(("18", "Sea"), ("12", "Capital"))
    signed_in("ana")

    text = queue(client, **query)

    assert {word for word in ("urgent", "thai") if f"{word} words" in text} == shown


def test_queue_keeps_what_was_chosen(client, signed_in, tell):
    tell(is_safe=False)
    signed_in("ana")

    text = queue(client, urgency="3", view="late")

    assert '<option value="3" selected>Now</option>' in text
    assert text.count(" selected>") == 1
    assert '<input type="hidden" name="view" value="late">' in text


def _places(*rows):
    from ponleu.foundation.places.models import Place

    for code, name in rows:
        Place.objects.get_or_create(code=code, defaults={"level": "province", "name": name})


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, "No complaint waits."),
        ({"view": "late"}, "Nothing is late."),
        ({"view": "done"}, "Nothing is done yet."),
        ({"view": "junk"}, "Nothing is set aside."),
        ({"urgency": "3"}, "No complaint fits"),
    ],
)
def test_queue_says_why_it_is_empty(client, signed_in, query, sentence):
    signed_in("ana")

    assert sentence in queue(client, **query)


def test_queue_counts_the_others_about_the_same_place(
    client, signed_in, tell, site, make_user, desk, noon, country
):
    hotel = site("Paper Lantern Hotel")
    linker = make_user(
        "linker",
        unit=country["KH-18"],
        actions=[Action.COMPLAINT_READ, Action.COMPLAINT_DECIDE, Action.REGISTER_READ],
    )
    for number in range(3):
        linking.link(linker, key_of(tell(f"Told {number}")[0]), hotel.pk, at=noon)
    tell("Another")
    reader, pair = desk["ana"]
    _may_read_the_register(reader)
    signed_in(reader, pair)

    text = queue(client)

    assert text.count("2 other complaints about Paper Lantern Hotel") == 3


def _may_read_the_register(user):
    role = user.grants.get().role
    role.actions = [*role.actions, Action.REGISTER_READ]
    role.save()


def test_queue_does_not_name_an_entry_that_the_reader_may_not_see(
    client, signed_in, tell, site, make_user, noon, country
):
    hotel = site("Paper Lantern Hotel")
    linker = make_user(
        "linker",
        unit=country["KH-18"],
        actions=[Action.COMPLAINT_READ, Action.COMPLAINT_DECIDE, Action.REGISTER_READ],
    )
    linking.link(linker, key_of(tell()[0]), hotel.pk, at=noon)
    signed_in("ana")

    assert "Paper Lantern" not in queue(client)


def test_queue_says_that_a_reporter_wrote_back_until_it_is_read(
    client, signed_in, tell, desk, noon
):
    filed, receipt = tell()
    returning.write_back(" ".join(receipt.words("en")), "They moved us.", (), at=noon)
    signed_in("ana")

    before = queue(client)
    at_desk.look_at(desk["ana"][0], key_of(filed), at=noon)

    assert "Wrote back" in before
    assert "Wrote back" not in queue(client)


def test_queue_leads_to_the_next_page(client, signed_in, tell, monkeypatch):
    monkeypatch.setattr("ponleu.response.complaints.queries.PAGE", 1)
    tell("First words.", is_safe=False)
    tell("Second words.")
    signed_in("ana")

    first, second = queue(client), queue(client, page="2")

    assert "page=2" in first
    assert "Second words." not in first
    assert "Second words." in second
    assert "First words." not in second


def test_queue_sends_the_list_alone_to_htmx(client, signed_in, tell):
    tell()
    signed_in("ana")

    part = client.get(reverse("complaints:queue"), headers=HTMX)

    assert body(part).startswith('<div id="complaints"')
    assert "HX-Request" in part.headers["Vary"]


def test_queue_shows_nothing_of_another_province(client, signed_in, tell, make_officer, country):
    filed, _ = tell("They beat us.")
    signed_in(*make_officer("dara", country["KH-12"]))

    text = queue(client)

    assert filed.reference not in text
    assert "Waiting (0)" in text


@pytest.mark.parametrize("whom", ["user", "unit"])
def test_queue_shows_nothing_to_whom_a_complaint_names(client, signed_in, tell, desk, noon, whom):
    filed, _ = tell("The officer himself.")
    ana, bora = desk["ana"][0], desk["bora"][0]
    named = {"user": ana} if whom == "user" else {"unit": ana.unit}
    at_desk.keep_from(bora, key_of(filed), **named, at=noon)
    signed_in("ana")

    text = queue(client)

    assert filed.reference not in text
    assert "Waiting (0)" in text
    assert filed.reference not in queue(client, view="late")


def test_queue_costs_the_same_for_any_number_of_complaints(
    client, signed_in, tell, django_assert_num_queries
):
    signed_in("ana")
    tell("one")
    queue(client)
    for number in range(8):
        tell(f"more {number}")

    with django_assert_num_queries(QUEUE + JOURNAL_LOCK):
        queue(client)


QUEUE = 17


def test_queue_is_journaled_as_one_list(client, signed_in, tell):
    tell()
    ana = signed_in("ana")

    queue(client)

    row = JournalRow.objects.get(action="record.listed")
    assert (row.actor, row.target_type) == (str(ana.pk), "complaints.complaint")


def test_queue_asks_the_signed_out_to_sign_in(client):
    response = client.get(reverse("complaints:queue"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_queue_is_refused_without_the_grant(client, make_user, country):
    client.force_login(make_user("nobody", unit=country["KH-18"], actions=[Action.HOME]))

    assert client.get(reverse("complaints:queue")).status_code == 403
