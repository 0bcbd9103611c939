"""The most that one team can collect in a shift, and what it visits on the way, compiled.

A walk may come back to a site after two others and collect again, which no round does; so what a
walk collects is a ceiling of what any round does. Source: state-space relaxation with elimination
of 2-cycles, Christofides, Mingozzi, Toth, "Exact algorithms for the vehicle routing problem"
(1981), over whole ticks of time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ponleu.engines.errors import EngineError

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
NOWHERE, BASE = -2, -1


class Shift(NamedTuple):
    """One team's time and ways, in ticks from the start of its shift, rounded down.

    Attributes:
        length: of the shift.
        out, back: from its base to each site, and from there to where it ends.
        between: from site to site, shape (n_sites, n_sites).
        service: at each site, 1 or more.
        opens, closes: when work at a site may begin, shape (n_sites, most windows), both
            included; a window that closes before it opens is none.
        may: whether the team may go there at all.
    """

    length: int
    out: Ints
    back: Ints
    between: Ints
    service: Ints
    opens: Ints
    closes: Ints
    may: NDArray[np.bool_]


def best_walk(shift: Shift, prizes: Floats) -> tuple[float, Ints]:
    """The largest sum of prizes, and how often each site is visited, shape (n_sites,).

    Args:
        prizes: shape (n_sites,), zero or more.
    """
    if shift.length < 0 or (shift.service < 1).any():
        raise EngineError("a shift does not end before it starts, and service takes a tick or more")
    return _walk(shift, prizes)


def make_ready() -> None:
    """Compile what is compiled at first use, so that it takes no time from a search."""
    one, way = np.zeros((1, 1), np.int32), np.zeros(1, np.int32)
    shift = Shift(1, way, way, one, np.ones(1, np.int32), one, one, np.ones(1, np.bool_))
    best_walk(shift, np.ones(1))


@njit(cache=True)
def _is_open(shift: Shift, site: int, start: int) -> bool:
    for window in range(shift.opens.shape[1]):
        if shift.opens[site, window] <= start <= shift.closes[site, window]:
            return True
    return False


@njit(cache=True)
def _arrivals(
    shift: Shift, gain: Floats, before: Ints, site: int, start: int
) -> tuple[tuple[float, int, int], tuple[float, int, int]]:
    """The two best ways to be at ``site`` at ``start``, from different sites.

    Each is a value, the site before, and which of its two best was taken.
    """
    best, at, rank = -1.0, NOWHERE, 0
    second, second_at, second_rank = -1.0, NOWHERE, 0
    if shift.out[site] <= start:
        best, at = 0.0, BASE
    for last in range(len(shift.service)):
        left = start - shift.between[last, site]
        if last == site or left < 0:
            continue
        kept = 0 if before[left, last, 0] != site else 1  # not straight back
        value = gain[left, last, kept]
        if value > best:
            second, second_at, second_rank = best, at, rank
            best, at, rank = value, last, kept
        elif value > second:
            second, second_at, second_rank = value, last, kept
    return (best, at, rank), (second, second_at, second_rank)


@njit(cache=True)
def _walk(shift: Shift, prizes: Floats) -> tuple[float, Ints]:
    count, length = len(prizes), shift.length
    shape = (length + 1, count, 2)  # the best, and the best with another site before
    gain = np.full(shape, -1.0)
    before = np.full(shape, NOWHERE, dtype=np.int32)
    rank = np.zeros(shape, dtype=np.int32)
    done = np.full(shape, -1, dtype=np.int32)
    for end in range(1, length + 1):
        for site in range(count):
            gain[end, site] = gain[end - 1, site]
            before[end, site] = before[end - 1, site]
            rank[end, site] = rank[end - 1, site]
            done[end, site] = done[end - 1, site]
            start = end - shift.service[site]
            if start < 0 or not shift.may[site] or not _is_open(shift, site, start):
                continue
            first, second = _arrivals(shift, gain, before, site, start)
            _enter(gain, before, rank, done, end, site, first, prizes[site])
            _enter(gain, before, rank, done, end, site, second, prizes[site])
    return _traced(shift, gain, before, rank, done)


@njit(cache=True)
def _enter(
    gain: Floats,
    before: Ints,
    rank: Ints,
    done: Ints,
    end: int,
    site: int,
    found: tuple[float, int, int],
    prize: float,
) -> None:
    """Keep the two best with different sites before."""
    value, last, last_rank = found
    if last == NOWHERE:
        return
    value += prize
    place = 2
    if value > gain[end, site, 0]:
        place = 0
        if before[end, site, 0] != last:
            gain[end, site, 1], before[end, site, 1] = gain[end, site, 0], before[end, site, 0]
            rank[end, site, 1], done[end, site, 1] = rank[end, site, 0], done[end, site, 0]
    elif last != before[end, site, 0] and value > gain[end, site, 1]:
        place = 1
    if place < 2:
        gain[end, site, place], before[end, site, place] = value, last
        rank[end, site, place], done[end, site, place] = last_rank, end


@njit(cache=True)
def _traced(shift: Shift, gain: Floats, before: Ints, rank: Ints, done: Ints) -> tuple[float, Ints]:
    """The best walk that is back in time, from its last site to its first."""
    count = len(shift.service)
    visits = np.zeros(count, dtype=np.int32)
    best, at, time = 0.0, NOWHERE, 0
    for site in range(count):
        left = shift.length - shift.back[site]
        if left >= 0 and gain[left, site, 0] > best:
            best, at, time = gain[left, site, 0], site, left
    kept = 0
    while at >= 0:
        visits[at] += 1
        end, last, last_kept = done[time, at, kept], before[time, at, kept], rank[time, at, kept]
        if last >= 0:
            time = end - shift.service[at] - shift.between[last, at]
        at, kept = last, last_kept
    return best, visits
