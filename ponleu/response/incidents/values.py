"""Tellings as they are stored, and as the engine takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from math import inf
from typing import Any

from ponleu.engines.incidents import (
    ContradictionKind,
    Count,
    Days,
    Span,
    Statement,
    Telling,
)


def as_json(telling: Telling) -> dict[str, Any]:
    """Everything of a telling but its key, its document and what it is kept apart from."""
    return {
        "days": _days(telling.days),
        "places": list(telling.places),
        "sites": list(telling.sites),
        "counts": [_count(one) for one in telling.counts],
        "nationalities": sorted(telling.nationalities),
        "people": list(telling.people),
        "kinds": sorted(telling.kinds),
        "marks": sorted(telling.marks),
        "source": telling.source,
        "statements": [_statement(one) for one in telling.statements],
    }


def from_json(
    values: Mapping[str, Any], key: str, document: str, apart: Iterable[str] = ()
) -> Telling:
    """A stored telling under the key and document that it has in the record."""
    return Telling(
        key=key,
        document=document,
        days=_to_days(values["days"]),
        places=tuple(values["places"]),
        sites=tuple(values["sites"]),
        counts=tuple(_to_count(one) for one in values["counts"]),
        nationalities=frozenset(values["nationalities"]),
        people=tuple(values["people"]),
        kinds=frozenset(values["kinds"]),
        marks=frozenset(values.get("marks", ())),  # none in what was stored without them
        source=values["source"],
        apart=frozenset(apart),
        statements=tuple(_to_statement(one, document) for one in values["statements"]),
    )


def _days(days: Days | None) -> list[Any] | None:
    return [days.first.isoformat(), days.last.isoformat(), days.is_span] if days else None


def _to_days(values: list[Any] | None) -> Days | None:
    if values is None:
        return None
    first, last, is_span = values
    return Days(date.fromisoformat(first), date.fromisoformat(last), is_span)


def _count(count: Count | None) -> list[Any] | None:
    if count is None:
        return None
    return [count.what, count.low, None if count.high == inf else count.high, count.nationality]


def _to_count(values: list[Any]) -> Count:
    what, low, high, nationality = values
    return Count(what, low, inf if high is None else high, nationality)


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "topic": one.topic,
        "span": [one.span.start, one.span.end, one.span.text],
        "value": one.value,
        "count": _count(one.count),
        "days": _days(one.days),
    }


def _to_statement(values: Mapping[str, Any], document: str) -> Statement:
    start, end, text = values["span"]
    return Statement(
        ContradictionKind(values["kind"]),
        values["topic"],
        Span(document, start, end, text),
        values["value"],
        _to_count(values["count"]) if values["count"] else None,
        _to_days(values["days"]),
    )
