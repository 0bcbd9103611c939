"""How often records of different persons agree by chance: what Splink calls u.

Chance agreement is measured on the table itself. Names agree too seldom for a plain sample,
so that pairs which share the sound of a word, or of all words, are drawn more often and
weigh less. Pairs with the same person twice would spoil the count of the rare levels: only
pairs born on clearly different days are counted where days of birth are known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.link_columns import LinkColumns
from ponleu.engines.matching.link_names import BIT_CUTS, LEVELS

Rows = NDArray[np.int64]
Levels = Callable[[Rows, Rows], NDArray[np.uint8]]

QUERIES: Final = 1200
SAME_SOUND, SHARED_WORD, ANY = 120, 40, 150
"""Of each query's rows with the same sound, with each of its words, and of all rows."""

LEAST_DATED: Final = 0.1
SMALLEST: Final = 1e-9
GUESSED_RECALL: Final = 0.7
MOST_SHARING: Final = 50
"""A number that more rows have is nobody's number."""

BORN_PAIRS: Final = 1_000_000


def chance_of_equality(values: Iterable[Hashable]) -> float:
    """How often two rows that have a value have the same; at least 1e-9."""
    counts = Counter(values)
    whole = sum(counts.values())
    same = sum(count * (count - 1) for count in counts.values())
    return max(same / max(whole * (whole - 1), 1), SMALLEST)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pairs of rows, and of how many pairs of the table each is the sample."""

    here: Rows
    there: Rows
    weights: NDArray[np.float64]


def name_chances(
    columns: LinkColumns, sounds: Sequence[int], levels: Levels
) -> NDArray[np.float64]:
    """Chance of each level of agreement of names between different persons, (LEVELS,).

    Args:
        sounds: the id of the sound of each word.
        levels: the level of pairs of rows.
    """
    drawn = drawn_pairs(columns, sounds)
    found = levels(drawn.here, drawn.there)
    apart = born_apart(columns.born, drawn)
    weights = drawn.weights * apart if apart.mean() >= LEAST_DATED else drawn.weights
    counted = np.bincount(found, weights=weights, minlength=LEVELS)
    chances: NDArray[np.float64] = np.maximum(counted / max(counted.sum(), 1.0), _least_chances())
    return chances


def _least_chances() -> NDArray[np.float64]:
    """A level that was not met is not impossible: its words are that rare, or 16 times rarer."""
    bits = np.array([0.0, *BIT_CUTS])
    least = 2.0 ** -(bits + 8.0)
    return np.concatenate([[SMALLEST], np.tile(least, (LEVELS - 1) // len(least))])


def drawn_pairs(columns: LinkColumns, sounds: Sequence[int]) -> Drawn:
    """Pairs of evenly spaced rows with rows of the same sound, of a shared word, and any."""
    wholes, words = _lists(columns, sounds)
    n = len(columns.ids)
    step = max(1, -(-n // ANY))
    here: list[int] = []
    there: list[int] = []
    weights: list[float] = []
    for query in _spaced(range(n), QUERIES):
        own_wholes = {sound for _, sound in columns.wholes[query]}
        own_words = {sounds[word] for name in columns.names[query] for word in name}
        drawn: dict[int, None] = {}
        taken: dict[tuple[str, int], float] = {}
        for sort, own, lists, most in (
            ("whole", own_wholes, wholes, SAME_SOUND),
            ("word", own_words, words, SHARED_WORD),
        ):
            for key in own:
                rows = _spaced(lists[key], most)
                taken[sort, key] = len(rows) / len(lists[key])
                drawn.update(dict.fromkeys(rows))
        anyone = range(query % step, n, step)
        drawn.update(dict.fromkeys(anyone))
        drawn.pop(query, None)
        for row in drawn:
            share = len(anyone) / n
            share += sum(taken.get(("whole", s), 0.0) for s in {s for _, s in columns.wholes[row]})
            heard = {sounds[word] for name in columns.names[row] for word in name}
            share += sum(taken.get(("word", s), 0.0) for s in heard)
            here.append(query)
            there.append(row)
            weights.append(1.0 / min(share, 1.0))
    return Drawn(np.array(here, dtype=np.int64), np.array(there, dtype=np.int64), np.array(weights))


def _lists(
    columns: LinkColumns, sounds: Sequence[int]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Rows by the sound of the whole name, and by the sound of a word."""
    wholes: dict[int, list[int]] = defaultdict(list)
    words: dict[int, list[int]] = defaultdict(list)
    for row, (names, whole) in enumerate(zip(columns.names, columns.wholes, strict=True)):
        for sound in {sound for _, sound in whole}:
            wholes[sound].append(row)
        for sound in {sounds[word] for name in names for word in name}:
            words[sound].append(row)
    return wholes, words


