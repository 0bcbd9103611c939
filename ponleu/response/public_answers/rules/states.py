"""Where a public answer stands, and what may be done with it there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

HEAD_START = timedelta(hours=24)
"""How long before the public the reporters hear; a stated promise of our own."""


class State(StrEnum):
    """Where an answer stands. What was published once stays readable for ever."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    DROPPED = "dropped"


class Act(StrEnum):
    """One thing done to an answer; each is kept."""

    DRAFTED = "drafted"
    WORDED = "worded"
    KHMER_READ = "khmer_read"
    KHMER_UNREAD = "khmer_unread"
    HANDED_IN = "handed_in"
    TAKEN_BACK = "taken_back"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    APPROVAL_ENDED = "approval_ended"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    DROPPED = "dropped"
    RESUMED = "resumed"


class Side(StrEnum):
    """On which side of an answer a claim stands."""

    CLAIM = "claim"
    DENIAL = "denial"


PUBLIC = frozenset({State.PUBLISHED, State.CORRECTED})
"""States of answers that the public has read."""

IN_WORK = frozenset({State.DRAFT, State.WAITING, State.SENT_BACK})
"""States in which words may still change."""

OPEN = IN_WORK | {State.APPROVED}
"""States of answers that are not out yet; one allegation has at most one of them."""


@dataclass(frozen=True, slots=True)
class Step:
    """From which states an act goes, and to which; None leaves the state as it is."""

    since: frozenset[State]
    to: State | None


STEPS: Mapping[Act, Step] = {
    Act.WORDED: Step(frozenset({State.DRAFT, State.SENT_BACK}), State.DRAFT),
    Act.KHMER_READ: Step(IN_WORK, None),
    Act.KHMER_UNREAD: Step(IN_WORK, None),
    Act.HANDED_IN: Step(frozenset({State.DRAFT, State.SENT_BACK}), State.WAITING),
    Act.TAKEN_BACK: Step(frozenset({State.WAITING}), State.DRAFT),
    Act.SENT_BACK: Step(frozenset({State.WAITING}), State.SENT_BACK),
    Act.APPROVED: Step(frozenset({State.WAITING}), State.APPROVED),
    Act.APPROVAL_ENDED: Step(frozenset({State.APPROVED}), State.WAITING),
    Act.PUBLISHED: Step(frozenset({State.APPROVED}), State.PUBLISHED),
    Act.CORRECTED: Step(frozenset({State.PUBLISHED}), State.CORRECTED),
    Act.DROPPED: Step(IN_WORK, State.DROPPED),
    Act.RESUMED: Step(frozenset({State.DROPPED}), State.DRAFT),
}


def may_follow(act: Act, state: State) -> bool:
    """Whether something can be done with an answer that stands so."""
    step = STEPS.get(act)
    return step is not None and state in step.since


def state_after(act: Act, state: State) -> State:
    """Where an answer stands once this was done; the same state if it moves nothing."""
    to = STEPS[act].to
    return state if to is None else to


def public_from(approved_at: datetime) -> datetime:
    """From when an approved answer may go out without a reason: reporters hear first."""
    return approved_at + HEAD_START
