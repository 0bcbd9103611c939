"""Lists of what holds a thing, laid one after another."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]


class Postings(NamedTuple):
    """Lists of what holds a thing, one after another.

    Attributes:
        starts: int32 (n_things + 1): list k is ``holders[starts[k]:starts[k + 1]]``.
        holders: int32, ascending in each list.
    """

    starts: Ints
    holders: Ints


def inverted(things: Ints, starts: Ints, n_things: int) -> Postings:
    """Which rows hold a thing, from rows that hold things: ``things[starts[r]:starts[r + 1]]``."""
    rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(things, kind="stable")
    counts = np.bincount(things, minlength=n_things)
    found = np.zeros(n_things + 1, dtype=np.int32)
    np.cumsum(counts, out=found[1:])
    return Postings(found, rows[order])
