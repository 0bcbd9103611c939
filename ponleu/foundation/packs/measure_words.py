"""By which words a sentence is known to speak of a published measure."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from ponleu.foundation.packs.measures import load_measures
from ponleu.foundation.packs.tables import PackError, read_table

COLUMNS = ("code", "said", "said_km")
FILE = "measure_words.csv"


@lru_cache(maxsize=4)
def load_measure_words(country: str) -> dict[str, tuple[str, ...]]:
    """By code of the measure, beginnings of words of either language; one of them is enough.

    Raises:
        PackError: the table is wrong; names the line and the mend.
    """
    known = load_measures(country)
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table(files(__package__) / country / FILE, COLUMNS):
        if row["code"] not in known:
            raise PackError(FILE, row.line, f"no measure is called {row['code']}")
        if row["code"] in found:
            raise PackError(FILE, row.line, f"the code {row['code']} stands there twice")
        said = f"{row['said']};{row['said_km']}".casefold().split(";")
        found[row["code"]] = tuple(" ".join(word.split()) for word in said if word.strip())
    return found
