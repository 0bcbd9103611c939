"""The columns of records as Arrow tables that databases take."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ponleu.engines.matching.link_arrays import Ragged
from ponleu.engines.matching.link_columns import LinkColumns
from ponleu.engines.matching.link_forms import Forms
from ponleu.engines.matching.link_keys import Keys
from ponleu.engines.matching.link_levels import PATTERNS, levels_of

PAIRS_PER_ROW = 12
"""So many pairs are looked at for each row, those that share the rarest keys."""

TRAINED_ON = {"birth": "born", "paper": "papers", "phone": "phones", "letters": "name"}
"""Columns on which pairs for training agree -> what is then not learned from them."""


def record_table(columns: LinkColumns) -> pa.Table:
    """What pairs for training agree on, one row a record; null where nothing is known."""
    reached = columns.are_reached()[columns.numbers.values]
    letters = Ragged(columns.names.starts, columns.letters[columns.names.values])
    return pa.table(
        {
            "row": np.arange(len(columns.ids), dtype=np.int64),
            "birth": pa.array(columns.born, mask=columns.born == 0),
            "paper": _known(_first_where(columns.numbers, ~reached)),
            "phone": _known(_first_where(columns.numbers, reached)),
            "letters": _known(letters.first()),
        }
    )


def form_column(forms: Forms) -> pa.Array:
    """The forms as values of a column, not copied."""
    buffers = [None, pa.py_buffer(forms.starts), pa.py_buffer(forms.data)]
    return pa.Array.from_buffers(pa.large_binary(), len(forms.starts) - 1, buffers)


def pattern_table() -> pa.Table:
    """Every pattern twice, as the two sides of a pair: Splink compares rows with rows."""
    patterns = np.arange(PATTERNS, dtype=np.int32)
    levels = {name: np.repeat(level, 2) for name, level in levels_of(patterns).items()}
    sides = np.arange(2 * PATTERNS, dtype=np.int64)
    return pa.table({"side": sides, "pattern": np.repeat(patterns, 2), **levels})


def _first_where(lists: Ragged, chosen: NDArray[np.bool_]) -> NDArray[np.int32]:
    rows, values = lists.rows()[chosen], lists.values[chosen]
    found = np.full(len(lists.starts) - 1, -1, dtype=np.int32)
    found[rows[::-1]] = values[::-1]
    return found


def _known(codes: NDArray[np.int32]) -> pa.Array:
    return pa.array(codes, mask=codes < 0)


def key_table(columns: LinkColumns, found: Keys) -> tuple[pa.Table, int]:
    """Keys that bring rows together, and how many pairs they make.

    The smallest groups come first until there are ``PAIRS_PER_ROW`` pairs a row: what very
    many share tells least.
    """
    order = np.argsort(found.keys, kind="stable")
    keys = found.keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    sizes = np.diff(starts, append=len(keys))
    pairs = sizes * (sizes - 1) // 2
    rising = np.argsort(sizes, kind="stable")
    within = np.cumsum(pairs[rising]) <= PAIRS_PER_ROW * max(len(columns.ids), 1000)
    kept = np.zeros(len(sizes), dtype=np.bool_)
    kept[rising[within]] = True
    kept &= sizes > 1
    chosen = order[np.repeat(kept, sizes)]
    rows = found.rows[chosen]
    groups = np.arange(int(kept.sum()), dtype=np.int32)
    table = pa.table(
        {
            "row": rows,
            "key": np.repeat(groups, sizes[kept]),
            "sure": found.are_sure[chosen],
            **_contradicting(columns, rows),
        }
    )
    return table, int(pairs[kept].sum())


def _contradicting(columns: LinkColumns, rows: NDArray[np.int64]) -> dict[str, pa.Array]:
    """What keeps two rows apart even if they share a key, null where it is not known."""
    born = columns.born[rows]
    years, days = born // 10_000, born % 10_000
    sexes = columns.sexes[rows].astype(np.int16)  # Spark has no unsigned numbers
    kinds = columns.kinds[rows].astype(np.int16)
    return {
        "born_year": pa.array(years, mask=years == 0),
        "born_day": np.where(born % 100 > 0, days, -1),
        "sex": pa.array(sexes, mask=sexes == 0),
        "kind": pa.array(kinds, mask=kinds == 0),
    }
