"""Labelled documents from their files, every label resolved to offsets.

A document is ``SLUG.txt``, ``SLUG.meta.json`` and ``SLUG.labels.jsonl`` in one folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

MENTIONS = ("person", "organisation", "site", "place", "date", "amount")
STATEMENTS = ("claim", "denial", "request", "commitment", "penalty")
ALL = "all"
FOLDER = Path(__file__).parent / "labelled"

Span = tuple[int, int]
Raw = Mapping[str, Any]


class BadLabel(ValueError):
    """A label whose words do not stand in its document; says which line."""


@dataclass(frozen=True, slots=True)
class LabelledMention:
    """``value`` is None where the labeller could not know it."""

    kind: str
    start: int
    end: int
    value: Any


@dataclass(frozen=True, slots=True)
class LabelledStatement:
    """``content`` is the span of what is said; ``speaker`` None where nobody is named."""

    kind: str
    start: int
    end: int
    content: Span
    speaker: str | None
    through: str | None


@dataclass(frozen=True, slots=True)
class LabelledEvent:
    sort: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """One document; ``boilerplate`` holds the spans of its furniture in text order."""

    slug: str
    text: str
    published: date | None
    style: str
    language: str
    mentions: tuple[LabelledMention, ...]
    statements: tuple[LabelledStatement, ...]
    events: tuple[LabelledEvent, ...]
    boilerplate: tuple[Span, ...]


def load_set(folder: Path) -> list[LabelledDocument]:
    """Every whole document of a folder, by slug; one without labels yet is left out.

    Raises:
        BadLabel: a label's words are not in its document.
    """
    texts = sorted(folder.glob("*.txt"))
    return [load_document(text) for text in texts if _labels_of(text).exists()]


def _labels_of(text: Path) -> Path:
    return text.with_name(f"{text.stem}.labels.jsonl")


def load_document(file: Path) -> LabelledDocument:
    """One document from its text file and the two beside it."""
    meta = json.loads(file.with_name(f"{file.stem}.meta.json").read_text(encoding="utf-8"))
    lines = _labels_of(file).read_text(encoding="utf-8").splitlines()
    labels = [json.loads(line) for line in lines if line.strip()]
    text = file.read_bytes().decode("utf-8")
    try:
        return resolved(file.stem, text, meta, labels)
    except BadLabel as fault:
        raise BadLabel(f"{file.stem}: {fault}") from None


def resolved(slug: str, text: str, meta: Raw, labels: Sequence[Raw]) -> LabelledDocument:
    """A document with its labels as offsets."""
    published = meta.get("published")
    return LabelledDocument(
        slug=slug,
        text=text,
        published=date.fromisoformat(published) if published else None,
        style=meta["style"],
        language=meta["language"],
        mentions=tuple(_mentions(text, [raw for raw in labels if raw["kind"] in MENTIONS])),
        statements=tuple(_statement(text, raw) for raw in labels if raw["kind"] in STATEMENTS),
        events=tuple(_event(text, raw) for raw in labels if raw["kind"] == "event"),
        boilerplate=tuple(_zones(text, [raw for raw in labels if raw["kind"] == "boilerplate"])),
    )


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Every place where the characters stand, left to right, none overlapping another."""
    at = text.find(words)
    while at >= 0 and words:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _nth(text: str, words: str, nth: int = 1) -> Span:
    for number, span in enumerate(occurrences(text, words), start=1):
        if number == nth:
            return span
    raise BadLabel(f"no occurrence {nth} of {words[:60]!r}")


def _mentions(text: str, labels: Sequence[Raw]) -> list[LabelledMention]:
    """Labels of one occurrence first, then those of all, the longest words before shorter ones.

    "All" leaves out what lies inside a longer mention, whatever its kind: a province in the
    name of a court is part of that name. A label of one occurrence stands where it says.
    """
    found: dict[tuple[str, int, int], LabelledMention] = {}
    for raw in labels:
        if raw.get("nth", ALL) != ALL:
            _add(found, raw, _nth(text, raw["text"], raw["nth"]))
    everywhere = [raw for raw in labels if raw.get("nth", ALL) == ALL]
    for raw in sorted(everywhere, key=lambda raw: -len(raw["text"])):
        longer = [(m.start, m.end) for m in found.values() if m.end - m.start > len(raw["text"])]
        _nth(text, raw["text"])
        for span in occurrences(text, raw["text"]):
            if _is_whole_word(text, span) and not any(_holds(held, span) for held in longer):
                _add(found, raw, span)
    return sorted(found.values(), key=lambda mention: (mention.start, mention.end, mention.kind))


def _add(found: dict[tuple[str, int, int], LabelledMention], raw: Raw, span: Span) -> None:
    mention = LabelledMention(raw["kind"], *span, raw.get("value"))
    found.setdefault((raw["kind"], *span), mention)


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_whole_word(text: str, span: Span) -> bool:
    """Whether no Latin letter or digit goes on at either edge: "Cambodia" not in "Cambodian"."""
    return not (_goes_on(text, span[0]) or _goes_on(text, span[1]))


def _goes_on(text: str, at: int) -> bool:
    around = text[at - 1 : at + 1] if at else ""
    return len(around) == 2 and around.isascii() and around.isalnum()


def _statement(text: str, raw: Raw) -> LabelledStatement:
    span = _nth(text, raw["text"], _number(raw))
    content = _nearest(text, raw.get("content") or raw["text"], span)
    speaker, through = raw.get("speaker"), raw.get("through")
    return LabelledStatement(raw["kind"], *span, content, speaker, through)


def _event(text: str, raw: Raw) -> LabelledEvent:
    return LabelledEvent(raw["sort"], *_nth(text, raw["text"], _number(raw)))


def _number(raw: Raw) -> int:
    nth = raw.get("nth", 1)
    return nth if isinstance(nth, int) else 1


def _nearest(text: str, words: str, span: Span) -> Span:
    """The occurrence inside ``span``, else the one that begins nearest to it."""
    found = list(occurrences(text, words))
    if not found:
        raise BadLabel(f"no occurrence of {words[:60]!r}")
    return min(found, key=lambda at: (not _holds(span, at), abs(at[0] - span[0])))


def _zones(text: str, labels: Iterable[Raw]) -> list[Span]:
    """Zones in text order; the same opening words twice mean their next occurrence."""
    found: list[Span] = []
    for raw in labels:
        starts = [at for at, _ in occurrences(text, raw["from"])]
        free = [at for at in starts if not any(start <= at < end for start, end in found)]
        if not free:
            raise BadLabel(f"no zone begins with {raw['from'][:60]!r}")
        least = max(free[0], free[0] + len(raw["from"]) - len(raw["to"]))
        closing = text.find(raw["to"], least)
        if closing < 0:
            raise BadLabel(f"no zone ends with {raw['to'][:60]!r}")
        found.append((free[0], closing + len(raw["to"])))
    return sorted(found)
