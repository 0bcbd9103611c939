"""A draw that nobody steers and anybody can check: commit first, reveal later.

Each party picks 32 secret bytes and gives out their commitment, which says nothing of them. Once
all have, all reveal; the plan follows from the mix and all seeds together. One honest party is
enough for a fair draw. Source: M. Blum, "Coin flipping by telephone" (1981). SHA-256: FIPS 180-4.
"""

from __future__ import annotations

import hashlib
import hmac
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.unannounced.types import WHOLE

LENGTH = 32
"""Bytes of a seed, of a commitment, of the digest of a mix."""
_COMMITMENT = b"ponleu draw 1 commitment\0"
_NUMBER = b"ponleu draw 1 number\0"


@dataclass(frozen=True, slots=True)
class Revealed:
    """One party's part of a draw, once it may be seen."""

    commitment: bytes
    seed: bytes


def mix_digest(mix_file: bytes) -> bytes:
    """SHA-256 of the file of a mixed plan, every byte of it."""
    return hashlib.sha256(mix_file).digest()


def commitment(digest: bytes, seed: bytes) -> bytes:
    """What binds a party to its seed and to this mix without showing the seed.

    Args:
        digest: of the mix.
        seed: from the system's secure generator, used once.
    """
    return hashlib.sha256(_COMMITMENT + _sized(digest) + _sized(seed)).digest()


def is_kept(digest: bytes, revealed: Revealed) -> bool:
    """Whether the seed is the one that was committed to, for this mix."""
    return hmac.compare_digest(commitment(digest, revealed.seed), revealed.commitment)


def drawn_number(digest: bytes, parts: Sequence[Revealed]) -> int:
    """A number from 0 to below ``WHOLE``, from all seeds together, in the order of commitments.

    Raises:
        EngineError: nobody took part, two commitments are the same, or a seed is not kept.
    """
    ordered = sorted(parts, key=lambda part: part.commitment)
    if not ordered or len({part.commitment for part in ordered}) < len(ordered):
        raise EngineError("a draw needs at least one part, and no part twice")
    if not all(is_kept(digest, part) for part in ordered):
        raise EngineError("a seed is not the one that was committed to")
    joined = b"".join(part.commitment + part.seed for part in ordered)
    return int.from_bytes(hashlib.sha256(_NUMBER + digest + joined).digest()[:8], "big")


def drawn_place(weights: Sequence[int], number: int) -> int:
    """The column that a number falls on: the first whose running total is above it.

    Raises:
        EngineError: the weights are not whole, above 0 and ``WHOLE`` together.
    """
    if not weights or min(weights) <= 0 or sum(weights) != WHOLE:
        raise EngineError("weights are above 0 and add up to 2 to the 64th")
    if not 0 <= number < WHOLE:
        raise EngineError("a drawn number has 64 bits")
    return bisect_right(list(accumulate(weights)), number)


def _sized(part: bytes) -> bytes:
    if len(part) != LENGTH:
        raise EngineError(f"a seed, a commitment and a digest have {LENGTH} bytes")
    return part
