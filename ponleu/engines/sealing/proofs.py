"""Proof of filing: a short mark that anyone can have checked and that reveals nothing.

HMAC-SHA-256 (RFC 2104) over number and day, cut to 80 bits (RFC 2104, section 5), in Crockford's
base 32: 16 signs in four groups, to be read out on the telephone.
"""

from __future__ import annotations

import hmac
from datetime import date

from ponleu.engines.errors import EngineError

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O, which are taken for 1, 1, 0, and no U."""

_PROOF_BYTES = 10
_LEAST_KEY_BYTES = 32
_LABEL = b"ponleu proof of filing 1\x00"
_HEARD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


def proof(number: str, day: date, *, key: bytes) -> str:
    """The mark that goes with a complaint's number and day, such as "7QK4-02MD-X9FA-RT3E".

    Args:
        number: the reference, in any case.
        day: when it was filed.
        key: at least 32 bytes, of this installation, for proofs alone.
    """
    if len(key) < _LEAST_KEY_BYTES:
        raise EngineError(f"a key for proofs has at least {_LEAST_KEY_BYTES} bytes")
    told = _LABEL + f"{number.strip().upper()}\x00{day.isoformat()}".encode()
    value = int.from_bytes(hmac.digest(key, told, "sha256")[:_PROOF_BYTES])
    signs = "".join(SIGNS[value >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def proves(given: str, number: str, day: date, *, key: bytes) -> bool:
    """Whether a mark, as someone typed or heard it, goes with this number and day."""
    heard = given.upper().translate(_HEARD)
    expected = proof(number, day, key=key).replace("-", "")
    return hmac.compare_digest(heard.encode(), expected.encode())
