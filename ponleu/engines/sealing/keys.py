"""Key pairs of X25519 (RFC 7748), and the short names by which envelopes know them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import NewType

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from ponleu.engines.errors import EngineError

KEY_BYTES = 32
KEY_ID_BYTES = 16

KeyId = NewType("KeyId", bytes)
"""The first 16 bytes of SHA-256 of a public key."""


@dataclass(frozen=True, slots=True, eq=False)
class KeyPair:
    """A private key with its public key; printing it shows only the key id.

    Attributes:
        private: 32 bytes; whoever holds them opens what was sealed to the pair.
        public: 32 bytes, for everybody.
    """

    private: bytes = field(repr=False)
    public: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.private) != KEY_BYTES:
            raise EngineError(f"a private key has {KEY_BYTES} bytes; got {len(self.private)}")
        pair = X25519PrivateKey.from_private_bytes(self.private)
        object.__setattr__(self, "public", pair.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"KeyPair(id={self.id.hex()})"

    @property
    def id(self) -> KeyId:
        """The short name of the public key."""
        return key_id(self.public)


def new_key_pair() -> KeyPair:
    """A fresh pair from the operating system's randomness."""
    return KeyPair(X25519PrivateKey.generate().private_bytes_raw())


def key_id(public: bytes) -> KeyId:
    """The short name of a public key of 32 bytes."""
    if len(public) != KEY_BYTES:
        raise EngineError(f"a public key has {KEY_BYTES} bytes; got {len(public)}")
    return KeyId(hashlib.sha256(public).digest()[:KEY_ID_BYTES])
