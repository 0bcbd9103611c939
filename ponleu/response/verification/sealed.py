"""What each envelope of a plan is bound to, and the names that lie in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from ponleu.engines.sealing import KeyId, KeyPair, seal
from ponleu.response.complaints import sealed

Pairs = Mapping[KeyId, KeyPair]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a witness is and how to reach them.

    Attributes:
        entry: their reference in the register, "P-..."; "" if they are not in it.
    """

    name: str
    contact: str = ""
    entry: str = ""


def identity_context(witness: UUID) -> bytes:
    """Of a witness's identity."""
    return b"ponleu witness identity " + witness.bytes


def notes_context(interview: UUID) -> bytes:
    """Of the notes of an interview."""
    return b"ponleu interview notes " + interview.bytes


def interpreter_context(interview: UUID) -> bytes:
    """Of an interpreter's name."""
    return b"ponleu interview interpreter " + interview.bytes


def sealed_identity(identity: Identity, unit_path: str, witness: UUID) -> bytes:
    """An envelope with who a witness is.

    Raises:
        NobodyCanOpen: no unit has keys; nothing may be kept.
    """
    text = json.dumps(asdict(identity), ensure_ascii=False)
    return sealed_text(text, unit_path, identity_context(witness))


def sealed_text(text: str, unit_path: str, context: bytes) -> bytes:
    """An envelope with some words, to the rings of a unit and of those above it.

    Raises:
        NobodyCanOpen: no unit has keys; nothing may be kept.
    """
    return seal(text.encode(), sealed.recipients(unit_path), context=context)


def identity_in(envelope: bytes, pairs: Pairs, witness: UUID) -> Identity | None:
    """Who a witness is; None if the session's keys do not open it."""
    text = text_in(envelope, pairs, identity_context(witness))
    return None if text is None else Identity(**json.loads(text))


def text_in(envelope: bytes, pairs: Pairs, context: bytes) -> str | None:
    """Words of an envelope; "" if there is none, None if the session's keys do not open it."""
    if not envelope:
        return ""
    try:
        return sealed.opened(bytes(envelope), pairs, context=context).decode()
    except sealed.Shut:
        return None
