"""Makers for texts to read and the words to read them with."""

import pytest

from ponleu.engines.reading.layout import lay_out
from ponleu.engines.reading.organisations import find_organisations
from ponleu.engines.reading.places import find_places
from ponleu.engines.reading.sites import find_sites
from ponleu.engines.reading.types import Lexicon, OrganisationName, PlaceName
from ponleu.foundation.packs.lexicon import load_lexicon


@pytest.fixture(scope="session")
def kh():
    """The Cambodian pack."""
    return load_lexicon("kh")


@pytest.fixture
def make_lexicon():
    """A small lexicon: make_lexicon(places=[("18", "Preah Sihanouk")], offices={...})."""

    def make(places=(), organisations=(), offices=None, titles=(), surnames=(), **words):
        return Lexicon(
            places=tuple(PlaceName(code, name) for code, name in places),
            organisations=tuple(OrganisationName(*body) for body in organisations),
            offices=offices or {},
            titles=frozenset(titles),
            surnames=frozenset(surnames),
            words=words,
        )

    return make


@pytest.fixture
def named(kh):
    """Places, bodies and sites of a text, with the text laid out."""

    def find(text):
        document = lay_out(text, kh)
        places = find_places(document, kh)
        bodies = find_organisations(document, kh, places)
        return document, [*places, *bodies, *find_sites(document, kh, [*places, *bodies])]

    return find
