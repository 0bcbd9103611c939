"""Ponleu's own reading in the benchmark's terms, by its rules alone or with the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from benchmarks.reading.labels import MENTIONS, STATEMENTS
from benchmarks.reading.proposals import Event, Mention, Proposed, Statement
from ponleu.engines.reading import Amount, Fact, Lexicon, Reading, Refusal, ZoneKind, read
from ponleu.foundation.packs.lexicon import load_lexicon
from ponleu.foundation.suggesters.spacy_model import names_by

Reader = Callable[[str, date | None], Proposed]


def rules() -> Reader:
    """The rules and tables, with no model."""
    lexicon = load_lexicon("kh")
    return lambda text, published: proposed(read(text, lexicon, published=published))


def rules_and_model(model: str) -> Reader:
    """The rules, with people and organisations that a spaCy model adds."""
    lexicon, names = load_lexicon("kh"), names_by(model)
    if isinstance(names, Refusal):
        raise SystemExit(str(names))

    def read_both(text: str, published: date | None) -> Proposed:
        return proposed(read(text, lexicon, published=published, suggestions=names(text)))

    return read_both


def proposed(reading: Reading) -> Proposed:
    """What a reading proposes."""
    return Proposed(
        mentions=tuple(_mention(fact) for fact in reading.facts if fact.kind in MENTIONS),
        statements=tuple(_statement(fact) for fact in reading.facts if fact.kind in STATEMENTS),
        events=tuple(
            Event(str(fact.value), fact.start, fact.end)
            for fact in reading.facts
            if fact.kind == "event"
        ),
        boilerplate=tuple(
            (zone.start, zone.end) for zone in reading.zones if zone.kind is ZoneKind.BOILERPLATE
        ),
    )


def _mention(fact: Fact) -> Mention:
    value = fact.value
    plain = (value.number, value.unit) if isinstance(value, Amount) else value
    return Mention(str(fact.kind), fact.start, fact.end, plain)


def _statement(fact: Fact) -> Statement:
    content = fact.parts.get("content")
    return Statement(
        kind=str(fact.kind),
        start=fact.start,
        end=fact.end,
        content=(content.start, content.end) if content else None,
        speaker=_names(fact, "speaker"),
        through=_names(fact, "through"),
    )


def _names(fact: Fact, name: str) -> frozenset[str]:
    part = fact.parts.get(name)
    if part is None:
        return frozenset()
    return frozenset(each for each in (part.text, part.value) if isinstance(each, str) and each)


def names_before(lexicon: Lexicon) -> Sequence[str]:
    """Titles and offices, which stand before a name and are not part of it."""
    return [*lexicon.titles, *lexicon.offices]
