"""Keyed digests of numbers: equal numbers are found to be equal, and none can be read back.

HMAC-SHA-256 (RFC 2104, FIPS 198-1) under a key of this installation; without the key nobody can
try all numbers of a country against a copy of the database.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def digest(sort: str, number: str) -> str:
    """The digest of a number of one sort, 64 hexadecimal digits; the number in normal form."""
    key = settings.PONLEU_BLIND_INDEX_KEY.encode()
    return hmac.new(key, f"{sort}\x00{number}".encode(), hashlib.sha256).hexdigest()
