"""Keys that bring records together which may be one: by sound of the name, birth and numbers.

Two records are compared if they share a key. Keys are whole numbers that mean something
within one run only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_columns import Interned, LinkColumns

MOST_WORDS: Final = 6
"""Of a longer name only the first words make keys."""

DAY: Final = 10
"""Letters of a whole date."""

NUMBERS: Final = (0, 1)
"""First parts of keys that are numbers."""

Key = tuple[object, ...]


class Keys(NamedTuple):
    """Rows and their keys, int64 (n_keys,); a row has each of its keys once.

    Attributes:
        are_numbers: bool (n_keys,): the key is a number of a paper or a telephone.
    """

    rows: NDArray[np.int64]
    keys: NDArray[np.int64]
    are_numbers: NDArray[np.bool_]


def keys(columns: LinkColumns, sounds: NDArray[np.int32]) -> Keys:
    """The keys of all records.

    Args:
        sounds: the id of the sound of each word.
    """
    number = Interned()
    rows: list[int] = []
    found: list[int] = []
    sure: list[bool] = []
    heard = sounds.tolist()
    for row in range(len(columns.ids)):
        own = {number(key): key[0] in NUMBERS for key in keys_of(columns, row, heard)}
        found += own
        sure += own.values()
        rows += [row] * len(own)
    return Keys(
        np.array(rows, dtype=np.int64),
        np.array(found, dtype=np.int64),
        np.array(sure, dtype=np.bool_),
    )


def keys_of(columns: LinkColumns, row: int, sounds: list[int]) -> Iterator[Key]:
    """The keys of one record.

    Each number; the whole name by its letters; by its sound with sex, with sex and place,
    with the year; the sound of each word with the birth date; birth date with sex and place.
    """
    born, sex, place = columns.born[row], columns.sexes[row], columns.places[row]
    yield from ((0, paper.rpartition(":")[2]) for paper in columns.papers[row])
    yield from ((1, phone) for phone in columns.phones[row])
    for letters, sound in columns.wholes[row]:
        yield from ((2, letters), (3, sound, sex))
        yield from ((4, sound, sex, place),) if place else ()
        yield from ((5, sound, born[:4]),) if born else ()
    if len(born) == DAY:
        yield (6, born, sex, place)
        for name in columns.names[row]:
            for word in name[:MOST_WORDS]:
                yield (7, sounds[word], born)
