"""Signing in with a passphrase: who gets in, who is locked out, what is journaled."""

import time

import pytest
from allauth.core.internal import ratelimit
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.urls import reverse

from ponleu.foundation.accounts.adapters import AccountAdapter
from ponleu.foundation.accounts.models import User
from ponleu.foundation.journal.models import Entry

LOCKED = b"Too many tries"
WRONG = b"The username or the passphrase is not right"


@pytest.fixture
def sign_in(client, passphrase):
    """Post the sign-in form."""

    def post(username="ana", typed=passphrase, **headers):
        form = {"login": username, "password": typed}
        return client.post(reverse("account_login"), form, **headers)

    return post


@pytest.fixture
def ana(make_user, with_passphrase):
    """A demonstration account with the passphrase."""
    return with_passphrase(make_user("ana", language="km"))


def test_sign_in_opens_the_first_page_in_the_persons_language(client, sign_in, ana, demonstration):
    response = sign_in()

    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(ana.pk)
    assert response.cookies["django_language"].value == "km"


def test_sign_in_is_journaled(sign_in, ana, demonstration, journaled):
    sign_in()

    assert journaled() == ["account.key_pair_begun", "account.signed_in"]
    assert {entry.actor for entry in Entry.objects.all()} == {str(ana.pk)}


def test_sign_in_that_fails_is_journaled_without_what_was_typed(sign_in, ana, demonstration):
    response = sign_in(typed="not the passphrase")

    entry = Entry.objects.get()
    assert WRONG in response.content
    assert (entry.action, entry.actor, entry.target_type, entry.target, entry.reason) == (
        "account.sign_in_failed",
        "",
        "account",
        "",
        "",
    )


def test_sign_in_of_nobody_costs_as_many_hashes_as_of_somebody(
    sign_in, ana, demonstration, monkeypatch
):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher,
        "encode",
        lambda self, password, salt: hashed.append(1) or encode(self, password, salt),
    )

    somebody = sign_in(typed="not the passphrase")
    of_somebody = len(hashed)
    nobody = sign_in("nobody", typed="not the passphrase")

    assert of_somebody == len(hashed) - of_somebody == 1
    assert (WRONG in somebody.content, WRONG in nobody.content) == (True, True)


def test_sign_in_is_locked_after_five_failed_tries_even_for_the_right_passphrase(
    client, sign_in, ana, demonstration, journaled
):
    for _ in range(5):
        assert LOCKED not in sign_in(typed="not the passphrase").content

    response = sign_in()

    assert LOCKED in response.content
    assert "_auth_user_id" not in client.session
    assert journaled() == ["account.sign_in_failed"] * 5 + ["account.sign_in_locked"]


def test_lock_out_opens_after_fifteen_minutes(sign_in, ana, demonstration, monkeypatch):
    for _ in range(5):
        sign_in(typed="not the passphrase")
    now = time.time()

    monkeypatch.setattr(ratelimit.time, "time", lambda: now + 14 * 60)
    assert LOCKED in sign_in().content
    monkeypatch.setattr(ratelimit.time, "time", lambda: now + 15 * 60 + 1)

    assert sign_in().status_code == 302


def test_lock_out_of_one_account_leaves_the_others(
    sign_in, ana, make_user, with_passphrase, demonstration
):
    with_passphrase(make_user("ben"))
    for _ in range(5):
        sign_in(typed="not the passphrase")

    assert sign_in("ben").status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize("port", ["8001", "8002"])
def test_lock_out_does_not_forget_when_asked_under_another_host(sign_in, ana, demonstration, port):
    for _ in range(5):
        sign_in(typed="not the passphrase", headers={"host": "localhost"})

    assert LOCKED in sign_in(headers={"host": f"127.0.0.1:{port}"}).content


@pytest.mark.parametrize("spelling", ["ANA", " ana", "ａｎａ"])
def test_lock_out_counts_every_spelling_of_the_username(sign_in, ana, demonstration, spelling):
    for _ in range(5):
        sign_in(spelling, typed="not the passphrase")

    assert LOCKED in sign_in().content


