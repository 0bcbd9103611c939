"""How sure to be of what was read, as a table of the country's pack."""

from __future__ import annotations

import csv
import hashlib
import io
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from ponleu.engines.errors import EngineError
from ponleu.engines.reading.learning import HAND_SET, SLOPE, Count, Weights
from ponleu.engines.reading.learning_marks import VOCABULARY
from ponleu.foundation.packs.tables import SOURCED, PackError, Row, read_table

TABLE = "reading_weights.csv"
COLUMNS = ("name", "weight", "right", "judged")
NOT_COUNTED = "-"
"""In the columns right and judged of whatever is no rule."""


@cache
def load_weights(country: str) -> Weights:
    """The weights of a country's pack; ``HAND_SET`` if it has none yet.

    Raises:
        PackError: the table has a bad row.
    """
    return read_weights(resources.files(__package__) / country / TABLE, country)


def read_weights(file: Traversable, country: str) -> Weights:
    """The weights in a table; its version follows from its content.

    Raises:
        PackError: the table has a bad row.
    """
    if not file.is_file():
        return HAND_SET
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    rows = {row["name"]: row for row in read_table(file, COLUMNS)}
    for name, row in rows.items():
        if name != SLOPE and name not in VOCABULARY:
            mend = f"{name!r} is no name of a weight; take the row out or learn the table anew"
            raise PackError(file.name, row.line, mend)
    values = {name: _number(file, row, "weight") for name, row in rows.items()}
    slope = values.pop(SLOPE, 1.0)
    counts = {
        name.removeprefix("rule."): Count(
            _number(file, row, "right"), int(_number(file, row, "judged"))
        )
        for name, row in rows.items()
        if row["judged"] != NOT_COUNTED
    }
    try:
        return Weights(f"{country}-{digest[:8]}", slope, values, counts)
    except EngineError as fault:
        raise PackError(file.name, 1, str(fault)) from None


def table_of(weights: Weights, source: str) -> str:
    """Weights as the table that ``read_weights`` reads, sorted by name."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([*COLUMNS, *SOURCED])
    for name, weight in [(SLOPE, weights.slope), *sorted(weights.values.items())]:
        count = weights.judged.get(name.removeprefix("rule."))
        counted = [f"{count.right:g}", count.judged] if count else [NOT_COUNTED, NOT_COUNTED]
        rounded = round(weight, 3) + 0.0  # no "-0.000"
        table.writerow([name, f"{rounded:.3f}", *counted, source, "no"])
    return written.getvalue()


def _number(file: Traversable, row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        mend = f"{column} must be a number, not {row[column]!r}"
        raise PackError(file.name, row.line, mend) from None
