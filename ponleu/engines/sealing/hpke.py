"""Hybrid public key encryption to one recipient, by the library's own implementation.

Source: RFC 9180, base mode, single shot (section 6.1): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
AES-256-GCM. The associated data is empty; what binds goes into ``info``, as section 8.1 allows.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing.keys import KeyPair
from ponleu.engines.sealing.refusals import NotOpened

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
OVERHEAD_BYTES = 48
"""The ephemeral public key, 32, and the tag, 16."""


def seal_to(public: bytes, content: bytes, *, info: bytes) -> bytes:
    """Ephemeral public key and ciphertext, that only the holder of the private key opens.

    Raises:
        EngineError: ``public`` is no usable public key.
    """
    try:
        return SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info=info)
    except ValueError:
        raise EngineError("this is not a usable X25519 public key") from None


def open_from(sealed: bytes, key_pair: KeyPair, *, info: bytes) -> bytes:
    """What ``seal_to`` sealed to this pair under the same ``info``.

    Raises:
        NotOpened: whatever else it is.
    """
    private = X25519PrivateKey.from_private_bytes(key_pair.private)
    try:
        return SUITE.decrypt(sealed, private, info=info)
    except InvalidTag:
        raise NotOpened from None
