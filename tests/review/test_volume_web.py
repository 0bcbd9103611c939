"""Pages for volume: who may open them, what they cost, what forms send, with and without htmx."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.review import second_readings, services
from ponleu.knowledge.review.models import Batch, SecondJudgement, SecondReading
from ponleu.knowledge.sources.models import Proposal
from ponleu.knowledge.sources.rules import Verdict

NOBODY = "0198c1f0-0000-7000-8000-000000000000"

pytestmark = pytest.mark.usefixtures("demonstration")
HTMX = {"HX-Request": "true"}
JOURNAL_LOCK = int(connection.vendor == "postgresql")
EXACT = "Deputy Governor Long Virak went to Kampong Seila district on 10 March 2026."
SECOND = "In Kampong Seila district Deputy Governor Long Virak met workers."
LISTS = ["review:queue", "review:facts", "review:second", "review:quality", "review:records"]


@pytest.fixture
def signed_in(client, ana):
    client.force_login(ana)
    return client


@pytest.fixture
def source(ana, read):
    return read(ana, EXACT)


@pytest.fixture
def other(ana, read):
    return read(ana, SECOND)


def address(name, *args):
    return reverse(f"review:{name}", args=args)


def tick(*asked):
    return [f"{proposal.pk}.{proposal.revision}" for proposal in asked]


@pytest.mark.parametrize("page", LISTS)
def test_signed_out_people_are_asked_to_sign_in(client, db, page):
    assert client.get(reverse(page)).url.startswith("/sign-in/")


@pytest.mark.parametrize("page", LISTS)
def test_those_who_only_read_documents_are_refused(client, make_user, coast, page):
    client.force_login(make_user("rea", unit=coast, actions=[Action.SOURCE_READ]))

    assert client.get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", LISTS)
def test_a_new_record_says_why_its_lists_are_empty(signed_in, page):
    response = signed_in.get(reverse(page))

    assert response.status_code == 200
    assert re.search('class="pl-(state|empty)', response.content.decode())


@pytest.mark.parametrize(
    ("name", "is_post"),
    [
        ("source", False),
        ("exact", True),
        ("second_reading", False),
        ("offer", True),
        ("take", True),
        ("withdraw_offer", True),
        ("hand_back", True),
        ("close", True),
        ("agreement", False),
    ],
)
def test_another_units_document_is_not_there(client, eva, ana, source, asked, noon, name, is_post):
    person = asked(source, "person")
    services.judge(ana, person.pk, Verdict.ACCEPTED, revision=0, at=noon)
    if name != "offer":
        second_readings.offer(ana, source.pk, at=noon)
    client.force_login(eva)
    send = client.post if is_post else client.get
    fields = {"chosen": tick(person)} if is_post else {}

    there, nowhere = (send(address(name, key), fields) for key in (source.pk, uuid4()))

    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert SecondReading.objects.filter(reader=eva).count() == 0


@pytest.mark.parametrize("name", ["also", "answer", "take_back_answer", "settle", "unsettle"])
def test_another_units_question_is_not_there(client, eva, source, asked, name):
    client.force_login(eva)
    fields = {"verdict": "accepted", "keep": "first", "revision": "0"}

    response = client.post(address(name, source.pk, asked(source, "person").pk), fields)

    assert response.status_code == 404


def test_the_queue_of_facts_leads_to_one_answer_and_its_undo(signed_in, source, other, asked):
    listed = signed_in.get(address("facts")).content.decode()
    place, same = asked(source, "place"), asked(other, "place")
    page = signed_in.get(address("also", source.pk, place.pk)).content.decode()
    fields = {"verdict": "accepted", "chosen": tick(place, same), "from": "facts"}

    answered = signed_in.post(address("also", source.pk, place.pk), fields)

    assert "2 documents" in listed
    assert tick(same)[0] in page
    assert answered.url == address("facts")
    assert "Take all of it back" in signed_in.get(address("facts")).content.decode()
    undo = {"back": address("facts")}
    undone = signed_in.post(address("take_back_batch", Batch.objects.get().pk), undo)
    assert undone.url == address("facts")
    assert not Proposal.objects.exclude(verdict="").exists()


def test_a_question_says_in_how_many_other_documents_it_waits(signed_in, source, other, asked):
    page = signed_in.get(address("source", source.pk)).content.decode()

    assert page.count("Also in 1 other document") == 2  # the place and the person


def test_taking_a_batch_back_goes_nowhere_else(signed_in, source, asked):
    place = asked(source, "place")
    signed_in.post(address("exact", source.pk), {"chosen": tick(place)})

    undone = signed_in.post(
        address("take_back_batch", Batch.objects.get().pk), {"back": "https://elsewhere.test/"}
    )

    assert undone.url == address("queue")


def test_exact_ones_are_ticked_on_the_page_and_accepted(signed_in, source, asked):
    place, day, person = (asked(source, kind) for kind in ("place", "date", "person"))
    page = signed_in.get(address("source", source.pk)).content.decode()
    shown = set(re.findall(r'name="chosen" value="([^"]+)" checked', page))

    response = signed_in.post(address("exact", source.pk), {"chosen": sorted(shown)})

    assert shown == set(tick(place, day))
    assert response.url == address("source", source.pk)
    assert set(Proposal.objects.exclude(verdict="").values_list("pk", flat=True)) == {
        place.pk,
        day.pk,
    }
    assert person.verdict == ""


@pytest.mark.parametrize("chosen", ["", "x", "x.0", NOBODY, f"{NOBODY}.-1", f"{NOBODY}.٣"])
def test_a_made_up_tick_is_refused_in_words(signed_in, source, chosen):
    response = signed_in.post(address("exact", source.pk), {"chosen": [chosen]})

    assert response.status_code == 422
    assert "Load it again" in response.content.decode()


def test_next_goes_to_the_document_that_waits_after_this_one(signed_in, source, other):
    first = signed_in.get(address("next"))
    second = signed_in.get(address("next"), {"after": str(source.pk)})
    round_again = signed_in.get(address("next"), {"after": str(other.pk)})
    made_up = signed_in.get(address("next"), {"after": "\x00'"})

    assert first.url == round_again.url == made_up.url == address("source", source.pk)
    assert second.url == address("source", other.pk)


def test_next_without_another_document_goes_to_the_queue(signed_in, source):
    assert signed_in.get(address("next"), {"after": str(source.pk)}).url == address("queue")


def test_unsure_is_an_answer_that_waits_in_a_list_of_its_own(signed_in, source, asked):
    place = asked(source, "place")

    part = signed_in.post(
        address("judge", source.pk, place.pk), {"verdict": "unsure", "revision": "0"}, headers=HTMX
    ).content.decode()
    listed = signed_in.get(address("queue"), {"only": "unsure"}).content.decode()

    assert 'data-state="unsure"' in part
    assert 'value="accepted"' in part
    assert source.reference in listed


def test_a_judgement_answers_with_its_own_question_only(signed_in, source, asked):
    place = asked(source, "place")

    part = signed_in.post(
        address("judge", source.pk, place.pk),
        {"verdict": "accepted", "revision": "0"},
        headers=HTMX,
    )

    assert len(part.content) < 3000
    assert b"<!doctype html>" not in part.content


def test_a_judgement_costs_few_queries(signed_in, source, asked, django_assert_num_queries):
    place, day = asked(source, "place"), asked(source, "date")
    fields = {"verdict": "accepted", "revision": "0"}
    signed_in.post(address("judge", source.pk, place.pk), fields, headers=HTMX)

    with django_assert_num_queries(21 + JOURNAL_LOCK):
        signed_in.post(address("judge", source.pk, day.pk), fields, headers=HTMX)


@pytest.mark.parametrize(
    ("page", "queries"),
    [("facts", 12 + JOURNAL_LOCK), ("quality", 13), ("second", 13 + JOURNAL_LOCK)],
)
def test_lists_cost_the_same_for_any_number(
    signed_in, ana, read, source, asked, noon, django_assert_num_queries, page, queries
):
    for number in range(6):
        more = read(ana, f"{EXACT} Number {number}.")
        person = asked(more, "person")
        services.judge(ana, person.pk, Verdict.ACCEPTED, revision=0, at=noon)
        second_readings.offer(ana, more.pk, at=noon)
    signed_in.get(address(page))
    with django_assert_num_queries(queries):
        signed_in.get(address(page))


def test_quality_opens_each_row_to_its_questions(signed_in, ana, source, asked, noon):
    place, person = asked(source, "place"), asked(source, "person")
    services.judge(ana, place.pk, Verdict.ACCEPTED, revision=0, at=noon)
    services.judge(ana, person.pk, Verdict.REJECTED, revision=0, at=noon)
    page = signed_in.get(address("quality")).content.decode()

    rows = re.findall(r'href="([^"]+questions/\?by=[^"]+)"', page)
    opened = {
        row: len(re.findall(r"\?at=", signed_in.get(row.replace("&amp;", "&")).content.decode()))
        for row in rows
    }

    assert {row.split("by=")[1].split("&")[0] for row in rows} == {
        "kind", "rule", "language", "month", "engine", "weights", "confidence",
    }  # fmt: skip
    assert all(opened.values())
    by_kind = {row.split("name=")[1]: count for row, count in opened.items() if "by=kind" in row}
    assert by_kind == {"place": 1, "person": 1}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("by=kind&name=person&verdict=rejected", 200),
        ("by=month&name=2026-13", 200),
        ("by=confidence&name=nine", 200),
        ("by=nothing", 404),
        ("by=kind&name=%00", 404),
        ("by=kind&name=" + "x" * 65, 404),
        ("by=kind&name=place&verdict=perhaps&page=99999999", 200),
    ],
)
def test_records_answer_any_question_about_rows(signed_in, query, status):
    assert signed_in.get(f"{address('records')}?{query}").status_code == status


def test_records_of_another_unit_stay_hidden(client, eva, ana, source, asked, noon):
    services.judge(ana, asked(source, "place").pk, Verdict.ACCEPTED, revision=0, at=noon)
    client.force_login(eva)

    assert source.reference not in client.get(address("records")).content.decode()
    assert "Nothing was judged yet" in client.get(address("quality")).content.decode()


@pytest.fixture
def second(client, ana, ben, source, asked, noon):
    """ben reads blind what ana judged; ben is signed in."""
    services.judge(ana, asked(source, "person").pk, Verdict.REJECTED, revision=0, at=noon)
    second_readings.offer(ana, source.pk, at=noon)
    client.force_login(ben)
    client.post(address("take", source.pk))
    return client


def test_the_second_reader_sees_no_first_answer(second, ana, source, asked):
    blind = second.get(address("second_reading", source.pk)).content.decode()
    refused = second.get(address("source", source.pk))
    one = second.get(address("proposal", source.pk, asked(source, "person").pk), headers=HTMX)
    behind = second.get(address("records")).content.decode()

    assert "Rejected" not in blind
    assert str(ana) not in blind
    assert "is-settled" not in blind
    assert (refused.status_code, one.status_code) == (403, 403)
    assert source.reference not in behind


def test_the_second_reading_goes_from_answers_to_settling(second, client, ana, source, asked):
    person = asked(source, "person")
    part = second.post(
        address("answer", source.pk, person.pk), {"verdict": "accepted"}, headers=HTMX
    ).content.decode()
    plain = second.post(address("answer", source.pk, person.pk), {"verdict": "accepted"})
    assert 'data-state="answered"' in part
    assert plain.url.endswith(f"#p-{person.pk}")
    assert second.get(address("agreement", source.pk)).status_code == 404

    closed = second.post(address("close", source.pk))
    own = second.get(closed.url).content.decode()
    assert closed.url == address("agreement", source.pk)
    assert "Another person than the second reader" in own

    client.force_login(ana)
    fields = {"keep": "second", "revision": str(person.revision)}
    client.post(address("settle", source.pk, person.pk), fields)
    person.refresh_from_db()
    assert person.verdict == "accepted"
    assert "The second was taken by" in client.get(closed.url).content.decode()
    client.post(address("unsettle", source.pk, person.pk))
    person.refresh_from_db()
    assert person.verdict == "rejected"


def test_the_second_reader_may_take_an_answer_back_and_hand_back(second, ben, source, asked):
    person = asked(source, "person")
    second.post(address("answer", source.pk, person.pk), {"verdict": "unsure"})
    freed = second.post(address("take_back_answer", source.pk, person.pk), headers=HTMX)

    assert 'data-state="waiting"' in freed.content.decode()
    assert not SecondJudgement.objects.exists()
    assert second.post(address("hand_back", source.pk)).url == address("second")
    assert not SecondReading.objects.filter(reader=ben).exists()


def test_an_offer_can_be_withdrawn_on_its_page(signed_in, ana, source, asked, noon):
    services.judge(ana, asked(source, "person").pk, Verdict.REJECTED, revision=0, at=noon)
    signed_in.post(address("offer", source.pk))
    assert "Nobody has taken it yet" in signed_in.get(address("second")).content.decode()

    signed_in.post(address("withdraw_offer", source.pk))

    assert not SecondReading.objects.exists()
