"""All that is named in the Khmer sentences of a document, in the place of what others found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ponleu.engines.reading.confidences import confidence
from ponleu.engines.reading.khmer_amounts import find_khmer_amounts
from ponleu.engines.reading.khmer_organisations import find_khmer_bodies
from ponleu.engines.reading.khmer_sentences import Mention, khmer_sentences
from ponleu.engines.reading.khmer_text import KHMER, khmer_text
from ponleu.engines.reading.persons_khmer import find_khmer_persons
from ponleu.engines.reading.place_khmer import KhmerPlace, find_khmer_places, place_fact
from ponleu.engines.reading.types import Document, Fact, FactKind, Lexicon


def with_khmer(document: Document, lexicon: Lexicon, found: Sequence[Fact]) -> list[Fact]:
    """The mentions of a document with those in Khmer; the same ones if it has no Khmer.

    What other finders made of Khmer letters is replaced; names in Latin letters stay
    where no Khmer mention holds them.
    """
    if not khmer_sentences(document):
        return list(found)
    dates = [fact for fact in found if fact.kind is FactKind.DATE]
    khmer = _khmer(document, lexicon, dates)
    held = _held(khmer)
    others = [
        fact
        for fact in found
        if fact.kind is FactKind.DATE
        or not (KHMER.search(fact.text) or not held.isdisjoint(range(fact.start, fact.end)))
    ]
    return [*others, *khmer]


def _khmer(document: Document, lexicon: Lexicon, dates: Sequence[Fact]) -> list[Fact]:
    places = find_khmer_places(document, lexicon)
    bodies = find_khmer_bodies(document, lexicon, places)
    named = [_fact(document, body) for body in bodies]
    named += [place_fact(document, place) for place in _outside(places, bodies)]
    named += find_khmer_persons(document, lexicon, named)
    held = _held([*named, *dates])
    amounts = find_khmer_amounts(document, lexicon)
    return [*named, *(fact for fact in amounts if held.isdisjoint(range(fact.start, fact.end)))]


def _outside(places: Sequence[KhmerPlace], bodies: Sequence[Mention]) -> list[KhmerPlace]:
    """The places that are not part of a body's name."""
    inside = {at for body in bodies for at in range(body.start, body.end)}
    return [place for place in places if place.start not in inside]


def _held(facts: Iterable[Fact]) -> set[int]:
    return {at for fact in facts for at in range(fact.start, fact.end)}


def _fact(document: Document, body: Mention) -> Fact:
    text = khmer_text(document.text)
    start, end = text.span(body.start, body.end)
    sentences = khmer_sentences(document)
    at = bisect_right(sentences, body.start, key=lambda one: one.start) - 1
    return Fact(
        kind=body.kind,
        text=document.text[start:end],
        start=start,
        end=end,
        value=body.value,
        rule=body.rule,
        confidence=confidence(body.rule, boilerplate=sentences[at].boilerplate),
        reason=body.reason,
    )
