"""The shelves of a register: entries of one kind that are kept in one place.

Whoever may not see a shelf, or asks for another kind, does not search it, so that what they may
see is not crowded out by what they may not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Within: TypeAlias = Callable[[str, str], bool]
"""Whether to search a shelf, by its kind and scope. Equal ones give equal answers."""


class Shelf(NamedTuple):
    """What the entries of a shelf have in common: ``Record.kind`` and ``Record.scope``."""

    kind: str
    scope: str


class Shelves(NamedTuple):
    """Where each entry stands.

    Attributes:
        known: the shelves.
        of_entry: int32 (n_entries,), a place in ``known``.
    """

    known: tuple[Shelf, ...]
    of_entry: NDArray[np.int32]


def shelved(entries: Iterable[Shelf]) -> Shelves:
    """The shelves of entries, in the entries' order."""
    places: dict[Shelf, int] = {}
    of_entry = [places.setdefault(shelf, len(places)) for shelf in entries]
    return Shelves(tuple(places), np.array(of_entry, dtype=np.int32))


def merged_shelves(one: Shelves, keep: NDArray[np.bool_], other: Shelves) -> Shelves:
    """The shelves of the kept entries of one, then of all of another."""
    places: dict[Shelf, int] = {}
    moved = [
        np.array([places.setdefault(shelf, len(places)) for shelf in each.known], dtype=np.int32)
        for each in (one, other)
    ]
    of_entry = np.concatenate([moved[0][one.of_entry[keep]], moved[1][other.of_entry]])
    return Shelves(tuple(places), of_entry)


def searched(shelves: Shelves, within: Within) -> NDArray[np.bool_]:
    """Which entries stand on shelves that are searched."""
    is_open = np.array([within(*shelf) for shelf in shelves.known], dtype=np.bool_)
    return is_open[shelves.of_entry] if len(is_open) else np.zeros(0, dtype=np.bool_)


def shelves_bytes(known: tuple[Shelf, ...]) -> NDArray[np.uint8]:
    """Shelves as JSON, for a file."""
    return np.frombuffer(bytearray(json.dumps(known, ensure_ascii=False).encode()), dtype=np.uint8)


def shelves_from(data: NDArray[np.uint8]) -> tuple[Shelf, ...]:
    """The shelves that ``shelves_bytes`` wrote."""
    return tuple(Shelf(*each) for each in json.loads(data.tobytes()))
