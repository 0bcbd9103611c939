"""Every page of the room: who opens it, what stands there, what a refusal keeps."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.urls import reverse

from ponleu.foundation.journal.models import Entry
from ponleu.response.outcomes.models import (
    AlertJudgement,
    Debrief,
    DelayChange,
    LookDue,
    LookedAgain,
    Measure,
    OutcomeNote,
)
from tests.complaints.desk_world import body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")
LISTS = ("index", "table", "vacated", "score", "delay", "looks", "alerts", "measures")


def address(name, *args):
    return reverse(f"outcomes:{name}", args=args)


@pytest.fixture
def own(ended, noted, proposed, site_of):
    """The addresses of all that is of one operation, and the operation."""
    operation = ended()
    noted(operation, "site_sealed", days=0)
    measure, site = proposed(operation), site_of(operation)
    due = LookDue.objects.get()
    addresses = [
        address("operation", operation.pk),
        address("debrief", operation.pk),
        address("note", site.pk),
        address("propose", site.pk),
        address("set_day", site.pk),
        address("looked", due.pk),
        address("measure", measure.pk),
        address("measure_step", measure.pk, "order"),
    ]
    return operation, addresses


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["dany", "chan", "north"])
def test_each_list_opens_and_is_journaled(name, who, client, own, sign_in):
    operation, _addresses = own
    sign_in(who)

    text = client.get(address(name)).content.decode()

    assert "!missing" not in text
    if who == "north":
        assert operation.reference not in text
        assert "Paper Lantern" not in text
    elif name in ("index", "table"):
        assert "1" in text
    if name != "delay":
        assert Entry.objects.order_by("-sequence").first().action == "record.listed"


def test_each_page_of_an_operation_opens_for_who_enters_outcomes(client, own, sign_in):
    operation, addresses = own
    sign_in("dany")

    for each in addresses:
        text = body(client.get(each))
        assert operation.reference in text or "G-2026" in text


def test_for_others_none_of_it_exists_and_signed_out_leads_to_the_sign_in_page(
    client, own, sign_in, people
):
    _operation, addresses = own
    for each in (*addresses, *map(address, LISTS)):
        answer = client.get(each)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
    for who in ("north", "audit", "keep", "clinic"):
        sign_in(who)
        for each in addresses:
            unknown = re.sub(r"[0-9a-f-]{36}", str(people["vibol"].user.pk), each)
            refused, never = client.get(each), client.get(unknown)
            assert refused.status_code == never.status_code == 404
            assert "Lantern" not in refused.content.decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("who", ["audit", "keep", "clinic", "field"])
def test_lists_are_for_who_reads_operations(name, who, client, people, sign_in):
    sign_in(who)

    assert client.get(address(name)).status_code == 403


def test_who_a_complaint_names_finds_no_page(client, own, sign_in, told, hotel, keep_from, people):
    operation, addresses = own
    keep_from(told("Dany is paid.", entry=hotel), people["dany"].user)
    sign_in("dany")

    assert {client.get(each).status_code for each in addresses} == {404}
    for name in LISTS:
        text = client.get(address(name)).content.decode()
        assert operation.reference not in text
        assert "Lantern" not in text


def test_a_sealed_order_has_no_page_here_not_even_for_its_reader(client, sealed, sign_in):
    operation = sealed()
    sign_in("vibol")

    for name in ("operation", "debrief"):
        assert client.get(address(name, operation.pk)).status_code == 404
    assert operation.reference not in body(client.get(address("looks") + "?show=all"))


def test_an_operation_is_followed_up_on_pages(client, ended, site_of, sign_in, monkeypatch, later):
    from ponleu.foundation.core import clock

    operation = ended()
    site = site_of(operation)
    monkeypatch.setattr(clock, "now", lambda: later(1))
    sign_in("vibol")
    note = {"seen": 0, "codes": ["victims_rescued", "site_sealed"], "to_care": 4}
    assert client.post(address("note", site.pk), note).status_code == 302
    measure = {
        "entry": str(site.entry_id),
        "kind": "labour_fine",
        "provision": "labour-369",
        "offence_on": "2026-11-22",
        "riel": 2_620_000,
        "days": 65,
        "workers": 1,
        "from_on": "2026-11-24",
        "grounds": "Nobody could leave.",
    }
    assert client.post(address("propose", site.pk), measure).status_code == 302
    row = Measure.objects.get()
    assert (
        client.post(address("measure_step", row.pk, "order"), {"seen": 1, "why": "x"}).status_code
        == 403
    )
    sign_in("dany")
    client.post(address("measure_step", row.pk, "order"), {"seen": 1, "why": "Agreed."})
    page = body(client.get(address("measure", row.pk)))
    # 65 days x 80,000 riel = 5,200,000 riel
    assert "5,200,000" in page
    assert "-2,580,000" in page
    client.post(address("debrief", operation.pk), {"seen": 0, "as_planned": "All inside."})
    due = LookDue.objects.get()
    client.post(
        address("set_day", site.pk), {"seen": 1, "due_on": "2026-11-30", "why": "The rains."}
    )
    due = LookDue.objects.holding().get()
    assert "Paper Lantern Hotel" in body(client.get(address("looks")))
    client.post(address("looked", due.pk), {"on": "2026-11-23", "words": "Shut."})

    page = body(client.get(address("operation", operation.pk)))

    for words in ("Site sealed", "Ordered", "All inside.", "Shut.", "Looked at again"):
        assert words in page
    assert (
        "Site sealed"
        in client.get(
            address("operation", operation.pk), headers={"HX-Request": "true"}
        ).content.decode()
    )
    for name, key in (
        ("take_back_note", OutcomeNote.objects.get().pk),
        ("take_back_look", LookedAgain.objects.get().pk),
        ("take_back_debrief", Debrief.objects.get().pk),
    ):
        assert client.post(address(name, key)).status_code == 302
    client.post(address("take_back_day", due.pk))
    assert OutcomeNote.objects.standing().count() == Debrief.objects.standing().count() == 0


def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(client, own, sign_in, site_of):
    site = site_of(own[0])
    sign_in("dany")

    answer = client.post(
        address("note", site.pk),
        {"seen": 1, "codes": ["suspects_arrested"], "words": "Typed words.", "why": "More."},
    )

    text = body(answer, 422)
    assert "Say how many suspects" in text
    assert "Typed words." in text
    assert OutcomeNote.objects.count() == 1


def test_two_tabs_the_second_is_told(client, own, sign_in, site_of):
    site = site_of(own[0])
    sign_in("dany")
    said = {"seen": 1, "codes": ["site_vacated"], "why": "Next door."}
    client.post(address("note", site.pk), said)

    answer = client.post(address("note", site.pk), {**said, "codes": ["aborted"]})

    assert "A colleague wrote here meanwhile" in body(answer, 422)
    assert OutcomeNote.objects.count() == 2


def test_the_form_offers_no_person_and_refuses_one(client, own, sign_in, site_of, party):
    from ponleu.knowledge.register.rules import EntryKind

    site, person = site_of(own[0]), party("Sok Boss", EntryKind.PERSON)
    organisation = party("Chan Realty")
    sign_in("dany")

    text = body(client.get(address("propose", site.pk) + f"?named={person.reference}"))
    named = body(client.get(address("propose", site.pk) + f"?named={organisation.reference}"))
    answer = client.post(
        address("propose", site.pk),
        {
            "entry": str(person.pk),
            "kind": "permanent_closure",
            "provision": "tsl-48",
            "offence_on": "2026-11-22",
            "from_on": "2026-11-22",
            "workers": 1,
            "grounds": "x",
        },
    )

    assert str(person.pk) not in text
    assert str(organisation.pk) in named
    assert answer.status_code == 422
    assert Measure.objects.count() == 1


def test_an_alert_is_judged_and_undone_on_its_page(client, own, sign_in, told, monkeypatch, later):
    from ponleu.foundation.core import clock

    told(days=-5)
    monkeypatch.setattr(clock, "now", lambda: later(6))
    sign_in("dany")
    page = body(client.get(address("alerts")))
    assert "5 days after the inspection" in page
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page))

    assert client.post(address("judge"), {**fields, "verdict": "so"}).status_code == 422
    client.post(address("judge"), {**fields, "verdict": "so", "why": "People again."})

    page = body(client.get(address("alerts")))
    assert "People again." in page
    row = AlertJudgement.objects.get()
    figures = body(client.get(address("index")))
    assert address("figure", "relapsed", "all", "-") in figures
    records = body(client.get(address("figure", "relapsed", "all", "-")))
    assert "Paper Lantern Hotel" in records
    client.post(address("take_back_judgement", row.pk))
    assert AlertJudgement.objects.standing().count() == 0


def test_each_number_of_the_dashboard_opens_to_as_many_records(client, own, sign_in):
    sign_in("dany")
    page = body(client.get(address("index")))

    found = re.findall(r'<a href="(/outcomes/figure/[^"]+)">(\d+)<', page)

    assert len(found) > 10
    for link, number in found:
        assert body(client.get(link)).count("<li><a href=") >= int(number)
    assert client.get(address("figure", "no", "all", "-")).status_code == 404
    body(client.get(address("figure", "started", "unit", "=cmd")))


def test_the_table_says_what_each_number_means_for_whom_and_when(client, own, sign_in):
    sign_in("dany")

    answer = client.get(address("table"))

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    started = next(r for r in rows if (r["counted"], r["counted_by"]) == ("started", "all"))
    assert started["number"] == "1"
    assert started["period"] == "2026-09-01 to 2026-11-22"
    assert started["taken_at"] == "2026-11-22T12:00:00+00:00"
    assert "sealed order is in no number" in started["population"]
    assert all(r["definition"] and r["source"] for r in rows)


def test_the_delay_is_proposed_and_decided_on_its_page(client, people, sign_in):
    sign_in("lida")
    assert client.post(address("delay"), {"days": 400, "why": "x"}).status_code == 422
    client.post(address("delay"), {"days": 30, "why": "Teams go back."})
    row = DelayChange.objects.get()
    decide = {"agrees": "yes", "why": "Yes."}
    assert client.post(address("decide_delay", row.pk), decide).status_code == 403
    sign_in("nary")
    assert "Teams go back." in body(client.get(address("delay")))

    client.post(address("decide_delay", row.pk), decide)

    assert "30 days after its end" in body(client.get(address("delay")))


def test_home_says_what_waits_and_nothing_to_others(client, own, sign_in, monkeypatch, later):
    from ponleu.foundation.core import clock

    monkeypatch.setattr(clock, "now", lambda: later(20))
    monkeypatch.setattr(clock, "today", lambda: later(20).date())
    sign_in("dany")
    home = body(client.get(reverse("desk:home")))
    assert "Look again at sites" in home
    assert "1 measure" in home
    sign_in("chan")
    assert "Look again at sites" not in body(client.get(reverse("desk:home")))


def test_the_timeline_of_a_site_tells_of_it_after_the_start_to_whom_it_is_open(
    client, sealed, sign_in, hotel, started, noted, ordered, alleged
):
    page = reverse("timeline:of_entry", args=[hotel.pk])
    alleged()
    sign_in("chan")
    before = body(client.get(page)).count("Inspected in operation")
    operation = started()
    noted(operation)
    ordered(operation)

    text = body(client.get(page))

    assert before == 0
    assert f"Inspected in operation {operation.reference}: Site sealed" in text
    assert "Closure for good" in text


def test_the_timeline_tells_nobody_of_a_sealed_order(client, sealed, sign_in, hotel):
    sealed()
    for who in ("vibol", "rith", "chan"):
        sign_in(who)
        page = reverse("timeline:of_entry", args=[hotel.pk])
        assert "Inspected in operation" not in body(client.get(page))
