"""Provisions of law and base wages with the days on which they hold, as tables anyone can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.dated import NONE, Term, day_in, first_day_in, number_in, term_in
from ponleu.foundation.packs.tables import PackError, Row, read_table

PROVISIONS = "provisions.csv"
WAGE_BASES = "wage_bases.csv"
PROVISION_COLUMNS = (
    "code", "law", "law_km", "article", "paragraph", "what", "what_km", "valid_from", "valid_to",
    "min_prison", "max_prison", "fine_unit", "min_fine", "max_fine", "aggravators",
)  # fmt: skip
WAGE_COLUMNS = (
    "code", "articles", "valid_from", "valid_to", "riel", "instrument", "instrument_km",
)  # fmt: skip
ALL = "all"
YES = frozenset({"true", "yes"})


class FineUnit(StrEnum):
    """What a fine is counted in."""

    DAYS = "days"
    RIEL = "riel"


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision and what it threatens.

    Attributes:
        article: its number, or the first and last of several: "10", "361-362".
        paragraph: which part of it; "all" if none in particular.
        valid_to: its last day; None if it holds still.
        min_fine, max_fine: days of the base wage or riel, by ``fine_unit``.
        aggravators: codes of what makes it apply: minor, official, group...
        is_verified: whether someone who knows compared it with a published text.
    """

    code: str
    law: str
    law_km: str
    article: str
    paragraph: str
    what: str
    what_km: str
    valid_from: date
    valid_to: date | None
    min_prison: Term | None
    max_prison: Term | None
    fine_unit: FineUnit | None
    min_fine: int | None
    max_fine: int | None
    aggravators: tuple[str, ...]
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class WageBase:
    """The riel that one day of a fine stands for, from a day until a day.

    Attributes:
        articles: those of the labour law that it is for; none for all that have no other.
    """

    code: str
    articles: frozenset[str]
    valid_from: date
    valid_to: date | None
    riel: int
    instrument: str
    instrument_km: str
    source: str
    is_verified: bool


@lru_cache(maxsize=4)
def load_provisions(country: str) -> tuple[Provision, ...]:
    """The provisions of a country's pack, in the order of the table.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    rows = read_table(files(__package__) / country / PROVISIONS, PROVISION_COLUMNS)
    found = tuple(_provision(row) for row in rows)
    _refuse_twice([each.code for each in found], PROVISIONS)
    return found


@lru_cache(maxsize=4)
def load_wage_bases(country: str) -> tuple[WageBase, ...]:
    """The base wages of a country's pack.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    rows = read_table(files(__package__) / country / WAGE_BASES, WAGE_COLUMNS)
    found = tuple(_wage_base(row) for row in rows)
    _refuse_twice([each.code for each in found], WAGE_BASES)
    return found


def _provision(row: Row) -> Provision:
    unit = row["fine_unit"]
    if unit not in {*FineUnit, NONE}:
        raise PackError(PROVISIONS, row.line, "fine_unit is days, riel or none")
    low, high = (number_in(row, column, PROVISIONS) for column in ("min_fine", "max_fine"))
    if (
        (unit == NONE) != (low is None)
        or (low is None) != (high is None)
        or (low or 0) > (high or 0)
    ):
        raise PackError(PROVISIONS, row.line, "give min_fine, max_fine and fine_unit, or none each")
    return Provision(
        row["code"],
        row["law"],
        row["law_km"],
        row["article"],
        row["paragraph"],
        row["what"],
        row["what_km"],
        first_day_in(row, PROVISIONS),
        day_in(row, "valid_to", PROVISIONS),
        term_in(row, "min_prison", PROVISIONS),
        term_in(row, "max_prison", PROVISIONS),
        None if unit == NONE else FineUnit(unit),
        low,
        high,
        tuple(each for each in row["aggravators"].split("+") if each != NONE),
        row["source"],
        row["verified"] in YES,
    )


def _wage_base(row: Row) -> WageBase:
    riel = number_in(row, "riel", WAGE_BASES)
    if not riel:
        raise PackError(WAGE_BASES, row.line, "riel is a number above 0")
    return WageBase(
        row["code"],
        frozenset() if row["articles"] == ALL else frozenset(row["articles"].split("+")),
        first_day_in(row, WAGE_BASES),
        day_in(row, "valid_to", WAGE_BASES),
        riel,
        row["instrument"],
        row["instrument_km"],
        row["source"],
        row["verified"] in YES,
    )


def _refuse_twice(codes: list[str], file: str) -> None:
    for line, code in enumerate(codes, 2):
        if code in codes[: line - 2]:
            raise PackError(file, line, f"the code {code} stands there twice")
