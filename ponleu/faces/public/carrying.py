"""Bytes that a page carries for the server: sealed to it, of one purpose, kept nowhere.

AES-256-GCM under a key that HKDF-SHA256 draws from the installation's secret.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
_NONCE_BYTES = 12
_MOST_BYTES = 1024 * 1024


class NotReadable(Exception):
    """It was changed, cut, is too old or was never ours; which of these is not told."""


def carried(content: bytes, *, purpose: bytes, secret: str) -> str:
    """The content as the text of a hidden field."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    body = AESGCM(_key(purpose, secret)).encrypt(nonce, zlib.compress(content), VERSION)
    return base64.urlsafe_b64encode(VERSION + nonce + body).decode().rstrip("=")


def brought(text: str, *, purpose: bytes, secret: str) -> bytes:
    """The content of a hidden field that ``carried`` made for the same purpose.

    Raises:
        NotReadable: see there.
    """
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise NotReadable from None
    nonce, body = packed[1 : 1 + _NONCE_BYTES], packed[1 + _NONCE_BYTES :]
    if packed[:1] != VERSION or len(nonce) < _NONCE_BYTES:
        raise NotReadable
    try:
        content = AESGCM(_key(purpose, secret)).decrypt(nonce, body, VERSION)
    except InvalidTag:
        raise NotReadable from None
    return zlib.decompressobj().decompress(content, _MOST_BYTES)


def _key(purpose: bytes, secret: str) -> bytes:
    info = b"ponleu public pages 1\x00" + purpose
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(secret.encode())
