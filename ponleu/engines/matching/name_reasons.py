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
from ponleu.engines.matching.types import Kind, Token
from ponleu.engines.matching.weights import Weights
from ponleu.engines.reasons import Reason, Translatable

OFTEN_CONFUSED: Final = 0.45
"""Cost of a sound up to which the two spellings often stand for one another."""

OFTEN_CONFUSED_VOWEL: Final = Translatable(
    "“%(here)s” and “%(there)s” differ by a vowel often confused in Khmer romanisation"
)
OFTEN_CONFUSED_SOUND: Final = Translatable(
    "“%(here)s” and “%(there)s” differ by a sound often confused in Khmer romanisation"
)

NAME_PARTS: Final = (
    "shared", "nothing_shared", "worst", "one_word", "across_scripts", "joined", "swapped",
)  # fmt: skip
WORD_PARTS: Final = ("left_on_both", "words_left_on_both", "left_on_one")
NUMBER_PARTS: Final = ("numbers_differ", "numbers_agree", "number_on_one")

_BARE: Final = {
    "signs_differ": ("signs", Translatable("written with other signs of the same script")),
    "syllables_apart": (
        "syllables",
        Translatable("in Chinese and Vietnamese names such a difference makes another name"),
    ),
    "fathers_swapped": ("order", Translatable("the father of one bears the other's name")),
}
"""Features that say all by themselves: the sort of the reason, and its sentence."""


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
        text = Translatable(
            "“%(here)s” and “%(there)s” can be readings of the same Chinese characters"
        )
        named = {"here": a.form.text, "there": b.form.text}
        yield Reason("readings", weights.start + bits("readings", "shared"), text, named)
        return
    yield Reason("name", weights.start + bits(*NAME_PARTS), _name_sentence(a, b, layout))
    across = a.form.script != b.form.script
    yield from (
        _fit_reason(fit, across, weights) for fit in layout.fits if across or _says_more(fit)
    )
    yield from _of_words(layout, a.kind, bits)
    if numbers.here or numbers.there:
        yield _number_reason(numbers, bits(*NUMBER_PARTS))
    for here, there in marks_that_differ(a, b):
        text = Translatable("“%(here)s” and “%(there)s” differ in their marks")
        of_marks = weights.bits.get("marks_differ", 0.0)
        yield Reason("marks", of_marks, text, {"here": here, "there": there})
    for feature, (sort, text) in _BARE.items():
        if features.get(feature):
            yield Reason(sort, bits(feature), text)


def _says_more(fit: Fit) -> bool:
    is_joined = len(fit.here) + len(fit.there) > 2
    return fit.like < 1.0 or fit.differences[CAREFUL] > 0 or is_joined or fit.is_initial


def _fit_reason(fit: Fit, across: bool, weights: Weights) -> Reason:
    if fit.is_initial:
        text = Translatable("the initial in “%(here)s” and “%(there)s” fits")
        return Reason("initial", weights.bits.get("initials", 0.0), text, _sides(fit))
    return _spelling(fit, across, weights)


def _of_words(layout: Layout, kind: Kind | None, bits: Callable[..., float]) -> Iterator[Reason]:
    for one, other in layout.families:
        text = Translatable("“%(here)s” and “%(there)s” can be one Chinese family name")
        yield Reason("family", bits("family"), text, {"here": one.text, "there": other.text})
    for short, words in layout.spelled:
        text = Translatable("“%(short)s” is the first letters of “%(words)s”")
        named = {"short": short.text, "words": _words(words)}
        yield Reason("abbreviation", bits("abbreviation"), text, named)
    here, there = (_words(left_over(left, kind)) for left in (layout.left_here, layout.left_there))
    if here or there:
        yield _left_reason(here, there, bits(*WORD_PARTS))


def _name_sentence(a: PreparedName, b: PreparedName, layout: Layout) -> Translatable:
    if not a.tokens or not b.tokens:
        return Translatable("one of the names is empty or cannot be read")
    if not (layout.fits or layout.spelled or layout.families):
        return Translatable("no word of one name answers a word of the other")
    if layout.left_here and layout.left_there:
        return Translatable("the names have words in common and words apart")
    if layout.left_here or layout.left_there:
        return Translatable("one name is part of the other")
    if any(fit.is_swapped for fit in layout.fits):
        return Translatable("the same words in another order")
    return Translatable("every word of one name answers a word of the other")


def _spelling(fit: Fit, across: bool, weights: Weights) -> Reason:
    found = spelling_features([fit], across=across)
    bits = sum(value * weights.bits.get(name, 0.0) for name, value in found.items())
    return Reason("spelling", bits, _difference(fit, across), _sides(fit))


def _difference(fit: Fit, across: bool) -> Translatable:
    if across:
        exact = sum(fit.differences[column] for column in SOUNDS.values()) < OFTEN_CONFUSED
        if exact:
            return Translatable("“%(here)s” and “%(there)s” sound the same in both scripts")
        return Translatable("“%(here)s” and “%(there)s” sound only partly alike")
    if _joined(fit.here) == _joined(fit.there):
        return Translatable("“%(here)s” and “%(there)s” are the same but for a blank")
    if fit.differences[SLIPS] == 0:
        return Translatable("“%(here)s” and “%(there)s” differ by a slip of hand or eye")
    if fit.differences[FIRST_SOUND] > OFTEN_CONFUSED:
        return Translatable("“%(here)s” and “%(there)s” begin differently")
    if fit.differences[END] > OFTEN_CONFUSED or fit.differences[END_VOWEL] > OFTEN_CONFUSED:
        return Translatable("“%(here)s” and “%(there)s” end differently")
    if fit.differences[CONSONANT] > OFTEN_CONFUSED:
        return Translatable("“%(here)s” and “%(there)s” differ by a consonant")
    return _vowels(fit)


def _vowels(fit: Fit) -> Translatable:
    cost = sum(fit.differences[column] for column in SOUNDS.values())
    is_vowel = fit.differences[VOWEL] + fit.differences[END_VOWEL] == cost
    if cost <= OFTEN_CONFUSED:
        return OFTEN_CONFUSED_VOWEL if is_vowel else OFTEN_CONFUSED_SOUND
    if fit.differences[SLIPS] > 1.0:
        return Translatable("“%(here)s” and “%(there)s” differ by several letters")
    if is_vowel:
        return Translatable("“%(here)s” and “%(there)s” differ by a vowel")
    return Translatable("“%(here)s” and “%(there)s” differ by a sound")


def _left_reason(here: str, there: str, bits: float) -> Reason:
    if here and there:
        text = Translatable("“%(here)s” in one, “%(there)s” in the other")
        return Reason("words", bits, text, {"here": here, "there": there})
    text = Translatable("“%(words)s” stands in one name only")
    return Reason("words", bits, text, {"words": here or there})


def _number_reason(numbers: Numbers, bits: float) -> Reason:
    here, there = ", ".join(sorted(numbers.here)), ", ".join(sorted(numbers.there))
    if numbers.differ:
        text = Translatable("number %(here)s in one, number %(there)s in the other")
        return Reason("number", bits, text, {"here": here, "there": there})
    if numbers.agree:
        return Reason("number", bits, Translatable("the same number %(number)s"), {"number": here})
    text = Translatable("number %(number)s stands in one name only")
    return Reason("number", bits, text, {"number": here or there})


def _sides(fit: Fit) -> dict[str, str]:
    return {"here": _words(fit.here), "there": _words(fit.there)}


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _joined(tokens: Sequence[Token]) -> bytes:
    return b"".join(token.letters for token in tokens)
