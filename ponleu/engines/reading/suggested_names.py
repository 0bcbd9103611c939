"""A run of large words that a model takes for a name: its fact, and what stands around it."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from ponleu.engines.reading.confidences import BOILERPLATE
from ponleu.engines.reading.person_names import Run
from ponleu.engines.reading.runs import Covered, Words, flat
from ponleu.engines.reading.types import Fact, FactKind

RULE: Final = "model.spacy"
SHORT: Final = "model.short"
CONFIDENCES: Final = {FactKind.PERSON: 0.5, FactKind.ORGANISATION: 0.45}
"""Below every rule that has words of the text to show for itself; see ``confidences``."""
ARTICLES: Final = frozenset({"the", "a", "an"})
_REASON: Final = "No rule found these words; a trained model takes them for {}."
_NOUNS: Final = {FactKind.PERSON: "a person", FactKind.ORGANISATION: "an organisation"}
_PLACE_WORDS: Final = frozenset({"in", "at", "near", "inside", "outside", "from", "to", "around"})
"""Words before a name by which it is more likely a place or premises that no table knows."""


def suggested_fact(
    words: Words, run: Run, kind: FactKind, *, value: str = "", rule: str = RULE
) -> Fact:
    """The fact of a run that the checks let in; half as sure in the page's furniture."""
    start, end = words.span(run.first, run.last)
    believed = CONFIDENCES[kind] * (BOILERPLATE if words.boilerplate else 1)
    return Fact(
        kind=kind,
        text=words.text[start:end],
        start=start,
        end=end,
        value=value or flat(words.text[start:end]),
        rule=rule,
        confidence=round(believed, 3),
        reason=_REASON.format(_NOUNS[kind]),
    )


def stands_at(words: Words, run: Run) -> bool:
    """Whether the word before tells of a place."""
    return word_before(words, run) in _PLACE_WORDS


def is_part_of_more(words: Words, run: Run, dated: Covered, nations: Container[str]) -> bool:
    """Whether a large word stands right before or after, so that the name is longer than this.

    The first word of a sentence, a day ("On Monday Dara ...") and a nationality do not count.
    """
    before, after = run.first - 1, run.last + 1
    if words.touches(run.last) and words.tokens[after].is_capitalised:
        return words.tokens[after] not in dated
    if before <= 0 or not words.touches(before) or not words.tokens[before].is_capitalised:
        return False
    return words.tokens[before] not in dated and words.tokens[before].key not in nations


def is_in_menu(words: Words, run: Run) -> bool:
    """Whether a bar or an arrow divides it from its neighbours, as in a menu."""
    gaps = words.gaps[run.first] + words.gaps[run.last + 1]
    return any(mark in gaps for mark in "|>»")


def has_article(words: Words, run: Run) -> bool:
    return word_before(words, run) in ARTICLES


def word_before(words: Words, run: Run) -> str:
    """The key of the word right before a run, "" if there is none."""
    at = run.first - 1
    return words.tokens[at].key if words.touches(at) else ""
