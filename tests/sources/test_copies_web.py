"""Pages about copies: what they say, to whom, and how a person decides."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places.models import Place
from ponleu.knowledge.sources import queries
from ponleu.knowledge.sources.models import CopyJudgement, Source
from tests.sources.stories import OTHER, STORY, cut_short, syndicated

JOURNAL_LOCK = int(connection.vendor == "postgresql")
NOWHERE = "01920000-0000-7000-8000-000000000000"

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def reviewer(client, make_user, coast):
    Place.objects.create(code="18", level="province", name="Preah Sihanouk", name_km="")
    actions = [Action.HOME, Action.SOURCE_ADD, Action.SOURCE_READ, Action.REVIEW]
    user = make_user("rith", unit=coast, actions=actions)
    client.force_login(user)
    return user


def text_of(response):
    """The words of a page without its tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def page_of(client, source):
    return text_of(client.get(reverse("sources:page", args=[source.pk])))


def answer(client, source, **fields):
    return client.post(reverse("sources:judge_copy", args=[source.pk]), fields)


def test_the_page_names_each_copy_its_publisher_and_the_days_between(client, reviewer, keep):
    first = keep(reviewer, STORY, day=4, origin="Lotus Courier")
    again = keep(reviewer, STORY + "\n", day=6, origin="Harbour Morning")
    cut = keep(reviewer, cut_short(), day=None, origin="River Post")

    page = page_of(client, again)

    assert f"Same text as {first.reference}, published by Lotus Courier 2 days earlier" in page
    assert f"Nearly the same text as {cut.reference}, published by River Post A night" in page
    assert f"Same text as {again.reference}, published by Harbour Morning 2 days later" in page_of(
        client, first
    )


def test_the_page_of_a_document_without_copies_says_so(client, reviewer, keep):
    assert "No document that you may read has the same text." in page_of(
        client, keep(reviewer, OTHER)
    )


def test_the_page_does_not_change_with_another_units_copy(client, reviewer, ben, keep):
    source = keep(reviewer, STORY)
    before = page_of(client, source)

    keep(ben, STORY)

    assert page_of(client, source) == before


def test_an_answer_is_kept_shown_and_taken_back(client, reviewer, keep):
    first, again = keep(reviewer, STORY), keep(reviewer, syndicated())

    response = answer(client, first, reference=again.reference, verdict="not_copy", number="0")

    assert response.url == reverse("sources:page", args=[first.pk]) + "#copies"
    today = date_format(localdate(), "j F Y")
    assert f"Rith says that it is not a copy, {today}" in page_of(client, again)
    assert queries.copies_of(reviewer, first) == []

    answer(client, first, reference=again.reference, verdict="", number="1")

    assert "Rith says" not in page_of(client, again)
    assert len(queries.copies_of(reviewer, first)) == 1


def test_a_typed_reference_makes_a_copy_and_another_units_is_not_there(client, reviewer, ben, keep):
    first, other, theirs = keep(reviewer, STORY), keep(reviewer, OTHER), keep(ben, STORY)

    answer(client, first, reference=other.reference, verdict="copy")
    hidden = answer(client, first, reference=theirs.reference, verdict="copy")
    nowhere = answer(client, first, reference="D-2026-999999-X", verdict="copy")

    assert f"Copy of {other.reference}, other words" in page_of(client, first)
    assert hidden.status_code == nowhere.status_code == 404
    assert text_of(hidden) == text_of(nowhere)


@pytest.mark.parametrize("verdict", ["maybe", "COPY"])
def test_an_answer_that_is_none_is_refused(client, reviewer, keep, verdict):
    first, again = keep(reviewer, STORY), keep(reviewer, syndicated())

    response = answer(client, first, reference=again.reference, verdict=verdict, number="0")

    assert response.status_code == 422
    assert not CopyJudgement.objects.exists()


def test_another_units_source_cannot_be_answered_about(client, reviewer, ben, keep):
    theirs, ours = keep(ben, STORY), keep(reviewer, STORY)
    fields = {"reference": ours.reference, "verdict": "copy"}

    there = answer(client, theirs, **fields)
    nowhere = client.post(reverse("sources:judge_copy", args=[NOWHERE]), fields)

    assert there.status_code == nowhere.status_code == 404


def test_who_may_only_read_sees_copies_and_no_buttons(client, reviewer, make_user, coast, keep):
    first, again = keep(reviewer, STORY), keep(reviewer, syndicated())
    client.force_login(make_user("eva", unit=coast, actions=[Action.HOME, Action.SOURCE_READ]))

    page = page_of(client, first)

    assert again.reference in page
    assert "Not a copy" not in page
    assert answer(client, first, reference=again.reference, verdict="copy").status_code == 403


def test_the_review_page_says_in_one_line_what_it_is_a_copy_of(client, reviewer, keep):
    first = keep(reviewer, STORY, day=4, origin="Lotus Courier")
    again = keep(reviewer, STORY + "\n", day=5)
    keep(reviewer, cut_short(), day=6)

    page = text_of(client.get(reverse("review:source", args=[again.pk])))

    line = f"Same text as {first.reference}, published by Lotus Courier 1 day earlier , and 1 more"
    assert line in page


def test_the_result_of_adding_says_what_is_a_copy(client, reviewer, keep):
    first = keep(reviewer, STORY, day=4, origin="Lotus Courier")
    files = [
        SimpleUploadedFile("copy.txt", syndicated().encode()),
        SimpleUploadedFile("new.txt", OTHER.encode()),
    ]

    response = client.post(
        reverse("sources:add"), {"documents": files, "kind": "press", "territory": "18"}
    )

    page = text_of(response)
    assert Source.objects.count() == 3
    assert page.count("Nearly the same text as") == 1
    assert f"Nearly the same text as {first.reference}, published by Lotus Courier" in page


def test_the_page_costs_the_same_for_any_number_of_copies(
    client, reviewer, keep, django_assert_max_num_queries
):
    first = keep(reviewer, STORY)
    keep(reviewer, f"{STORY} Edition none.")
    address = reverse("sources:page", args=[first.pk])
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for number in range(10):
        keep(reviewer, f"{STORY} Edition {number}.")

    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
