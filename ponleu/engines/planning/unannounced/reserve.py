"""Which teams are left to the draw, so that a stated share of capacity is drawn, not chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ponleu.engines.errors import EngineError


@dataclass(frozen=True, slots=True)
class Reserve:
    """Capacity in two parts.

    Attributes:
        chosen, drawn: places of teams, rising; their visits follow risk, or are drawn.
        share: minutes of the drawn teams among all; at least what was asked.
    """

    chosen: tuple[int, ...]
    drawn: tuple[int, ...]
    share: float


def set_aside(minutes: Sequence[int], share: float) -> Reserve:
    """The teams whose minutes make up the share with the least above it.

    Args:
        minutes: per team, how long it is out; above 0.
        share: above 0 and up to 1.

    Raises:
        EngineError: there is no team, or minutes or the share are out of range.
    """
    if not minutes or min(minutes) <= 0:
        raise EngineError("a reserve needs teams, each with minutes above 0")
    if not 0 < share <= 1:
        raise EngineError(f"a reserve is a share above 0 and up to 1; got {share}")
    total = sum(minutes)
    sets: dict[int, tuple[int, ...]] = {0: ()}  # minutes to the first teams that make them up
    for team, long in enumerate(minutes):
        for reached, teams in list(sets.items()):
            sets.setdefault(reached + long, (*teams, team))
    least = min(reached for reached in sets if reached >= share * total * (1 - 1e-12))
    drawn = sets[least]
    chosen = tuple(team for team in range(len(minutes)) if team not in drawn)
    return Reserve(chosen, drawn, least / total)
