"""Keys that bring records together which may be one: by sound of the name, birth and numbers.

Two records are compared if they share a key. Keys are whole numbers that mean something
within one run only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_arrays import (
    Ints,
    Keyed,
    Ragged,
    Rows,
    bags,
    each_once,
    mixed,
    once,
    ragged,
    through,
)
from ponleu.engines.matching.link_columns import LinkColumns

MOST_WORDS: Final = 6
"""Of a longer name only the first words make keys."""

FEWEST_SAID: Final = 2
"""Words that have to remain for initials to be left out."""

PLACE_WORDS: Final = 3
"""Of an address the rarest words make keys."""

PAPER, PHONE, LETTERS, SOUND, SOUND_PLACE, SOUND_YEAR = range(6)
BIRTH, WORD_BIRTH, WORD_PLACE, PLACE_BIRTH = range(6, 10)


class Keys(NamedTuple):
    """Rows and their keys; a row has each of its keys once.

    Attributes:
        rows: int64 (n_keys,).
        keys: uint64 (n_keys,).
        are_sure: bool (n_keys,): the key is a number of a paper or a telephone, or a name with
            an address: two rows that share it are compared although their births differ.
    """

    rows: Rows
    keys: Keyed
    are_sure: NDArray[np.bool_]


def keys(columns: LinkColumns) -> Keys:
    """The keys of all records.

    Each number; the whole name by its letters; by its sound with sex, with sex and place,
    with the year; the sound of each word with the birth date, and with each of the rarest
    words of an address; birth date with sex and place, and with the rarest words of an address.
    """
    sure = [*_of_numbers(columns), *_of_addresses(columns)]
    others = [*_of_names(columns), *_of_birth(columns)]
    count = sum(len(rows) for rows, _ in sure)
    rows, found = (np.concatenate(parts) for parts in zip(*sure, *others, strict=True))
    return Keys(rows, found, np.arange(len(rows)) < count)


Found = Iterator[tuple[Rows, Keyed]]


def _of_numbers(columns: LinkColumns) -> Found:
    """The sort of a paper is often left out or told otherwise: its number alone is a key."""
    ids: dict[str, int] = {}
    bare = np.array([ids.setdefault(text, len(ids)) for _, text in columns.number_texts], np.int32)
    reached = columns.are_reached()[columns.numbers.values]
    rows = columns.numbers.rows()
    for sort, chosen in ((PAPER, ~reached), (PHONE, reached)):
        both = once(rows[chosen] << 32 | bare[columns.numbers.values[chosen]])
        yield both >> 32, mixed(sort, both & 0xFFFFFFFF)


def _of_names(columns: LinkColumns) -> Found:
    letters = each_once(Ragged(columns.names.starts, columns.letters[columns.names.values]))
    yield letters.rows(), mixed(LETTERS, letters.values)
    sounds = each_once(Ragged(columns.names.starts, spoken(columns)[columns.names.values]))
    rows, heard = sounds.rows(), sounds.values
    sexes, places, years = columns.sexes[rows], columns.places[rows], columns.born[rows] // 10_000
    yield rows, mixed(SOUND, heard, sexes)
    known = places > 0
    yield rows[known], mixed(SOUND_PLACE, heard[known], sexes[known], places[known])
    known = years > 0
    yield rows[known], mixed(SOUND_YEAR, heard[known], years[known])


def spoken(columns: LinkColumns) -> Ints:
    """Of each name the id of its sound in any order, initials left out if two words remain.

    A middle initial is written once and left out the next time.
    """
    words = columns.name_words
    initial = np.array([token.is_initial for token in columns.words.tokens], dtype=np.bool_)
    is_initial = initial[words.values]
    said = np.bincount(words.rows()[~is_initial], minlength=len(words.starts) - 1)
    left_out = is_initial & np.repeat(said >= FEWEST_SAID, words.sizes())
    parts = columns.words.bags[words.values]
    return bags(words.starts, np.where(left_out, np.uint64(0), parts))


def _of_birth(columns: LinkColumns) -> Found:
    rows = np.flatnonzero(columns.born % 100)
    born = columns.born[rows]
    yield rows, mixed(BIRTH, born, columns.sexes[rows], columns.places[rows])
    heard = _word_sounds(columns)
    rows = heard.rows()
    whole = columns.born[rows] % 100 > 0
    rows = rows[whole]
    yield rows, mixed(WORD_BIRTH, heard.values[whole], columns.born[rows])


def _of_addresses(columns: LinkColumns) -> Found:
    """A word of the name, or the birth date, with one of the rarest words of the address."""
    by_row = through(_one_each(columns.places), rare_place_words(columns))
    rows, words = by_row.rows(), by_row.values
    whole = columns.born[rows] % 100 > 0
    yield rows[whole], mixed(PLACE_BIRTH, words[whole], columns.born[rows[whole]])
    heard = _word_sounds(columns)
    of_both = through(_one_each(rows.astype(np.int32)), heard)
    times = heard.sizes()[rows]
    yield np.repeat(rows, times), mixed(WORD_PLACE, of_both.values, np.repeat(words, times))


def _one_each(values: Ints) -> Ragged:
    return Ragged(np.arange(len(values) + 1, dtype=np.int64), values)


def _word_sounds(columns: LinkColumns) -> Ragged:
    """Of each record the sounds of the first words of its names."""
    words = columns.name_words
    early = np.arange(len(words.values)) - np.repeat(words.starts[:-1], words.sizes()) < MOST_WORDS
    sizes = np.minimum(words.sizes(), MOST_WORDS)
    first = ragged(sizes, columns.words.sounds[words.values[early]])
    return each_once(through(columns.names, first))


def rare_place_words(columns: LinkColumns) -> Ragged:
    """Of each place that is an address its rarest words, by the sound of them."""
    words = columns.place_words
    places = words.rows()
    sounds = columns.words.sounds[words.values]
    stands = np.bincount(columns.places, minlength=len(columns.place_texts))
    counts = np.bincount(sounds, weights=stands[places], minlength=1)
    order = np.lexsort((sounds, counts[sounds], places))
    rank = np.arange(len(order)) - np.repeat(words.starts[:-1], words.sizes())
    kept = order[(rank < PLACE_WORDS) & (words.sizes()[places] > 1)]
    found = once(places[kept] << 32 | sounds[kept])
    sizes: Rows = np.bincount(found >> 32, minlength=len(columns.place_texts))
    return ragged(sizes, (found & 0xFFFFFFFF).astype(np.int32))
