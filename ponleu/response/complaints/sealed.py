"""What each envelope of a complaint is bound to, and to whom it is sealed."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyId, KeyPair, NotOpened, open_sealed
from ponleu.foundation.core.errors import DomainError
from ponleu.foundation.keyrings import queries as keyrings


class NobodyCanOpen(DomainError):
    """No unit holds a key for this: nothing is kept."""

    code = "nobody_can_open"
    http_status = HTTPStatus.SERVICE_UNAVAILABLE


class Shut(DomainError):
    """The reader's key does not open it."""

    code = "shut"
    http_status = HTTPStatus.FORBIDDEN


def content_context(key: UUID) -> bytes:
    """Of a complaint's content."""
    return b"ponleu complaint content " + key.bytes


def summary_context(key: UUID) -> bytes:
    """Of a complaint's summary."""
    return b"ponleu complaint summary " + key.bytes


def message_context(key: UUID) -> bytes:
    """Of a message; the key is the message's own."""
    return b"ponleu complaint message " + key.bytes


def pass_context(mark: bytes) -> bytes:
    """Of what lets a returning reporter's page act; by the receipt's mark."""
    return b"ponleu complaint pass " + mark


def note_context(key: UUID) -> bytes:
    """Of the notes of a complaint."""
    return b"ponleu complaint note " + key.bytes


def file_context(key: UUID) -> bytes:
    """Of a file; the key is the file's own."""
    return b"ponleu complaint file " + key.bytes


def recipients(unit_path: str) -> list[bytes]:
    """Public keys to which a unit's complaints are sealed.

    Raises:
        NobodyCanOpen: neither the unit nor one above it has a ring.
    """
    found = keyrings.recipients(unit_path)
    if not found:
        raise NobodyCanOpen(_("This cannot be kept safely at the moment. Nothing was kept."))
    return found


def opened(envelope: bytes, pairs: Mapping[KeyId, KeyPair], *, context: bytes) -> bytes:
    """What is in an envelope, with whichever of some pairs opens it.

    Raises:
        Shut: none does.
    """
    try:
        pair = keyrings.pair_for(envelope, dict(pairs))
        if pair is not None:
            return open_sealed(envelope, pair, context=context)
    except NotOpened:
        pass
    raise Shut(_("Your key does not open this. Ask a keyholder of the unit to let you in."))
