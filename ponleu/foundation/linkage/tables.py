"""The columns of records as Arrow tables that databases take."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ponleu.engines.matching.link_columns import ColumnMaker
from ponleu.engines.matching.link_keys import Keys

COMPARED = (
    "letters", "born", "turned", "year", "sex", "place", "phones", "papers", "sorts", "phone",
    "paper",
)  # fmt: skip
"""Columns of a record that Splink looks at; the form of the name is compared beforehand."""

PAIRS_PER_ROW = 12
"""So many pairs are looked at for each row, those that share the rarest keys."""


def record_table(made: ColumnMaker) -> pa.Table:
    """One row a record; null where nothing is known."""
    columns = made.columns
    born = columns.born
    return pa.table(
        {
            "row": pa.array(np.arange(len(columns.ids), dtype=np.int64)),
            "form": pa.array([form or None for form in made.forms()], type=pa.binary()),
            "letters": pa.array([w[0][0] if w else None for w in columns.wholes], type=pa.int64()),
            "born": _texts(born),
            "turned": _texts([turned(day) for day in born]),
            "year": _texts([day[:4] for day in born]),
            "sex": _texts(columns.sexes),
            "place": _texts(columns.places),
            "phones": _lists(columns.phones),
            "papers": _lists(columns.papers),
            "sorts": _lists(
                [tuple(sorted({p.rpartition(":")[0] for p in of})) for of in columns.papers]
            ),
            "phone": _texts([of[0] if of else "" for of in columns.phones]),
            "paper": _texts([of[0] if of else "" for of in columns.papers]),
        }
    )


def turned(day: str) -> str:
    """The date with day and month swapped; empty if that is no other date."""
    year, _, rest = day.partition("-")
    month, _, last = rest.partition("-")
    return f"{year}-{last}-{month}" if last and month != last and last <= "12" else ""


def key_table(made: ColumnMaker, found: Keys) -> tuple[pa.Table, int]:
    """Keys that bring rows together, and how many pairs they make.

    The smallest groups come first until there are ``PAIRS_PER_ROW`` pairs a row: what very
    many share tells least.
    """
    columns, keys = made.columns, found.keys
    sizes = np.bincount(keys)
    pairs = sizes * (sizes - 1) // 2
    order = np.argsort(sizes, kind="stable")
    within = np.cumsum(pairs[order]) <= PAIRS_PER_ROW * max(len(columns.ids), 1000)
    kept = np.zeros(len(sizes), dtype=np.bool_)
    kept[order[within]] = True
    kept &= sizes > 1
    chosen = kept[keys]
    rows, keys = found.rows[chosen], keys[chosen]
    years = np.array([int(day[:4] or 0) for day in columns.born], dtype=np.int32)[rows]
    days = np.array([_day_of_year(day) for day in columns.born], dtype=np.int16)[rows]
    table = pa.table(
        {
            "row": rows,
            "key": keys,
            "born_year": pa.array(years, mask=years == 0),
            "sure": found.are_numbers[chosen],
            "born_day": pa.array(days),
            "sex": _coded(columns.sexes, rows),
            "kind": _coded(columns.kinds, rows),
        }
    )
    return table, int(pairs[kept].sum())


def _day_of_year(day: str) -> int:
    """Month and day as a number; -1 where the day is not known."""
    return int(day[5:7] + day[8:]) if len(day) == len("2000-12-31") else -1


def _coded(values: Sequence[str], rows: NDArray[np.int64]) -> pa.Array:
    ids: dict[str, int] = {"": 0}
    codes = np.array([ids.setdefault(value, len(ids)) for value in values], dtype=np.int8)[rows]
    return pa.array(codes, mask=codes == 0)


def _texts(values: Sequence[str]) -> pa.Array:
    return pa.array([value or None for value in values], type=pa.string())


def _lists(values: Sequence[tuple[str, ...]]) -> pa.Array:
    return pa.array([list(value) or None for value in values], type=pa.list_(pa.string()))
