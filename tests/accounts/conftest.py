"""A small country, keepers of its parts, and quick passphrase hashes."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from ponleu.foundation.accounts.models import Role
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.journal.models import Entry

GOOD = "four words of nobody"


@pytest.fixture(autouse=True)
def _quick_and_clean(settings):
    """A hash that takes no time, and no failed tries left from another test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True  # no folder of collected files in tests
    cache.clear()


@pytest.fixture
def passphrase():
    """A passphrase that is strong enough."""
    return GOOD


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
def make_keeper(make_user):
    """Someone who keeps the accounts of a unit."""

    def make(username, unit, **more):
        return make_user(username, unit=unit, actions=[Action.ACCOUNTS_MANAGE], **more)

    return make


@pytest.fixture
def reader_role(db):
    """A role that only reads documents."""
    return Role.objects.create(
        code="reads", name="Reader", about="Reads.", actions=[Action.SOURCE_READ.value]
    )


@pytest.fixture
def journaled(db):
    """The actions in the journal, oldest first."""
    return lambda: list(Entry.objects.order_by("sequence").values_list("action", flat=True))


@pytest.fixture
def with_passphrase(passphrase):
    """Give a person the passphrase of these tests."""

    def give(user, **changes):
        user.set_password(passphrase)
        for field, value in changes.items():
            setattr(user, field, value)
        user.save()
        return user

    return give
