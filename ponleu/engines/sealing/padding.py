"""Lengths rounded up, so that the length of a sealed text tells less about it.

Source: Padmé, algorithm 1 of Nikitin, Barman, Lueks, Underwood, Hubaux and Ford, "Reducing
Metadata Leakage from Encrypted Files and Communication with PURBs", PoPETs 2019(4). It adds at
most 12 %. We begin at 256 bytes, so that "yes" and "no" weigh the same. The mark of the end is
ISO/IEC 7816-4: one byte 0x80, then zeros.
"""

from __future__ import annotations

from ponleu.engines.sealing.refusals import NotOpened

SMALLEST_BYTES = 256


def padme(length: int) -> int:
    """The size to which a content of ``length`` bytes, at least 1, is rounded up."""
    exponent = length.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << max(0, free_bits)) - 1
    return (length + mask) & ~mask


def pad(content: bytes) -> bytes:
    """The content with its end marked and filled up to its bucket."""
    size = max(SMALLEST_BYTES, padme(len(content) + 1))
    return content + b"\x80" + bytes(size - len(content) - 1)


def unpad(padded: bytes) -> bytes:
    """The content that ``pad`` filled up.

    Raises:
        NotOpened: the end is not marked.
    """
    stripped = padded.rstrip(b"\x00")
    if not stripped.endswith(b"\x80"):
        raise NotOpened
    return stripped[:-1]
