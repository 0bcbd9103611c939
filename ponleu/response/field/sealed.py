"""What each envelope of field work is bound to, and what lies in it."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ponleu.engines.sealing import (
    KeyId,
    KeyPair,
    NotOpened,
    key_id,
    open_file,
    recipients_of,
    seal,
)
from ponleu.engines.sealing.keys import KEY_BYTES
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.foundation.keyrings.models import Ring
from ponleu.foundation.keyrings.rules import paths_down_to
from ponleu.response.complaints import sealed

Pairs = Mapping[KeyId, KeyPair]
MOST_POINTS = 200_000


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies in the sealed part of an entry.

    Attributes:
        text: words, a caption, or what a sketch shows.
        file_key: by which the file of the entry opens; empty if it has none.
        width, height, strokes: of a sketch, in thousandths of its width; points x, y, x, y.
    """

    text: str
    file_key: bytes = b""
    width: int = 0
    height: int = 0
    strokes: tuple[tuple[float, ...], ...] = field(default=())


def entry_context(key: UUID) -> bytes:
    """Of the sealed part of an entry."""
    return b"ponleu field entry\0" + key.bytes


def file_context(key: UUID) -> bytes:
    """Of the file of an entry."""
    return b"ponleu field file\0" + key.bytes


def set_aside_context(key: UUID) -> bytes:
    """Of what was sent and could not be taken."""
    return b"ponleu field set aside\0" + key.bytes


def inside(envelope: bytes, pairs: Pairs, key: UUID) -> Inside | None:
    """The sealed part of an entry; none if no key opens it or a device wrote something else."""
    try:
        told = json.loads(sealed.opened(bytes(envelope), pairs, context=entry_context(key)))
        return _inside(told)
    except (sealed.Shut, ValueError, TypeError, KeyError, RecursionError):
        return None


def file_of(stored: Iterable[bytes], key: UUID, file_key: bytes) -> Iterator[bytes]:
    """The plain bytes of a file, a proved piece at a time.

    Raises:
        NotOpened: while iterating: changed, cut, or of another key.
    """
    return open_file(stored, file_key, context=file_context(key))


def set_aside_text(envelope: bytes, pairs: Pairs, key: UUID) -> str | None:
    """What was sent and could not be taken; none if no key opens it."""
    try:
        return sealed.opened(bytes(envelope), pairs, context=set_aside_context(key)).decode()
    except sealed.Shut:
        return None


def sealed_set_aside(raw: Mapping[str, Any], unit_path: str, key: UUID) -> bytes:
    """What was sent, sealed to the rings of a unit; empty if no unit has one."""
    found = keyrings.recipients(unit_path)
    if not found:
        return b""
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True)
    return seal(text.encode(), found, context=set_aside_context(key))


def ring_keys(unit_path: str) -> frozenset[KeyId]:
    """Keys of all rings, earlier ones too, to which a device of a unit may have sealed."""
    rings = Ring.objects.filter(unit__path__in=paths_down_to(unit_path))
    return frozenset(key_id(bytes(public)) for public in rings.values_list("public", flat=True))


def is_openable(envelope: bytes, rings: frozenset[KeyId]) -> bool:
    """Whether an envelope says that it is sealed to one of some rings."""
    try:
        return bool(rings & set(recipients_of(envelope)))
    except NotOpened:
        return False


def _inside(told: Any) -> Inside:
    text, key = told["text"], told.get("file_key", "")
    strokes = tuple(tuple(map(float, stroke)) for stroke in told.get("strokes", ()))
    if not isinstance(text, str) or sum(map(len, strokes)) > MOST_POINTS:
        raise ValueError
    try:
        file_key = base64.b64decode(key, validate=True)
    except binascii.Error:
        raise ValueError from None
    if len(file_key) not in (0, KEY_BYTES):
        raise ValueError
    width, height = int(told.get("width", 0)), int(told.get("height", 0))
    return Inside(text, file_key, width, height, strokes)
