"""A key that is shut in a session: opened by one's own passphrase and by nothing else."""

import pytest
from django.urls import reverse

from ponleu.foundation.accounts.models import UserKey
from ponleu.foundation.accounts.opened_keys import COOKIE
from ponleu.foundation.accounts.web.open_key import TRIES_AN_HOUR
from ponleu.foundation.journal.models import Entry
from tests.keyrings.conftest import PASSPHRASE

PAGE = "accounts:open_key"


@pytest.fixture
def shut(coast, enter):
    """Ana's session with the browser's half of the key gone."""
    client = enter(coast)
    client.cookies.pop(COOKIE)
    return client


def is_open(client):
    return client.get(reverse("keyrings:index")).context["is_open"]


def test_open_key_opens_it_for_this_session_and_goes_on(shut):
    assert not is_open(shut)

    answer = shut.post(reverse(PAGE), {"passphrase": PASSPHRASE, "next": "/keys/units/KH-18/"})

    assert answer.url == "/keys/units/KH-18/"
    assert is_open(shut)


def test_open_key_with_a_wrong_passphrase_stays_shut_and_is_journaled(shut, coast):
    answer = shut.post(reverse(PAGE), {"passphrase": "another four words"})

    assert answer.status_code == 422
    assert not is_open(shut)
    assert b"another four words" not in answer.content
    entry = Entry.objects.get(action="account.key_not_opened")
    assert (entry.actor, entry.reason) == (str(coast.user.pk), "")


def test_open_key_counts_tries(shut):
    for _ in range(TRIES_AN_HOUR):
        shut.post(reverse(PAGE), {"passphrase": "another four words"})

    answer = shut.post(reverse(PAGE), {"passphrase": PASSPHRASE})

    assert b"Too many tries" in answer.content
    assert not is_open(shut)


def test_open_key_never_begins_one_under_a_passphrase_that_is_not_ones_own(shut, coast):
    UserKey.objects.all().delete()

    shut.post(reverse(PAGE), {"passphrase": "another four words"})
    assert not UserKey.objects.exists()

    shut.post(reverse(PAGE), {"passphrase": PASSPHRASE})
    assert UserKey.objects.get().user == coast.user


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:1"])
def test_open_key_leads_nowhere_else(shut, elsewhere):
    answer = shut.post(reverse(PAGE), {"passphrase": PASSPHRASE, "next": elsewhere})

    assert answer.url == reverse("accounts:me")


def test_open_key_sends_who_is_signed_out_to_sign_in(client, db):
    assert "/sign-in/" in client.get(reverse(PAGE)).url
