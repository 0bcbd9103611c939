"""Known slips of machine translation, and what was meant: "brick-and-mortar farms"."""

from __future__ import annotations

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
    """The facts, each that holds a slip saying what the words may stand for."""
    return [_explained(fact, slips) for fact in facts] if slips else list(facts)


def _explained(fact: Fact, slips: Sequence[Slip]) -> Fact:
    inside = [slip for slip in slips if slip.start < fact.end and fact.start < slip.end]
    if not inside:
        return fact
    told = " ".join(
        f"“{' '.join(slip.text.split())}” may stand for {slip.meaning}." for slip in inside
    )
    return replace(fact, reason=f"{fact.reason} {told}".strip())
