"""Pages of verification: who is kept from what, what is journaled, what they cost."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry as JournalRow
from ponleu.response.complaints.services import desk as at_desk
from ponleu.response.verification.models import (
    Training,
    Witness,
)
from ponleu.response.verification.rules import Purpose
from ponleu.response.verification.services import grading, interviews, tasks
from ponleu.response.verification.web.acts import ACTS
from tests.complaints.desk_world import HTMX, body
from tests.verification.pages import PAGES, act, addresses, get, of, posts

JOURNAL_LOCK = connection.vendor == "postgresql"

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")


def test_signed_out_and_without_the_grant_nothing_opens(client, whole, trained, make_user, country):
    pages = [
        *addresses(whole),
        reverse("verification:mine"),
        reverse("verification:trainings"),
        of("of_allegation", whole["plan"]),
    ]

    for address in pages:
        assert client.get(address).url.startswith(reverse("account_login"))
    client.force_login(make_user("nobody", unit=country["KH-18"], actions=[Action.HOME]))
    for address in pages:
        assert client.get(address).status_code == 403, address
    for address in posts(whole, trained):
        assert client.post(address).status_code == 403, address


def test_readers_are_refused_every_act(client, signed_in, whole, trained, reviewer):
    signed_in(*reviewer)

    for name, what in ACTS.items():
        if name != "leave":
            assert client.get(act(name, whole[what.on])).status_code == 403, name
            assert client.post(act(name, whole[what.on])).status_code == 403, name
    for address in posts(whole, trained):
        assert client.post(address).status_code == 403, address


def plain(response):
    own = r"/verification/[^\"]*|csrf\w+\" value=\"\w+\"|\w{64}"
    return re.sub(own, "", body(response, 404))


def nothing_opens(client, whole, trained):
    nowhere = plain(client.get(of("plan", UUID(int=7))))
    for address in addresses(whole):
        assert plain(client.get(address)) == nowhere, address
    for name, what in ACTS.items():
        assert client.post(act(name, whole[what.on]), {}).status_code == 404, name
    for address in posts(whole, trained):
        assert client.post(address).status_code == 404, address
    part = client.get(of("of_allegation", whole["plan"]), headers=HTMX)
    unknown = client.get(of("of_allegation", UUID(int=7)), headers=HTMX)
    assert (part.status_code, part.content) == (404, unknown.content)
    text = body(client.get(reverse("verification:mine")))
    text += body(client.get(reverse("verification:trainings")))
    assert "roster" not in text


def test_of_another_province_everything_is_as_if_it_were_not_there(
    client, signed_in, whole, trained, make_officer, country
):
    signed_in(*make_officer("dara", country["KH-12"]))

    nothing_opens(client, whole, trained)


@pytest.mark.parametrize("whom", ["user", "unit"])
def test_whom_any_of_its_complaints_names_sees_nothing_of_a_plan(
    client, signed_in, whole, trained, told, plan, make_officer, country, desk, noon, whom
):
    from ponleu.response.cases.services import gathering

    bora = desk["bora"][0]
    named, pair = make_officer("sok", country["KH-18"])
    other = told("The officer himself.")
    gathering.take_in(bora, plan.pk, other, at=noon)
    kept = {"user": named} if whom == "user" else {"unit": named.unit}
    at_desk.keep_from(bora, other, **kept, at=noon)
    tasks.hand_over(bora, whole["task"], bora.pk, date(2026, 12, 1), at=noon)
    signed_in(named, pair)

    assert client.get(reverse("cases:allegation", args=[plan.pk])).status_code == 404
    trainings = Training.objects.filter(pk=trained.pk)
    trainings.update(unit=country["KH"], territory="")  # of the country: not theirs to see
    nothing_opens(client, whole, trained)


def test_nobody_named_is_offered_tasks(plan, told, make_officer, country, desk, noon):
    from ponleu.response.cases.services import gathering
    from ponleu.response.verification.queries import targets

    bora = desk["bora"][0]
    named, _pair = make_officer("sok", country["KH-18"])
    other = told("The officer himself.")
    before = [key for key, _name in targets.colleagues(plan)]
    gathering.take_in(bora, plan.pk, other, at=noon)
    at_desk.keep_from(bora, other, user=named, at=noon)

    after = [key for key, _name in targets.colleagues(plan)]

    assert str(named.pk) in before
    assert str(named.pk) not in after


def test_a_name_that_is_no_act_is_not_found(client, signed_in, plan):
    signed_in("ana")

    assert client.get(act("nothing", plan.pk)).status_code == 404
    kind = reverse("verification:take_back", args=["nothing", plan.pk])
    assert client.post(kind).status_code == 404


def test_every_read_is_journaled_without_words(client, signed_in, whole):
    ana = signed_in("ana")

    for page in PAGES:
        get(client, page, whole["request" if page == "letter" else page])
    body(client.get(reverse("verification:mine")))

    reads = JournalRow.objects.filter(action__startswith="verification.", action__endswith="_read")
    found = set(reads.filter(actor=str(ana.pk)).values_list("action", flat=True))
    assert found == {
        "verification.source_read",
        "verification.witness_read",
        "verification.interview_read",
        "verification.request_read",
    }
    assert JournalRow.objects.filter(action="verification.read").exists()
    assert JournalRow.objects.filter(target_type="verification.task").exists()
    reasons = set(JournalRow.objects.values_list("reason", flat=True))
    assert not any("lanted" in reason or "chain" in reason for reason in reasons)


def queries_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        body(client.get(address))
    return len(caught)


def test_pages_cost_the_same_for_any_number_of_rows(
    client, signed_in, whole, make_question, make_task, make_witness, make_request, make_reply,
    make_source, site, close, held, ana, noon,
):  # fmt: skip
    signed_in("ana")
    pages = [
        of("plan", whole["plan"]),
        of("of_allegation", whole["plan"]),
        reverse("verification:mine"),
        of("source", whole["source"]),
        of("witness", whole["witness"]),
        of("interview", whole["interview"]),
        of("request", whole["request"]),
        act("answer", whole["question"]),
    ]
    get(client, "plan", whole["plan"])  # what is asked once a process is asked now
    few = [queries_of(client, address) for address in pages]
    source = make_source(site("Red Door Bar"))
    for number in range(4):
        interview = held(witness=Witness.objects.get(pk=whole["witness"]), necessity="More.")
        close(make_question(f"Question {number}?"), source, interview, make_reply())
        make_task(f"Task {number}")
        make_witness(f"Planted {number}")
        interviews.record_use(ana, interview.pk, Purpose.EMBASSY, "E", on=noon.date(), at=noon)
        grade = grading.Grade(*GRADE, f"Again {number}")
        grading.grade_again(ana, whole["source"], grade, at=noon)

    many = [queries_of(client, address) for address in pages]

    assert few == many
    locks = [JOURNAL_LOCK, 0, JOURNAL_LOCK, *[JOURNAL_LOCK] * 5]
    assert [number - lock for number, lock in zip(many, locks, strict=True)] == QUERIES


GRADE = ("C", "3")
QUERIES = [26, 22, 10, 16, 18, 20, 14, 19]
"""Of a plan, its part, one's own tasks, a source, a witness, an interview, a request, a form."""
