"""How urgent complaints are and how fast they are dealt with, as tables that anyone can read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.tables import PackError, Row, read_table

URGENCY_COLUMNS = ("code", "needs", "level", "sentence", "sentence_km")
CLOCK_COLUMNS = ("level", "look_hours", "decide_hours")
LEVELS = range(4)


@dataclass(frozen=True, slots=True)
class UrgencyRow:
    """One stated rule; see ``complaints.rules.UrgencyRule``."""

    code: str
    needs: frozenset[str]
    level: int
    sentence: str
    sentence_km: str


@dataclass(frozen=True, slots=True)
class ClockRow:
    """Hours until a complaint of a level is looked at and decided."""

    level: int
    look_hours: float
    decide_hours: float


@dataclass(frozen=True, slots=True)
class Triage:
    """Both tables of a country.

    Attributes:
        version: changes with any cell of either table.
    """

    urgency: tuple[UrgencyRow, ...]
    clocks: tuple[ClockRow, ...]
    version: str


@lru_cache(maxsize=4)
def load_triage(country: str) -> Triage:
    """The tables of a country's pack.

    Raises:
        PackError: a table is wrong; names the line and the mend.
    """
    folder = files(__package__) / country
    tables = folder / "urgency.csv", folder / "clocks.csv"
    urgency = tuple(
        UrgencyRow(
            row["code"],
            frozenset(row["needs"].split("+")),
            _level(row, "urgency.csv"),
            row["sentence"],
            row["sentence_km"],
        )
        for row in read_table(tables[0], URGENCY_COLUMNS)
    )
    clocks = tuple(
        ClockRow(_level(row, "clocks.csv"), float(row["look_hours"]), float(row["decide_hours"]))
        for row in read_table(tables[1], CLOCK_COLUMNS)
    )
    if sorted(clock.level for clock in clocks) != list(LEVELS):
        raise PackError("clocks.csv", 1, "give each level from 0 to 3 one row")
    mark = hashlib.sha256(b"".join(table.read_bytes() for table in tables))
    return Triage(urgency, clocks, mark.hexdigest()[:12])


def _level(row: Row, file: str) -> int:
    if row["level"] not in map(str, LEVELS):
        raise PackError(file, row.line, "level is a number from 0 to 3")
    return int(row["level"])
