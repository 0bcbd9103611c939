"""Records packed into bytes: everything of them that is compared, one form a record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import Bytes
from ponleu.engines.matching.link_arrays import Ints, Ragged, Rows, ragged, through
from ponleu.engines.matching.link_columns import LinkColumns, Words
from ponleu.engines.matching.link_names import pack_words, rarity_of

MOST_FIGURES: Final = 64
"""A number is cut here for comparing."""

MOST_NUMBERS: Final = 32
"""Of a record with more numbers the first are compared."""

MOST_SORTS: Final = 65_535

SEX, BORN, PLACE, PROVINCE, NUMBERS = 0, 1, 5, 9, 13
"""Where in a form things stand; numbers, the words of the place and names follow."""

NUMBER_HEAD: Final = 3
"""Sort in two bytes, number of letters and figures in one."""

PROVINCE_FIGURES: Final = 2


class Forms(NamedTuple):
    """Forms one after another.

    Attributes:
        data: uint8.
        starts: where each begins, int64, one more than there are.
    """

    data: Bytes
    starts: Rows


class _Blocks(NamedTuple):
    """Bytes of different things, one after another, and where each begins."""

    data: Bytes
    starts: Rows


def forms(columns: LinkColumns) -> Forms:
    """The form of each record.

    Sex; year in two bytes, month, day; place and province in four bytes each, the lowest
    first; how many numbers, and each; how many words the place has, and each; of each name the
    same.
    """
    numbers = _first_numbers(columns.numbers)
    texts = _number_blocks(columns)
    places = _place_blocks(columns)
    names = _name_blocks(columns)
    sizes = NUMBERS + 1 + _added(numbers, texts) + np.diff(places.starts)[columns.places]
    sizes += _added(columns.names, names)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    data = np.zeros(starts[-1], dtype=np.uint8)
    facts = np.stack([columns.sexes, columns.born, columns.places, _provinces(columns)], axis=1)
    _fill(data, starts, facts.astype(np.int32), (numbers, columns.names), (texts, places, names))
    return Forms(data, starts)


def _added(lists: Ragged, blocks: _Blocks) -> Rows:
    sizes = np.diff(blocks.starts)[lists.values]
    sums = np.concatenate([[0], np.cumsum(sizes)])
    added: Rows = sums[lists.starts[1:]] - sums[lists.starts[:-1]]
    return added


def _first_numbers(numbers: Ragged) -> Ragged:
    if not len(numbers.values) or numbers.sizes().max() <= MOST_NUMBERS:
        return numbers
    rank = np.arange(len(numbers.values)) - np.repeat(numbers.starts[:-1], numbers.sizes())
    sizes = np.minimum(numbers.sizes(), MOST_NUMBERS)
    return Ragged(np.concatenate([[0], np.cumsum(sizes)]), numbers.values[rank < MOST_NUMBERS])


def _blocks(parts: Sequence[bytes]) -> _Blocks:
    starts = np.zeros(len(parts) + 1, dtype=np.int64)
    np.cumsum([len(part) for part in parts], out=starts[1:])
    return _Blocks(np.frombuffer(b"".join(parts) + b"\0", dtype=np.uint8), starts)


def _number_blocks(columns: LinkColumns) -> _Blocks:
    sorts: dict[str, int] = {"": 0}
    codes = [sorts.setdefault(sort, len(sorts)) for sort, _ in columns.number_texts]
    sort = np.minimum(np.array(codes, dtype=np.int64), MOST_SORTS)
    texts = [text[:MOST_FIGURES] for _, text in columns.number_texts]
    flat = np.frombuffer("".join(texts).encode(), dtype=np.uint8)
    parts = ragged([len(text) for text in texts], flat)
    return _headed(np.stack([sort & 255, sort >> 8, parts.sizes()], axis=1), parts)


def _headed(heads: Rows, parts: Ragged) -> _Blocks:
    """The parts, each behind its row of heads."""
    width = heads.shape[1]
    starts = parts.starts + width * np.arange(len(parts.starts))
    data = np.zeros(starts[-1] + 1, dtype=np.uint8)
    is_part = np.ones(len(data), dtype=np.bool_)
    is_part[-1] = False
    for column in range(width):
        at = starts[:-1] + column
        data[at] = heads[:, column]
        is_part[at] = False
    data[is_part] = parts.values
    return _Blocks(data, starts)


def _provinces(columns: LinkColumns) -> Ints:
    """The first two figures of a code; 0 for an address."""
    ids: dict[str, int] = {}
    codes = [
        ids.setdefault(text[:PROVINCE_FIGURES], len(ids) + 1) if text.isdecimal() else 0
        for text in columns.place_texts
    ]
    return np.array(codes, dtype=np.int32)[columns.places]


def _place_blocks(columns: LinkColumns) -> _Blocks:
    stands = np.bincount(columns.places, minlength=len(columns.place_texts))
    words = columns.place_words
    counts = np.bincount(words.values, weights=stands[words.rows()])
    packed = _packed_words(columns.words, counts)
    starts, values = words.starts.tolist(), words.values.tolist()
    return _blocks([_named(values[start:end], packed) for start, end in pairwise(starts)])


def _name_blocks(columns: LinkColumns) -> _Blocks:
    """Names in bytes: how many words, then each word."""
    words = columns.name_words
    packed = _packed_words(columns.words, np.bincount(words.values))
    flat = _blocks([packed.get(word, b"") for word in range(len(columns.words.tokens))])
    as_lists = Ragged(flat.starts, flat.data[:-1].astype(np.int32))
    return _headed(words.sizes()[:, None], through(words, as_lists))


def _named(words: Sequence[int], packed: dict[int, bytes]) -> bytes:
    return bytes((len(words),)) + b"".join(packed[word] for word in words)


def _packed_words(words: Words, counts: NDArray[np.float64] | Rows) -> dict[int, bytes]:
    """The words that stand somewhere, with how much they and their sounds tell."""
    whole = max(int(counts.sum()), 1)
    heard = np.bincount(words.sounds[: len(counts)], weights=counts, minlength=1)
    return {
        word: pack_words(
            words.tokens[word],
            rarity_of(int(counts[word]), whole),
            rarity_of(int(heard[words.sounds[word]]), whole),
        )
        for word in np.flatnonzero(counts).tolist()
    }


@njit(cache=True)
def _put(data: Bytes, at: int, number: int, width: int) -> int:
    for k in range(width):
        data[at + k] = (number >> (8 * k)) & 255
    return at + width


@njit(cache=True)
def _copy(data: Bytes, at: int, blocks: _Blocks, which: int) -> int:
    for k in range(blocks.starts[which], blocks.starts[which + 1]):
        data[at] = blocks.data[k]
        at += 1
    return at


@njit(cache=True)
def _fill(
    data: Bytes,
    starts: Rows,
    facts: NDArray[np.int32],
    lists: tuple[Ragged, Ragged],
    blocks: tuple[_Blocks, _Blocks, _Blocks],
) -> None:
    numbers, names = lists
    texts, places, packed = blocks
    for row in range(starts.shape[0] - 1):
        born, place = facts[row, 1], facts[row, 2]
        at = _put(data, starts[row], facts[row, 0], 1)
        at = _put(data, at, born // 10_000, 2)
        at = _put(data, at, born // 100 % 100, 1)
        at = _put(data, at, born % 100, 1)
        at = _put(data, at, place, 4)
        at = _put(data, at, facts[row, 3], 4)
        at = _put(data, at, numbers.starts[row + 1] - numbers.starts[row], 1)
        for k in range(numbers.starts[row], numbers.starts[row + 1]):
            at = _copy(data, at, texts, numbers.values[k])
        at = _copy(data, at, places, place)
        for k in range(names.starts[row], names.starts[row + 1]):
            at = _copy(data, at, packed, names.values[k])
