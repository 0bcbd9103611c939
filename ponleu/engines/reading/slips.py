"""Known slips of machine translation, and what was meant: "brick-and-mortar farms"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.phrase_table import PhraseTable, phrase_table, phrases_in
from ponleu.engines.reading.tokens import row_of
from ponleu.engines.reading.types import Fact, Lexicon, Slip


def known_slips(text: str, lexicon: Lexicon) -> tuple[Slip, ...]:
    """The pack's slips (word list ``mt_glossary``) in a text, longest first at each place."""
    return tuple(
        Slip(text[found.start : found.end], found.start, found.end, found.label)
        for found in phrases_in(row_of(text), _glossary(lexicon))
    )


@once_per
def _glossary(lexicon: Lexicon) -> PhraseTable:
    return phrase_table(lexicon.words.get("mt_glossary", {}))


def explained(facts: Sequence[Fact], slips: Sequence[Slip]) -> list[Fact]:
    """The facts, each that holds a slip saying what the words may stand for.

    Args:
        slips: in text order, none overlapping.
    """
    starts, ends = [slip.start for slip in slips], [slip.end for slip in slips]
    return [
        _explained(fact, slips[bisect_right(ends, fact.start) : bisect_left(starts, fact.end)])
        for fact in facts
    ]


def _explained(fact: Fact, inside: Sequence[Slip]) -> Fact:
    if not inside:
        return fact
    told = " ".join(
        f"“{' '.join(slip.text.split())}” may stand for {slip.meaning}." for slip in inside
    )
    return replace(fact, reason=f"{fact.reason} {told}".strip())
