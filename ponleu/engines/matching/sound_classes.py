"""Units of sound thrown together into a few classes, so that respellings and scripts meet."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.errors import EngineError
from ponleu.engines.matching.sound_costs import CROSSED, UNLIKE

MOST_CLASSES = 63
"""Of consonants and of vowels together; 0 stands for the edge of a word."""

LOOSE_COST = 0.8
"""Units join a class while they cost less than this to take for its members, on average."""


SoundClasses = NDArray[np.uint8]
"""The class of each unit, uint8 (n_units,), 1 to 63; 0 for a unit that is not used."""


def sound_classes(
    unit_ids: Mapping[str, int], costs: NDArray[np.float32], *, vowel: str = "a"
) -> SoundClasses:
    """Classes of units that are cheap to take for each other, consonants apart from vowels.

    Average linkage: the two nearest classes are joined until none are nearer than
    ``LOOSE_COST`` or, past 63 classes, until so many are left.

    Args:
        vowel: a unit that is a vowel; what costs as much as ``CROSSED`` to take for it is none.

    Raises:
        EngineError: the table of units holds no such vowel.
    """
    if vowel not in unit_ids:
        raise EngineError(f"no unit {vowel!r} among the sounds")
    even = (costs + costs.T) / 2
    used = np.array(sorted(unit_ids.values()))
    with_vowel = even[used, unit_ids[vowel]] < (UNLIKE + CROSSED) / 2
    of_unit = np.zeros(costs.shape[0], dtype=np.uint8)
    following = 1
    for units, most in ((used[~with_vowel], 36), (used[with_vowel], MOST_CLASSES - 36)):
        for members in _joined(even[np.ix_(units, units)].astype(np.float64), most):
            of_unit[units[members]] = following
            following += 1
    return of_unit


def _joined(apart: NDArray[np.float64], most: int) -> list[list[int]]:
    classes = [[at] for at in range(len(apart))]
    apart = apart.copy()
    np.fill_diagonal(apart, np.inf)
    left = len(classes)
    while left > 1:
        one, other = divmod(int(np.argmin(apart)), len(apart))
        if apart[one, other] >= LOOSE_COST and left <= most:
            break
        here, there = len(classes[one]), len(classes[other])
        apart[one] = (apart[one] * here + apart[other] * there) / (here + there)
        apart[:, one] = apart[one]
        apart[one, one] = np.inf
        apart[other, :] = apart[:, other] = np.inf
        classes[one] += classes[other]
        classes[other] = []
        left -= 1
    return [members for members in classes if members]
