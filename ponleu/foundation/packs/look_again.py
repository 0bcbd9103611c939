"""After how many days a site is looked at again, as a dated table that anyone can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.dated import day_in, first_day_in, number_in
from ponleu.foundation.packs.tables import PackError, read_table

LOOK_AGAIN, COLUMNS = "look_again.csv", ("of", "code", "days", "valid_from", "valid_to")
OF = frozenset({"outcome", "measure"})


@dataclass(frozen=True, slots=True)
class LookAgain:
    """So many days after an outcome of a site, or after a measure begins.

    Attributes:
        of: "outcome" or "measure"; ``code`` is the code of one.
        valid_from, valid_to: first and last day of outcomes and measures that it is for.
    """

    of: str
    code: str
    days: int
    valid_from: date
    valid_to: date | None


@lru_cache(maxsize=4)
def load_look_again(country: str) -> tuple[LookAgain, ...]:
    """The rules of a country's pack, in the order of the table.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    found = []
    for row in read_table(files(__package__) / country / LOOK_AGAIN, COLUMNS):
        if row["of"] not in OF:
            raise PackError(LOOK_AGAIN, row.line, f"of is one of {', '.join(sorted(OF))}")
        days = number_in(row, "days", LOOK_AGAIN)
        if not days:
            raise PackError(LOOK_AGAIN, row.line, "days is a whole number from 1")
        first, last = first_day_in(row, LOOK_AGAIN), day_in(row, "valid_to", LOOK_AGAIN)
        found.append(LookAgain(row["of"], row["code"], days, first, last))
    return tuple(found)
