"""What a visit leaves behind: questions answered or late, recommendations kept or not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class VisitKind(StrEnum):
    """Who comes."""

    RAPPORTEUR = "rapporteur"
    TIP_OFFICE = "tip_office"
    DELEGATION = "delegation"
    COMMITTEE = "committee"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly the days of a visit are known."""

    DAY = "day"
    MONTH = "month"


class MeetingState(StrEnum):
    """What became of a meeting of the programme."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class PositionKind(StrEnum):
    """What a body said to a recommendation, or later did about it."""

    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    NOTED = "noted"
    REFUSED = "refused"
    PROGRESS = "progress"
    DONE = "done"


class Answered(StrEnum):
    """Where a question stands."""

    LATE = "late"
    WAITING = "waiting"
    ANSWERED_LATE = "answered_late"
    ANSWERED = "answered"


class Became(StrEnum):
    """What became of a recommendation."""

    LATE = "late"
    NO_REPLY = "no_reply"
    ACCEPTED = "accepted"
    PARTLY_ACCEPTED = "partly_accepted"
    NOTED = "noted"
    REFUSED = "refused"
    DONE = "done"


PROMISES = frozenset({PositionKind.ACCEPTED, PositionKind.PARTLY_ACCEPTED})
"""Positions by which a body takes a recommendation on, by a day if it names one."""

MOST_PLACE_DIGITS = 4
"""Places of a programme are told no finer than a district."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A position as far as it decides what became of a recommendation, in the order given."""

    kind: PositionKind
    due_by: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many questions of a visit wait, are late, were answered, were answered late."""

    questions: int = 0
    waiting: int = 0
    late: int = 0
    answered: int = 0
    answered_late: int = 0


def standing(due_by: date | None, first_given: date | None, today: date) -> Answered:
    """Where a question stands; on its last day it is still in time.

    Args:
        first_given: the day of its first answer, None if there is none.
    """
    if first_given is not None:
        is_late = due_by is not None and first_given > due_by
        return Answered.ANSWERED_LATE if is_late else Answered.ANSWERED
    return Answered.LATE if due_by is not None and due_by < today else Answered.WAITING


def days_late(due_by: date | None, first_given: date | None, today: date) -> int:
    """By how many days an answer came too late, or is missing; 0 if it is in time."""
    return max(0, ((first_given or today) - due_by).days) if due_by else 0


def counted(standings: Iterable[Answered]) -> Counts:
    """How many questions stand where; "late" are those without any answer."""
    found = list(standings)
    late, waiting = found.count(Answered.LATE), found.count(Answered.WAITING)
    answered_late = found.count(Answered.ANSWERED_LATE)
    return Counts(len(found), waiting + late, late, len(found) - waiting - late, answered_late)


def decisive(replies: Sequence[Reply]) -> Reply | None:
    """The newest position that decides; progress decides nothing."""
    return next(
        (each for each in reversed(replies) if each.kind is not PositionKind.PROGRESS), None
    )


def became(replies: Sequence[Reply], today: date) -> Became:
    """What became of a recommendation: what was accepted and not done by its day is late."""
    newest = decisive(replies)
    if newest is None:
        return Became.NO_REPLY
    if is_taken_on(replies) and newest.due_by is not None and newest.due_by < today:
        return Became.LATE
    return Became(newest.kind.value)


def is_taken_on(replies: Sequence[Reply]) -> bool:
    """Whether a body takes it on by the newest position that decides, and has not done it."""
    newest = decisive(replies)
    return newest is not None and newest.kind in PROMISES


def promised_by(replies: Sequence[Reply]) -> date | None:
    """The day by which the newest decisive position promises it; None if it promises no day."""
    newest = decisive(replies)
    return newest.due_by if newest is not None and newest.kind in PROMISES else None


def found_once(words: str, text: str) -> tuple[int, int] | None:
    """Where words stand in a text, in code points; None if nowhere, or more than once.

    Blanks and line ends of any number count as one, as people paste them.
    """
    wanted = words.split()
    if not wanted:
        return None
    spans = _spans(wanted, text)
    return spans[0] if len(spans) == 1 else None


def _spans(wanted: Sequence[str], text: str) -> list[tuple[int, int]]:
    """The first two places where the words stand one after another, whatever blanks between."""
    spans: list[tuple[int, int]] = []
    start = text.find(wanted[0])
    while start >= 0 and len(spans) < 2:
        end = _end_of(wanted, text, start)
        if end is not None:
            spans.append((start, end))
        start = text.find(wanted[0], start + 1)
    return spans


def _end_of(wanted: Sequence[str], text: str, start: int) -> int | None:
    place = start
    for number, word in enumerate(wanted):
        if number:
            after = place
            while after < len(text) and text[after].isspace():
                after += 1
            if after == place:
                return None
            place = after
        if not text.startswith(word, place):
            return None
        place += len(word)
    return place
