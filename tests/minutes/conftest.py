"""A started operation whose teams answered at roll call; minutes of it, closed and signed."""

from __future__ import annotations

import io

import pytest

from ponleu.response.minutes.models import Version
from ponleu.response.minutes.rules.kinds import Manner
from ponleu.response.minutes.services import drafting, signing
from ponleu.response.operations.rules.order import Member, Team
from ponleu.response.operations.services import starting, teaming
from tests.operations.conftest import (
    alleged,
    asked,
    at_noon,
    basic,
    country,
    desk,
    hotel,
    keep_from,
    let_in,
    make_officer,
    opened,
    people,
    sealed,
    sign_in,
    signed,
    site,
    tell,
    told,
    version,
)

__all__ = [
    "alleged",
    "asked",
    "at_noon",
    "basic",
    "country",
    "desk",
    "hotel",
    "keep_from",
    "let_in",
    "make_officer",
    "opened",
    "people",
    "sealed",
    "sign_in",
    "signed",
    "site",
    "tell",
    "told",
    "version",
]

PDF = b"%PDF-1.4 a sheet that somebody signed"


@pytest.fixture
def begun(sealed, signed, people, version, noon):
    """A started operation: vibol, chan and clinic went, field takes minutes; clinic did not answer.

    ``begun(present=(...))`` says otherwise who answered.
    """

    def make(*, present=("1/0", "1/1", "1/2", "1/3")):
        operation = sealed()
        vibol = people["vibol"]

        def account(name):
            return str(people[name].user.pk)

        team = Team(
            1,
            members=(
                Member("Vibol", "lead_deputy_governor", user=account("vibol")),
                Member("Chan", "labour_inspector", user=account("chan")),
                Member("Field", "minutes", user=account("field")),
                Member("Plantedmember Chea", "military_police"),
                Member("Clinic", "medical", user=account("clinic")),
            ),
        )
        seen = version(operation).number
        made = teaming.set_team(vibol.user, operation.pk, team, vibol.pair, seen=seen, at=noon)
        signed(operation)
        return starting.start(
            vibol.user, operation.pk, vibol.pair, present=present, seen=made.number, at=noon
        )

    return make


@pytest.fixture
def drafted(begun, people, noon):
    """Minutes of the whole operation by field: ``drafted()``."""

    def make(operation=None, *, site=None, by="field", at=noon):
        operation = operation or begun()
        return drafting.begin(people[by].user, operation.pk, site, at=at)

    return make


@pytest.fixture
def newest():
    """The newest version: ``newest(minutes)``."""

    def read(minutes):
        return Version.objects.filter(minutes=minutes).order_by("-number").first()

    return read


@pytest.fixture
def closed(drafted, people, newest, noon):
    """Minutes closed for signing."""

    def make(minutes=None, *, at=noon):
        minutes = minutes or drafted()
        was = newest(minutes).number
        drafting.close(people["field"].user, minutes.pk, was=was, at=at)
        return minutes

    return make


@pytest.fixture
def answer(people, newest, noon):
    """Somebody answers: ``answer(minutes, "chan", Manner.RESERVED, "why")``."""

    def make(minutes, name, manner=Manner.SIGNED, words="", *, at=noon):
        who = people[name]
        sha256 = newest(minutes).sha256
        return signing.sign(who.user, minutes.pk, sha256, manner, words, who.pair, at=at)

    return make


@pytest.fixture
def on_paper(people, newest, noon):
    """Field enters a sheet: ``on_paper(minutes, member=key)`` or ``name="Owner"``."""

    def make(minutes, *, member=None, name="", scan=PDF, by="field", at=noon):
        sha256 = newest(minutes).sha256
        user = people[by].user
        return signing.on_paper(user, minutes.pk, sha256, member, name, io.BytesIO(scan), at=at)

    return make
