"""What a signature of the installation covers: which text, who, what they did, and when."""

from __future__ import annotations

import hashlib


def signed_text(
    *, reference: str, version: int, sha256: str, who: str, manner: str, words: str, at: str
) -> bytes:
    """The bytes that are signed.

    Args:
        sha256: of the content, 64 hex digits.
        who: key of the place in a team, or of nobody with an account: the name.
        words: the reservation or the reason; its hash is covered.
        at: ISO instant.
    """
    said = hashlib.sha256(words.encode()).hexdigest()
    named = " ".join(who.split())
    lines = ("ponleu minutes signature", reference, str(version), sha256, named, manner, said, at)
    return ("\n".join(lines) + "\n").encode()
