"""The review page: what its buttons send, what a made-up request gets."""

import io
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.rules import Action
from ponleu.knowledge.register.models import Mention
from ponleu.knowledge.register.rules import EntryKind
from ponleu.knowledge.register.services.by_hand import Known, enter_known
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Proposal
from ponleu.knowledge.sources.rules import SourceKind

WORDS = "Workers could not leave the Paper Lantern Hotel in Kampot, a relative said."

pytestmark = pytest.mark.usefixtures("demonstration")


@pytest.fixture
def coast(make_unit):
    return make_unit("18", parent=make_unit("KH"), territory="18")


@pytest.fixture
def ana(client, make_user, coast):
    user = make_user("ana", unit=coast, actions=list(Action))
    client.force_login(user)
    return user


@pytest.fixture
def asked(ana, noon):
    about = sources.About("A visit", SourceKind.PRESS, "", date(2026, 3, 10), "18")
    source, _ = sources.add_source(ana, io.BytesIO(WORDS.encode()), about, at=noon)
    return Proposal.objects.get(source=source, kind="site")


@pytest.fixture
def known(ana, coast, noon):
    hotel = Known(kind=EntryKind.SITE, name="Paper Lantern Hotel", territory="18")
    return enter_known(ana, hotel, unit=coast, at=noon)


def address(asked):
    return reverse("review:judge", args=[asked.source_id, asked.pk])


def test_the_button_that_accepts_as_the_same_needs_no_other_word(client, asked, known):
    page = client.get(reverse("review:source", args=[asked.source_id])).content.decode()
    response = client.post(address(asked), {"same_as": str(known.pk), "revision": "0"})

    assert f'name="same_as" value="{known.pk}"' in page
    assert response.status_code == 302
    assert Mention.objects.get().entry == known


@pytest.mark.parametrize("key", ["abc", "1", "\x00", "9" * 40])
def test_accepting_as_the_same_as_no_key_at_all_is_not_found(client, asked, key):
    response = client.post(address(asked), {"same_as": key, "revision": "0"})

    asked.refresh_from_db()
    assert response.status_code == 404
    assert asked.verdict == ""


def test_accepting_as_the_same_hides_the_entry_of_another_unit(
    client, asked, make_user, make_unit, noon
):
    capital = make_unit("12", parent=make_unit("KH"), territory="12")
    ben = make_user("ben", unit=capital, actions=list(Action))
    hotel = Known(kind=EntryKind.SITE, name="Paper Lantern Hotel", territory="12")
    theirs = enter_known(ben, hotel, unit=capital, at=noon)

    answers = [
        client.post(address(asked), {"same_as": str(key), "revision": "0"})
        for key in (theirs.pk, uuid4())
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert str(theirs.reference) not in answers[0].content.decode()


def test_a_question_is_not_judged_at_the_address_of_another_document(
    client, asked, make_source, coast
):
    other = make_source("Other words.", unit=coast, territory="18")

    response = client.post(
        reverse("review:judge", args=[other.pk, asked.pk]), {"verdict": "accepted", "revision": "0"}
    )

    asked.refresh_from_db()
    assert response.status_code == 404
    assert asked.verdict == ""
