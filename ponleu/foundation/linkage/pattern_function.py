"""How two records agree, as a function that databases call with columns of Arrow."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ponleu.engines.matching.link_arrays import Ints, Rows
from ponleu.engines.matching.link_forms import Forms
from ponleu.engines.matching.link_levels import Sides, patterns
from ponleu.engines.matching.link_names import new_desk
from ponleu.engines.matching.packed import Costs

Column: TypeAlias = "pa.Array | pa.ChunkedArray"

THREADS: Final = 2
PAIRS_AT_ONCE: Final = 50_000


class PatternFunction:
    """``pattern(form, form)`` for columns of Arrow, and for rows of forms in memory.

    Each thread keeps a desk of its own; it can be sent to the workers of a cluster.
    """

    def __init__(self, costs: Costs) -> None:
        """Take what differences cost."""
        self._costs = costs
        self._own = local()

    def __reduce__(self) -> tuple[type[PatternFunction], tuple[Costs]]:
        return PatternFunction, (self._costs,)

    def __call__(self, one: Column, other: Column) -> pa.Array:
        """Patterns, int32."""
        a, b = _forms_of(one), _forms_of(other)
        begins = np.stack([a.starts[:-1], b.starts[:-1]])
        ends = np.stack([a.starts[1:], b.starts[1:]])
        return pa.array(self._patterns(Sides(a.data, b.data, begins, ends)))

    def of_rows(self, forms: Forms, here: Rows, there: Rows) -> Ints:
        """The patterns of pairs of rows, worked out on two cores."""

        def part(start: int) -> Ints:
            chosen = slice(start, start + PAIRS_AT_ONCE)
            rows = np.stack([here[chosen], there[chosen]])
            begins, ends = forms.starts[rows], forms.starts[rows + 1]
            return self._patterns(Sides(forms.data, forms.data, begins, ends))

        if not len(here):
            return np.zeros(0, dtype=np.int32)
        with ThreadPoolExecutor(THREADS) as pool:
            return np.concatenate(list(pool.map(part, range(0, len(here), PAIRS_AT_ONCE))))

    def _patterns(self, sides: Sides) -> Ints:
        if not hasattr(self._own, "desk"):
            self._own.desk = new_desk()
        return patterns(sides, self._costs, self._own.desk)


def _forms_of(column: Column) -> Forms:
    """The bytes of all values, and where each begins."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    values = whole.cast(pa.large_binary())
    _, offsets, data = values.buffers()
    if not len(values) or offsets is None or data is None:
        return Forms(np.zeros(1, dtype=np.uint8), np.zeros(len(values) + 1, dtype=np.int64))
    starts: NDArray[np.int64] = np.frombuffer(offsets, dtype=np.int64)
    starts = starts[values.offset : values.offset + len(values) + 1]
    return Forms(np.frombuffer(data, dtype=np.uint8), starts)
