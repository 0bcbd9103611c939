"""Words for what is untrue, with the words that make them so: "sheer invention", "is a lie"."""

from __future__ import annotations

from typing import Final

from ponleu.engines.reading.narration import Narration
from ponleu.engines.reading.negatives import is_negative
from ponleu.engines.reading.phrases import Hit
from ponleu.engines.reading.word_sets import word_set

_BEING: Final = word_set("is are was were be been being it's that's they're 's ’s as")
_ARTICLES: Final = frozenset({"a", "an", "the", "and", "or", "such"})
_DEGREE: Final = "degree"
_FLAT: Final = "flat"
"""Label of the words that deny after a plain "is"; the others need a word of degree."""


def untruths(narration: Narration, first: int, last: int) -> list[Hit]:
    """What is called untrue among two tokens, each from the word that makes it a denial."""
    hits = narration.hits("untrue_words", first, last)
    found: list[Hit] = []
    for number, hit in enumerate(hits):
        before = hits[number - 1] if number else None
        start = None if hit.label == _DEGREE else _start(narration, hit, before, first)
        if start is not None:
            found.append(Hit("untrue", start, hit.last))
    return found


def untruth_at(narration: Narration, at: int) -> bool:
    """Whether a word at a token begins such a denial: "totally made up"."""
    hit = narration.hit_at("untrue_words", at)
    return hit is not None and bool(untruths(narration, at, hit.last + 2))


def _start(narration: Narration, hit: Hit, before: Hit | None, first: int) -> int | None:
    tokens = narration.tokens
    at = hit.first - 1
    while at >= first and tokens[at].word in _ARTICLES:
        at -= 1
    if before is not None and before.last == at + 1:
        is_negated = before.first > first and is_negative(tokens[before.first - 1].word)
        return None if is_negated else before.first
    if hit.label == _FLAT and at >= first and tokens[at].word in _BEING:
        return at
    return None
