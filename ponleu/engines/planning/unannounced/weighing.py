"""Weights as whole numbers, so that a draw and whoever checks it work without rounding."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced.types import WHOLE

Floats = NDArray[np.float64]


def whole_weights(shares: Floats) -> tuple[int, ...]:
    """Whole numbers in proportion, adding up to ``WHOLE``.

    What rounding leaves goes to the largest, whose share it changes least.

    Args:
        shares: shape (n_columns,), zero or more, adding up to about 1.
    """
    if len(shares) == 0 or not np.isfinite(shares).all() or shares.min() < 0:
        raise EngineError("shares are finite and not below zero")
    scaled = [int(share * 2.0**64) for share in shares.tolist()]
    largest = max(range(len(scaled)), key=lambda place: (scaled[place], -place))
    scaled[largest] += WHOLE - sum(scaled)
    return tuple(scaled)


def as_shares(weights: tuple[int, ...]) -> Floats:
    """Whole weights as shares of one, each to the last bit of a float."""
    return np.array([weight / WHOLE for weight in weights], dtype=np.float64)
