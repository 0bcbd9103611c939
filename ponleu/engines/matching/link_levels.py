"""How two records agree in each thing that is compared, as one number: their pattern."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.matching.alignment import Bytes
from ponleu.engines.matching.link_arrays import Ints, Rows
from ponleu.engines.matching.link_forms import BORN, NUMBER_HEAD, NUMBERS, PLACE, PROVINCE, SEX
from ponleu.engines.matching.link_names import (
    DIFFERENT,
    LEVELS,
    Desk,
    desk_level,
    desk_likeness,
    unpack,
)
from ponleu.engines.matching.packed import Costs

UNKNOWN: Final = 0
"""Of everything: one of the two records does not tell."""

SAME_DAY, TURNED, ONE_FIGURE, SAME_YEAR, OTHER_BIRTH = 1, 2, 3, 4, 5
"""Births: day and month may be swapped, one figure may be wrong."""

SAME_SEX, OTHER_SEX = 1, 2
SAME_PLACE, ALIKE, NEAR, OTHER_PLACE = 1, 2, 3, 4
"""Places: addresses whose words are much or somewhat alike; codes of the same province."""

SHARED, SLIP, OTHER_NUMBER = 1, 2, 3
"""Numbers of one sort: one of them is the same, or the same but for one slip of the hand."""

ALIKE_FROM, NEAR_FROM = 0.75, 0.45

SIZES: Final = {"name": LEVELS + 1, "born": 6, "sex": 3, "place": 5, "phones": 4, "papers": 4}
"""Things that are compared -> how many levels, with ``UNKNOWN``; those of names one higher
than ``desk_level`` tells."""

_NAME, _BORN, _SEX, _PLACE, _PHONES, _PAPERS = SIZES.values()
PATTERNS: Final = _NAME * _BORN * _SEX * _PLACE * _PHONES * _PAPERS


class Sides(NamedTuple):
    """Pairs of forms: of the kth pair one stands in ``here``, the other in ``there``.

    Attributes:
        here, there: bytes of forms.
        begins: where they begin, int64 (2, n_pairs).
        ends: where they end.
    """

    here: Bytes
    there: Bytes
    begins: Rows
    ends: Rows


def levels_of(patterns: Ints) -> dict[str, NDArray[np.int32]]:
    """The level of each thing that is compared, by its name in ``SIZES``."""
    found: dict[str, NDArray[np.int32]] = {}
    rest = patterns.astype(np.int32)
    for name, size in reversed(SIZES.items()):
        found[name] = rest % size
        rest = rest // size
    return found


def one_off() -> list[int]:
    """Patterns of pairs that agree in all that is compared but one thing, each in turn."""
    found = []
    for odd in SIZES:
        pattern = 0
        for name, size in SIZES.items():
            best, worst = (size - 1, 1) if name == "name" else (1, size - 1)
            pattern = pattern * size + (worst if name == odd else best)
        found.append(pattern)
    return found


@njit(cache=True, nogil=True)
def patterns(sides: Sides, costs: Costs, desk: Desk) -> Ints:
    """The pattern of each pair, int32 (n_pairs,)."""
    found = np.zeros(sides.begins.shape[1], dtype=np.int32)
    for k in range(found.shape[0]):
        at = (sides.begins[0, k], sides.begins[1, k])
        end = (sides.ends[0, k], sides.ends[1, k])
        found[k] = _pattern(sides.here, sides.there, at, end, costs, desk)
    return found


@njit(cache=True, nogil=True)
def _pattern(
    a: Bytes, b: Bytes, begin: tuple[int, int], end: tuple[int, int], costs: Costs, desk: Desk
) -> int:
    i, j = begin
    born = _birth_level(a, i + BORN, b, j + BORN)
    sex = _equality(a[i + SEX], b[j + SEX])
    phones, papers, i_after, j_after = _number_levels(a, i + NUMBERS, b, j + NUMBERS)
    place, i_names, j_names = _place_level(a, b, begin, (i_after, j_after), costs, desk)
    name = _name_level(a, b, (i_names, j_names), end, costs, desk)
    pattern = (name * _BORN + born) * _SEX + sex
    return ((pattern * _PLACE + place) * _PHONES + phones) * _PAPERS + papers


@njit(cache=True, nogil=True)
def _number(data: Bytes, at: int, width: int) -> int:
    found = 0
    for k in range(width):
        found |= int(data[at + k]) << (8 * k)
    return found


@njit(cache=True, nogil=True)
def _equality(one: int, other: int) -> int:
    if one == 0 or other == 0:
        return UNKNOWN
    return SAME_SEX if one == other else OTHER_SEX


@njit(cache=True, nogil=True)
def _birth_level(a: Bytes, i: int, b: Bytes, j: int) -> int:
    here, there = _number(a, i, 2), _number(b, j, 2)
    if here == 0 or there == 0:
        return UNKNOWN
    here_month, here_day, there_month, there_day = a[i + 2], a[i + 3], b[j + 2], b[j + 3]
    if here_day and there_day:
        if here == there and here_month == there_month and here_day == there_day:
            return SAME_DAY
        if here == there and here_month == there_day and here_day == there_month:
            return TURNED
        one = (here * 100 + here_month) * 100 + here_day
        if _is_slip(one, (there * 100 + there_month) * 100 + there_day):
            return ONE_FIGURE
    return SAME_YEAR if here == there else OTHER_BIRTH


@njit(cache=True, nogil=True)
def _is_slip(one: int, other: int) -> bool:
    """Whether one figure differs, or two neighbours are swapped."""
    wrong, place = 0, -2
    is_swap = False
    figure_here, figure_there = 0, 0
    for at in range(8):
        here, there = one % 10, other % 10
        if here != there:
            wrong += 1
            is_swap = at == place + 1 and here == figure_there and there == figure_here
            place, figure_here, figure_there = at, here, there
        one, other = one // 10, other // 10
    return wrong == 1 or (wrong == 2 and is_swap)


@njit(cache=True, nogil=True)
def number_level(a: Bytes, i0: int, i1: int, b: Bytes, j0: int, j1: int) -> int:
    """Two numbers of one sort: the same, one slip of the hand apart, or others.

    A slip is a figure that differs, is left out or added, or two neighbours swapped.
    """
    n, m = i1 - i0, j1 - j0
    if abs(n - m) > 1:
        return OTHER_NUMBER
    k = 0
    while k < min(n, m) and a[i0 + k] == b[j0 + k]:
        k += 1
    if k == n and k == m:
        return SHARED
    if n == m and _is_same(a, i0 + k + 1, i1, b, j0 + k + 1, j1):
        return SLIP
    if n == m:
        swapped = k + 1 < n and a[i0 + k] == b[j0 + k + 1] and a[i0 + k + 1] == b[j0 + k]
        return SLIP if swapped and _is_same(a, i0 + k + 2, i1, b, j0 + k + 2, j1) else OTHER_NUMBER
    here, there = (i0 + k + 1, j0 + k) if n > m else (i0 + k, j0 + k + 1)
    return SLIP if _is_same(a, here, i1, b, there, j1) else OTHER_NUMBER


@njit(cache=True, nogil=True)
def _is_same(a: Bytes, i0: int, i1: int, b: Bytes, j0: int, j1: int) -> bool:
    for k in range(i1 - i0):
        if a[i0 + k] != b[j0 + k]:
            return False
    return i1 - i0 == j1 - j0


@njit(cache=True, nogil=True)
def _number_levels(a: Bytes, i: int, b: Bytes, j: int) -> tuple[int, int, int, int]:
    """Best level of telephones, of papers of one sort, and where the numbers end."""
    phones, papers = UNKNOWN, UNKNOWN
    i_count, j_count = int(a[i]), int(b[j])
    i, first = i + 1, j + 1
    j_after = first
    for k in range(max(i_count, 1)):
        i_end = i + NUMBER_HEAD + int(a[i + 2]) if k < i_count else i
        j = first
        for _ in range(j_count):
            j_end = j + NUMBER_HEAD + int(b[j + 2])
            if k < i_count and a[i] == b[j] and a[i + 1] == b[j + 1]:
                level = number_level(a, i + NUMBER_HEAD, i_end, b, j + NUMBER_HEAD, j_end)
                if a[i] == 0 and a[i + 1] == 0:
                    phones = level if phones == UNKNOWN else min(phones, level)
                else:
                    papers = level if papers == UNKNOWN else min(papers, level)
            j = j_end
        j_after, i = j, i_end
    return phones, papers, i, j_after


@njit(cache=True, nogil=True)
def _place_level(
    a: Bytes, b: Bytes, begin: tuple[int, int], at: tuple[int, int], costs: Costs, desk: Desk
) -> tuple[int, int, int]:
    """The level of places, and where the names begin."""
    i = unpack(a, at[0], desk.one, desk.heard[0])
    j = unpack(b, at[1], desk.other, desk.heard[1])
    here, there = _number(a, begin[0] + PLACE, 4), _number(b, begin[1] + PLACE, 4)
    if here == 0 or there == 0:
        return UNKNOWN, i, j
    if here == there:
        return SAME_PLACE, i, j
    here, there = _number(a, begin[0] + PROVINCE, 4), _number(b, begin[1] + PROVINCE, 4)
    if here and there:
        return (NEAR if here == there else OTHER_PLACE), i, j
    if here or there:  # a code and an address cannot be compared
        return UNKNOWN, i, j
    like = desk_likeness(desk, costs)
    level = ALIKE if like >= ALIKE_FROM else NEAR if like >= NEAR_FROM else OTHER_PLACE
    return level, i, j


@njit(cache=True, nogil=True)
def _name_level(
    a: Bytes, b: Bytes, begin: tuple[int, int], end: tuple[int, int], costs: Costs, desk: Desk
) -> int:
    """The best level of any name of the one with any name of the other, from 1."""
    if begin[0] == end[0] or begin[1] == end[1]:
        return UNKNOWN
    best, i = DIFFERENT, begin[0]
    while i < end[0]:
        i = unpack(a, i, desk.one, desk.heard[0])
        j = begin[1]
        while j < end[1]:
            j = unpack(b, j, desk.other, desk.heard[1])
            best = max(best, desk_level(desk, costs))
    return best + 1
