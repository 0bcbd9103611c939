"""Travel times where no road matrix is given: great circles, a speed and a detour."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088


def great_circle_ticks(
    positions: Sequence[tuple[float, float]],
    *,
    speed_kmh: float,
    detour_factor: float,
    ticks: int,
) -> NDArray[np.int64]:
    """Ticks from each position to each, rounded up, shape (positions, positions).

    Args:
        positions: (latitude, longitude) in degrees.
        detour_factor: how much longer roads are than the great circle, 1 or more.
        ticks: in a minute.
    """
    radians = np.radians(np.array(positions, np.float64).reshape(-1, 2))
    latitude, longitude = radians[:, 0], radians[:, 1]
    high = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2
    wide = np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2
    part = high + np.cos(latitude[:, None]) * np.cos(latitude[None, :]) * wide
    km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(part, 0.0, 1.0)))
    minutes = km * detour_factor / speed_kmh * 60
    rounded: NDArray[np.int64] = np.ceil(minutes * ticks - 1e-9).astype(np.int64)
    return rounded
