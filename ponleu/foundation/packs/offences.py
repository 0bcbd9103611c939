"""The offences that an allegation may name, as a table that anyone can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.dated import NONE, day_in, first_day_in
from ponleu.foundation.packs.tables import read_table

COLUMNS = (
    "code", "name", "name_km", "provision", "provision_km", "signs", "valid_from", "valid_to",
)  # fmt: skip
FILE = "offences.csv"


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence by its legal provision.

    Attributes:
        signs: what reporters say fits that speaks for it, codes of ``complaints.rules.Sign``.
        valid_from, valid_to: the first and last day on which its provision holds; None if still.
        source: where the provision is from.
        is_verified: whether someone who knows compared it with the official text.
    """

    code: str
    name: str
    name_km: str
    provision: str
    provision_km: str
    signs: frozenset[str]
    valid_from: date
    valid_to: date | None
    source: str
    is_verified: bool


@lru_cache(maxsize=4)
def load_offences(country: str) -> dict[str, Offence]:
    """The offences of a country's pack by code, in the order of the table.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    return {
        row["code"]: Offence(
            row["code"],
            row["name"],
            row["name_km"],
            row["provision"],
            row["provision_km"],
            frozenset(row["signs"].split("+")) - {NONE},
            first_day_in(row, FILE),
            day_in(row, "valid_to", FILE),
            row["source"],
            row["verified"] in {"true", "yes"},
        )
        for row in read_table(files(__package__) / country / FILE, COLUMNS)
    }
