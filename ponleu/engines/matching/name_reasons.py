"""What speaks for and against two names being one, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ponleu.engines.matching.layout import Fit, Layout
from ponleu.engines.matching.name_features import (
    SOUNDS,
    Numbers,
    left_over,
    marks_that_differ,
    spelling_features,
)
from ponleu.engines.matching.prepared import PreparedName
from ponleu.engines.matching.tracing import (
    CAREFUL,
    CONSONANT,
    END,
    END_VOWEL,
    FIRST_SOUND,
    SLIPS,
    VOWEL,
)
from ponleu.engines.matching.types import Kind, Reason, Token
from ponleu.engines.matching.weights import Weights

OFTEN_CONFUSED: Final = 0.45
"""Cost of a sound up to which the two spellings often stand for one another."""

NAME_PARTS: Final = (
    "shared", "nothing_shared", "worst", "one_word", "across_scripts", "joined", "swapped",
)  # fmt: skip
WORD_PARTS: Final = ("left_on_both", "words_left_on_both", "left_on_one")
NUMBER_PARTS: Final = ("numbers_differ", "numbers_agree", "number_on_one")


def name_reasons(
    a: PreparedName,
    b: PreparedName,
    layout: Layout,
    numbers: Numbers,
    features: Mapping[str, float],
    weights: Weights,
) -> Iterator[Reason]:
    """A sentence for each thing that two names have in common or apart, with its weight."""

    def bits(*names: str) -> float:
        return sum(features.get(name, 0.0) * weights.bits.get(name, 0.0) for name in names)

    if "readings" in features:
        text = f"“{a.form.text}” and “{b.form.text}” can be readings of the same Chinese characters"
        yield Reason("readings", weights.start + bits("readings", "shared"), text)
        return
    yield Reason("name", weights.start + bits(*NAME_PARTS), _name_sentence(a, b, layout))
    across = a.form.script != b.form.script
    yield from (
        _fit_reason(fit, across, weights) for fit in layout.fits if across or _says_more(fit)
    )
    yield from _of_words(layout, a.kind, bits)
    if numbers.here or numbers.there:
        yield Reason("number", bits(*NUMBER_PARTS), _number_sentence(numbers))
    for one_word, other_word in marks_that_differ(a, b):
        text = f"“{one_word}” and “{other_word}” differ in their marks"
        yield Reason("marks", weights.bits.get("marks_differ", 0.0), text)
    if features.get("signs_differ"):
        yield Reason("signs", bits("signs_differ"), "written with other signs of the same script")
    if features.get("syllables_apart"):
        text = "in Chinese and Vietnamese names such a difference makes another name"
        yield Reason("syllables", bits("syllables_apart"), text)
    if features.get("fathers_swapped"):
        yield Reason("order", bits("fathers_swapped"), "the father of one bears the other's name")


def _says_more(fit: Fit) -> bool:
    is_joined = len(fit.here) + len(fit.there) > 2
    return fit.like < 1.0 or fit.differences[CAREFUL] > 0 or is_joined or fit.is_initial


def _fit_reason(fit: Fit, across: bool, weights: Weights) -> Reason:
    if fit.is_initial:
        text = f"the initial in {_two(fit.here, fit.there)} fits"
        return Reason("initial", weights.bits.get("initials", 0.0), text)
    return _spelling(fit, across, weights)


def _of_words(layout: Layout, kind: Kind | None, bits: Callable[..., float]) -> Iterator[Reason]:
    for one, other in layout.families:
        text = f"“{one.text}” and “{other.text}” can be one Chinese family name"
        yield Reason("family", bits("family"), text)
    for short, words in layout.spelled:
        text = f"“{short.text}” is the first letters of “{_words(words)}”"
        yield Reason("abbreviation", bits("abbreviation"), text)
    here, there = (_words(left_over(left, kind)) for left in (layout.left_here, layout.left_there))
    if here or there:
        yield Reason("words", bits(*WORD_PARTS), _left_sentence(here, there))


def _name_sentence(a: PreparedName, b: PreparedName, layout: Layout) -> str:
    if not a.tokens or not b.tokens:
        return "one of the names is empty or cannot be read"
    if not (layout.fits or layout.spelled or layout.families):
        return "no word of one name answers a word of the other"
    if layout.left_here and layout.left_there:
        return "the names have words in common and words apart"
    if layout.left_here or layout.left_there:
        return "one name is part of the other"
    if any(fit.is_swapped for fit in layout.fits):
        return "the same words in another order"
    return "every word of one name answers a word of the other"


def _spelling(fit: Fit, across: bool, weights: Weights) -> Reason:
    found = spelling_features([fit], across=across)
    bits = sum(value * weights.bits.get(name, 0.0) for name, value in found.items())
    return Reason("spelling", bits, f"{_two(fit.here, fit.there)} {_difference(fit, across)}")


def _difference(fit: Fit, across: bool) -> str:
    if across:
        exact = sum(fit.differences[column] for column in SOUNDS.values()) < OFTEN_CONFUSED
        return "sound the same in both scripts" if exact else "sound only partly alike"
    if _joined(fit.here) == _joined(fit.there):
        return "are the same but for a blank"
    if fit.differences[SLIPS] == 0:
        return "differ by a slip of hand or eye"
    if fit.differences[FIRST_SOUND] > OFTEN_CONFUSED:
        return "begin differently"
    if fit.differences[END] > OFTEN_CONFUSED or fit.differences[END_VOWEL] > OFTEN_CONFUSED:
        return "end differently"
    if fit.differences[CONSONANT] > OFTEN_CONFUSED:
        return "differ by a consonant"
    return _vowels(fit)


def _vowels(fit: Fit) -> str:
    cost = sum(fit.differences[column] for column in SOUNDS.values())
    what = "vowel" if fit.differences[VOWEL] + fit.differences[END_VOWEL] == cost else "sound"
    if cost <= OFTEN_CONFUSED:
        return f"differ by a {what} often confused in Khmer romanisation"
    return f"differ by a {what}" if fit.differences[SLIPS] <= 1.0 else "differ by several letters"


def _left_sentence(here: str, there: str) -> str:
    if here and there:
        return f"“{here}” in one, “{there}” in the other"
    return f"“{here or there}” stands in one name only"


def _number_sentence(numbers: Numbers) -> str:
    here, there = ", ".join(sorted(numbers.here)), ", ".join(sorted(numbers.there))
    if numbers.differ:
        return f"number {here} in one, number {there} in the other"
    if numbers.agree:
        return f"the same number {here}"
    return f"number {here or there} stands in one name only"


def _two(here: Sequence[Token], there: Sequence[Token]) -> str:
    return f"“{_words(here)}” and “{_words(there)}”"


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _joined(tokens: Sequence[Token]) -> bytes:
    return b"".join(token.letters for token in tokens)
