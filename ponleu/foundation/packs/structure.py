"""Who works together in a country, as data: organisations, their units, and roles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from ponleu.foundation.packs.gazetteer import places
from ponleu.foundation.packs.tables import Row, read_table

NONE = "-"
"""What a cell holds where there is nothing to say: the root's parent, the whole country."""

ROLE_COLUMNS = ("code", "name", "name_km", "about", "about_km", "actions", "order")
ORGANISATION_COLUMNS = ("code", "name", "name_km", "sort")
UNIT_COLUMNS = ("code", "parent", "organisation", "name", "name_km", "territory")
PATTERN_COLUMNS = ("level", "organisation", "name", "name_km")


class StructureError(ValueError):
    """The tables of the pack contradict each other; the sentence names the row."""


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """A body that units belong to."""

    code: str
    name: str
    name_km: str
    sort: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the tree.

    Attributes:
        code: "KH" for the root, else the root's code and a part of its own: "KH-18".
        parent: code of the unit above; "" for the root.
        path: last parts of the codes from the root down: "KH/18/1801/".
        territory: government code of its area; "" is the whole country.
    """

    code: str
    parent: str
    path: str
    organisation: str
    name: str
    name_km: str
    territory: str


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role and the codes of what it may do."""

    code: str
    name: str
    name_km: str
    about: str
    about_km: str
    actions: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Everything of a country; units stand parents first."""

    organisations: tuple[OrganisationRow, ...]
    units: tuple[UnitRow, ...]
    roles: tuple[RoleRow, ...]


def read_structure(country: str) -> Structure:
    """The structure of a country's pack; "kh" is the first.

    Rows of ``units.csv`` come first; every province and district without a row of its own
    gets a unit after the pattern in ``units_of_places.csv``.

    Raises:
        PackError: a table cannot be read; names its line.
        StructureError: a code is malformed or doubled, or names something that is not there.
    """
    organisations = tuple(
        OrganisationRow(**_plain(row, ORGANISATION_COLUMNS))
        for row in _table(country, "organisations_of_units.csv", ORGANISATION_COLUMNS)
    )
    roles = tuple(_role(row) for row in _table(country, "roles.csv", ROLE_COLUMNS))
    named = [_plain(row, UNIT_COLUMNS) for row in _table(country, "units.csv", UNIT_COLUMNS)]
    made = _units_of_places(country, {row["code"] for row in named})
    units = tuple(_tree([*named, *made], {organisation.code for organisation in organisations}))
    _refuse_doubles("role", [role.code for role in roles])
    _refuse_doubles("organisation", [organisation.code for organisation in organisations])
    return Structure(organisations, units, roles)


def _table(country: str, name: str, columns: Iterable[str]) -> Iterator[Row]:
    yield from read_table(files(__package__) / country / name, tuple(columns))


def _plain(row: Row, columns: Iterable[str]) -> dict[str, str]:
    return {column: "" if row[column] == NONE else row[column] for column in columns}


def _role(row: Row) -> RoleRow:
    return RoleRow(
        code=row["code"],
        name=row["name"],
        name_km=row["name_km"],
        about=row["about"],
        about_km=row["about_km"],
        actions=tuple(row["actions"].split("|")),
        order=int(row["order"]),
    )


def _units_of_places(country: str, named: set[str]) -> Iterator[dict[str, str]]:
    """Rows for the provinces and districts of the gazetteer that have none."""
    patterns = {
        row["level"]: row for row in _table(country, "units_of_places.csv", PATTERN_COLUMNS)
    }
    root = country.upper()
    for place in places(country):
        code = f"{root}-{place.code}"
        if place.level not in patterns or code in named:
            continue
        pattern = patterns[place.level]
        yield {
            "code": code,
            "parent": root if len(place.code) == 2 else f"{root}-{place.code[:2]}",
            "organisation": pattern["organisation"],
            "name": pattern["name"].format(name=place.name),
            "name_km": pattern["name_km"].format(name=place.name_km),
            "territory": place.code,
        }


def _tree(rows: Iterable[dict[str, str]], organisations: set[str]) -> Iterator[UnitRow]:
    """Units with their paths; a parent has to stand before its parts."""
    paths: dict[str, str] = {}
    for row in rows:
        code, parent = row["code"], row["parent"]
        if not re.fullmatch(r"[A-Z]+(?:-[A-Z0-9]+)?", code) or code in paths:
            raise StructureError(f"unit {code!r}: malformed or doubled code")
        if parent and parent not in paths:
            raise StructureError(f"unit {code!r}: its parent {parent!r} does not stand before it")
        if row["organisation"] not in organisations:
            raise StructureError(f"unit {code!r}: no organisation {row['organisation']!r}")
        paths[code] = f"{paths.get(parent, '')}{code.rpartition('-')[2]}/"
        yield UnitRow(
            code=code,
            parent=parent,
            path=paths[code],
            organisation=row["organisation"],
            name=row["name"],
            name_km=row["name_km"],
            territory=row["territory"],
        )


def _refuse_doubles(kind: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise StructureError(f"{kind} {code!r}: doubled code")
