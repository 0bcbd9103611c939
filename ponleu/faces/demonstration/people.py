"""Invented officials, association workers, reporters, landlords and managers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Post:
    """An office to fill: what it is called, in which body and province."""

    role: PersonRole
    office: str
    organisation: str
    place_code: str


OFFICES = {
    "governor": "m",
    "deputy governor": "m",
    "police commissioner": "m",
    "labour department director": "m",
    "spokesperson": "f",
    "court prosecutor": "m",
    "second deputy governor": "f",
    "social affairs director": "f",
    "district governor": "m",
    "coordinator": "f",
    "reporter": "f",
    "owner": "m",
}
"""Offices and the sex of all who hold them, since texts say "he" or "she".

The first four exist in every province, the next five where a story takes place.
"""

PROVINCE_OFFICES = tuple(OFFICES)[:9]
OFFICES_EVERYWHERE = 4


def make_persons(rng: Random, organisations: tuple[Organisation, ...]) -> tuple[Person, ...]:
    """About 155 people; no two share a full name."""
    posts = [*_province_posts(), *_organisation_posts(organisations)]
    pinned = _pinned_pairs()
    free = {sex: _free_pairs(rng, sex) for sex in ("f", "m")}
    taken = {(code, given) for (_, code), (_, given) in pinned.items()}
    persons = []
    for number, post in enumerate(posts, start=1):
        pair = pinned.get((post.office, post.place_code))
        pair = pair or _next_pair(free[OFFICES[post.office]], post.place_code, taken)
        persons.append(_khmer(f"person-{number:03d}", pair, post, rng))
    foreign = table("foreign_persons")
    persons += [_foreign(f"person-{n:03d}", row) for n, row in enumerate(foreign, len(posts) + 1)]
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


def _pinned_pairs() -> dict[tuple[str, str], Pair]:
    """Names that are given whatever the seed: to an office in a province, or to an account."""
    return {
        (row["office"], row["province"]): (row["surname"], row["given"])
        for row in table("pinned_persons")
    }


def _free_pairs(rng: Random, sex: str) -> list[Pair]:
    pinned = set(_pinned_pairs().values())
    pairs = [
        (surname["latin"], given["latin"])
        for surname in table("surnames")
        for given in table("given_names")
        if given["sex"] == sex
    ]
    rng.shuffle(pairs)
    return [pair for pair in pairs if pair not in pinned]


def _next_pair(free: list[Pair], code: str, taken: set[tuple[str, str]]) -> Pair:
    """The next name; in one province no two given names are alike, as texts use them alone."""
    pair = next(pair for pair in free if (code, pair[1]) not in taken)
    free.remove(pair)
    taken.add((code, pair[1]))
    return pair


def _province_posts() -> Iterator[Post]:
    told = {row["place"][:2] for row in table("pinned_sites")}
    for place in provinces():
        code = place.province_code
        for office in PROVINCE_OFFICES[: None if code in told else OFFICES_EVERYWHERE]:
            role = PersonRole.JUSTICE if office == "court prosecutor" else PersonRole.OFFICIAL
            yield Post(role, office, f"hall-{code}", code)


def _organisation_posts(organisations: tuple[Organisation, ...]) -> Iterator[Post]:
    for body in organisations:
        if body.sort is OrganisationSort.NGO:
            yield Post(PersonRole.NGO, "coordinator", body.key, body.place_code)
        elif body.sort is OrganisationSort.PRESS:
            yield Post(PersonRole.PRESS, "reporter", body.key, body.place_code)
        elif body.legal_form == "Holding":
            yield Post(PersonRole.BUSINESS, "owner", body.key, body.place_code)


def _khmer(key: str, pair: Pair, post: Post, rng: Random) -> Person:
    names = khmer_name(pair, rng)
    return Person(
        key=key,
        name=names[0].text,
        short=pair[1],
        short_own=names[1].text.split(" ")[1],
        names=names,
        role=post.role,
        office=post.office,
        organisation=post.organisation,
        sex=OFFICES[post.office],
        nationality="KH",
        place_code=post.place_code,
    )


def _foreign(key: str, row: Row) -> Person:
    own = row["own"] or row["name"]
    variants = [Name(text, "en", NameOrigin.CALLER) for text in choices(row["variants"])]
    return Person(
        key=key,
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
        sex=row["sex"],
        nationality=row["nationality"],
        place_code="",
    )
