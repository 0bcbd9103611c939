"""Names of bodies whose own words are joined by "and" or "of": "Lamp and Ledger Foundation"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import flat, longest_only
from ponleu.engines.reading.types import Document, Fact, Lexicon
from ponleu.engines.reading.words import phrase_key

_JOINED = "organisations.head"
"""Rule of the names that may have begun earlier."""
_LONGEST = 40
"""Letters looked at before a name."""
_OPENING = re.compile(r"\b[A-Z][a-z’'-]+\s+(?:and|of|&)\s+\Z")
_PARTNER = re.compile(r"(?P<before>\S+)\s+(?P<word>[A-Z][a-z’'-]+)\s+(?:and|of|&)\s+\Z")


def with_partners(
    document: Document, lexicon: Lexicon, found: Sequence[Fact], places: Sequence[int]
) -> list[Fact]:
    """The bodies, each with the words before its "and" or "of" that are part of its name.

    One word is, written large in the middle of a sentence, that is no place, office or
    family name. What is so joined once is joined wherever it stands again, also where a
    sentence begins with it.
    """
    taken = {*places, *(fact.start for fact in found)}
    joined = {
        flat(document.text[start : fact.end])
        for fact in found
        if (start := _start(document.text, lexicon, fact, taken)) < fact.start
    }
    if not joined:
        return list(found)
    return longest_only([_joined(document.text, fact, joined) for fact in found])


@once_per
def _not_partners(lexicon: Lexicon) -> frozenset[str]:
    """Words that are not the first of a name, though written large."""
    people = ("given_names", "speaker_nouns", "person_nouns")
    lists = (*people, "not_names", "nationalities", "site_nouns")
    words = frozenset().union(*(lexicon.words.get(name, {}) for name in lists))
    names = frozenset(name.casefold() for name in lexicon.surnames)
    bodies = frozenset(phrase_key(body.name) for body in lexicon.organisations)
    return words | names | bodies | frozenset(lexicon.offices)


def _start(text: str, lexicon: Lexicon, fact: Fact, taken: Container[int]) -> int:
    """Where the name begins: at the word before "and", or where it was found."""
    if fact.rule != _JOINED:
        return fact.start
    begin = max(0, fact.start - _LONGEST)
    match = _PARTNER.search(text, begin, fact.start)
    if match is None or match.start("word") in taken:
        return fact.start
    before, word = match["before"], phrase_key(match["word"])
    within = before[-1].isalpha() and (before.islower() or before == "The")
    return match.start("word") if within and word not in _not_partners(lexicon) else fact.start


def _joined(text: str, fact: Fact, names: Container[str]) -> Fact:
    begin = max(0, fact.start - _LONGEST)
    opening = _OPENING.search(text, begin, fact.start)
    if fact.rule != _JOINED or opening is None:
        return fact
    words = text[opening.start() : fact.end]
    if flat(words) not in names:
        return fact
    return replace(fact, text=words, start=opening.start(), value=flat(words))
