"""How a file is cut into pieces, and where each lies once it is sealed.

Each piece is sealed by itself, under a salt of its own: what is sent again after a cut is sealed
anew, and never under the same key and nonce as before.
"""

from __future__ import annotations

PIECE_BYTES = 8 * 1024 * 1024
"""All pieces but the last have this size."""

MOST_BYTES = 10 * 1024**3
"""Of one file."""

SEGMENT_BYTES = 1024 * 1024
HEADER_BYTES, TAG_BYTES = 40, 16
"""As ``engines.sealing.files`` writes them."""


def sealed_size(size: int) -> int:
    """How many bytes a piece of so many has once it is sealed."""
    room = SEGMENT_BYTES - TAG_BYTES
    segments = max(1, -(-(size + HEADER_BYTES) // room))
    return HEADER_BYTES + size + segments * TAG_BYTES


def sealed_begin(begins_at: int) -> int:
    """Where in the sealed file the piece lies that begins there; a whole number of pieces."""
    return begins_at // PIECE_BYTES * sealed_size(PIECE_BYTES)


def piece_size(begins_at: int, size: int) -> int:
    """How many bytes the piece has that begins there in a file of a size; 0 at its end."""
    return min(PIECE_BYTES, size - begins_at)
