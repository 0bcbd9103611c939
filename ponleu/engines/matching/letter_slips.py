"""What it costs to take one folded letter for another: by eye, by machine or by finger."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ALPHABET = 128
"""Folded letters are ASCII."""

SAME_LOOK = (
    "0o", "1l", "1i", "il", "5s", "8b", "2z", "6b", "9g", "6g", "vy", "uv", "ce", "nh", "oq",
    "cg", "hb", "gq",
)  # fmt: skip
"""Pairs that machines and tired eyes take for one another."""

KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Rows of the usual keyboard; a row lies half a key to the right of the one above."""

LOOK_COST, NEIGHBOUR_COST, OTHER_COST = 0.6, 0.8, 1.0

DIGIT_COST = 2.0
"""One digit for another makes another number: Jinbei 2 is not Jinbei 4."""


def letter_costs() -> NDArray[np.float32]:
    """Cost of writing one letter for another, shape (128, 128), symmetric, 0 on the diagonal.

    Letters that look alike cost least, then keys that touch, all others, other digits.
    """
    costs = np.full((ALPHABET, ALPHABET), OTHER_COST, dtype=np.float32)
    digits = slice(ord("0"), ord("9") + 1)
    costs[digits, digits] = DIGIT_COST
    for one, other in _touching():
        _set(costs, one, other, NEIGHBOUR_COST)
    for pair in SAME_LOOK:
        _set(costs, pair[0], pair[1], LOOK_COST)
    np.fill_diagonal(costs, 0.0)
    return costs


def _touching() -> list[tuple[str, str]]:
    beside = [pair for row in KEYBOARD for pair in pairwise(row)]
    below = [
        (key, under)
        for row, lower in pairwise(KEYBOARD)
        for place, key in enumerate(row)
        for under in lower[max(0, place - 1) : place + 1]
    ]
    return beside + below


def _set(costs: NDArray[np.float32], one: str, other: str, cost: float) -> None:
    costs[ord(one), ord(other)] = costs[ord(other), ord(one)] = cost
