"""Primary keys: UUIDv7, ordered by time, also made by clients that are offline (RFC 9562, 5.7)."""

from __future__ import annotations

from uuid import UUID

from uuid_utils import compat


def new_key() -> UUID:
    """A fresh key; later keys sort after earlier ones of the same machine."""
    return compat.uuid7()
