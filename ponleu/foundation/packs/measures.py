"""What published figures count, as a table that anyone can read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.tables import PackError, read_table

COLUMNS = ("code", "name", "name_km", "counted", "is_running", "about", "about_km")
FILE = "measures.csv"
COUNTED = frozenset({"persons", "cases", "charges", "sites", "complaints"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is counted.

    Attributes:
        counted: the unit: persons, cases, charges, sites or complaints.
        is_running: it counts everything up to its last day, so that it never falls.
    """

    code: str
    name: str
    name_km: str
    counted: str
    is_running: bool
    about: str
    about_km: str
    source: str


@lru_cache(maxsize=4)
def load_measures(country: str) -> dict[str, Measure]:
    """The measures of a country's pack by code, in the order of the table.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    found: dict[str, Measure] = {}
    for row in read_table(files(__package__) / country / FILE, COLUMNS):
        if row["counted"] not in COUNTED:
            raise PackError(FILE, row.line, f"counted is one of {', '.join(sorted(COUNTED))}")
        if row["is_running"] not in {"yes", "no"}:
            raise PackError(FILE, row.line, "is_running is yes or no")
        if row["code"] in found:
            raise PackError(FILE, row.line, f"the code {row['code']} stands there twice")
        found[row["code"]] = Measure(
            row["code"],
            row["name"],
            row["name_km"],
            row["counted"],
            row["is_running"] == "yes",
            row["about"],
            row["about_km"],
            row["source"],
        )
    return found
