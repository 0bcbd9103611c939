"""Sessions: listed, ended one by one or all at once."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from ponleu.foundation.accounts import services
from ponleu.foundation.accounts.models import User


@pytest.fixture
def ana(make_user, with_passphrase, demonstration):
    """Someone who signs in on several devices."""
    return with_passphrase(make_user("ana", actions=["roles.read"]))


@pytest.fixture
def device(ana, passphrase):
    """A device on which ana signs in: device("phone")."""

    def sign_in(name):
        client = Client(headers={"user-agent": name})
        client.post(reverse("account_login"), {"login": "ana", "password": passphrase})
        return client

    return sign_in


def is_signed_in(client):
    return client.get(reverse("accounts:me")).status_code == 200


def test_the_list_shows_every_session_of_ones_own(device, make_user, client):
    phone, _ = device("phone"), device("desktop")
    other = make_user("ben")
    UserSession.objects.create(user=other, ip="127.0.0.1", session_key="x", user_agent="tablet")

    page = phone.get(reverse("usersessions_list")).content.decode()

    assert ("phone" in page, "desktop" in page, "tablet" in page) == (True, True, False)
    assert page.count("this one") == 1


def test_signing_out_the_others_keeps_this_one(device, journaled):
    phone, desktop = device("phone"), device("desktop")

    phone.post(reverse("usersessions_list"))

    assert (is_signed_in(phone), is_signed_in(desktop)) == (True, False)
    assert journaled()[-1] == "account.sessions_ended"


def test_signing_out_everywhere_ends_this_one_too(device, journaled):
    phone, desktop = device("phone"), device("desktop")

    response = phone.post(reverse("accounts:sign_out_everywhere"))

    assert response.url == reverse("account_login")
    assert (is_signed_in(phone), is_signed_in(desktop)) == (False, False)
    assert journaled()[-1] == "account.signed_out_everywhere"


def test_sign_out_everywhere_ends_sessions_that_no_list_knows(client, ana, noon):
    client.force_login(ana)
    UserSession.objects.all().delete()

    services.sign_out_everywhere(ana, at=noon)

    assert not is_signed_in(client)


def test_sign_out_everywhere_leaves_other_people(device, make_user, client, noon):
    phone = device("phone")
    ben = make_user("ben")

    services.sign_out_everywhere(ben, at=noon)

    assert is_signed_in(phone)


def test_a_new_passphrase_ends_the_other_sessions(device, passphrase, ana):
    phone, desktop = device("phone"), device("desktop")

    phone.post(
        reverse("account_change_password"),
        {
            "oldpassword": passphrase,
            "password1": "another four words",
            "password2": "another four words",
        },
    )

    assert (is_signed_in(phone), is_signed_in(desktop)) == (True, False)


@pytest.mark.slow
def test_guessing_the_old_passphrase_in_a_session_is_stopped(device, passphrase):
    phone = device("phone")
    wrong = {
        "oldpassword": "no",
        "password1": "another four words",
        "password2": "another four words",
    }
    for _ in range(5):
        assert phone.post(reverse("account_change_password"), wrong).status_code == 200

    assert phone.post(reverse("account_change_password"), wrong).status_code == 429


def test_when_a_session_was_last_seen_is_written_every_five_minutes_only(
    device, django_assert_num_queries, monkeypatch
):
    phone = device("phone")
    phone.get(reverse("accounts:me"))
    seen = UserSession.objects.get().last_seen_at

    phone.get(reverse("accounts:me"))
    assert UserSession.objects.get().last_seen_at == seen
    session = phone.session
    session["seen_at"] -= 300
    session.save()
    phone.get(reverse("accounts:me"))

    assert UserSession.objects.get().last_seen_at > seen


def test_a_keeper_ends_the_sessions_of_a_person(device, make_keeper, country, client, ana):
    phone = device("phone")
    keeper = make_keeper("kim", country["KH"])
    client.force_login(keeper)

    client.post(reverse("accounts:sign_out", args=[ana.pk]))

    assert not is_signed_in(phone)
    assert User.objects.get(pk=ana.pk).is_active
