"""Files sealed piece by piece: order and end are bound, memory stays the same at any size.

Source: AES-GCM-HKDF streaming AEAD of Google's Tink (developers.google.com/tink/streaming-aead,
after Hoang, Reyhanitabar, Rogaway and Vizar, CRYPTO 2015), with Tink's own parameters
AES256_GCM_HKDF_1MB and AES256_GCM_HKDF_4KB. What we seal, Tink opens, and the other way.

    header    1 + 32 + 7    its length (40), salt, prefix of nonces
    segments                AES-256-GCM under HKDF-SHA256(key, salt, context); the first is shorter
                            by the header; the nonce is prefix, number, and 1 for the last
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ponleu.engines.errors import EngineError
from ponleu.engines.sealing.context import checked
from ponleu.engines.sealing.keys import KEY_BYTES
from ponleu.engines.sealing.randomness import fresh_bytes
from ponleu.engines.sealing.refusals import NotOpened

SEGMENT_1MB, SEGMENT_4KB = 1024 * 1024, 4 * 1024

_SALT_BYTES, _PREFIX_BYTES, _TAG_BYTES = 32, 7, 16
_HEADER_BYTES = 1 + _SALT_BYTES + _PREFIX_BYTES
_POSITION = struct.Struct(">I?")


def new_file_key() -> bytes:
    """A fresh key for one file; it travels inside an envelope."""
    return fresh_bytes(KEY_BYTES)


def seal_file(
    pieces: Iterable[bytes], key: bytes, *, context: bytes, segment_bytes: int = SEGMENT_1MB
) -> Iterator[bytes]:
    """The sealed file, its header and then a segment at a time, for content in pieces of any size.

    Args:
        pieces: the content; drawn as it is needed.
        key: 32 bytes, from ``new_file_key``.
        context: what the file is and the key of its record, 1 to 1,024 bytes.
        segment_bytes: one of the two sizes that Tink publishes.

    Raises:
        EngineError: key, context or segment size out of bounds.
    """
    _check(key, segment_bytes)
    return _sealed(pieces, key, checked(context), segment_bytes)


def open_file(
    pieces: Iterable[bytes], key: bytes, *, context: bytes, segment_bytes: int = SEGMENT_1MB
) -> Iterator[bytes]:
    """The content, a proved segment at a time; see ``seal_file`` for the arguments.

    Each segment was proved before it is given. That the file is whole is known only at the end:
    whoever must not act on part of a file waits until the iterator is exhausted.

    Raises:
        NotOpened: while iterating: changed, cut, out of order, of another key or context.
        EngineError: key, context or segment size out of bounds.
    """
    _check(key, segment_bytes)
    return _opened(pieces, key, checked(context), segment_bytes)


def _sealed(
    pieces: Iterable[bytes], key: bytes, context: bytes, segment_bytes: int
) -> Iterator[bytes]:
    salt, prefix = fresh_bytes(_SALT_BYTES), fresh_bytes(_PREFIX_BYTES)
    cipher = _cipher(key, salt, context)
    room = segment_bytes - _TAG_BYTES
    yield bytes([_HEADER_BYTES]) + salt + prefix
    for number, (content, is_last) in enumerate(_cut(pieces, room - _HEADER_BYTES, room)):
        nonce = prefix + _POSITION.pack(number, is_last)
        yield cipher.encrypt(nonce, content, None)


def _opened(
    pieces: Iterable[bytes], key: bytes, context: bytes, segment_bytes: int
) -> Iterator[bytes]:
    segments = _cut(pieces, segment_bytes, segment_bytes)
    first, is_last = next(segments)
    header, segment = bytes(first[:_HEADER_BYTES]), first[_HEADER_BYTES:]
    if len(header) < _HEADER_BYTES or header[0] != _HEADER_BYTES:
        raise NotOpened
    cipher = _cipher(key, header[1:-_PREFIX_BYTES], context)
    prefix = header[-_PREFIX_BYTES:]
    yield _proved(cipher, prefix + _POSITION.pack(0, is_last), segment)
    for number, (segment, is_last) in enumerate(segments, 1):
        yield _proved(cipher, prefix + _POSITION.pack(number, is_last), segment)


def _proved(cipher: AESGCM, nonce: bytes, segment: bytearray) -> bytes:
    try:
        return cipher.decrypt(nonce, segment, None)
    except InvalidTag:
        raise NotOpened from None


def _cut(pieces: Iterable[bytes], first: int, others: int) -> Iterator[tuple[bytearray, bool]]:
    """Pieces of any size cut into full segments; the last is marked and is empty only alone."""
    waiting, size = bytearray(), first
    for piece in pieces:
        waiting += piece
        while len(waiting) > size:
            yield waiting[:size], False
            del waiting[:size]
            size = others
    yield waiting, True


def _cipher(key: bytes, salt: bytes, context: bytes) -> AESGCM:
    hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=context)
    return AESGCM(hkdf.derive(key))


def _check(key: bytes, segment_bytes: int) -> None:
    if len(key) != KEY_BYTES:
        raise EngineError(f"a file key has {KEY_BYTES} bytes; got {len(key)}")
    if segment_bytes not in (SEGMENT_1MB, SEGMENT_4KB):
        raise EngineError(f"segments have 1 MiB or 4 KiB; got {segment_bytes}")
