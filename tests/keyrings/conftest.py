"""A small country of units, and people with a grant, a key pair and a passphrase."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from django.core.cache import cache
from django.urls import reverse

from ponleu.engines.sealing import KeyPair, NotOpened, open_sealed, seal
from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.keyrings import queries, services
from ponleu.foundation.keyrings.models import Notice

PASSPHRASE = "four words of nobody"
SECRET = b"the third floor, behind the kitchen"


class Person(NamedTuple):
    """Someone, and their key pair as they have it open."""

    user: User
    pair: KeyPair


@pytest.fixture(autouse=True)
def _quick(settings):
    """A passphrase hash that takes no time, and no sign-ins counted by another test."""
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # no folder of collected files in tests


@pytest.fixture
def country(make_unit):
    """The root KH with two provinces and a district: country["KH-18"]."""
    root = make_unit("KH")
    coast = make_unit("KH-18", parent=root, territory="18")
    return {
        "KH": root,
        "KH-18": coast,
        "KH-1801": make_unit("KH-1801", parent=coast, territory="1801"),
        "KH-12": make_unit("KH-12", parent=root, territory="12"),
    }


@pytest.fixture
def make_person(make_user, country, noon):
    """Someone with a key: make_person("ana", "KH-18", granted=True)."""

    def make(username, code="KH-18", *, granted=True, **fields):
        actions = [Action.COMPLAINT_READ, Action.HOME] if granted else [Action.HOME]
        user = make_user(username, unit=country[code], actions=actions, **fields)
        user.set_password(PASSPHRASE)
        user.save()
        return Person(user, accounts.begin_key_pair(user, PASSPHRASE, at=noon))

    return make


@pytest.fixture
def coast(country, make_person, noon):
    """KH-18 with keys held by ana."""
    ana = make_person("ana")
    services.begin_ring(country["KH-18"], [ana.user], actor=None, at=noon)
    Notice.objects.all().delete()
    return ana


@pytest.fixture
def sealed_now():
    """A secret, sealed at this moment to whoever is to open what belongs to a unit."""
    return lambda unit: seal(SECRET, queries.recipients(unit.path), context=b"test")


@pytest.fixture
def reads():
    """Whether someone opens an envelope with the keys that they hold."""

    def try_to(person, envelope):
        user = User.objects.get(pk=person.user.pk)
        pair = queries.pair_for(envelope, queries.held_pairs(user, person.pair))
        try:
            return pair is not None and open_sealed(envelope, pair, context=b"test") == SECRET
        except NotOpened:
            return False

    return try_to


@pytest.fixture
def enter(client, demonstration):
    """Sign somebody in with their passphrase, so that their key is open: enter(ana)."""

    def sign_in(person):
        client.logout()
        words = {"login": person.user.username, "password": PASSPHRASE}
        assert client.post(reverse("account_login"), words).status_code == 302
        return client

    return sign_in
