"""Lists of numbers as flat arrays, and keys mixed of several numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Rows = NDArray[np.int64]
Keyed = NDArray[np.uint64]

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_FIRST: Final = np.uint64(0xBF58476D1CE4E5B9)
_SECOND: Final = np.uint64(0x94D049BB133111EB)


class Ragged(NamedTuple):
    """A list of numbers for each row, one after another.

    Attributes:
        starts: where the list of a row begins, int64 (n_rows + 1).
        values: of all lists, int32.
    """

    starts: Rows
    values: Ints

    def of(self, row: int) -> list[int]:
        """The list of one row."""
        found: list[int] = self.values[self.starts[row] : self.starts[row + 1]].tolist()
        return found

    def sizes(self) -> Rows:
        """How many numbers each row has."""
        return np.diff(self.starts)

    def rows(self) -> Rows:
        """The row of each value."""
        return np.repeat(np.arange(len(self.starts) - 1, dtype=np.int64), self.sizes())

    def first(self) -> Ints:
        """The first number of each row; -1 where there is none."""
        found = np.full(len(self.starts) - 1, -1, dtype=np.int32)
        some = self.sizes() > 0
        found[some] = self.values[self.starts[:-1][some]]
        return found


def ragged(sizes: Sequence[int] | Rows, values: Iterable[int] | Ints) -> Ragged:
    """Lists of these sizes, cut from the values in their order."""
    starts = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(np.asarray(sizes, dtype=np.int64), out=starts[1:])
    return Ragged(starts, np.asarray(values, dtype=np.int32))


def through(outer: Ragged, inner: Ragged) -> Ragged:
    """For each row of the one the lists, in the other, of all its values."""
    wanted = inner.sizes()[outer.values]
    ends = np.concatenate([[0], np.cumsum(wanted)])
    jumps = np.repeat(inner.starts[:-1][outer.values] - ends[:-1], wanted)
    values = inner.values[jumps + np.arange(ends[-1])]
    return Ragged(ends[outer.starts], values)


def once(numbers: Rows) -> Rows:
    """The different numbers in rising order; faster than ``numpy.unique``, which hashes."""
    ordered = np.sort(numbers)
    is_new = np.ones(len(ordered), dtype=np.bool_)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]


def each_once(lists: Ragged) -> Ragged:
    """The same lists in rising order without repeated numbers."""
    both = once(lists.rows() << 32 | lists.values)
    return ragged(np.bincount(both >> 32, minlength=len(lists.starts) - 1), both & 0xFFFFFFFF)


def scrambled(numbers: NDArray[np.integer]) -> Keyed:
    """Numbers spread over 64 bits, no two alike.

    Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
    """
    mixed = numbers.astype(np.uint64) * _STEP + _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return mixed ^ (mixed >> np.uint64(31))


def mixed(sort: int, *parts: NDArray[np.integer]) -> Keyed:
    """One key of 64 bits of several numbers in their order.

    Among ten million different keys two are taken for one with a chance of 3 in a million.
    """
    key = np.full(len(parts[0]), sort, dtype=np.uint64)
    for part in parts:
        key = scrambled(key) + part.astype(np.uint64)
    return scrambled(key)


def bags(starts: Rows, parts: Keyed) -> Ints:
    """Lists by number: those that hold the same things in any order have the same one."""
    sums = np.zeros(len(parts) + 1, dtype=np.uint64)
    np.cumsum(parts, out=sums[1:])
    _, numbers = np.unique(sums[starts[1:]] - sums[starts[:-1]], return_inverse=True)
    found: Ints = numbers.astype(np.int32)
    return found
