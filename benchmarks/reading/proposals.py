"""What a reader makes of a document, in the terms in which it is scored."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """``value``: code, ISO date or name; (number, unit) of an amount; None if not told."""

    kind: str
    start: int
    end: int
    value: str | tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """``speaker`` and ``through`` hold each way in which the reader names that party."""

    kind: str
    start: int
    end: int
    content: Span | None = None
    speaker: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Event:
    sort: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that one reader proposes for one document.

    Attributes:
        boilerplate: spans that the reader holds to be the page's furniture.
    """

    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    boilerplate: tuple[Span, ...] = ()
