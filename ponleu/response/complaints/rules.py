"""What is asked, how urgent it is, what can become of a complaint. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What a reporter may say fits; codes only, the words are on the pages."""

    CANNOT_LEAVE = "cannot_leave"
    PAPERS_TAKEN = "papers_taken"
    DEBT = "debt"
    VIOLENCE = "violence"
    UNPAID = "unpaid"
    CHILD = "child"
    NO_FOOD_OR_CARE = "no_food_or_care"
    FORCED_TO_DECEIVE = "forced_to_deceive"
    OFFICIAL_INVOLVED = "official_involved"


class Channel(StrEnum):
    """How a complaint came to us."""

    ONLINE_FORM = "online_form"
    HOTLINE = "hotline"
    MINISTER_FACEBOOK = "minister_facebook"
    SOCIAL_MEDIA = "social_media"
    IN_PERSON = "in_person"
    POLICE_POST = "police_post"
    EMBASSY = "embassy"
    FOREIGN_MISSION = "foreign_mission"
    NGO = "ngo"
    FAMILY = "family"
    VICTIM_SELF = "victim_self"
    MEDIA_REPORT = "media_report"
    INSPECTION = "inspection"
    ANONYMOUS_LETTER = "anonymous_letter"
    EMAIL = "email"
    API = "api"
    OTHER = "other"


class State(StrEnum):
    """Where a complaint stands, in words that its reporter reads too."""

    RECEIVED = "received"
    BEING_READ = "being_read"
    BEING_CHECKED = "being_checked"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What became of a complaint."""

    PENDING = "pending"
    DUPLICATE = "duplicate"
    NO_JURISDICTION = "no_jurisdiction"
    UNFOUNDED = "unfounded"
    LABOUR_DISPUTE = "labour_dispute"
    IMMIGRATION_MATTER = "immigration_matter"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    REFERRED = "referred"
    VERIFIED_SITE = "verified_site"
    VICTIM_CONTACTED_SAFE = "victim_contacted_safe"
    VICTIM_DECLINED = "victim_declined"
    CLOSED_NO_ACTION = "closed_no_action"


STANDING = frozenset({State.RECEIVED, State.BEING_READ, State.BEING_CHECKED, State.ANSWERED})
"""States of complaints that are still worked on."""


@dataclass(frozen=True, slots=True)
class UrgencyRule:
    """One stated rule: what must hold, and how urgent a complaint then is at least.

    Attributes:
        needs: codes that must all hold: of ``Sign``, or "not_safe", "self", "other".
        level: 0 in its turn, 1 within days, 2 today, 3 now.
        sentence: why, for the officer.
    """

    code: str
    needs: frozenset[str]
    level: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Urgency:
    """How urgent a complaint is, and the rules that say so, the most urgent first."""

    level: int
    rules: tuple[UrgencyRule, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """Within how many hours a complaint of a level is looked at and decided."""

    level: int
    look_hours: float
    decide_hours: float


def holding(is_safe: bool | None, for_whom: str, signs: Iterable[str]) -> frozenset[str]:
    """The codes that hold of what was told, for ``urgency``."""
    unsafe = ("not_safe",) if is_safe is False else ()
    return frozenset((*unsafe, *((for_whom,) if for_whom else ()), *signs))


def urgency(codes: frozenset[str], rules: Sequence[UrgencyRule]) -> Urgency:
    """The level of the most urgent rule whose needs hold, 0 if none does."""
    fitting = sorted(
        (rule for rule in rules if rule.needs <= codes), key=lambda rule: (-rule.level, rule.code)
    )
    return Urgency(max((rule.level for rule in fitting), default=0), tuple(fitting))
