"""Fresh bytes from the operating system: the one place where an engine asks for chance."""

from __future__ import annotations

import secrets


def fresh_bytes(count: int) -> bytes:
    """Bytes that nobody can foretell, for keys, salts and nonces."""
    return secrets.token_bytes(count)
