"""A province with analysts, and documents in which the engine has read something."""

from datetime import date
from io import BytesIO

import pytest

from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.places.models import Place
from ponleu.knowledge.sources import services as sources
from ponleu.knowledge.sources.models import Proposal
from ponleu.knowledge.sources.rules import SourceKind


@pytest.fixture
def coast(make_unit):
    Place.objects.get_or_create(code="07", level="province", name="Kampot", name_km="")
    return make_unit("18", parent=make_unit("KH"), territory="18")


@pytest.fixture
def capital(make_unit):
    return make_unit("12", parent=make_unit("KH"), territory="12")


@pytest.fixture
def ana(make_user, coast):
    return make_user("ana", unit=coast, actions=list(Action))


@pytest.fixture
def ben(make_user, coast):
    return make_user("ben", unit=coast, actions=list(Action))


@pytest.fixture
def eva(make_user, capital):
    return make_user("eva", unit=capital, actions=list(Action))


@pytest.fixture
def read(noon):
    """A document as its keeper adds it: read(ana, "Workers left Kampot.")."""

    def add(keeper, words, *, title="A title"):
        about = sources.About(title, SourceKind.PRESS, "", date(2026, 3, 10), keeper.unit.territory)
        return sources.add_source(keeper, BytesIO(words.encode()), about, at=noon)[0]

    return add


@pytest.fixture
def asked():
    """The first question of a kind about a document: asked(source, "place")."""

    def find(source, kind, **fields):
        return Proposal.objects.filter(source=source, kind=kind, **fields).order_by("start")[0]

    return find
