"""What follows from the secret of a receipt: a mark by which its complaint is found, and the key
pair to which answers are sealed. The record keeps the mark and the public half, never the secret.

PBKDF2-HMAC-SHA-256 (RFC 8018) makes a guess costly and is in every browser; HKDF (RFC 5869)
divides what it gives.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.packs.receipt_words import load_receipt_words
from ponleu.response.complaints.receipt_words import to_words

SECRET_BYTES = 10
"""80 bits: ten words of 256."""

ROUNDS = 100_000
SALT = b"ponleu receipt 1"
MARK, PAIR = b"mark", b"key pair"
MARK_BYTES, KEY_BYTES = 16, 32


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reporter takes away; printing it shows nothing."""

    secret: bytes = field(repr=False)

    def words(self, language: str) -> tuple[str, ...]:
        """The secret as ten words of a language."""
        return to_words(self.secret, load_receipt_words(), language)

    def derived(self) -> Derived:
        """The mark and the key pair; takes some tens of milliseconds on purpose."""
        slow = PBKDF2HMAC(SHA256(), KEY_BYTES, SALT, ROUNDS).derive(self.secret)
        mark = HKDFExpand(SHA256(), MARK_BYTES, MARK).derive(slow)
        private = HKDFExpand(SHA256(), KEY_BYTES, PAIR).derive(slow)
        return Derived(mark, KeyPair(private))


@dataclass(frozen=True, slots=True)
class Derived:
    """What the record needs of a receipt.

    Attributes:
        mark: 16 bytes by which the complaint is found.
        pair: opens what is sealed to the reporter.
    """

    mark: bytes = field(repr=False)
    pair: KeyPair


def new_receipt() -> Receipt:
    """A receipt that nobody has."""
    return Receipt(secrets.token_bytes(SECRET_BYTES))
