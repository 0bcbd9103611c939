"""Pages about documents: for the right person, the wrong unit, the signed-out."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places.models import Place
from ponleu.knowledge.sources.models import Source

JOURNAL_LOCK = int(connection.vendor == "postgresql")
ALL = [Action.HOME, Action.SOURCE_ADD, Action.SOURCE_READ, Action.REVIEW]

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def coast(make_unit):
    Place.objects.create(code="18", level="province", name="Preah Sihanouk", name_km="")
    return make_unit("18", parent=make_unit("KH"), territory="18")


@pytest.fixture
def ana(client, make_user, coast):
    user = make_user("ana", unit=coast, actions=ALL)
    client.force_login(user)
    return user


@pytest.fixture
def theirs(make_source, make_unit):
    other = make_unit("12", parent=make_unit("KH"), territory="12")
    return make_source("Words of the capital.", unit=other, territory="12", title="Of the capital")


@pytest.fixture
def ours(make_source, coast):
    return make_source("Words of the coast.", unit=coast, territory="18", title="Of the coast")


def shown(response):
    """A page without what differs from answer to answer: tokens and its own address."""
    page = re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", response.content.decode())
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "", page)


def test_the_list_shows_only_what_one_may_see(client, ana, ours, theirs):
    page = client.get(reverse("sources:index")).content.decode()

    assert "Of the coast" in page
    assert "Of the capital" not in page


def test_the_list_costs_the_same_for_any_number(
    client, ana, make_source, coast, django_assert_num_queries
):
    client.get(reverse("sources:index"))
    for number in range(20):
        make_source(f"Words {number}.", unit=coast, territory="18")

    with django_assert_num_queries(9 + JOURNAL_LOCK):
        client.get(reverse("sources:index"))


@pytest.mark.parametrize("page", ["sources:page", "sources:original", "review:source"])
def test_another_units_source_looks_as_if_it_were_not_there(client, ana, theirs, page):
    there = client.get(reverse(page, args=[theirs.pk]))
    nowhere = client.get(reverse(page, args=["01920000-0000-7000-8000-000000000000"]))

    assert there.status_code == nowhere.status_code == 404
    assert shown(there) == shown(nowhere)


@pytest.mark.parametrize("page", ["sources:index", "sources:add", "review:queue", "desk:home"])
def test_signed_out_people_are_asked_to_sign_in(client, db, page):
    response = client.get(reverse(page))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


def test_a_person_without_the_grant_is_refused(client, make_user, coast):
    client.force_login(make_user("eva", unit=coast, actions=[Action.HOME]))

    assert client.get(reverse("sources:index")).status_code == 403


def test_add_takes_files_and_leads_to_their_review(client, ana):
    response = client.post(
        reverse("sources:add"),
        {
            "documents": SimpleUploadedFile("a.txt", b"Sok Dara met the governor of Kampot."),
            "kind": "press",
            "territory": "18",
            "title": "A visit",
        },
    )

    source = Source.objects.get()
    assert response.url == reverse("review:source", args=[source.pk])
    assert source.title == "A visit"


def test_add_keeps_the_good_files_and_says_why_not_of_the_others(client, ana):
    response = client.post(
        reverse("sources:add"),
        {
            "documents": [
                SimpleUploadedFile("good.txt", b"Sok Dara met the governor of Kampot."),
                SimpleUploadedFile("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00"),
                SimpleUploadedFile("empty.txt", b" "),
            ],
            "kind": "press",
            "territory": "18",
        },
    )

    page = response.content.decode()
    assert Source.objects.count() == 1
    assert "1 document kept" in page
    assert page.count("Not kept") == 2
    assert "PNG" in page


def test_add_without_anything_says_what_to_do(client, ana):
    response = client.post(reverse("sources:add"), {"kind": "press", "territory": "18"})

    assert response.status_code == 422
    assert "Choose a file" in response.content.decode()


def test_the_page_shows_the_asked_for_words(client, ana, ours):
    page = client.get(reverse("sources:page", args=[ours.pk]), {"at": "0-5"}).content.decode()

    assert '<span class="pl-anchor" id="at"></span><mark class="is-at" data-p="at">Words' in page


@pytest.mark.parametrize("at", ["9-3", "0-9999", "x", "-", "1-", "0-5-7", "٣-٥"])
def test_a_span_that_is_none_is_ignored(client, ana, ours, at):
    response = client.get(reverse("sources:page", args=[ours.pk]), {"at": at})

    assert response.status_code == 200
    assert "is-at" not in response.content.decode()


def test_who_adds_and_may_not_review_is_led_to_the_document(client, make_user, coast):
    actions = [Action.HOME, Action.SOURCE_ADD, Action.SOURCE_READ]
    client.force_login(make_user("officer", unit=coast, actions=actions))
    about = {"kind": "message", "territory": "18"}

    one = client.post(reverse("sources:add"), {"words": "A call came in.", **about}, follow=True)
    files = [SimpleUploadedFile(f"{n}.txt", f"Call {n}.".encode()) for n in range(2)]
    many = client.post(reverse("sources:add"), {"documents": files, **about})

    kept = Source.objects.get(title="A call came in.")
    assert one.redirect_chain == [(reverse("sources:page", args=[kept.pk]), 302)]
    assert one.status_code == 200
    assert reverse("review:queue") not in many.content.decode()


def test_no_answer_about_a_document_stays_in_the_browser(client, ana, ours, theirs):
    addresses = [reverse("sources:page", args=[source.pk]) for source in (ours, theirs)]

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [200, 404]
    assert all("no-store" in answer.headers["Cache-Control"] for answer in answers)
