"""A share with how far chance alone may move it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054
FEW = 5
"""Of fewer than so many nothing can be said; the page says so."""


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``, with the limits of Wilson's interval at 95%, 0..1.

    Attributes:
        low, high: 0 and 1 if the whole is empty.
    """

    part: int
    whole: int
    low: float
    high: float

    @property
    def is_few(self) -> bool:
        """Whether there are too few to say anything."""
        return self.whole < FEW


def share(part: int, whole: int) -> Share:
    """A share with its interval, after Wilson (1927).

    Args:
        part: 0 to ``whole``.

    Raises:
        ValueError: it is not.
    """
    if not 0 <= part <= whole:
        raise ValueError("a part lies between nothing and the whole")
    if whole == 0:
        return Share(0, 0, 0.0, 1.0)
    rate, square = part / whole, Z_95 * Z_95
    middle = (rate + square / (2 * whole)) / (1 + square / whole)
    half = Z_95 * sqrt(rate * (1 - rate) / whole + square / (4 * whole * whole))
    half /= 1 + square / whole
    low = 0.0 if part == 0 else max(0.0, middle - half)
    high = 1.0 if part == whole else min(1.0, middle + half)
    return Share(part, whole, low, high)
