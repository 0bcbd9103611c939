"""Private keys at rest under a passphrase: Argon2id (RFC 9106), then AES-256-GCM.

magic "PNLK", version 1       5
memory in KiB, passes, lanes  4 + 1 + 1
salt, nonce                   16 + 12
sealed private key            AES-256-GCM, tag 16; all above and the purpose are bound
"""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing.context import checked
from ponleu.engines.sealing.keys import KEY_BYTES
from ponleu.engines.sealing.randomness import fresh_bytes
from ponleu.engines.sealing.refusals import NotOpened

VERSION = b"PNLK\x01"
_SALT_BYTES, _NONCE_BYTES = 16, 12
_COST = struct.Struct(">IBB")
_HEADER_BYTES = len(VERSION) + _COST.size + _SALT_BYTES + _NONCE_BYTES


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs; memory in KiB."""

    memory_kib: int
    passes: int
    lanes: int

    def is_between(self, least: Cost, most: Cost) -> bool:
        """No part is below ``least`` or above ``most``."""
        return (
            least.memory_kib <= self.memory_kib <= most.memory_kib
            and least.passes <= self.passes <= most.passes
            and least.lanes <= self.lanes <= most.lanes
        )


USUAL = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""The second recommended option of RFC 9106, section 4."""

LEAST = Cost(memory_kib=19 * 1024, passes=2, lanes=1)
"""OWASP's Password Storage Cheat Sheet: the least for Argon2id."""

MOST = Cost(memory_kib=256 * 1024, passes=16, lanes=16)
"""A row that asks for more was not written by us: a server of 1 GB has to live through it."""


def lock(private: bytes, passphrase: str, *, purpose: bytes, cost: Cost = USUAL) -> bytes:
    """A private key that only the passphrase opens again, for the same purpose.

    Args:
        private: 32 bytes.
        passphrase: not empty; compared after Unicode's NFKC.
        purpose: whose key it is and what for, 1 to 1,024 bytes.
        cost: at most ``MOST``; weaker than ``LEAST`` opens only where that is asked for.

    Raises:
        EngineError: an argument is out of bounds.
    """
    if len(private) != KEY_BYTES:
        raise EngineError(f"a private key has {KEY_BYTES} bytes; got {len(private)}")
    if not passphrase:
        raise EngineError("the passphrase is empty")
    if not cost.is_between(Cost(8 * cost.lanes, 1, 1), MOST):
        raise EngineError(f"the cost is out of bounds: {cost}")
    salt, nonce = fresh_bytes(_SALT_BYTES), fresh_bytes(_NONCE_BYTES)
    header = VERSION + _COST.pack(cost.memory_kib, cost.passes, cost.lanes) + salt + nonce
    cipher = AESGCM(_wrapping_key(passphrase, salt, cost))
    return header + cipher.encrypt(nonce, private, header + checked(purpose))


def unlock(locked: bytes, passphrase: str, *, purpose: bytes, least: Cost = LEAST) -> bytes:
    """The private key that ``lock`` locked.

    Costs outside ``least`` to ``MOST`` are refused before any work is done for them.

    Raises:
        NotOpened: another passphrase or purpose, changed, cut, or a cost out of bounds.
    """
    header, sealed = locked[:_HEADER_BYTES], locked[_HEADER_BYTES:]
    if len(sealed) != KEY_BYTES + 16 or not header.startswith(VERSION) or not passphrase:
        raise NotOpened
    cost = Cost(*_COST.unpack_from(header, len(VERSION)))
    if not cost.is_between(least, MOST) or cost.memory_kib < 8 * cost.lanes:
        raise NotOpened
    salt, nonce = header[-_NONCE_BYTES - _SALT_BYTES : -_NONCE_BYTES], header[-_NONCE_BYTES:]
    cipher = AESGCM(_wrapping_key(passphrase, salt, cost))
    try:
        return cipher.decrypt(nonce, sealed, header + checked(purpose))
    except InvalidTag:
        raise NotOpened from None


def _wrapping_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    argon2id = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return argon2id.derive(unicodedata.normalize("NFKC", passphrase).encode())
