"""The accounts of the demonstration country, as a table of invented people."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

PASSPHRASE = "light-every-corner"  # noqa: S105  # shown to everyone, refused in a real record
"""The one passphrase of all demonstration accounts."""


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """An invented person and the grant they start with.

    Attributes:
        unit: code of the unit that they work in.
        role: code of a role of the country's pack.
        granted_unit: code of the unit that the role is granted for, with all below it.
        territory: government code that the grant is limited to; "" is no limit.
    """

    username: str
    name: str
    name_km: str
    post: str
    unit: str
    role: str
    granted_unit: str
    territory: str


def demonstration_accounts() -> tuple[DemonstrationAccount, ...]:
    """The accounts of ``demonstration_accounts.csv``, in the order of the table."""
    table = files(__package__) / "demonstration_accounts.csv"
    with table.open(encoding="utf-8") as file:
        return tuple(DemonstrationAccount(**row) for row in csv.DictReader(file))
