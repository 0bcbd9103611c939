"""Days and terms in the cells of a pack's tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ponleu.foundation.packs.tables import PackError, Row

NONE = "none"


class Unit(StrEnum):
    """What a term of prison is counted in."""

    DAYS = "d"
    MONTHS = "m"
    YEARS = "y"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of prison as the law states it: 6 days, 1 month, 7 years."""

    number: int
    unit: Unit


def day_in(row: Row, column: str, file: str) -> date | None:
    """A day written as 2016-06-06, or none.

    Raises:
        PackError: it is neither.
    """
    if row[column] == NONE:
        return None
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        raise PackError(file, row.line, f"write {column} as 2016-06-06, or none") from None


def first_day_in(row: Row, file: str) -> date:
    """The day in ``valid_from``, which every dated row has.

    Raises:
        PackError: it is no day, or ``valid_to`` lies before it.
    """
    first, last = day_in(row, "valid_from", file), day_in(row, "valid_to", file)
    if first is None:
        raise PackError(file, row.line, "write valid_from as 2016-06-06")
    if last is not None and last < first:
        raise PackError(file, row.line, "valid_to lies before valid_from")
    return first


def number_in(row: Row, column: str, file: str) -> int | None:
    """A whole number, or none.

    Raises:
        PackError: it is neither.
    """
    if row[column] == NONE:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", row[column]):
        raise PackError(file, row.line, f"{column} is a whole number, or none")
    return int(row[column])


def term_in(row: Row, column: str, file: str) -> Term | None:
    """A term written as 6d, 1m or 7y, or none.

    Raises:
        PackError: it is neither.
    """
    if row[column] == NONE:
        return None
    found = re.fullmatch(r"([0-9]{1,3})([dmy])", row[column])
    if not found:
        raise PackError(file, row.line, f"write {column} as 6d, 1m or 7y, or none")
    return Term(int(found[1]), Unit(found[2]))
