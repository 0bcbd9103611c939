"""Which claim a denial in Khmer answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ponleu.engines.reading.types import Fact, FactKind

_REACH: Final = 12
"""Statements before a denial among which the claim that it answers is sought."""
_SYLLABLE: Final = re.compile(
    "[\u1780-\u17a2](?:\u17d2[\u1780-\u17a2]|[\u17b6-\u17d1])+[\u1780-\u17a2]?"
)


def link_khmer_denials(facts: list[Fact]) -> list[Fact]:
    """Each denial with the claim before it, of another speaker, that shares most syllables."""
    topics = [frozenset(_syllables(fact)) for fact in facts]
    for number, fact in enumerate(facts):
        if fact.kind is not FactKind.DENIAL:
            continue
        best, most = None, 1
        for earlier in range(max(0, number - _REACH), number):
            claim = facts[earlier]
            shared = len(topics[earlier] & topics[number])
            if claim.kind is FactKind.CLAIM and not _same(claim, fact) and shared >= most:
                best, most = earlier, shared
        if best is not None:
            facts[number] = replace(fact, against=best)
    return facts


def _same(claim: Fact, denial: Fact) -> bool:
    one, other = claim.parts.get("speaker"), denial.parts.get("speaker")
    return (
        one is not None
        and other is not None
        and (one.value or one.text) == (other.value or other.text)
    )


def _syllables(fact: Fact) -> list[str]:
    return [word for word in _SYLLABLE.findall(fact.parts["content"].text) if len(word) > 3]
