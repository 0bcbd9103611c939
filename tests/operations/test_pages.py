"""Every page of the room: who opens it, what stands there, what a refusal keeps."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.response.operations.models import Operation
from ponleu.response.operations.rules.order import Stop
from ponleu.response.operations.services import asking
from tests.complaints.desk_world import body

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")
OWN = ("operation", "order", "who_knew", "briefing", "basics", "scope", "sites", "teams", "note")
OWN += ("readers", "ask", "ask_sign_off", "roll_call", "draw")


def address(name, *args):
    return reverse(f"operations:{name}", args=args)


@pytest.mark.parametrize("name", OWN)
def test_each_page_of_a_sealed_order_opens_for_its_reader(name, client, sealed, sign_in):
    operation = sealed()
    sign_in("vibol")

    text = body(client.get(address(name, operation.pk)))

    assert operation.code_name in text


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("who", ["rith", "chan", "audit", "keep", "north", "field"])
def test_for_anybody_else_it_does_not_exist(name, who, client, sealed, sign_in, people):
    operation = sealed()
    sign_in(who)

    refused = client.get(address(name, operation.pk))
    unknown = client.get(address(name, people["vibol"].user.pk))

    assert refused.status_code == unknown.status_code == 404
    assert operation.code_name not in refused.content.decode()


@pytest.mark.parametrize("name", OWN)
def test_signed_out_leads_to_the_sign_in_page(name, client, sealed):
    answer = client.get(address(name, sealed().pk))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_a_shut_key_says_so_whatever_is_asked_and_leads_back(client, sealed, sign_in, people):
    operation = sealed()
    sign_in("vibol", False)

    own = client.get(address("order", operation.pk))
    unknown = client.get(address("order", people["vibol"].user.pk))

    assert own.status_code == unknown.status_code == 403
    assert f"next={address('order', operation.pk)}" in own.content.decode()
    assert operation.code_name not in own.content.decode()


def test_what_was_written_is_not_lost_when_the_key_is_shut(client, sealed, sign_in):
    operation = sealed()
    sign_in("vibol", False)

    answer = client.post(address("note", operation.pk), {"words": "Bring lamps."})

    assert '<input type="hidden" name="words" value="Bring lamps.">' in answer.content.decode()


def test_an_operation_is_ordered_chosen_teamed_scoped_and_asked_on_pages(
    client, sign_in, alleged, people, version
):
    entry = alleged()
    sign_in("vibol")
    order = {
        "decided_by": "Governor",
        "basis": "Decision 3",
        "aims": ["rescue"],
        "day": "2026-11-23",
        "roll_call": "04:30",
    }
    client.post(address("new"), order)
    operation = Operation.objects.get()
    client.post(address("sites", operation.pk), {"do": "add", "seen": 1, "entry": [str(entry.pk)]})
    kept = {
        "do": "keep",
        "seen": 2,
        "s0-service_min": 60,
        "s0-needs": ["female_officer"],
        "s0-where": "By the pier",
        "s0-linked": "pier",
    }
    client.post(address("sites", operation.pk), kept)
    team = {
        "seen": 3,
        "number": 0,
        "lead": 1,
        "m0-who": "field",
        "m0-role": "minutes",
        "m0-telephone": "012 345 678",
        "m1-who": "Mao Sopheap",
        "m1-role": "female_officer",
        "m1-languages": "zh, vi",
        "vehicles": "2A-1\n2A-2 ambulance",
        "starts": "03:00",
    }
    client.post(address("teams", operation.pk), team)
    kept["seen"], kept["s0-teams"], kept["s0-arrives"] = 4, ["1"], "05:40"
    client.post(address("sites", operation.pk), kept)
    scope = {"seen": 5, "begins": "2026-11-23T04:00", "ends": "2026-11-24T18:00", "search": "on"}
    client.post(address("scope", operation.pk), scope)
    answer = client.post(
        address("ask_sign_off", operation.pk), {"seen": 6, "username": "pov", "words": "Soon."}
    )

    assert answer.status_code == 302
    made = version(operation).order
    assert (made.decided_by, made.day, made.starts_min) == ("Governor", "2026-11-23", 270)
    assert [(one.name, one.service_min, one.needs, one.linked) for one in made.sites] == [
        ("Paper Lantern Hotel", 60, ("female_officer",), "pier")
    ]
    members = [(one.name, one.role, bool(one.user), one.languages) for one in made.teams[0].members]
    assert members == [
        ("Field", "minutes", True, ()),
        ("Mao Sopheap", "female_officer", False, ("zh", "vi")),
    ]
    assert (made.teams[0].lead, made.teams[0].vehicles) == (1, ("2A-1", "2A-2 ambulance"))
    assert made.route.stops == (Stop(1, str(entry.pk), 340),)
    assert made.scope.entries == (str(entry.pk),)
    assert (made.scope.search, made.scope.cameras) == (True, False)


def test_the_prosecutor_narrows_on_the_page_and_prints_it(client, sealed, asked, sign_in):
    row = asked(sealed())
    sign_in("pov")
    page = body(client.get(address("sign_off", row.pk)))
    assert "Paper Lantern Hotel" in page
    decided = {
        "do": "narrow",
        "entries": _entries(page),
        "begins": "2026-11-22T18:30",
        "ends": "2026-11-23T09:00",
        "search": "on",
        "hours": 12,
        "words": "No cameras.",
    }

    answer = client.post(address("sign_off", row.pk), decided)

    assert answer.status_code == 302, answer.content.decode()
    row.refresh_from_db()
    assert row.decision == "narrowed"
    paper = body(client.get(address("paper", row.pk)))
    assert row.code in paper
    assert "Copy camera recordings" not in paper


def test_a_refusal_without_a_reason_loses_no_word_and_says_so(client, sealed, asked, sign_in):
    row = asked(sealed())
    sign_in("pov")
    page = body(client.get(address("sign_off", row.pk)))
    sent = {
        "do": "refuse",
        "entries": _entries(page),
        "begins": "2026-11-22T18:30",
        "ends": "2026-11-23T09:00",
        "persons": "Somebody typed",
        "hours": 12,
    }

    answer = client.post(address("sign_off", row.pk), sent)

    assert "Somebody typed" in body(answer, 422)
    row.refresh_from_db()
    assert row.decision == "asked"


def test_who_is_asked_sees_the_ask_and_answers(client, sealed, people, sign_in, noon):
    operation = sealed()
    vibol = people["vibol"]
    words = "One ambulance on call."
    asking.ask(vibol.user, operation.pk, "clinic", "medical", words, vibol.pair, at=noon)
    sign_in("clinic")
    page = body(client.get(address("operation", operation.pk)))
    assert words in page
    home = body(client.get(reverse("desk:home")))
    assert "You are asked for something" in home
    row = operation.asks.get()

    client.post(address("answer", row.pk), {"can": "yes", "words": "From six."})

    row.refresh_from_db()
    assert row.answer == "yes"
    sign_in("vibol")
    assert "From six." in body(client.get(address("order", operation.pk)))


def test_it_is_started_from_the_roll_call_and_ended(client, sealed, signed, sign_in, version):
    operation = sealed()
    signed(operation)
    sign_in("vibol")
    seen = version(operation).number

    client.post(
        address("roll_call", operation.pk), {"seen": seen, "present": ["1/1"], "do": "start"}
    )

    operation.refresh_from_db()
    assert operation.state == "started"
    assert [one.was_present for one in operation.members.order_by("name")] == [True, False]
    page = body(client.get(address("operation", operation.pk)))
    assert "Plantedmember Chea" in page
    body(client.get(address("briefing", operation.pk) + "?role=minutes"))
    client.post(address("end", operation.pk))
    operation.refresh_from_db()
    assert operation.state == "ended"


def test_an_unsigned_start_is_refused_and_the_ticks_stay(client, sealed, sign_in, version):
    operation = sealed()
    sign_in("vibol")
    seen = version(operation).number

    answer = client.post(
        address("roll_call", operation.pk), {"seen": seen, "present": ["1/0"], "do": "start"}
    )

    text = body(answer, 422)
    assert "No prosecutor was asked" in text
    assert 'value="1/0" checked' in text


def test_a_code_is_checked_and_tells_the_code_name_alone(client, sealed, signed, sign_in):
    operation = sealed()
    row = signed(operation)
    sign_in("clinic")

    valid = client.post(
        address("check"), {"reference": operation.reference, "code": row.code.lower()}
    )
    wrong = client.post(
        address("check"), {"reference": operation.reference, "code": "0000-0000-0000-0000"}
    )

    assert operation.code_name in body(valid)
    assert "Paper Lantern" not in valid.content.decode()
    assert operation.code_name not in body(wrong)


def test_lists_pages_of_everybody(client, sealed, started, sign_in):
    operation = sealed()

    for who, expected in [("vibol", True), ("rith", False), ("pov", False), ("clinic", False)]:
        sign_in(who)
        text = body(client.get(address("index")))
        assert (operation.code_name in text) is expected


def test_the_list_costs_the_same_for_any_number_of_operations(client, sealed, sign_in, hotel):
    counted = []
    sealed()
    for more in (0, 2):
        for _each in range(more):
            sealed(entry=hotel)
        sign_in("vibol")
        client.get(address("index"))  # the first page after signing in notes the session
        with CaptureQueriesContext(connection) as taken:
            body(client.get(address("index")))
        counted.append(len(taken))

    assert counted[0] == counted[1]


def test_the_order_costs_the_same_for_any_number_of_asks(client, sealed, sign_in, people, noon):
    operation, vibol, counted = sealed(), people["vibol"], []
    for more in (1, 3):
        for _each in range(more):
            asking.ask(vibol.user, operation.pk, "clinic", "medical", "A car.", vibol.pair, at=noon)
        sign_in("vibol")
        client.get(address("index"))
        with CaptureQueriesContext(connection) as taken:
            body(client.get(address("order", operation.pk)))
        counted.append(len(taken))

    assert counted[0] == counted[1]


def test_it_is_postponed_taken_up_and_given_up_with_reasons(client, sealed, sign_in, version):
    operation = sealed()
    sign_in("vibol")

    for how, state in [("postpone", "postponed"), ("take-up", "planned"), ("give-up", "aborted")]:
        body(client.get(address("move", operation.pk, how)))
        client.post(address("move", operation.pk, how), {"words": f"Because {how}."})
        operation.refresh_from_db()
        assert operation.state == state

    assert [note.words for note in version(operation).order.notes] == [
        "Because postpone.",
        "Because take-up.",
        "Because give-up.",
    ]


def _entries(page):
    import re

    return re.findall(r'name="entries" value="([0-9a-f-]{36})"', page)
