"""Two names laid side by side: which words answer each other, and which are left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ponleu.engines.matching.acronyms import spells
from ponleu.engines.matching.likeness_kernel import new_room
from ponleu.engines.matching.packed import PackedQuery
from ponleu.engines.matching.prepared import PreparedName
from ponleu.engines.matching.scales import Scales
from ponleu.engines.matching.tracing import LIKE, trace, traced_room
from ponleu.engines.matching.types import Token

Placed = tuple[int, Token]


@dataclass(frozen=True, slots=True)
class Fit:
    """Words of one name that answer words of the other.

    Attributes:
        here: words of the first name.
        there: words of the second name.
        like: likeness 0..1.
        is_swapped: whether they stand at another place of the name.
        is_initial: whether an initial answers a whole word.
        differences: what differs, a row of ``tracing.COLUMNS``.
    """

    here: tuple[Token, ...]
    there: tuple[Token, ...]
    like: float
    is_swapped: bool
    is_initial: bool
    differences: Sequence[float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Two names laid side by side.

    Attributes:
        fits: words that answer each other.
        families: family names that may write the same Chinese character.
        spelled: an abbreviation with the words whose first letters it has.
        left_here, left_there: words without answer.
    """

    fits: tuple[Fit, ...]
    families: tuple[tuple[Token, Token], ...]
    spelled: tuple[tuple[Token, tuple[Token, ...]], ...]
    left_here: tuple[Token, ...]
    left_there: tuple[Token, ...]


def lay_out(a: PreparedName, b: PreparedName, scales: Scales) -> Layout:
    """Lay two names side by side, whatever the order of their words."""
    if not a.tokens or not b.tokens:
        return Layout((), (), (), a.tokens, b.tokens)
    traced = traced_room()
    query = PackedQuery(a.packed, scales.costs)
    count = trace(query, b.packed, scales.vowels, new_room(), traced)
    rows = traced[:count].tolist()
    fits = tuple([_fit(a.tokens, b.tokens, row) for row in rows])
    taken_here = {place for row in rows for place in range(int(row[0]), int(row[0] + row[1]))}
    taken_there = {place for row in rows for place in range(int(row[2]), int(row[2] + row[3]))}
    here = [pair for pair in enumerate(a.tokens) if pair[0] not in taken_here]
    there = [pair for pair in enumerate(b.tokens) if pair[0] not in taken_there]
    if not here or not there:
        return Layout(fits, (), (), _tokens(here), _tokens(there))
    return _explained(fits, here, there)


def _explained(fits: tuple[Fit, ...], here: list[Placed], there: list[Placed]) -> Layout:
    """The layout when words are left on both sides: some may be families or abbreviations."""
    families = _family(here, there)
    for one, other in families:
        here, there = _without(here, [one]), _without(there, [other])
    spelled: list[tuple[Token, tuple[Token, ...]]] = []
    for short, taken in _spelled(here, there):
        spelled.append((short[1], _tokens(taken)))
        here, there = _without(here, [short]), _without(there, taken)
    for short, taken in _spelled(there, here):
        spelled.append((short[1], _tokens(taken)))
        here, there = _without(here, taken), _without(there, [short])
    told = tuple((one[1], other[1]) for one, other in families)
    return Layout(fits, told, tuple(spelled), _tokens(here), _tokens(there))


def _tokens(placed: Sequence[Placed]) -> tuple[Token, ...]:
    return tuple([token for _, token in placed])


def _fit(here: Sequence[Token], there: Sequence[Token], row: Sequence[float]) -> Fit:
    i, di, j, dj = int(row[0]), int(row[1]), int(row[2]), int(row[3])
    is_swapped = (i == 0) != (j == 0) and (i + di == len(here)) != (j + dj == len(there))
    is_initial = di + dj == 2 and here[i].is_initial != there[j].is_initial
    ours, theirs = tuple(here[i : i + di]), tuple(there[j : j + dj])
    return Fit(ours, theirs, row[LIKE], is_swapped, is_initial, row)


def _without(placed: Sequence[Placed], taken: Sequence[Placed]) -> list[Placed]:
    gone = {place for place, _ in taken}
    return [pair for pair in placed if pair[0] not in gone]


def _family(here: Sequence[Placed], there: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    for one in here:
        for other in there:
            if set(one[1].families) & set(other[1].families):
                return [(one, other)]  # a name has one family name
    return []


def _spelled(
    shorts: Sequence[Placed], words: Sequence[Placed]
) -> list[tuple[Placed, list[Placed]]]:
    for short in shorts:
        taken = spells(short[1].letters.decode(), [word.letters.decode() for _, word in words])
        if taken:
            return [(short, [words[place] for place in taken])]
    return []
