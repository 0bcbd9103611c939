"""Secrets of authenticator apps at rest: sealed with a key that the database does not hold."""

from __future__ import annotations

import base64
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
CONTEXT = b"ponleu second factor 1"


def seal(text: str) -> str:
    """Encrypt a secret for the database, with a key that is kept outside it (AES-256-GCM)."""
    nonce = os.urandom(NONCE_BYTES)
    return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), CONTEXT)).decode()


def unseal(sealed: str) -> str:
    """Decrypt what ``seal`` gave.

    Raises:
        cryptography.exceptions.InvalidTag: altered, or sealed with another key.
    """
    raw = base64.b64decode(sealed)
    return _cipher().decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], CONTEXT).decode()


def _cipher() -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=CONTEXT)
    return AESGCM(key.derive(settings.PONLEU_SECOND_FACTOR_KEY.encode()))
