"""The whole country from one seed, and a short mark by which two can be compared."""

from __future__ import annotations

from hashlib import sha256
from random import Random

from ponleu.faces.demonstration.complaints import make_complaints
from ponleu.faces.demonstration.documents import make_documents
from ponleu.faces.demonstration.organisations import make_organisations
from ponleu.faces.demonstration.people import make_persons
from ponleu.faces.demonstration.places import places
from ponleu.faces.demonstration.sites import make_sites
from ponleu.faces.demonstration.types import Country


def generate(seed: int) -> Country:
    """Every place, party, site, complaint and document; the same seed, the same country.

    Each part draws from its own stream, so that a new document or word in one
    part leaves the others as they were.
    """
    organisations = make_organisations()
    persons = make_persons(_stream(seed, "persons"), organisations)
    sites = make_sites(_stream(seed, "sites"), organisations)
    return Country(
        seed=seed,
        places=places(),
        organisations=organisations,
        persons=persons,
        sites=sites,
        complaints=make_complaints(_stream(seed, "complaints"), sites),
        waiting=make_complaints(_stream(seed, "waiting"), sites),
        documents=make_documents(seed, persons, organisations, sites),
    )


def fingerprint(country: Country) -> str:
    """SHA-256, in hexadecimal, of all that the country holds."""
    return sha256(repr(country).encode()).hexdigest()


def _stream(seed: int, part: str) -> Random:
    return Random(f"{seed}/{part}")
