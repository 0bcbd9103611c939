"""What the rules found in a labelled document, each judged by its labels as a person would."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.reading.labels import (
    MENTIONS,
    STATEMENTS,
    LabelledDocument,
    LabelledEvent,
    LabelledMention,
    LabelledStatement,
)
from benchmarks.reading.mention_scores import same_days
from benchmarks.reading.ponleu_reader import proposed
from benchmarks.reading.proposals import Event
from benchmarks.reading.statement_scores import DocumentWords, dice, greedy_pairs, statement_pairs
from ponleu.engines.reading import Amount, Fact, Reading
from ponleu.engines.reading.learning import Judged
from ponleu.engines.reading.learning_marks import cases

HALF = 0.5
"""The words are right, their value or sort is not: a person would edit it."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of one document, and how many labels no finding stands for."""

    document: str
    style: str
    judged: tuple[Judged, ...]
    missed: int


def findings(document: LabelledDocument, reading: Reading) -> Findings:
    """The findings of one reading, judged in the order of its facts.

    What stands in the labelled furniture of a page is rejected, however well it was read: a
    person would say that it is not in the article.
    """
    article = _without_furniture(document)
    shares = [0.0] * len(reading.facts)
    matched = _mentions(article, reading, shares)
    matched += _statements(article, reading, shares)
    matched += _events(article, reading, shares)
    labels = len(article.mentions) + len(article.statements) + len(article.events)
    judged = zip(cases(reading), shares, strict=True)
    return Findings(
        document=document.slug,
        style=document.style,
        judged=tuple(Judged(case, share, document.slug) for case, share in judged),
        missed=labels - matched,
    )


def _without_furniture(document: LabelledDocument) -> LabelledDocument:
    def in_article(label: LabelledMention | LabelledStatement | LabelledEvent) -> bool:
        return not any(start <= label.start < end for start, end in document.boilerplate)

    return replace(
        document,
        mentions=tuple(filter(in_article, document.mentions)),
        statements=tuple(filter(in_article, document.statements)),
        events=tuple(filter(in_article, document.events)),
    )


def _mentions(document: LabelledDocument, reading: Reading, shares: list[float]) -> int:
    labels = {(one.kind, one.start, one.end): one for one in document.mentions}
    found = set()
    for at, fact in enumerate(reading.facts):
        key = (str(fact.kind), fact.start, fact.end)
        if fact.kind in MENTIONS and key in labels:
            shares[at] = 1.0 if _has_its_value(labels[key], fact) else HALF
            found.add(key)
    return len(found)


def _has_its_value(label: LabelledMention, fact: Fact) -> bool:
    """Of dates, places and amounts whose value is labelled; names are as they are written."""
    if label.value is None or label.kind not in ("date", "place", "amount"):
        return True
    if label.kind == "amount":
        number = label.value.get("number")
        return isinstance(fact.value, Amount) and number in (None, fact.value.number)
    return same_days(label.value, fact.value) or label.value == fact.value


def _statements(document: LabelledDocument, reading: Reading, shares: list[float]) -> int:
    """A statement taken for another kind is no finding of its own kind: nobody can edit that."""
    places = [at for at, fact in enumerate(reading.facts) if fact.kind in STATEMENTS]
    found = proposed(reading).statements
    matched = 0
    for kind in STATEMENTS:
        mine = [number for number, at in enumerate(places) if reading.facts[at].kind == kind]
        labels = [one for one in document.statements if one.kind == kind]
        pairs = statement_pairs(document.text, labels, [found[number] for number in mine])
        for _, right in pairs:
            shares[places[mine[right]]] = 1.0
        matched += len(pairs)
    return matched


def _events(document: LabelledDocument, reading: Reading, shares: list[float]) -> int:
    places = [at for at, fact in enumerate(reading.facts) if fact.kind == "event"]
    found = proposed(reading).events
    pairs = _event_pairs(document, found)
    for left, right in pairs:
        same = document.events[left].sort == found[right].sort
        shares[places[right]] = 1.0 if same else HALF
    return len(pairs)


def _event_pairs(document: LabelledDocument, found: Sequence[Event]) -> list[tuple[int, int]]:
    words = DocumentWords(document.text)

    def alike(label: LabelledEvent, event: Event) -> float:
        return dice(
            words.between((label.start, label.end)), words.between((event.start, event.end))
        )

    return greedy_pairs(document.events, found, alike)
