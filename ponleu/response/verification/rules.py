"""Grades, purposes of consent, and what an interview needs before it may be held. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

NUMBER_DIGITS = 8
"""So many last digits of a telephone number are compared: the code of the country, or a 0 in its
place, stands before them."""
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s().\-/]+(?=\d)")
_NUMBER = re.compile(rf"\d{{{NUMBER_DIGITS},}}")
WARNS_FROM = 1
"""So many interviews held or planned already ask for a reason before one more."""


class Reliability(StrEnum):
    """How far a source can be relied on, whatever it says this time."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Information(StrEnum):
    """How credible this piece of information is, whoever gives it."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"


class Conclusion(StrEnum):
    """How a question was closed."""

    ANSWERED = "answered"
    NOT_ANSWERABLE = "not_answerable"


class TurnKind(StrEnum):
    """What can happen to a task."""

    GIVEN = "given"
    HANDED_OVER = "handed_over"
    DONE = "done"
    REOPENED = "reopened"


class TaskState(StrEnum):
    """How a task stands on a day."""

    OPEN = "open"
    LATE = "late"
    DONE = "done"


class Purpose(StrEnum):
    """For what a person may say yes or no, each by itself."""

    INTERVIEW = "interview"
    EVIDENCE = "evidence"
    PROSECUTOR = "prosecutor"
    EMBASSY = "embassy"
    RESEARCH = "research"


class Giver(StrEnum):
    """Who says yes or no: an adult; for a child, whoever cares for it and the child as well."""

    SELF = "self"
    CAREGIVER = "caregiver"
    CHILD = "child"


class Waiting(StrEnum):
    """How a request for the basis of something stands on a day."""

    DRAFT = "draft"
    WAITS = "waits"
    NO_ANSWER = "no_answer"
    ANSWERED = "answered"


class Same(StrEnum):
    """By what two witnesses seem to be one person."""

    ENTRY = "entry"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing that a person said about one purpose, in the order in which it was said."""

    purpose: str
    giver: str
    is_given: bool
    is_withdrawn: bool = False


def givers(*, is_child: bool) -> tuple[Giver, ...]:
    """Whose yes is needed."""
    return (Giver.CAREGIVER, Giver.CHILD) if is_child else (Giver.SELF,)


def is_consented(said: Iterable[Consent], purpose: Purpose, *, is_child: bool) -> bool:
    """Whether everybody whose yes is needed said it last, and did not withdraw it.

    Nothing said is no.
    """
    last = {each.giver: each for each in said if each.purpose == purpose}
    return all(
        giver in last and last[giver].is_given and not last[giver].is_withdrawn
        for giver in givers(is_child=is_child)
    )


def same_person(one: tuple[str, str], other: tuple[str, str]) -> Same | None:
    """By what two witnesses seem to be one person; None if by nothing.

    Args:
        one, other: reference in the register and how to reach them, as written; either may be "".
    """
    if one[0] and one[0] == other[0]:
        return Same.ENTRY
    return Same.CONTACT if contact_keys(one[1]) & contact_keys(other[1]) else None


def contact_keys(contact: str) -> frozenset[str]:
    """What is compared of how to reach somebody: the last eight digits of each telephone number
    in it, in any writing; without a number, all its letters and digits.
    """
    digits = _BETWEEN_DIGITS.sub("", contact)
    numbers = ["".join(str(int(each)) for each in run) for run in _NUMBER.findall(digits)]
    if numbers:
        return frozenset(number[-NUMBER_DIGITS:] for number in numbers)
    folded = "".join(letter for letter in contact.casefold() if letter.isalnum())
    return frozenset([folded] if folded else [])


def needs_reason(earlier: int) -> bool:
    """Whether a further interview has to be justified."""
    return earlier >= WARNS_FROM


def is_trained(periods: Iterable[tuple[date, date]], on: date) -> bool:
    """Whether one of some trainings, each from its day to the last on which it holds, covers it."""
    return any(first <= on <= last for first, last in periods)


def task_state(*, is_done: bool, due: date, today: date) -> TaskState:
    """How a task stands: late from the day after it was due."""
    if is_done:
        return TaskState.DONE
    return TaskState.LATE if due < today else TaskState.OPEN


def days_late(due: date, today: date) -> int:
    """By how many days something is late; 0 if it is not."""
    return max((today - due).days, 0)


def waiting(*, sent: date | None, due: date, is_answered: bool, today: date) -> Waiting:
    """How a request stands: that no answer came by its day is a fact of its own."""
    if is_answered:
        return Waiting.ANSWERED
    if sent is None:
        return Waiting.DRAFT
    return Waiting.NO_ANSWER if due < today else Waiting.WAITS
