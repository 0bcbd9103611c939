"""From what the engine read to what a person is asked: one draft for each question. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ponleu.engines.reading import Amount, Fact, Part, Reading, ZoneKind
from ponleu.engines.reading.learning_marks import marks_of, raw_confidence
from ponleu.knowledge.sources.rules import GROUPED_KINDS

MAX_LABEL = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """One question to a person: is this in the document?

    Attributes:
        facts: indices into the reading's facts, the asked-about one first.
        mentions: (start, end) of each fact, in text order.
        raw_confidence: as the rules have it, before weights.
        marks: what kind of finding it is, in the fixed words of ``learning_marks``.
        against: index of the fact that a denial answers.
        against_draft: index, in the list of drafts, of the question about that fact.
    """

    facts: tuple[int, ...]
    kind: str
    start: int
    end: int
    label: str
    value: Any
    parts: dict[str, Any]
    mentions: tuple[tuple[int, int], ...]
    rule: str
    confidence: float
    reason: str
    zone: str
    raw_confidence: float
    marks: tuple[str, ...]
    against: int | None = None
    against_draft: int | None = None


def drafts(reading: Reading) -> list[Draft]:
    """The questions that a reading raises, in text order.

    Mentions of one person, organisation, site, place or day are asked about once; what stands
    in boilerplate is never joined with what stands in the article.
    """
    groups: dict[object, list[int]] = {}
    for index, fact in enumerate(reading.facts):
        zone = zone_of(reading, fact.start)
        grouped = fact.kind in GROUPED_KINDS and fact.value != ""
        key = (fact.kind, fact.value, zone) if grouped else index
        groups.setdefault(key, []).append(index)
    marks = marks_of(reading)
    made = [_draft(reading, members, marks) for members in groups.values()]
    made.sort(key=lambda draft: (draft.start, draft.end, draft.kind))
    return list(_link(made))


def zone_of(reading: Reading, at: int) -> str:
    """The zone of an offset: "boilerplate" or "article" (quotations are article)."""
    for zone in reading.zones:
        if zone.kind is ZoneKind.BOILERPLATE and zone.start <= at < zone.end:
            return "boilerplate"
    return "article"


def _draft(reading: Reading, members: Sequence[int], marks: Sequence[tuple[str, ...]]) -> Draft:
    facts = [reading.facts[index] for index in members]
    asked = max(range(len(facts)), key=lambda i: (bool(facts[i].parts), facts[i].confidence, -i))
    fact = facts[asked]
    ordered = [members[asked], *(index for index in members if index != members[asked])]
    return Draft(
        facts=tuple(ordered),
        kind=str(fact.kind),
        start=fact.start,
        end=fact.end,
        label=_label(fact, facts)[:MAX_LABEL],
        value=_kept(plain(fact.value)),
        parts={name: _part(part) for name, part in fact.parts.items()},
        mentions=tuple(sorted((each.start, each.end) for each in facts)),
        rule=fact.rule,
        confidence=max(each.confidence for each in facts),
        reason=fact.reason[:MAX_LABEL],
        zone=zone_of(reading, fact.start),
        raw_confidence=max(raw_confidence(each) for each in facts),
        marks=marks[members[asked]],
        against=fact.against,
    )


def _label(fact: Fact, facts: Iterable[Fact]) -> str:
    if fact.kind in ("person", "site") and isinstance(fact.value, str) and fact.value:
        return fact.value
    if fact.kind == "organisation":
        return _on_one_line(max((each.text for each in facts), key=len))
    if "content" in fact.parts and fact.kind != "denial":  # a denial's content lacks its "no"
        return _on_one_line(fact.parts["content"].text)
    return _on_one_line(fact.text)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _kept(value: Any) -> Any:
    """A value that an index can hold: words are cut where a label is cut."""
    return value[:MAX_LABEL] if isinstance(value, str) else value


def plain(value: object) -> Any:
    """A fact's value as JSON holds it."""
    if isinstance(value, Amount):
        return {"number": value.number, "unit": value.unit}
    return value


def _part(part: Part) -> dict[str, Any]:
    return {
        "text": _on_one_line(part.text),
        "start": part.start,
        "end": part.end,
        "value": plain(part.value),
    }


def _link(made: Sequence[Draft]) -> Iterator[Draft]:
    place_of = {index: place for place, draft in enumerate(made) for index in draft.facts}
    for draft in made:
        if draft.against is None:
            yield draft
        else:
            yield replace(draft, against_draft=place_of.get(draft.against))
