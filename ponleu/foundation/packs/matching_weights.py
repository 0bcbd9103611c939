"""How much each feature of a pair of names weighs, as a table of the country's pack."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from ponleu.engines.matching.readings import Readings
from ponleu.engines.matching.scales import Scales, make_scales
from ponleu.engines.matching.weights import Weights
from ponleu.foundation.packs.matching_lexicon import FOLDER, load_matching_lexicon
from ponleu.foundation.packs.tables import SOURCED, PackError, Row, read_table

TABLE = "pair_weights.csv"
READINGS = "name_readings.csv"
COLUMNS = ("feature", "bits")
USUAL, START = "usual", "start"
"""Rows that are no feature: the usual share of pairs that are the same; bits to begin with."""


@cache
def load_scales(country: str) -> Scales:
    """What it takes to compare records of a country. Kept for the life of the process.

    Raises:
        PackError: there is no such pack, or one of its tables has a bad row.
    """
    folder = resources.files(__package__) / country / FOLDER
    weights = read_pair_weights(folder / TABLE)
    return make_scales(load_matching_lexicon(country), weights, load_readings(country))


@cache
def load_readings(country: str) -> Readings:
    """Syllables of Chinese names and the characters that they can be the reading of.

    Raises:
        PackError: the table has a bad row.
    """
    readings: dict[str, frozenset[int]] = {}
    table = resources.files(__package__) / country / FOLDER / READINGS
    for number, row in enumerate(read_table(table, ("characters", "readings"))):
        for syllable in row["readings"].split():
            readings[syllable] = readings.get(syllable, frozenset()) | {number}
    return readings


def read_pair_weights(file: Traversable) -> Weights:
    """The weights in a table.

    Raises:
        PackError: the table is missing, or has a bad row.
    """
    if not file.is_file():
        raise PackError(file.name, 1, "the table is missing; learn it anew")
    rows = {row["feature"]: row for row in read_table(file, COLUMNS)}
    for name in (USUAL, START):
        if name not in rows:
            raise PackError(file.name, 1, f"the row {name} is missing; learn the table anew")
    bits = {name: _number(file, row) for name, row in rows.items()}
    usual = bits.pop(USUAL)
    if not 0.0 < usual < 1.0:
        raise PackError(file.name, rows[USUAL].line, "usual must lie between 0 and 1")
    return Weights(usual, bits.pop(START), bits)


def table_of_weights(weights: Weights, source: str) -> str:
    """Weights as the table that ``read_pair_weights`` reads."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([*COLUMNS, *SOURCED])
    first = [(USUAL, weights.usual), (START, weights.start)]
    for name, value in [*first, *sorted(weights.bits.items())]:
        table.writerow([name, f"{round(value, 3) + 0.0:.3f}", source, "no"])
    return written.getvalue()


def _number(file: Traversable, row: Row) -> float:
    try:
        return float(row["bits"])
    except ValueError:
        mend = f"bits must be a number, not {row['bits']!r}"
        raise PackError(file.name, row.line, mend) from None
