"""New plans from rounds of known ones: a team takes over a round that it had in another plan.

A round that a team can do stays one it can do, whatever the other teams do, as long as nobody else
comes to the same site. So plans that are known can be crossed, at a thousandth of what a search
costs (the recombination of routes of Rochat and Taillard, "Probabilistic diversification and
intensification in local search for vehicle routing", 1995).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.types import Round

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PASSES = 2
"""How often each team may take over another round."""


class Crossing:
    """Rounds that teams had in known plans, and plans made of them.

    Rounds with a site that several teams visit together or that is struck together with others
    stay where they are.
    """

    def __init__(self, sites: Sequence[str], teams: Sequence[str], tied: frozenset[str]) -> None:
        """Keys of all sites and teams, and of the sites whose visits hang on other teams."""
        self._place = {key: place for place, key in enumerate(sites)}
        self._tied = np.array([key in tied for key in sites], dtype=np.bool_)
        self._known = tuple(_Known(key, len(sites)) for key in teams)
        self._plans: list[list[int]] = []

    def note(self, rounds: Sequence[Round]) -> None:
        """Add the rounds of a plan, one of each team, in any order."""
        by_team = {one.team: one for one in rounds}
        self._plans.append(
            [known.number(by_team[known.team], self._place) for known in self._known]
        )

    def cross(self, prizes: Floats, chance: np.random.Generator) -> tuple[Round, ...] | None:
        """A plan that collects much of these prizes, made of known rounds; None if none is known.

        Args:
            prizes: shape (n_sites,), zero or more.
            chance: who takes over first.
        """
        if not self._plans:
            return None
        gains = [known.visited @ prizes for known in self._known]
        plans = np.array(self._plans)
        worth = np.sum([gains[nth][plans[:, nth]] for nth in range(len(gains))], axis=0)
        plan = list(self._plans[int(np.argmax(worth))])
        for _ in range(PASSES):
            for nth in chance.permutation(len(plan)).tolist():
                plan[nth] = self._taken_over(nth, plan, gains[nth])
        self._plans.append(plan)
        return tuple(known.rounds[number] for known, number in zip(self._known, plan, strict=True))

    def _taken_over(self, nth: int, plan: Sequence[int], gains: Floats) -> int:
        """The round of the nth team that collects most beside those of the others."""
        own = self._known[nth]
        if (own.visited[plan[nth]] & self._tied).any():
            return plan[nth]
        shut = self._tied.copy()
        for other, (known, number) in enumerate(zip(self._known, plan, strict=True)):
            if other != nth:
                shut |= known.visited[number]
        is_free = ~(own.visited & shut).any(axis=1)
        return int(np.argmax(np.where(is_free, gains, -1.0)))


class _Known:
    """The rounds that one team had.

    Attributes:
        visited: shape (n_rounds, n_sites).
    """

    def __init__(self, team: str, sites: int) -> None:
        self.team = team
        self.rounds: list[Round] = []
        self._table = np.zeros((64, sites), dtype=np.bool_)
        self._numbers: dict[Round, int] = {}

    @property
    def visited(self) -> Flags:
        return self._table[: len(self.rounds)]

    def number(self, one: Round, place: Mapping[str, int]) -> int:
        """Where a round stands among those of the team; it is added if it is new."""
        if one not in self._numbers:
            if len(self.rounds) == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[len(self.rounds), [place[visit.site] for visit in one.visits]] = True
            self._numbers[one] = len(self.rounds)
            self.rounds.append(one)
        return self._numbers[one]
