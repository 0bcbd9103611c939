"""Work for a machine that wants to send: many small puzzles, so that no phone is unlucky.

After hashcash (A. Back, 2002): find numbers whose SHA-256 together with a dated challenge begins
with zero bits. Sixteen puzzles of 8 bits take about 4,100 hashes, and hardly ever 8,000, where one
puzzle of 12 bits would take more than 12,000 for one phone in twenty. Nobody is turned away who
cannot do it: they wait a few seconds instead.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from hashlib import sha256

from django.utils.crypto import constant_time_compare, salted_hmac

PUZZLES, BITS = 16, 8
LIVES_SECONDS = 24 * 60 * 60
USES = 20
"""How often one solved challenge may be sent: a dropped line is tried again."""


def new_challenge(at: datetime) -> str:
    """A challenge that names its second and that only this installation can make."""
    told = f"{int(at.timestamp())}.{secrets.token_hex(8)}"
    return f"{told}.{_mark(told)}"


def age_seconds(challenge: str, at: datetime) -> float | None:
    """How long ago we made a challenge; None if we did not, or if that was over a day ago."""
    told, _dot, mark = challenge.rpartition(".")
    if not told or not constant_time_compare(mark, _mark(told)):
        return None
    age = at.timestamp() - int(told.partition(".")[0])
    return age if 0 <= age <= LIVES_SECONDS else None


def is_solved(challenge: str, answers: str) -> bool:
    """Whether the numbers, separated by dots, solve all puzzles of a challenge."""
    numbers = answers.split(".")
    if len(numbers) != PUZZLES:
        return False
    return all(_begins_with_zeros(challenge, n, number) for n, number in enumerate(numbers))


def _begins_with_zeros(challenge: str, puzzle: int, number: str) -> bool:
    digest = sha256(f"{challenge}:{puzzle}:{number}".encode()).digest()
    return int.from_bytes(digest) >> (256 - BITS) == 0


def _mark(told: str) -> str:
    digest = salted_hmac("ponleu.public.challenge", told, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")
