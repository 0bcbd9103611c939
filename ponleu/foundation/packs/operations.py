"""Roles in operations, and names by which operations go, as tables that anyone can read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.tables import PackError, read_table

ROLES, ROLE_COLUMNS = "operation_roles.csv", ("code", "name", "name_km", "sort")
NAMES, NAME_COLUMNS = "code_names.csv", ("name", "name_km")
SORTS = frozenset({"command", "law", "inspect", "record", "care", "watch"})


@dataclass(frozen=True, slots=True)
class OperationRole:
    """What somebody does in an operation.

    Attributes:
        sort: command, law, inspect, record, care or watch.
    """

    code: str
    name: str
    name_km: str
    sort: str


@lru_cache(maxsize=4)
def load_operation_roles(country: str) -> dict[str, OperationRole]:
    """Roles of a country's pack by code, in the order of the table.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    found: dict[str, OperationRole] = {}
    for row in read_table(files(__package__) / country / ROLES, ROLE_COLUMNS):
        if row["sort"] not in SORTS:
            raise PackError(ROLES, row.line, f"sort is one of {', '.join(sorted(SORTS))}")
        if row["code"] in found:
            raise PackError(ROLES, row.line, f"the code {row['code']} stands there twice")
        found[row["code"]] = OperationRole(row["code"], row["name"], row["name_km"], row["sort"])
    return found


@lru_cache(maxsize=4)
def load_code_names(country: str) -> dict[str, str]:
    """Names for operations, each with its Khmer. They say nothing of any place.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    found: dict[str, str] = {}
    for row in read_table(files(__package__) / country / NAMES, NAME_COLUMNS):
        if row["name"] in found:
            raise PackError(NAMES, row.line, f"the name {row['name']} stands there twice")
        found[row["name"]] = row["name_km"]
    return found
