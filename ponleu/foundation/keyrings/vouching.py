"""That this installation wrote a row about keys itself, and not somebody with the database alone.

Each such row carries an HMAC-SHA-256 of what it says under a key that lies outside the database.
A public key, or a holder, that somebody put there has none that fits, and nothing is sealed to it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Any, Protocol

from django.conf import settings
from django.db import models

LABEL = b"ponleu keyrings 1"


class Said(Protocol):
    """A row that is vouched for."""

    vouched: bytes

    def says(self) -> tuple[bytes, ...]:
        """What it says, part by part; the first names its kind."""
        ...


def vouch(parts: tuple[bytes, ...]) -> bytes:
    """The code of what a row says, 32 bytes; parts cannot run into each other."""
    told = b"".join(len(part).to_bytes(4, "big") + part for part in (LABEL, *parts))
    return hmac.digest(settings.PONLEU_PROOF_KEY.encode(), told, hashlib.sha256)


def is_vouched(row: Said) -> bool:
    """Whether a row still says what this installation wrote."""
    return hmac.compare_digest(bytes(row.vouched), vouch(row.says()))


class VouchField(models.BinaryField):  # type: ignore[type-arg]  # generic in its stubs alone
    """Filled with the code of a row when the row is first written, and never after."""

    def pre_save(self, model_instance: Any, add: bool) -> bytes:
        """The code, made if the row is new."""
        if add:
            model_instance.vouched = vouch(model_instance.says())
        vouched: bytes = model_instance.vouched
        return vouched
