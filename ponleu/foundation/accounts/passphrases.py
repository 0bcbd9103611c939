"""Passphrases that Ponleu makes up for one sign-in."""

from __future__ import annotations

import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""31 signs without those that are taken for each other: i l o 0 1."""


def new_passphrase() -> str:
    """A passphrase for one sign-in: five groups of four signs, 99 bits, easy to read out."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(5))
    return "-".join(groups)