def _spaced(rows: Sequence[int], most: int) -> Sequence[int]:
    """At most so many of the rows, evenly spaced."""
    return rows[:: -(-len(rows) // most)] if len(rows) > most else rows


def born_apart(born: Sequence[str], drawn: Drawn) -> NDArray[np.bool_]:
    """Whether both are dated, more than a year apart, and on different days of the year."""
    years = np.array([int(day[:4] or 0) for day in born], dtype=np.int64)
    days = np.array([int(day[5:].replace("-", "") or 0) for day in born], dtype=np.int64)
    here, there = drawn.here, drawn.there
    dated = (years[here] > 0) & (years[there] > 0)
    apart: NDArray[np.bool_] = (
        dated & (np.abs(years[here] - years[there]) > 1) & (days[here] != days[there])
    )
    return apart


def prior_chance(columns: LinkColumns) -> float:
    """Chance that two rows of the table are one person, from two ways of finding them.

    Pairs that share a number, pairs that share name and day of birth, and those that do both
    tell how many there are (Lincoln and Petersen).
    """
    papers: dict[Hashable, list[int]] = defaultdict(list)
    births: dict[Hashable, list[int]] = defaultdict(list)
    for row, born in enumerate(columns.born):
        for number in {*columns.papers[row], *columns.phones[row]}:
            papers[number].append(row)
        for letters, _ in columns.wholes[row] if born[8:] else ():
            births[letters, born].append(row)
    by_number, by_birth = _pairs(papers), _pairs(births)
    both = len(by_number & by_birth)
    found = max(len(by_number | by_birth), 1)
    whole = len(by_number) * len(by_birth) / both if both else found / GUESSED_RECALL
    n = len(columns.ids)
    return min(max(whole, found, 1) / max(n * (n - 1) / 2, 1), 0.5)


def _pairs(lists: Mapping[Hashable, list[int]]) -> set[tuple[int, int]]:
    return {
        pair
        for rows in lists.values()
        if 1 < len(rows) <= MOST_SHARING
        for pair in combinations(sorted(set(rows)), 2)
    }


def born_chances(born: Sequence[str], *, seed: int = 1) -> tuple[float, float, float]:
    """Chance of month and day swapped, of one figure wrong, of the same year only."""
    days = [day for day in born if len(day) == len("2000-12-31")]
    if len(days) <= 1:
        return SMALLEST, SMALLEST, chance_of_equality(day[:4] for day in born if day)
    text = np.random.default_rng(seed).permutation(np.array(days, dtype="S10"))
    letters = text.view(np.uint8).reshape(-1, 10)
    equal = swapped = slipped = year = pairs = 0
    for step in range(1, min(len(text), 1 + -(-BORN_PAIRS // len(text)))):
        other = np.roll(letters, step, axis=0)
        wrong = (letters != other).sum(axis=1)
        turned = other[:, [0, 1, 2, 3, 4, 8, 9, 7, 5, 6]]
        equal += int((wrong == 0).sum())
        slipped += int((wrong == 1).sum())
        swapped += int(((letters == turned).all(axis=1) & (wrong > 1)).sum())
        year += int((letters[:, :4] == other[:, :4]).all(axis=1).sum())
        pairs += len(text)
    return (
        max(swapped / pairs, SMALLEST),
        max(slipped / pairs, SMALLEST),
        max((year - equal) / pairs, SMALLEST),
    )
