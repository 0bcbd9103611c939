"""The country of one seed, made once: it is frozen, so tests cannot disturb each other."""

import pytest

from ponleu.faces.demonstration import generate


@pytest.fixture(scope="session")
def country():
    return generate(2026)


@pytest.fixture(scope="session")
def sites(country):
    return {site.key: site for site in country.sites}
