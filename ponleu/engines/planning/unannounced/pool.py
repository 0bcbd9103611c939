"""The plans found so far, what they can guard, and what a further one would have to collect."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced.coverage import cover
from ponleu.engines.planning.unannounced.guarding import Guard, Master, prizes, proved_loss
from ponleu.engines.planning.unannounced.stating import visit_table
from ponleu.engines.planning.unannounced.types import Column, Cross, Limit, Price

Floats = NDArray[np.float64]

CLOSE = 1e-9
ROOM = 0.1
"""Share of what the value floor leaves free that is kept for entropy."""
SLIGHT = 0.05
"""What the most valuable site counts in prizes where nothing presses, in shares of the most."""


class Pool:
    """Plans, none with the same sites as another, and the adversary's game over them.

    Attributes:
        columns: the plans, in the order in which they came.
        game: values, 0 at sites that nobody can reach.
        best: value of the best plan.
        unreached: sites that no plan visited, also when nothing else was asked for.
        first_shares: how an adversary picks when only the limits are known.
    """

    def __init__(
        self,
        values: tuple[float, ...],
        price: Price,
        limits: Sequence[Limit],
        value_kept: float,
        cross: Cross | None = None,
    ) -> None:
        self.columns: list[Column] = []
        self.game = np.array(values)
        self.best = 0.0
        self.unreached: list[int] = []
        self._price, self._cross = price, cross
        self._limits, self._value_kept = limits, value_kept
        self._seen: set[tuple[int, ...]] = set()
        self._master = Master(values)
        self._solved: Guard | None = None
        self._proved: float | None = None
        coverage = cover(values, limits)
        self.first_shares = np.array(coverage.shares)
        self._covered_loss = coverage.worst_loss

    def ask(self, wanted: Floats) -> tuple[Column, float | None]:
        """One plan for these prizes, and the proved ceiling; kept when it is new."""
        priced = self._price(wanted.tolist())
        column = priced.column
        self._add(column)
        return column, priced.ceiling

    def cross(self, wanted: Floats) -> None:
        """One plan for these prizes made of parts of known ones, if that can be done."""
        column = self._cross(wanted.tolist()) if self._cross else None
        if column is not None:
            self._add(column)

    def _add(self, column: Column) -> None:
        if column.sites and column.sites[-1] >= len(self.game):
            raise EngineError("a column visits a site that has no value")
        if column.sites not in self._seen:
            self._seen.add(column.sites)
            self.columns.append(column)
            self._master.add(column)
            self._solved = None
            self._value(column)

    def _value(self, column: Column) -> None:
        worth = float(self.game[list(column.sites)].sum())
        if worth > self.best:
            self.best = worth
            if self._value_kept > 0:
                kept = self._value_kept + ROOM * (1 - self._value_kept)
                self._master.keep(worth * kept)

    def guard(self) -> Guard:
        """The best mix of the plans so far."""
        if self._solved is None:
            self._solved = self._master.solved()
        return self._solved

    def answer(self, shares: Floats, now: Guard) -> bool:
        """Ask for a plan against these picks; whether it lowers the worst loss of ``now``."""
        wanted = prizes(self.game, shares, now.zeal)
        column, ceiling = self.ask(wanted)
        self.cross(wanted)
        if ceiling is not None and now.zeal == 0:
            proved = proved_loss(self.game, shares, ceiling)
            self.prove(proved)
        exact = prizes(self.game, now.shares, now.zeal)
        gain = float(exact[list(column.sites)].sum()) - now.least_gain
        return gain > CLOSE * max(1.0, abs(now.least_gain))

    def wanted(self, now: Guard) -> int | None:
        """The site that presses most among those that no plan visits; None when none does."""
        visited = {site for column in self.columns for site in column.sites}
        pressing = [
            site
            for site in np.flatnonzero(now.shares > CLOSE).tolist()
            if site not in visited and site not in self.unreached
        ]
        return max(pressing, key=lambda site: float(now.shares[site]), default=None)

    def reach(self, site: int) -> None:
        """Ask for this site alone; leave it out of the game if no plan visits it even then."""
        alone = np.zeros(len(self.game))
        alone[site] = 1.0
        column, _ = self.ask(alone)
        if site not in column.sites:
            self.unreached.append(site)
            self.game[site] = 0.0
            self._master.drop(site)
            self._solved = self._proved = None
            self._covered_loss = cover(self.game.tolist(), self._limits).worst_loss

    def prove(self, worst_loss: float) -> None:
        """Note that no mix of any plans has a smaller worst loss in this game; 0 says nothing."""
        if worst_loss > 0:
            self._proved = max(self._proved or 0.0, worst_loss)

    def bound(self) -> float | None:
        """No mix of any plans has a smaller worst loss; None when nothing is proved."""
        known = [self._covered_loss] if self._limits else []
        known += [] if self._proved is None else [self._proved]
        return max(known, default=None)

    def is_closed(self) -> bool:
        """Whether the mix is as good as the bound says that any can be."""
        bound = self.bound()
        return bound is not None and self.guard().worst_loss <= bound + CLOSE * self.game.max()

    def kept(self, allowed: float, value_kept: float) -> Floats:
        """What weights have to keep, shape (n_sites + 1, n_columns): rows of ``spread``.

        Row of a site: visited often enough that its loss is at most ``allowed``. Last row: the
        expected value.
        """
        visits = visit_table(len(self.game), self.columns)
        needed = np.where(self.game > allowed, 1 - allowed / np.maximum(self.game, allowed), 0.0)
        rows = visits - needed[:, None]
        rows[needed <= 0] = 0.0
        worth = (self.game @ visits) / (self.best or 1.0)
        floor = worth - value_kept if value_kept > 0 else np.zeros(len(self.columns))
        return np.vstack([rows, floor])

    def lifts(self, prices: Floats) -> Floats:
        """What each site counts when plans are weighed by the prices of ``kept``, above 0."""
        pressing = prices[:-1] + prices[-1] * self.game / (self.best or 1.0)
        top = float(pressing.max()) or 1.0
        most = float(self.game.max()) or 1.0
        return np.asarray(pressing + SLIGHT * top * self.game / most)
