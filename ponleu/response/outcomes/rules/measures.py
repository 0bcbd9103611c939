"""Where a measure stands, which step may follow, and whether it holds on a day. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """Where a measure stands."""

    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    ORDERED = "ordered"
    REFUSED = "refused"
    LIFTED = "lifted"


class Step(StrEnum):
    """What somebody does to a measure."""

    PROPOSE = "propose"
    WITHDRAW = "withdraw"
    ORDER = "order"
    REFUSE = "refuse"
    TAKE_BACK = "take_back"
    LIFT = "lift"
    PUT_BACK = "put_back"


NEXT: Mapping[tuple[State, Step], State] = MappingProxyType(
    {
        (State.PROPOSED, Step.WITHDRAW): State.WITHDRAWN,
        (State.PROPOSED, Step.ORDER): State.ORDERED,
        (State.PROPOSED, Step.REFUSE): State.REFUSED,
        (State.WITHDRAWN, Step.PUT_BACK): State.PROPOSED,
        (State.ORDERED, Step.TAKE_BACK): State.PROPOSED,
        (State.REFUSED, Step.TAKE_BACK): State.PROPOSED,
        (State.ORDERED, Step.LIFT): State.LIFTED,
        (State.LIFTED, Step.PUT_BACK): State.ORDERED,
    }
)
"""Which state follows from which by which step: each has one that undoes it."""

DECIDED = frozenset({State.ORDERED, State.REFUSED, State.LIFTED})
BY_ANOTHER = frozenset({Step.ORDER, Step.REFUSE})
"""Steps that the proposer cannot take."""
BY_PROPOSER = frozenset({Step.WITHDRAW})
BY_DECIDER = frozenset({Step.TAKE_BACK})


def after(state: State, step: Step) -> State | None:
    """The state after a step; none if that step cannot be taken."""
    return NEXT.get((state, step))


def holds_on(
    state: State, from_on: date, until_on: date | None, lifted_on: date | None, day: date
) -> bool:
    """Whether a measure is in force on a day: its last day counts, that of lifting does not."""
    if state not in {State.ORDERED, State.LIFTED}:
        return False
    if state is State.LIFTED and lifted_on is not None and lifted_on <= day:
        return False
    return from_on <= day and (until_on is None or day <= until_on)