@pytest.mark.slow
def test_lock_out_counts_the_address_over_all_usernames(sign_in, ana, demonstration, monkeypatch):
    now = time.time()
    for number in range(30):  # one every 20 seconds, under the limit of 30 requests a minute
        monkeypatch.setattr(ratelimit.time, "time", lambda number=number: now + 20 * number)
        sign_in(f"guess-{number}", typed="not the passphrase")

    assert LOCKED in sign_in().content


@pytest.mark.slow
def test_lock_out_rests_in_the_database_for_all_processes(sign_in, ana, demonstration, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "core_cache",
        }
    }
    for _ in range(5):
        sign_in(typed="not the passphrase")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM core_cache WHERE cache_key LIKE %s", ["%login_failed%"]
        )
        rows = cursor.fetchone()[0]

    assert rows == 2  # one for the username, one for the address
    assert LOCKED in sign_in().content


@pytest.mark.slow
def test_too_many_requests_get_a_page_that_says_so(sign_in, ana, demonstration):
    for number in range(30):
        sign_in(f"guess-{number}", typed="x")

    response = sign_in()

    assert response.status_code == 429
    assert b"Wait 15 minutes" in response.content


def test_a_demonstration_account_is_refused_in_a_real_record(client, sign_in, ana, journaled):
    response = sign_in()

    assert WRONG in response.content
    assert "_auth_user_id" not in client.session
    assert journaled() == ["account.sign_in_failed"]


def test_a_session_of_a_demonstration_account_is_worth_nothing_in_a_real_record(client, ana):
    client.force_login(ana)

    response = client.get(reverse("accounts:me"))

    assert response.url.startswith(reverse("account_login"))


def test_a_deactivated_person_is_refused_like_a_wrong_passphrase(
    client, sign_in, ana, demonstration
):
    User.objects.update(is_active=False)

    assert WRONG in sign_in().content
    assert "_auth_user_id" not in client.session


def test_a_deactivated_persons_session_ends_at_once(client, sign_in, ana, demonstration):
    sign_in()
    assert client.get(reverse("accounts:me")).status_code == 200

    User.objects.update(is_active=False)

    assert client.get(reverse("accounts:me")).status_code == 302


def test_sign_out_ends_the_session_and_is_journaled(client, sign_in, ana, demonstration, journaled):
    sign_in()

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session
    assert journaled()[-2:] == ["account.signed_in", "account.signed_out"]


def test_sign_out_by_link_asks_first(client, sign_in, ana, demonstration):
    sign_in()

    response = client.get(reverse("account_logout"))

    assert response.status_code == 200
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("address", ["signup", "password/reset", "email", "login/code"])
def test_there_is_no_other_way_in(client, db, address):
    for folder in ("/sign-in/", "/accounts/", "/"):
        assert client.get(f"{folder}{address}/").status_code == 404


def test_the_sign_in_page_shows_whom_one_can_try_in_the_demonstration_only(
    client, ana, make_user, with_passphrase
):
    assert b"Accounts to try" not in client.get(reverse("account_login")).content


def test_the_sign_in_page_lists_demonstration_accounts_and_their_passphrase(
    client, ana, make_user, demonstration
):
    make_user("real.person", is_demonstration=False)

    page = client.get(reverse("account_login")).content.decode()

    assert "<code>ana</code>" in page
    assert "light-every-corner" in page
    assert "real.person" not in page


def test_the_sign_in_page_has_no_inline_script_and_says_what_browsers_may_fill_in(client, db):
    response = client.get(reverse("account_login"))

    page = response.content.decode()
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "!missing" not in page
    assert "placeholder" not in page


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:1"])
def test_sign_in_leads_to_no_other_site(client, ana, passphrase, demonstration, elsewhere):
    form = {"login": "ana", "password": passphrase, "next": elsewhere}

    assert client.post(reverse("account_login"), form).url == "/"


def test_sign_in_goes_on_to_the_page_that_was_asked_for(client, ana, passphrase, demonstration):
    form = {"login": "ana", "password": passphrase, "next": "/accounts/me/"}

    assert client.post(reverse("account_login"), form).url == "/accounts/me/"


def test_nobody_signs_up_even_where_a_page_would_offer_it(rf):
    assert not AccountAdapter().is_open_for_signup(rf.get("/"))
