"""What may be asked about a covert technique, and for how long it may be allowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_DAYS = 180
"""The longest that one authority holds; our own number. Then it is asked for anew."""


class Technique(StrEnum):
    """Techniques that need the authority of a court or a prosecutor."""

    SURVEILLANCE = "surveillance"
    INTERCEPTION = "interception"
    UNDERCOVER = "undercover"
    DELIVERY = "delivery"
    ONLINE = "online"


class Flaw(StrEnum):
    """Why a request cannot be made as it stands."""

    ORDER_OF_DAYS = "order_of_days"
    TOO_LONG = "too_long"
    REVIEW_OUTSIDE = "review_outside"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Covert:
    """What is asked for.

    Attributes:
        scope: what it is for and what it is confined to, in words.
        budget: in words, with its currency.
        begins, ends, review: ISO days.
    """

    technique: str
    scope: str
    budget: str
    begins: str
    ends: str
    review: str


def is_due(asked: Covert, today: date) -> bool:
    """Whether the day of review has come."""
    return date.fromisoformat(asked.review) <= today


def flaw(asked: Covert, today: date) -> Flaw | None:
    """Why a request cannot be made on this day; none if it can."""
    begins, ends = date.fromisoformat(asked.begins), date.fromisoformat(asked.ends)
    review = date.fromisoformat(asked.review)
    if ends < begins:
        return Flaw.ORDER_OF_DAYS
    if ends < today:
        return Flaw.PAST
    if (ends - begins).days > MOST_DAYS:
        return Flaw.TOO_LONG
    if not begins <= review <= ends:
        return Flaw.REVIEW_OUTSIDE
    return None
