"""Invented officials, association workers, reporters, landlords and managers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from ponleu.faces.demonstration.places import provinces
from ponleu.faces.demonstration.tables import Row, choices, table
from ponleu.faces.demonstration.types import (
    Name,
    NameOrigin,
    Organisation,
    OrganisationSort,
    Person,
    PersonRole,
)

Pair = tuple[str, str]
"""Family name and given name, both in Latin letters."""

OFFICES = (
    "governor",
    "deputy governor",
    "police commissioner",
    "labour department director",
    "spokesperson",
    "court prosecutor",
    "second deputy governor",
    "social affairs director",
    "district governor",
)
"""The first four exist in every province, the rest where a story takes place."""

OFFICES_EVERYWHERE = 4


def make_persons(rng: Random, organisations: tuple[Organisation, ...]) -> tuple[Person, ...]:
    """About 160 people; no two share a full name."""
    numbers = count(1)
    pairs = _free_pairs(rng)
    persons = list(_officials(rng, pairs, numbers))
    persons += _of_organisations(rng, pairs, numbers, organisations)
    persons += [_foreign(row, next(numbers)) for row in table("foreign_persons")]
    return tuple(persons)


def khmer_name(pair: Pair, rng: Random) -> tuple[Name, ...]:
    """A Khmer name: reference spelling, Khmer letters, then spellings that clerks use."""
    surname = next(row for row in table("surnames") if row["latin"] == pair[0])
    given = next(row for row in table("given_names") if row["latin"] == pair[1])
    variants = [
        f"{rng.choice(choices(surname['variants']))} {given['latin']}",
        f"{surname['latin']} {rng.choice(choices(given['variants']))}",
        f"{given['latin']} {surname['latin']}",
    ]
    return (
        Name(" ".join(pair), "en", NameOrigin.REFERENCE),
        Name(f"{surname['km']} {given['km']}", "km", NameOrigin.NOTICE),
        *(Name(text, "km-Latn", NameOrigin.CALLER) for text in dict.fromkeys(variants)),
    )


def _free_pairs(rng: Random) -> Iterator[Pair]:
    pinned = {(row["surname"], row["given"]) for row in table("pinned_persons")}
    pairs = [
        (surname["latin"], given["latin"])
        for surname in table("surnames")
        for given in table("given_names")
    ]
    rng.shuffle(pairs)
    return (pair for pair in pairs if pair not in pinned)


def _officials(rng: Random, pairs: Iterator[Pair], numbers: Iterator[int]) -> Iterator[Person]:
    pinned = {
        (row["office"], row["province"]): (row["surname"], row["given"])
        for row in table("pinned_persons")
    }
    told = {row["place"][:2] for row in table("pinned_sites")}
    posts = [
        (office, place.province_code)
        for place in provinces()
        for office in OFFICES[: None if place.province_code in told else OFFICES_EVERYWHERE]
    ]
    posts += [post for post in pinned if post not in posts]
    for office, code in posts:
        pair = pinned.get((office, code)) or next(pairs)
        role = PersonRole.JUSTICE if office == "court prosecutor" else PersonRole.OFFICIAL
        yield _khmer(pair, rng, next(numbers), (role, office, f"hall-{code}", code))


def _of_organisations(
    rng: Random,
    pairs: Iterator[Pair],
    numbers: Iterator[int],
    organisations: tuple[Organisation, ...],
) -> Iterator[Person]:
    parts = {
        OrganisationSort.NGO: (PersonRole.NGO, "coordinator"),
        OrganisationSort.PRESS: (PersonRole.PRESS, "reporter"),
    }
    for body in organisations:
        role, office = parts.get(body.sort, (PersonRole.BUSINESS, "owner"))
        owner = body.sort is OrganisationSort.COMPANY and body.legal_form == "Holding"
        if body.sort in parts or owner:
            yield _khmer(next(pairs), rng, next(numbers), (role, office, body.key, body.place_code))


def _khmer(pair: Pair, rng: Random, number: int, post: tuple[PersonRole, str, str, str]) -> Person:
    names = khmer_name(pair, rng)
    role, office, organisation, code = post
    return Person(
        key=f"person-{number:03d}",
        name=names[0].text,
        short=pair[1],
        short_own=names[1].text.split(" ")[1],
        names=names,
        role=role,
        office=office,
        organisation=organisation,
        nationality="KH",
        place_code=code,
    )


def _foreign(row: Row, number: int) -> Person:
    own = row["own"] or row["name"]
    variants = [Name(text, "en", NameOrigin.CALLER) for text in choices(row["variants"])]
    return Person(
        key=f"person-{number:03d}",
        name=row["name"],
        short=row["short"],
        short_own=row["short_own"],
        names=(
            Name(row["name"], "en", NameOrigin.REFERENCE),
            Name(own, row["language"], NameOrigin.LICENCE),
            *variants,
        ),
        role=PersonRole.BUSINESS,
        office="manager",
        organisation="",
        nationality=row["nationality"],
        place_code="",
    )
