"""Organisations: known bodies, names built on a body's noun, and abbreviations in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.joined_names import with_partners
from ponleu.engines.reading.organisation_context import in_context
from ponleu.engines.reading.organisation_index import (
    OrganisationIndex,
    known_at,
    organisation_index,
)
from ponleu.engines.reading.organisation_names import (
    CONNECTORS,
    head_name_at,
    may_have_head,
    opening_name_at,
)
from ponleu.engines.reading.organisation_short import letters, short_mentions
from ponleu.engines.reading.runs import (
    Covered,
    Words,
    flat,
    is_boilerplate,
    longest_only,
    words_of,
)
from ponleu.engines.reading.short_names import short_forms, with_full_names
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon

_INITIALS = re.compile(r"(?<!\w)(?:[A-Z]\.){1,3}\s?\Z")
_LEGAL_END = re.compile(r"\b(?:Ltd|Co|Inc|Corp|Plc)\Z")
_BRACKET = re.compile(r"\s{0,4}[(\[]([A-Z][A-Za-z]{1,9})[)\]]")


def find_organisations(document: Document, lexicon: Lexicon, places: Sequence[Fact]) -> list[Fact]:
    """Every body named. The value is its key in the pack, or its name in full."""
    index = organisation_index(lexicon)
    place_spans = {place.start: place.end for place in places}
    found: list[Fact] = []
    for words in words_of(document):
        found += _in_sentence(words, index, lexicon, place_spans)
    found = with_partners(document, lexicon, longest_only(found), [place.start for place in places])
    found = with_full_names(longest_only([*_abbreviations(document, found), *found]))
    found = longest_only([*found, *_met_again(document, found)])
    companies = [fact for fact in found if fact.rule == "organisations.head"]
    return [*found, *short_forms(document, companies, found)]


def _in_sentence(
    words: Words, index: OrganisationIndex, lexicon: Lexicon, place_spans: dict[int, int]
) -> Iterator[Fact]:
    if index.khmer_names:
        sentence = words.sentence
        for match in index.khmer_names.finditer(words.text, sentence.start, sentence.end):
            value, span = index.khmer[match.group()], match.span()
            yield _fact(words, span, value, "organisations.table", "It is in the pack's table.")
    for at in index.phrases.starts_in(words.keys):
        length, key = known_at(index, words, at)
        if length:
            span = words.span(at, at + length - 1)
            yield _fact(words, span, key, "organisations.table", "It is in the pack's table.")
    if words.capitals:
        yield from _unlisted(words, lexicon, place_spans)
        yield from _told_by_context(words, lexicon)


def _unlisted(words: Words, lexicon: Lexicon, place_spans: dict[int, int]) -> Iterator[Fact]:
    """Bodies that no table knows, by their first or last words."""
    for at in words.capitals:
        if named := opening_name_at(words, at, lexicon, place_spans):
            reason = "The words before it begin the name of a body."
            yield _named(words, named, "organisations.opening", reason)
    for at in words.capitals if may_have_head(words, lexicon) else ():
        if named := head_name_at(words, at, lexicon, place_spans):
            reason = f"A name and {words.tokens[named[1]].text!r}, a word for a body."
            yield _named(words, named, "organisations.head", reason)


def _told_by_context(words: Words, lexicon: Lexicon) -> Iterator[Fact]:
    for one in in_context(words, lexicon):
        span = words.span(one.first, one.last)
        yield _fact(words, span, flat(words.text[slice(*span)]), one.rule, one.reason)


def _met_again(document: Document, found: Sequence[Fact]) -> Iterator[Fact]:
    covered = Covered(found)
    for words in words_of(document):
        if words.capitals:
            yield from short_mentions(words, found, covered)
            yield from letters(words, covered)


def _named(words: Words, named: tuple[int, int], rule: str, reason: str) -> Fact:
    first, last = _without_owner(words, *named)
    span = _with_stops(words.text, *words.span(first, last))
    name = flat(words.text[slice(*span)])
    return _fact(words, span, _titled(name).removesuffix("."), rule, reason)


def _without_owner(words: Words, first: int, last: int) -> tuple[int, int]:
    """The name without its article and without whose it is: "Cambodia's Commission for"."""
    if words.keys[first] == "the":
        first += 1
    if first + 2 < last and words.keys[first + 1] == "s" and words.gaps[first + 1] in {"'", "’"}:
        opens = words.tokens[first + 2]
        return (
            (first + 2, last) if opens.is_capitalised and words.keys[last] != "s" else (first, last)
        )
    return first, last


def _with_stops(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with initials before it and the stop of "Co., Ltd.": "K.V. Overseas Co Ltd"."""
    initials = _INITIALS.search(text, max(0, start - 12), start)
    ends_short = text[end : end + 1] == "." and _LEGAL_END.search(text, start, end)
    return (initials.start() if initials else start), end + bool(ends_short)


def _titled(name: str) -> str:
    """A name with every word large, and one all in capitals brought back to that."""
    parts = name.lower().split() if name.isupper() and " " in name else name.split()
    return " ".join(part if part in CONNECTORS else part[:1].upper() + part[1:] for part in parts)


def _fact(words: Words, span: tuple[int, int], value: str, rule: str, reason: str) -> Fact:
    return Fact(
        kind=FactKind.ORGANISATION,
        text=words.text[slice(*span)],
        start=span[0],
        end=span[1],
        value=value,
        rule=rule,
        confidence=confidence(rule, boilerplate=words.boilerplate),
        reason=reason,
    )


def _abbreviations(document: Document, found: Sequence[Fact]) -> Iterator[Fact]:
    """Mentions of abbreviations that the text itself explains: "... Committee (NCCT)".

    What the text says goes before the table: "NEC" after the name of another body
    is that body here.
    """
    explained: dict[str, Fact] = {}
    for fact in found:
        bracket = _BRACKET.match(document.text, fact.end) if " " in flat(fact.text) else None
        if bracket and sum(map(str.isupper, bracket.group(1))) > 1:
            explained.setdefault(bracket.group(1), fact)
    if not explained:
        return
    for match in re.finditer(rf"\b(?:{'|'.join(explained)})\b", document.text):
        fact = explained[match.group()]
        if match.start() >= fact.end:
            yield Fact(
                kind=FactKind.ORGANISATION,
                text=match.group(),
                start=match.start(),
                end=match.end(),
                value=fact.value,
                rule="organisations.bracket",
                confidence=confidence(
                    "organisations.bracket", boilerplate=is_boilerplate(document, match.start())
                ),
                reason=f"The text gives {match.group()} in brackets after {flat(fact.text)!r}.",
            )
