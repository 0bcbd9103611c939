"""Makers for the public pages: a visitor without cookies who fills in forms as a browser does."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.keyrings import services as keyrings
from ponleu.foundation.places.models import Place

PLACES = (
    ("18", "province", "Preah Sihanouk", "ព្រះសីហនុ"),
    ("1801", "district", "Preah Sihanouk", "ព្រះសីហនុ"),
    ("180104", "commune", "Buon", "បួន"),
    ("12", "province", "Phnom Penh", "ភ្នំពេញ"),
)


class Form(HTMLParser):
    """The fields of a page's form as it would be sent, and where each button leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.action = ""
        self.buttons: list[str] = []
        self._textarea = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        name, kind = said.get("name", ""), said.get("type", "")
        if tag == "form" and not self.action:
            self.action = said.get("action", "")
        elif tag == "button":
            self.buttons.append(said.get("formaction", ""))
        elif tag == "textarea":
            self._textarea, self.fields[name] = name, ""
        elif tag == "input" and kind in ("radio", "checkbox"):
            if "checked" in said:
                self.fields[name] = said["value"]
        elif tag == "input" and kind != "file":
            self.fields[name] = said.get("value", "")

    def handle_data(self, data):
        if self._textarea:
            self.fields[self._textarea] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = ""


class Visitor:
    """Somebody with a browser and without script; keeps nothing but the page in sight."""

    def __init__(self, language: str = "en") -> None:
        self.client = Client()
        self.language = language
        self.response = None

    def open(self, address: str, **more):
        self.response = self.client.get(address, **more)
        return self

    def begin(self):
        return self.open(f"/report/{self.language}/")

    @property
    def page(self) -> str:
        return self.response.content.decode()

    @property
    def form(self) -> Form:
        return Form(self.page)

    def press(self, action: str = "", **fields):
        """Send the page's form, with these fields changed, where its first button leads."""
        form = self.form
        told = {**form.fields, **fields}
        self.response = self.client.post(action or form.action, told)
        return self

    @property
    def words(self) -> list[str]:
        listed = re.search(r"<ol[^>]*data-words[^>]*>(.*?)</ol>", self.page, re.DOTALL)
        return re.findall(r"<li>(.*?)</li>", listed[1]) if listed else []


@pytest.fixture
def places(db):
    """A few real places."""
    return [
        Place.objects.create(code=code, level=level, name=name, name_km=name_km)
        for code, level, name, name_km in PLACES
    ]


@pytest.fixture
def desk(make_unit, make_user, noon):
    """An officer of the country, to whose keys every report is sealed: (user, key pair)."""
    root = make_unit("KH")
    actions = [Action.COMPLAINT_READ, Action.COMPLAINT_TAKE, Action.COMPLAINT_DECIDE]
    ana = make_user("ana", unit=root, actions=actions)
    pair = accounts.begin_key_pair(ana, "words of ana", at=noon)
    keyrings.begin_ring(root, [ana], actor=None, at=noon)
    return ana, pair


@pytest.fixture
def visitor(places, desk):
    """Maker: visitor("km") has a browser in front of the public pages."""
    return lambda language="en": Visitor(language)


@pytest.fixture
def later(monkeypatch):
    """Move the clock on: later(seconds=10)."""
    real = clock.now

    def move(**span):
        monkeypatch.setattr(clock, "now", lambda: real() + timedelta(**span))

    return move


@pytest.fixture
def sent(visitor, later):
    """Maker: a visitor who has sent a report and looks at the receipt."""

    def send(language="en", **fields):
        person = visitor(language).begin().press(safe="yes")
        person.press(what="They keep our passports.", **fields)
        for _page in ("where", "files", "reach"):
            person.press()
        later(seconds=9)
        return person.press()

    return send
