"""The sound of a word so coarsely that its usual respellings sound the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ponleu.engines.matching.sound_units import DIGITS, VOWELS
from ponleu.engines.matching.types import Token

SOUND_GROUPS: Final = 16
"""Consonants are thrown into so many groups, about as coarse as Soundex."""


def sound_groups(unit_ids: Mapping[str, int], costs: NDArray[np.float32]) -> bytes:
    """The group of each unit of sound, by unit id, 256 long; 0 for vowels and unused ids.

    Average linkage on what it costs to take one consonant for another, until
    ``SOUND_GROUPS`` are left; digits stand alone.
    """
    even = (costs + costs.T) / 2
    digits = [unit_ids[text] for text in DIGITS if text in unit_ids]
    closed = {unit for text, unit in unit_ids.items() if not _is_vowel(text)}
    sounded = sorted(closed - set(digits))
    groups = bytearray(256)
    joined = _joined(even[np.ix_(sounded, sounded)].astype(np.float64), SOUND_GROUPS)
    for number, members in enumerate(joined, start=1):
        for member in members:
            groups[sounded[member]] = number
    for number, unit in enumerate(digits, start=len(joined) + 1):
        groups[unit] = number
    return bytes(groups)


def _is_vowel(unit: str) -> bool:
    """Khmer vowels carry the series of their consonant, 1 or 2; digits have no such mark."""
    return unit in VOWELS or (unit[-1] in "12" and unit not in DIGITS)


def _joined(apart: NDArray[np.float64], most: int) -> list[list[int]]:
    np.fill_diagonal(apart, np.inf)
    groups = [[at] for at in range(len(apart))]
    for _ in range(len(groups) - most):
        one, other = divmod(int(np.argmin(apart)), len(apart))
        here, there = len(groups[one]), len(groups[other])
        apart[one] = (apart[one] * here + apart[other] * there) / (here + there)
        apart[:, one] = apart[one]
        apart[one, one] = np.inf
        apart[other, :] = apart[:, other] = np.inf
        groups[one] += groups[other]
        groups[other] = []
    return [members for members in groups if members]


def skeleton(token: Token, groups: bytes) -> bytes:
    """The consonants of a word by group, none twice in a row; its first letter if it has none."""
    kept = bytearray()
    for unit in token.units:
        group = groups[unit]
        if group and (not kept or kept[-1] != group):
            kept.append(group)
    return bytes(kept) or token.letters[:1]
