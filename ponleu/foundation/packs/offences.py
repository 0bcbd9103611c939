"""The offences that an allegation may name, as a table that anyone can read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.tables import read_table

COLUMNS = ("code", "name", "name_km", "provision", "provision_km", "signs")
NONE = "none"


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence by its legal provision.

    Attributes:
        signs: what reporters say fits that speaks for it, codes of ``complaints.rules.Sign``.
        source: where the provision is from.
        is_verified: whether someone who knows compared it with the official text.
    """

    code: str
    name: str
    name_km: str
    provision: str
    provision_km: str
    signs: frozenset[str]
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
            row["source"],
            row["verified"] in {"true", "yes"},
        )
        for row in read_table(files(__package__) / country / "offences.csv", COLUMNS)
    }
