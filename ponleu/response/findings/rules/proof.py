"""Which level of proof the evidence for a conclusion allows, and what the next asks for. Pure.

The levels are those of DESIGN.md; what each asks for is our own policy where the standard
leaves it open, and so are its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ponleu.response.findings.rules.kinds import NOT_JUDGED, Outcome, Reliability, Side

LEVELS = range(6)
HIGHEST_UNVERIFIED = 1
"""What could not be verified stays a suspicion."""
NEEDS_CORROBORATION = 2
COURT_JUDGMENT = 5
IMPROBABLE = 5
SOLID_ORIGINS = 3
SOLID_DIRECT = 2


@dataclass(frozen=True, slots=True)
class Weighed:
    """A piece of evidence as far as proof goes.

    Attributes:
        origin: whom it comes from; pieces of one origin, and copies of one text, share it.
        is_direct: from someone who saw it, or the thing itself.
        is_judgment: the judgment of a court.
        stands: neither it nor what it rests on was withdrawn.
    """

    side: Side
    origin: str
    is_direct: bool = False
    reliability: Reliability = Reliability.F
    credibility: int = NOT_JUDGED
    is_judgment: bool = False
    stands: bool = True

    @property
    def counts(self) -> bool:
        """Whether it counts towards level 2 and above: it stands, whom it comes from is not
        unreliable, and someone judged that what it says is not improbable.
        """
        is_reliable = self.reliability is not Reliability.E
        return self.stands and is_reliable and self.credibility < IMPROBABLE


class Need(StrEnum):
    """What is missing for a level."""

    SUPPORT = "support"
    DIRECT = "direct"
    INDEPENDENT = "independent"
    MORE_THAN_CONTRARY = "more_than_contrary"
    THREE_ORIGINS = "three_origins"
    TWO_DIRECT = "two_direct"
    JUDGMENT = "judgment"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class Tally:
    """Evidence counted by where it comes from.

    Attributes:
        supporting, contrary: origins on the side of the conclusion, and on the other.
        direct: origins of first-hand evidence on the side of the conclusion.
        uncounted: standing pieces of either side that are not good enough to count.
    """

    supporting: int
    contrary: int
    direct: int
    uncounted: int


def supported_side(outcome: Outcome) -> Side:
    """On which side the evidence stands that supports a conclusion."""
    is_against = outcome in {Outcome.NOT_SUBSTANTIATED, Outcome.OTHER_MATTER}
    return Side.AGAINST if is_against else Side.FOR


def tally(outcome: Outcome, pieces: Iterable[Weighed]) -> Tally:
    """How many origins speak for a conclusion and against it."""
    mine = supported_side(outcome)
    standing = [piece for piece in pieces if piece.stands]
    counted = [piece for piece in standing if piece.counts]
    return Tally(
        supporting=len({piece.origin for piece in counted if piece.side is mine}),
        contrary=len({piece.origin for piece in counted if piece.side is not mine}),
        direct=len({p.origin for p in counted if p.side is mine and p.is_direct}),
        uncounted=len(standing) - len(counted),
    )


def missing(level: int, outcome: Outcome, pieces: Sequence[Weighed]) -> tuple[Need, ...]:
    """What a conclusion lacks for a level; nothing if the evidence allows it."""
    counted = tally(outcome, pieces)
    mine = [p for p in pieces if p.stands and p.side is supported_side(outcome)]
    tests = {
        Need.CONCLUSION: level > HIGHEST_UNVERIFIED and outcome is Outcome.COULD_NOT_VERIFY,
        Need.SUPPORT: level >= 1 and not mine,
        Need.DIRECT: level >= NEEDS_CORROBORATION and not counted.direct,
        Need.INDEPENDENT: level >= NEEDS_CORROBORATION and counted.supporting < 2,
        Need.MORE_THAN_CONTRARY: level in (3, 4) and counted.supporting <= counted.contrary,
        Need.THREE_ORIGINS: level == 4 and counted.supporting < SOLID_ORIGINS,
        Need.TWO_DIRECT: level == 4 and counted.direct < SOLID_DIRECT,
        Need.JUDGMENT: level == COURT_JUDGMENT and not any(p.is_judgment for p in mine),
    }
    return tuple(need for need, is_missing in tests.items() if is_missing)


def allowed(outcome: Outcome, pieces: Sequence[Weighed]) -> int:
    """The highest level that the evidence allows for a conclusion."""
    return max(level for level in LEVELS if not missing(level, outcome, pieces))
