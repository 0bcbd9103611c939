"""The desks of complaints with officers who may gather them, and complaints linked with a site."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.response.cases.services import allegations, cases
from ponleu.response.cases.services.allegations import Said
from ponleu.response.cases.services.cases import Headed
from ponleu.response.complaints.models import Complaint
from ponleu.response.complaints.services import linking
from tests.complaints.conftest import country, desk, tell
from tests.complaints.desk_world import key_of, signed_in, site

__all__ = ["country", "desk", "signed_in", "site", "tell"]

OFFICER = (
    Action.HOME,
    Action.COMPLAINT_READ,
    Action.COMPLAINT_TAKE,
    Action.COMPLAINT_DECIDE,
    Action.REGISTER_READ,
    Action.ALLEGATION_READ,
    Action.ALLEGATION_EDIT,
    Action.CASE_READ,
    Action.CASE_EDIT,
)


@pytest.fixture
def make_officer(make_user, noon):
    """An officer of a unit with a key pair: ``make_officer("ana", unit)`` gives both."""

    def make(username, unit, actions=OFFICER, **more):
        user = make_user(username, unit=unit, actions=list(actions), **more)
        return user, accounts.begin_key_pair(user, f"words of {username}", at=noon)

    return make


@pytest.fixture
def at_noon(monkeypatch, noon):
    """Pages happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def hotel(site):
    """A site of the province."""
    return site("Paper Lantern Hotel")


@pytest.fixture
def told(tell, desk, noon, hotel):
    """A complaint that came some days before noon and was linked with the hotel; its key."""

    def file(what="They lock the doors.", *, days=0, entry=hotel, channel="", **fields):
        key = key_of(tell(what, **fields)[0])
        change = {"arrived_at": noon - timedelta(days=days)}
        if channel:
            change["channel"] = channel
        Complaint.objects.filter(pk=key).update(**change)
        if entry is not None:
            linking.link(desk["bora"][0], key, entry.pk, at=noon)
        return key

    return file


@pytest.fixture
def opened(desk, hotel, noon):
    """Open an allegation of confinement with complaints: ``opened(one, other)``."""

    def make(*keys, by="ana", entry=hotel):
        said = Said("confinement")
        return allegations.open_allegation(desk[by][0], entry.pk, said, keys, at=noon)

    return make


@pytest.fixture
def alleged(told, opened):
    """An allegation made of one complaint, or of those given: ``alleged()``."""

    def make(*keys, by="ana"):
        return opened(*(keys or [told()]), by=by)

    return make


@pytest.fixture
def make_case(desk, alleged, noon):
    """A case with a new allegation, or with those given: ``make_case(one, other, by="bora")``."""

    def make(*found, by="ana", title="Coast road", is_open=False):
        user = desk[by][0] if isinstance(by, str) else by
        keys = [each.pk for each in found or (alleged(),)]
        headed = Headed(title, "18", is_open_to_unit=is_open)
        return cases.open_case(user, headed, keys, at=noon)

    return make


@pytest.fixture
def dara(make_officer, country):
    """A colleague of the province who is let in to nothing."""
    return make_officer("dara", country["KH-18"])[0]


@pytest.fixture
def count_queries():
    """How many queries something takes, without those that only one kind of database asks."""

    def count(act):
        with CaptureQueriesContext(connection) as taken:
            act()
        return sum("pg_advisory" not in query["sql"] for query in taken.captured_queries)

    return count
