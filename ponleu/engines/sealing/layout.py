"""The bytes of an envelope, version 1, read strictly: one content, one way to write it.

magic "PNSE", version 1           5
number of recipients              2, big endian, at least 1
for each, by rising key id       96: key id 16, HPKE's ephemeral key 32, sealed content key 48
tag of all that stands above     32
body                              AES-256-GCM: padded content, tag 16
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from ponleu.engines.sealing.hpke import OVERHEAD_BYTES
from ponleu.engines.sealing.keys import KEY_BYTES, KEY_ID_BYTES, KeyId
from ponleu.engines.sealing.refusals import NotOpened

VERSION = b"PNSE\x01"
TAG_BYTES = 32
MAX_RECIPIENTS = 1000

_COUNT = struct.Struct(">H")
_START = len(VERSION) + _COUNT.size
_SEALED_KEY_BYTES = KEY_BYTES + OVERHEAD_BYTES
_PART_BYTES = KEY_ID_BYTES + _SEALED_KEY_BYTES


@dataclass(frozen=True, slots=True)
class Layout:
    """An envelope taken apart; nothing of it is proved yet.

    Attributes:
        header: all bytes above the tag.
        sealed_keys: the content key sealed to each recipient, by key id.
        tag: over the header, 32 bytes.
        body: the sealed content.
    """

    header: bytes
    sealed_keys: Mapping[KeyId, bytes]
    tag: bytes
    body: bytes


def header_of(sealed_keys: Mapping[KeyId, bytes]) -> bytes:
    """The bytes above the tag, recipients in the order of their key ids."""
    parts = b"".join(key + sealed_keys[key] for key in sorted(sealed_keys))
    return VERSION + _COUNT.pack(len(sealed_keys)) + parts


def take_apart(envelope: bytes) -> Layout:
    """The parts of an envelope.

    Raises:
        NotOpened: another version, too short, recipients twice or out of order.
    """
    if not envelope.startswith(VERSION) or len(envelope) < _START:
        raise NotOpened
    (count,) = _COUNT.unpack_from(envelope, len(VERSION))
    end = _START + count * _PART_BYTES
    if not 1 <= count <= MAX_RECIPIENTS or len(envelope) < end + TAG_BYTES:
        raise NotOpened
    parts = [envelope[at : at + _PART_BYTES] for at in range(_START, end, _PART_BYTES)]
    ids = [KeyId(part[:KEY_ID_BYTES]) for part in parts]
    if ids != sorted(set(ids)):
        raise NotOpened
    sealed_keys = {key: part[KEY_ID_BYTES:] for key, part in zip(ids, parts, strict=True)}
    body = end + TAG_BYTES
    return Layout(envelope[:end], sealed_keys, envelope[end:body], envelope[body:])
