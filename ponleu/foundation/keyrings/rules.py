"""What may be said of keys, and how they are named. Pure."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from ponleu.engines.sealing import KeyId, key_id

OFFICERS, WORDS = 3, 33
"""How many people keep a sheet of recovery, and how many words stand on each."""

TRIES_OF_ONE, TRIES_OF_ALL = 6, 24
"""How often recovery may be tried in an hour by one officer, and by all of them."""


class Told(StrEnum):
    """What a notice tells a keyholder or an officer."""

    LET_IN = "let_in"
    PUT_OUT = "put_out"
    BEGUN = "begun"
    RECOVERED = "recovered"
    OFFICER = "officer"
    RECOVERY_BEGUN = "recovery_begun"


def paths_down_to(unit_path: str) -> list[str]:
    """The paths of a unit and of all above it, from the root: "KH/", "KH/18/" of "KH/18/"."""
    return [unit_path[: end + 1] for end, sign in enumerate(unit_path) if sign == "/"]


def root_path(unit_path: str) -> str:
    """The path of the unit above all others: "KH/" of "KH/18/1801/"."""
    return paths_down_to(unit_path)[0]


def fingerprint(public: bytes) -> str:
    """A public key in 20 signs, for two people to compare by voice: "4f2a 91c3 0b7e 55d1 9c20"."""
    signs = key_id(public).hex()[:20]
    return " ".join(signs[at : at + 4] for at in range(0, 20, 4))


def sheet_mark(sheet: str, recovery: KeyId) -> bytes:
    """What is kept to know a sheet again: SHA-256 over its words and the key that it belongs to.

    A sheet holds 256 bits of chance, so the mark tells nobody the words.
    """
    words = " ".join(sheet.lower().split())
    return hashlib.sha256(b"ponleu recovery sheet\x00" + recovery + words.encode()).digest()
