"""Lists of what holds a thing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.postings import inverted


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=10))
def test_inverted_lists_for_each_thing_its_rows_in_order(rows):
    things = np.array([thing for row in rows for thing in row], dtype=np.int32)
    starts = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)

    found = inverted(things, starts, 6)

    for thing in range(6):
        listed = found.holders[found.starts[thing] : found.starts[thing + 1]].tolist()
        assert listed == [at for at, row in enumerate(rows) for one in row if one == thing]
