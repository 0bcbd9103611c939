"""What a mixed plan promises and what it does not, from its whole-number weights alone.

Source for leaks: Xu et al., "Exploring information leakage in security games" (IJCAI 2015):
an adversary learns of one site whether it will be visited, and picks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.planning.unannounced.spreading import entropy_bits
from ponleu.engines.planning.unannounced.types import Column, Statement
from ponleu.engines.planning.unannounced.weighing import as_shares

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reached:
    """What the search for columns found besides them.

    Attributes:
        bound: None when nothing is proved.
    """

    game_value: float
    bound: float | None
    best_value: float
    least_bits: float
    out_of_reach: tuple[int, ...]


def state(
    values: Sequence[float], columns: Sequence[Column], weights: tuple[int, ...], reached: Reached
) -> Statement:
    """The statement of a mix."""
    worth, shares = np.array(values, dtype=np.float64), as_shares(weights)
    visits = visit_table(len(worth), columns)
    probabilities = visits @ shares
    game = worth.copy()
    game[list(reached.out_of_reach)] = 0.0
    leaks = leak_losses(game, visits, shares)
    bits = entropy_bits(shares)
    return Statement(
        probabilities=tuple(np.clip(probabilities, 0.0, 1.0).tolist()),
        worst_loss=float((game * (1 - probabilities)).max()),
        game_value=reached.game_value,
        bound=reached.bound or 0.0,
        proved=reached.bound is not None,
        entropy_bits=bits,
        likeliest=float(shares.max()),
        enough_bits=bits >= reached.least_bits,
        leak_loss=float(leaks.max()),
        mean_leak_loss=float(leaks.mean()),
        open_loss=float(shares @ (game[:, None] * (1 - visits)).max(axis=0)),
        expected_value=float(worth @ probabilities),
        best_value=reached.best_value,
        out_of_reach=reached.out_of_reach,
    )


def visit_table(site_count: int, columns: Sequence[Column]) -> Floats:
    """Shape (n_sites, n_columns): 1 where the plan visits the site."""
    visits = np.zeros((site_count, len(columns)))
    for place, column in enumerate(columns):
        visits[list(column.sites), place] = 1.0
    return visits


def leak_losses(values: Floats, visits: Floats, shares: Floats) -> Floats:
    """Per site, the loss when an adversary learns whether that site will be visited.

    The adversary sees one of two answers and picks the best site for it; the loss is the mean
    over both, shape (n_sites,).
    """
    both = (visits * shares) @ visits.T  # chance that two sites are both visited
    alone = np.diag(both)
    told_yes = values[None, :] * (alone[:, None] - both)
    told_no = values[None, :] * (1 - alone[:, None] - alone[None, :] + both)
    losses: Floats = told_yes.max(axis=1) + told_no.max(axis=1)
    return losses
