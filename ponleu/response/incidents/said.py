"""A document as it was read and reviewed, for finding what it tells of incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ponleu.engines.reading import Amount, Fact, FactKind, Part, Reading
from ponleu.knowledge.sources.models import Fingerprint, Proposal, Source
from ponleu.knowledge.sources.rules import Verdict
from ponleu.knowledge.tellings.said import Said

_KINDS = frozenset(FactKind)


def said_of(source: Source) -> Said:
    """The text of a source with the facts of its stored reading.

    What a person rejected, or said not to be of the article, is left out; what they edited
    has their value.
    """
    facts = sorted(_facts(source), key=lambda fact: (fact.start, fact.end, fact.kind))
    reading = Reading(
        language=source.language, published=source.published, zones=(), facts=tuple(facts)
    )
    words = Fingerprint.objects.filter(source=source).values_list("words", flat=True).first()
    return Said(str(source.pk), source.text, reading, words or "", _refused(source))


def _refused(source: Source) -> tuple[tuple[int, int], ...]:
    """Where names of sites stand that a person rejected."""
    rows = Proposal.objects.filter(
        source=source, kind=FactKind.SITE, verdict__in=[Verdict.REJECTED, Verdict.NOT_IN_ARTICLE]
    )
    return tuple(
        (start, end) for row in rows for start, end in row.mentions or [[row.start, row.end]]
    )


def _facts(source: Source) -> Iterator[Fact]:
    rows = Proposal.objects.filter(source=source).exclude(
        verdict__in=[Verdict.REJECTED, Verdict.NOT_IN_ARTICLE]
    )
    for row in rows.only(
        "kind", "start", "end", "value", "parts", "mentions", "rule", "edited", "zone", "source_id"
    ):
        if row.kind not in _KINDS or row.zone == "boilerplate":
            continue
        value = _edited(row) or _value(row.value)
        parts = {name: _part(part) for name, part in row.parts.items() if _is_part(part)}
        spans = row.mentions or [[row.start, row.end]]
        for start, end in spans:
            is_first = (start, end) == (row.start, row.end)
            yield Fact(
                kind=FactKind(row.kind),
                text=source.text[start:end],
                start=start,
                end=end,
                value=value,
                rule=row.rule,
                confidence=1.0,
                parts=parts if is_first else {},
            )


def _edited(row: Proposal) -> str | Amount | None:
    """What a person put in place of the value; None if they left it."""
    edited = row.edited or {}
    return _value(edited["value"]) if edited.get("value") else None


def _value(value: Any) -> str | Amount:
    if isinstance(value, Mapping):
        if "number" in value:
            return Amount(float(value["number"]), str(value.get("unit", "")))
        return ""
    return str(value)


def _is_part(part: Any) -> bool:
    return isinstance(part, Mapping) and {"text", "start", "end"} <= part.keys()


def _part(part: Mapping[str, Any]) -> Part:
    return Part(part["text"], part["start"], part["end"], _value(part.get("value", "")))
