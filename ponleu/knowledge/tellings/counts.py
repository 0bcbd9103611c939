"""Numbers of people in what was read: how many were what, of which nationality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from ponleu.engines.incidents import Count
from ponleu.engines.reading import Amount, Fact, FactKind

_PEOPLE: Final = frozenset(
    {"person", "victim", "survivor", "worker", "employee", "migrant", "national", "citizen",
     "foreigner", "woman", "man", "girl", "boy", "child", "minor", "teenager", "suspect", "other"}
)  # fmt: skip
_GROUPS: Final = {"child": "children", "minor": "children", "suspect": "suspects"}
_WHAT: Final = (
    ("dead", re.compile(r"\b(?:died|dead|killed|bodies)\b")),
    ("deported", re.compile(r"\b(?:deport\w*|sent home|flew home|put on aeroplanes|flown home)\b")),
    ("escaped", re.compile(r"\b(?:escaped|fled|ran away)\b")),
    ("inside", re.compile(r"\b(?:still inside|remain\w* inside|at their desks|still there)\b")),
    ("arrested", re.compile(r"\b(?:arrested|in custody|charged|detained)\b")),
    ("sheltered", re.compile(r"\b(?:with us|sheltered|shelter)\b")),
)
_RUNNING: Final = re.compile(
    r"\b(?:since|so far|now stands|this year|from january|months of|employs|lawmakers|delegation)\b"
)
"""Words of totals over time, which are not the number of one incident."""
_AROUND: Final = 60
_ABOUT: Final = 0.2
"""“About” lets a number be a fifth more or less."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of people, and the fact that gives it."""

    count: Count
    fact: Fact


def counts_in(text: str, facts: Sequence[Fact], peoples: Mapping[str, str]) -> list[Counted]:
    """How many people were what, in text order; totals over longer times are left out."""
    return list(_counts(text, facts, peoples))


def _counts(text: str, facts: Sequence[Fact], peoples: Mapping[str, str]) -> Iterator[Counted]:
    for fact in facts:
        value = fact.value
        if fact.kind is not FactKind.AMOUNT or not isinstance(value, Amount):
            continue
        sentence = _sentence(text, fact)
        if value.unit not in _PEOPLE or value.number < 1 or _RUNNING.search(sentence):
            continue
        nationality = next(iter(_named(fact.text, peoples)), "")
        low, high = _bounds(fact, value.number)
        yield Counted(Count(_what(sentence, value.unit), low, high, nationality), fact)


def _what(sentence: str, unit: str) -> str:
    """What these people were; "found" if nothing else is said."""
    if unit in _GROUPS:
        return _GROUPS[unit]
    return next((what for what, pattern in _WHAT if pattern.search(sentence)), "found")


def _bounds(fact: Fact, number: float) -> tuple[float, float]:
    if {"low", "high"} <= fact.parts.keys():
        low, high = (fact.parts[name].value for name in ("low", "high"))
        if isinstance(low, Amount) and isinstance(high, Amount) and low.number <= high.number:
            return low.number, high.number
    bound = str(fact.parts["bound"].value) if "bound" in fact.parts else ""
    if bound in {"at least", "more than"}:
        return number, inf
    if bound in {"at most", "less than"}:
        return 0, number
    return (number * (1 - _ABOUT), number * (1 + _ABOUT)) if bound else (number, number)


def _sentence(text: str, fact: Fact) -> str:
    start = max(text.rfind(end, 0, fact.start) for end in (". ", "\n", "។")) + 1
    ends = [at for end in (". ", "\n", "។") if (at := text.find(end, fact.end)) >= 0]
    return text[start : min(ends, default=len(text))].casefold()


def nationalities_in(
    text: str, spans: Sequence[tuple[int, int]], peoples: Mapping[str, str]
) -> set[str]:
    """The nationalities that the words name, but the country's own."""
    found = {name for start, end in spans for name in _named(text[start:end], peoples)}
    return found - {"Cambodian", "Khmer"}


def _named(text: str, peoples: Mapping[str, str]) -> list[str]:
    """Nationalities in words, in text order: the plural counts as the singular."""
    words = re.findall(r"[a-z]+", text.casefold())
    return [peoples[word] for word in words if word in peoples]


def people_words(nationalities: Sequence[str]) -> dict[str, str]:
    """Words for nationalities, plurals too -> the word that they are compared by."""
    same = {"laotian": "lao", "nepalese": "nepali", "filipina": "filipino"}
    found = {}
    for word in nationalities:
        name = same.get(word, word).capitalize()
        found[word] = found[f"{word}s"] = name
    return found
