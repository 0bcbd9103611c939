"""What went wrong, document by document, for whoever improves the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.reading.labels import LabelledDocument, LabelledEvent, LabelledStatement
from benchmarks.reading.mention_scores import Key, missed_and_spurious, same_days, same_place
from benchmarks.reading.proposals import Event, Proposed
from benchmarks.reading.statement_scores import Fold, event_pairs, same_party, statement_pairs

_BLANKS = re.compile(r"\s+")
AROUND = 30
"""Characters shown on either side of a mention."""


def error_lines(document: LabelledDocument, proposed: Proposed, fold: Fold) -> Iterator[str]:
    """One line for each thing missed, spurious or wrongly resolved, under the document's name."""
    yield f"=== {document.slug} ({document.style})"
    missed, spurious = missed_and_spurious(document, proposed)
    for key in missed:
        yield f"missed    {_mention(document.text, key)}"
    for key in spurious:
        yield f"spurious  {_mention(document.text, key)}"
    yield from _wrong_values(document, proposed)
    yield from _statements(document, proposed, fold)
    yield from _events(document, proposed)


def _mention(text: str, key: Key) -> str:
    kind, start, end = key
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return f"{kind:<13}{start:>6} {_flat(before)}[{_flat(text[start:end])}]{_flat(after)}"


def _wrong_values(document: LabelledDocument, proposed: Proposed) -> Iterator[str]:
    found = {(one.kind, one.start, one.end): one.value for one in proposed.mentions}
    for one in document.mentions:
        key = (one.kind, one.start, one.end)
        if one.kind not in {"date", "place"} or one.value is None or key not in found:
            continue
        right = same_days if one.kind == "date" else same_place
        if not right(one.value, found[key]):
            words = _flat(document.text[one.start : one.end])
            yield f"value     {one.kind:<13}{one.start:>6} [{words}] {found[key]} not {one.value}"


def _statements(document: LabelledDocument, proposed: Proposed, fold: Fold) -> Iterator[str]:
    text = document.text
    pairs = statement_pairs(text, document.statements, proposed.statements)
    lefts, rights = {left for left, _ in pairs}, {right for _, right in pairs}
    for left, right in pairs:
        label, found = document.statements[left], proposed.statements[right]
        if label.kind != found.kind:
            yield f"kind      {found.kind} not {_statement(text, label)}"
        if label.speaker and not same_party(label.speaker, found.speaker, fold):
            named = sorted(found.speaker) or "nobody"
            yield f"speaker   {named} not {label.speaker!r}: {_statement(text, label)}"
    for left, label in enumerate(document.statements):
        if left not in lefts:
            yield f"missed    {_statement(text, label)}"
    for right, found in enumerate(proposed.statements):
        if right not in rights:
            words = _flat(text[found.start : found.end])
            yield f"spurious  {found.kind:<13}{found.start:>6} {words}"


def _statement(text: str, label: LabelledStatement) -> str:
    words = _flat(text[label.start : label.end])
    return f"{label.kind:<13}{label.start:>6} {words} <{label.speaker}>"


def _events(document: LabelledDocument, proposed: Proposed) -> Iterator[str]:
    pairs = event_pairs(document.text, document.events, proposed.events)
    lefts, rights = {left for left, _ in pairs}, {right for _, right in pairs}
    for left, right in pairs:
        label, found = document.events[left], proposed.events[right]
        if label.sort != found.sort:
            yield f"sort      {found.sort} not {_event(document.text, label)}"
    for left, label in enumerate(document.events):
        if left not in lefts:
            yield f"missed    event {_event(document.text, label)}"
    for right, found in enumerate(proposed.events):
        if right not in rights:
            yield f"spurious  event {_event(document.text, found)}"


def _event(text: str, event: LabelledEvent | Event) -> str:
    return f"{event.sort:<13}{event.start:>6} {_flat(text[event.start : event.end])}"


def _flat(text: str) -> str:
    """On one line, a blank kept at either edge where there was one."""
    return _BLANKS.sub(" ", text)
