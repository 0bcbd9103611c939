"""Key pairs: opened by the passphrase into one session, kept at a change, lost at a reset."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from ponleu.engines.sealing import open_sealed, seal
from ponleu.foundation.accounts import services
from ponleu.foundation.accounts.models import UserKey
from ponleu.foundation.accounts.opened_keys import COOKIE, opened
from ponleu.foundation.journal.models import Entry

NEW = "another four words of nobody"


@pytest.fixture
def ana(make_user, with_passphrase):
    return with_passphrase(make_user("ana"))


@pytest.fixture
def seen(monkeypatch):
    """Key pairs that the home page finds open, one for each time it is asked for."""
    from ponleu.foundation.accounts import opened_keys

    pairs = []
    kept = opened_keys.OpenedKeyMiddleware.__call__

    def call(self, request):
        pairs.append(opened(request) if request.path == "/" else None)
        return kept(self, request)

    monkeypatch.setattr(opened_keys.OpenedKeyMiddleware, "__call__", call)
    return pairs


def sign_in(client, passphrase):
    client.post(reverse("account_login"), {"login": "ana", "password": passphrase})


def pair_in_session(client, seen):
    client.get("/")
    return seen[-1]


def test_sign_in_opens_the_pair_that_the_passphrase_locks(
    client, ana, passphrase, demonstration, seen
):
    pair = services.begin_key_pair(ana, passphrase, at=ana.joined_at)

    sign_in(client, passphrase)

    assert pair_in_session(client, seen).private == pair.private


def test_first_sign_in_gives_a_pair_once(client, ana, passphrase, demonstration, seen):
    sign_in(client, passphrase)
    first = pair_in_session(client, seen)
    client.post(reverse("account_logout"))
    sign_in(client, passphrase)

    assert pair_in_session(client, seen).private == first.private
    assert bytes(UserKey.objects.get().public) == first.public


def test_neither_the_database_nor_the_cookie_alone_opens(
    client, ana, passphrase, demonstration, seen
):
    pair = services.begin_key_pair(ana, passphrase, at=ana.joined_at)
    sign_in(client, passphrase)
    session = Session.objects.get().get_decoded()
    cookie = client.cookies.pop(COOKIE)

    assert pair_in_session(client, seen) is None
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert pair.private.hex() not in str(session)
    with connection.cursor() as cursor:
        cursor.execute("select locked from accounts_userkey")
        assert pair.private not in bytes(cursor.fetchone()[0])


def test_another_cookie_opens_nothing(client, ana, passphrase, demonstration, seen):
    sign_in(client, passphrase)

    for cookie in ("", "====", "AAAA", "A" * 43 + "="):
        client.cookies[COOKIE] = cookie
        assert pair_in_session(client, seen) is None


def test_sign_out_takes_the_cookie_back(client, ana, passphrase, demonstration):
    sign_in(client, passphrase)

    client.post(reverse("account_logout"))

    assert not client.cookies[COOKIE].value


def test_a_changed_passphrase_opens_the_same_pair(client, ana, passphrase, demonstration, seen):
    pair = services.begin_key_pair(ana, passphrase, at=ana.joined_at)
    sign_in(client, passphrase)
    change = {"oldpassword": passphrase, "password1": NEW, "password2": NEW}

    client.post(reverse("account_change_password"), change)

    assert pair_in_session(client, seen).private == pair.private
    assert services.unlocked(ana, passphrase) is None
    assert services.unlocked(ana, NEW).private == pair.private


def test_whoever_resets_a_sign_in_opens_nothing(make_keeper, country, ana, passphrase, noon):
    pair = services.begin_key_pair(ana, passphrase, at=noon)
    sealed = seal(b"planted", [pair.public], context=b"test")
    keeper = make_keeper("kim", country["KH"])
    ana.unit = country["KH-18"]
    ana.save()
    given = "given-for-one-sign-in"

    services.reset_sign_in(keeper, ana.pk, passphrase=given, reason="lost it", at=noon)

    assert services.unlocked(ana, given) is None
    fresh = services.keep_passphrase(ana, NEW, before=given, at=noon)
    assert fresh.id != pair.id
    with pytest.raises(Exception, match="cannot be opened"):
        open_sealed(sealed, fresh, context=b"test")
    assert Entry.objects.filter(action="account.key_pair_begun").count() == 2


def test_unlocked_of_a_changed_row_is_none(ana, passphrase, noon):
    services.begin_key_pair(ana, passphrase, at=noon)
    held = UserKey.objects.get()
    held.locked = bytes(held.locked)[:-1] + bytes([bytes(held.locked)[-1] ^ 1])
    held.save()

    assert services.unlocked(ana, passphrase) is None
