"""The likeness of names as a function that databases call with columns of Arrow."""

from __future__ import annotations

from threading import local
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ponleu.engines.matching.link_names import name_levels, new_desk
from ponleu.engines.matching.packed import Costs

Column: TypeAlias = "pa.Array | pa.ChunkedArray"


class NameFunction:
    """``name_level(form, form)`` for columns of Arrow; 0 where a form is null.

    Each thread keeps a desk of its own; it can be sent to the workers of a cluster.
    """

    def __init__(self, costs: Costs) -> None:
        """Take what differences cost."""
        self._costs = costs
        self._own = local()

    def __reduce__(self) -> tuple[type[NameFunction], tuple[Costs]]:
        return NameFunction, (self._costs,)

    def __call__(self, one: Column, other: Column) -> pa.Array:
        """Levels, int32, see ``name_levels``."""
        if not hasattr(self._own, "desk"):
            self._own.desk = new_desk()
        a, b = _bytes_of(one), _bytes_of(other)
        found = name_levels((a[0], b[0]), (a[1], b[1]), self._costs, self._own.desk)
        return pa.array(found.astype(np.int32))


def _bytes_of(column: Column) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The bytes of all values, and where each begins."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    values = whole.cast(pa.large_binary())
    _, offsets, data = values.buffers()
    if not len(values) or offsets is None:
        return np.zeros(1, dtype=np.uint8), np.zeros(len(values) + 1, dtype=np.int64)
    starts = np.frombuffer(offsets, dtype=np.int64)[values.offset : values.offset + len(values) + 1]
    if data is None:
        return np.zeros(1, dtype=np.uint8), starts
    return np.frombuffer(data, dtype=np.uint8), starts
