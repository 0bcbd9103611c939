"""Offices named in a sentence, with the body and the place that each is stated for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ponleu.engines.reading.memo import once_per
from ponleu.engines.reading.runs import Words
from ponleu.engines.reading.types import Fact, FactKind, Lexicon
from ponleu.engines.reading.words import PhraseSet, phrase_key

_LINKS = frozenset({"of", "at", "for", "in", "to", "with"})
_BETWEEN = 4
"""Small words that may stand between an office and its body: "of the rights group"."""
_LEVEL_NOUNS = frozenset({"province", "provincial", "district", "city", "town", "municipality"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office in a sentence.

    Attributes:
        first, last: numbers of its first and last word.
        begin, reach: the same with the body or place before and after it.
        value: the office as the pack calls it.
        place, organisation: what it is stated to be the office of.
        portfolio: words that stand for a ministry, as "Interior" does, with its key.
    """

    first: int
    last: int
    begin: int
    reach: int
    value: str
    place: Fact | None = None
    organisation: Fact | None = None
    portfolio: tuple[int, int, str] | None = None


@dataclass(frozen=True, slots=True)
class Index:
    phrases: PhraseSet
    values: Mapping[str, str]
    portfolios: PhraseSet
    ministries: Mapping[str, str]


@once_per
def office_index(lexicon: Lexicon) -> Index:
    """Office phrases and ministries' portfolios, by key; built once for a lexicon."""
    values = {phrase_key(phrase): office for phrase, office in lexicon.offices.items()}
    portfolios = lexicon.words.get("portfolios", {})
    ministries = {phrase_key(words): ministry for words, ministry in portfolios.items()}
    return Index(PhraseSet(values), values, PhraseSet(ministries), ministries)


def offices_in(words: Words, index: Index, starts: Mapping[int, Sequence[Fact]]) -> list[Office]:
    """The offices of a sentence, longest phrase first, none overlapping.

    Args:
        starts: places and organisations found, by their first character, longest first.
    """
    found: list[Office] = []
    done = 0
    for at in index.phrases.starts_in(words.keys):
        length, key = index.phrases.at(words.tokens, at) if at >= done else (0, "")
        if length:
            found.append(_office(words, at, at + length - 1, index.values[key], index, starts))
            done = found[-1].last + 1
    return found


def _office(
    words: Words,
    first: int,
    last: int,
    value: str,
    index: Index,
    starts: Mapping[int, Sequence[Fact]],
) -> Office:
    portfolio = _portfolio(words, last, index)
    start, end = first, last
    if portfolio:
        end, key = portfolio
        at = end - key.count(" ")
        span = (*words.span(at, end), index.ministries[key])
        return Office(first, end, _begin(words, first, starts)[0], end, value, portfolio=span)
    length, key = index.portfolios.at(words.tokens[first : last + 1], 0)
    if length:
        portfolio_span = (*words.span(first, first + length - 1), index.ministries[key])
        return Office(first, last, first, last, value, portfolio=portfolio_span)
    begin, before = _begin(words, start, starts)
    reach, after = _complement(words, end, starts)
    related = [fact for fact in (before, after) if fact]
    return Office(
        first, last, begin, reach, value,
        place=next((f for f in related if f.kind is FactKind.PLACE), None),
        organisation=next((f for f in related if f.kind is FactKind.ORGANISATION), None),
    )  # fmt: skip


def _portfolio(words: Words, last: int, index: Index) -> tuple[int, str] | None:
    """Last word and key of the portfolio after "Minister of", if one follows."""
    at = last + 2
    if at >= len(words.tokens) or words.tokens[last + 1].key not in {"of", "for"}:
        return None
    length, key = index.portfolios.at(words.tokens, at)
    if not length and words.tokens[at].key == "the" and at + 1 < len(words.tokens):
        at += 1
        length, key = index.portfolios.at(words.tokens, at)
    return (at + length - 1, key) if length and words.tokens[at].is_capitalised else None


def _begin(
    words: Words, first: int, starts: Mapping[int, Sequence[Fact]]
) -> tuple[int, Fact | None]:
    """First word with the place or body before the office: "Kampot provincial governor"."""
    for at in range(max(first - 5, 0), first):
        for fact in starts.get(words.tokens[at].start, ()):
            gap = words.text[fact.end : words.tokens[first].start]
            if fact.end < words.tokens[first].start and gap.strip("s’' ") == "":
                return at, fact
    return first, None


def _complement(
    words: Words, last: int, starts: Mapping[int, Sequence[Fact]]
) -> tuple[int, Fact | None]:
    """Last word with the body or place after the office: "head of the rights group ..."."""
    if last + 1 >= len(words.tokens) or words.tokens[last + 1].key not in _LINKS:
        return last, None
    for at in range(last + 2, min(last + 3 + _BETWEEN, len(words.tokens))):
        if not words.gap(at - 1).isspace():
            break
        facts = starts.get(words.tokens[at].start, ())
        if facts:
            return _reach(words, at, facts[0]), facts[0]
        if words.tokens[at].is_capitalised:
            break
    return last, None


def _reach(words: Words, at: int, fact: Fact) -> int:
    while at + 1 < len(words.tokens) and words.tokens[at + 1].start < fact.end:
        at += 1
    if at + 1 < len(words.tokens) and words.touches(at):
        at += words.tokens[at + 1].key in _LEVEL_NOUNS
    return at
