"""A country with desks, and programs of an organisation and of an embassy with their keys."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.program_rules import ProgramAction
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.accounts.services import Wish
from ponleu.foundation.core import clock
from ponleu.foundation.core.keys import new_key
from ponleu.foundation.places.models import Place
from tests.complaints.conftest import country, desk, make_officer

__all__ = ["country", "desk", "make_officer"]


@pytest.fixture(autouse=True)
def at_noon(monkeypatch, noon):
    """Requests happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def places(db):
    """Two provinces, and a district and a commune of one."""
    for code, level, name, khmer in (
        ("12", "province", "Phnom Penh", "ភ្នំពេញ"),
        ("18", "province", "Preah Sihanouk", "ព្រះសីហនុ"),
        ("1801", "district", "Sihanoukville", "ព្រះសីហនុ"),
        ("180102", "commune", "Buon", "បួន"),
    ):
        Place.objects.create(code=code, level=level, name=name, name_km=khmer)


@pytest.fixture
def partners(country, make_unit):
    """Units of partners: partners["NGO"], partners["EMB"]."""
    return {code: make_unit(code, parent=country["KH"]) for code in ("NGO", "EMB")}


@pytest.fixture
def keeper(country, make_user):
    """Who keeps the accounts of the whole country."""
    return make_user("kim", unit=country["KH"], actions=[Action.ACCOUNTS_MANAGE])


@pytest.fixture
def make_program(keeper, partners, make_user, noon):
    """A program with its key: ``make_program("NGO")``."""
    people = {}

    def make(unit="NGO", *, actions=tuple(ProgramAction), **more):
        who = people.setdefault(unit, None) or make_user(f"who-{unit}".lower(), unit=partners[unit])
        people[unit] = who
        wish = Wish(
            name=f"Line of {unit}",
            unit=partners[unit],
            answerable=who.username,
            channel="ngo",
            actions=actions,
            territory="",
            ends_at=noon + timedelta(days=30),
        )
        return accounts.make_program(keeper, replace(wish, **more), at=noon)

    return make


@pytest.fixture
def ngo(make_program):
    """A program of an organisation, with its key."""
    return make_program("NGO")


@pytest.fixture
def ask(client):
    """Ask as a program: ``ask(ngo, "complaints/")``."""

    def get(handed, address, **heads):
        return client.get(f"/api/1/{address}", headers={**bearer(handed), **heads})

    return get


@pytest.fixture
def send(client):
    """Send a complaint as a program: ``send(ngo, what="...")``."""

    def post(handed, data=None, *, kind="application/json", heads=(), **fields):
        body = data if data is not None else json.dumps(report(**fields))
        address = reverse("api:send_complaint")
        heads = {**bearer(handed), **dict(heads)}
        return client.post(address, body, content_type=kind, headers=heads)

    return post


@pytest.fixture
def add(client):
    """Add a file to a complaint as a program: ``add(ngo, key, b"...")``."""

    def post(handed, key, data, *, name="photo.jpg", file_key=None, **more):
        form = {"file_key": str(file_key or new_key()), "file": SimpleUploadedFile(name, data)}
        address = f"/api/1/complaints/{key}/files/"
        return client.post(address, {**form, **more}, headers=bearer(handed))

    return post


def bearer(handed):
    """The head in which a key is shown."""
    return {"Authorization": f"Bearer {handed.key}"} if handed else {}


def report(**fields):
    """A complaint as it is sent."""
    return {"key": str(new_key()), "language": "km", "what": "They lock the doors.", **fields}
