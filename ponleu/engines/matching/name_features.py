"""What two names have in common and what not, as numbers for the calibrated score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ponleu.engines.matching.acronyms import SMALL_WORDS
from ponleu.engines.matching.layout import Fit, Layout
from ponleu.engines.matching.numbers_in_names import number_of
from ponleu.engines.matching.prepared import PreparedName
from ponleu.engines.matching.tracing import (
    ADDED,
    COLUMNS,
    CONSONANT,
    END,
    END_VOWEL,
    FIRST_SOUND,
    SLIPS,
    VOWEL,
)
from ponleu.engines.matching.types import Kind, Token

SOUNDS: Final = {
    "first_sound": FIRST_SOUND,
    "vowel": VOWEL,
    "consonant": CONSONANT,
    "added": ADDED,
    "end": END,
    "end_vowel": END_VOWEL,
}
MOST: Final = 3.0
"""No feature says more than this: ten differences are not worse than three."""

TEN_BITS: Final = 10.0
LITTLE: Final = 5.0
"""Bits of words left over on both sides that do not count: hotel, house."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers in two names.

    Attributes:
        here, there: of each name, in one form.
        is_crossed: whether one word has different numbers: Phum 4 Sangkat 3, Phum 3 Sangkat 4.
    """

    here: frozenset[str]
    there: frozenset[str]
    is_crossed: bool = False

    @property
    def agree(self) -> bool:
        """Both names have the same numbers."""
        return bool(self.here) and self.here == self.there and not self.is_crossed

    @property
    def differ(self) -> bool:
        """Each name has a number that the other has not."""
        return self.is_crossed or (bool(self.here - self.there) and bool(self.there - self.here))


def numbers_between(a: PreparedName, b: PreparedName) -> Numbers:
    """The numbers of two names."""
    is_crossed = any(b.numbered.get(word, number) != number for word, number in a.numbered.items())
    return Numbers(a.numbers, b.numbers, is_crossed)


def name_features(
    a: PreparedName, b: PreparedName, layout: Layout, numbers: Numbers
) -> Mapping[str, float]:
    """Each feature of a pair of names, mostly 0 for equal names, cut at 3."""
    words = [fit for fit in layout.fits if not fit.is_initial]
    across = a.form.script != b.form.script
    here, there = left_over(layout.left_here, a.kind), left_over(layout.left_there, a.kind)
    left, extra = _left(here, there)
    spelling = spelling_features(words, across=across)
    is_signed = not across and a.form.script != "Latn"
    strict = a.is_syllabic and b.is_syllabic
    apart = spelling["across_sounds"] if across else spelling["slips"]
    swapped = any(fit.is_swapped for fit in layout.fits)
    return {
        **spelling,
        "syllables_apart": apart * strict,
        "worst": max((1.0 - fit.like for fit in words), default=0.0),
        "left_on_both": min(left / TEN_BITS, MOST),
        "words_left_on_both": float(min(len(here), len(there), MOST)),
        "left_on_one": min(extra / TEN_BITS, MOST),
        "shared": min(_shared(layout) / TEN_BITS, MOST),
        "nothing_shared": float(not (layout.fits or layout.spelled)),
        "initials": float(min(len(layout.fits) - len(words), MOST)),
        "swapped": float(swapped),
        "fathers_swapped": float(swapped and a.names_father and b.names_father),
        "joined": float(any(len(fit.here) + len(fit.there) > 2 for fit in words)),
        "family": float(len(layout.families)),
        "abbreviation": float(bool(layout.spelled)),
        "numbers_differ": float(numbers.differ),
        "numbers_agree": float(numbers.agree and left < LITTLE),
        "number_on_one": float(not numbers.differ and numbers.here != numbers.there),
        "marks_differ": float(len(marks_that_differ(a, b))),
        "signs_differ": float(_signs_that_differ(words) if is_signed else 0),
        "across_scripts": float(across),
        "one_word": float(min(len(a.tokens), len(b.tokens)) == 1),
    }


def spelling_features(words: Sequence[Fit], *, across: bool) -> dict[str, float]:
    """How words that answer each other differ; across scripts only the sounds are compared."""
    totals = _totals(words)
    unlike = sum(1.0 - fit.like for fit in words)
    if across:
        sounds = min(sum(min(totals[column], MOST) for column in SOUNDS.values()), MOST)
        return {"across_sounds": sounds, "unlike": unlike}
    found = {name: min(totals[column], MOST) for name, column in SOUNDS.items()}
    found["unlike"] = unlike
    found["slips"] = min(totals[SLIPS], MOST)
    return found


def _totals(words: Sequence[Fit]) -> Sequence[float]:
    """Sum of each column of differences; cut where words are many."""
    if len(words) == 1:
        return words[0].differences
    return [sum(column) for column in zip(*(fit.differences for fit in words), strict=True)] or (
        [0.0] * COLUMNS
    )


def _signs_that_differ(words: Sequence[Fit]) -> int:
    return sum(_signs_differ(fit) for fit in words)


def _signs_differ(fit: Fit) -> bool:
    """Whether words of one script without capitals are written with other signs (ชัย, ชาย).

    Not of Chinese characters: one may be the simple, one the full form.
    """
    here, there = ("".join(token.text for token in side) for side in (fit.here, fit.there))
    if here == there or here.isascii() or there.isascii():
        return False
    return not any("\u3400" <= sign <= "\u9fff" for sign in here + there)


def _bits(tokens: Sequence[Token]) -> float:
    return sum([token.rarity_bits for token in tokens])


def _left(here: Sequence[Token], there: Sequence[Token]) -> tuple[float, float]:
    """Bits of words without answer: on both sides, and on one side only."""
    ours, theirs = _bits(here), _bits(there)
    return min(ours, theirs), max(ours, theirs) - min(ours, theirs)


def left_over(tokens: Sequence[Token], kind: Kind | None) -> Sequence[Token]:
    """Words without answer that tell something: numbers are weighed apart.

    Small words count in names of persons only, where "In" and "To" are names.
    """
    if not tokens:
        return ()
    named = [token for token in tokens if not number_of(token, kind)]
    if kind is Kind.PERSON:
        return named
    return [token for token in named if token.letters.decode() not in SMALL_WORDS]


def _shared(layout: Layout) -> float:
    """Bits that the words in common tell."""
    return sum(fit.like * (_bits(fit.here) + _bits(fit.there)) / 2 for fit in layout.fits) + sum(
        _bits(words) for _, words in layout.spelled
    )


def marks_that_differ(a: PreparedName, b: PreparedName) -> tuple[tuple[str, str], ...]:
    """Words equal but for their marks where both names are written with marks (Hùng, Hưng)."""
    return tuple(
        (here, there)
        for plain, here in a.marked.items()
        if (there := b.marked.get(plain, here)) != here
    )
