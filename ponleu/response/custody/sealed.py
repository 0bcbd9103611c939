"""To whom the key of a file is sealed, what its pieces are bound to, and how it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from http import HTTPStatus
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, NotOpened, open_file, open_sealed, seal, seal_file
from ponleu.foundation.accounts.models import User, UserKey
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.keyrings import queries as keyrings
from ponleu.response.custody.models import CopyGrant, ExhibitFile
from ponleu.response.custody.rules.pieces import piece_size, sealed_size


class NobodyCanOpen(DomainError):
    """No unit holds a key for this: nothing is kept."""

    code = "nobody_can_open"
    http_status = HTTPStatus.SERVICE_UNAVAILABLE


class Shut(DomainError):
    """The reader's key is not open, or does not open it."""

    code = "exhibit_shut"
    http_status = HTTPStatus.FORBIDDEN


class Spoilt(DomainError):
    """What is kept is not what was sealed."""

    code = "original_spoilt"
    http_status = HTTPStatus.INTERNAL_SERVER_ERROR


def key_context(file: UUID) -> bytes:
    """Of the key of a file."""
    return b"ponleu custody key\x00" + file.bytes


def piece_context(file: UUID, begins_at: int, size: int) -> bytes:
    """Of a piece: which file of which size it belongs to, and where it begins."""
    return b"ponleu custody piece\x00" + file.bytes + begins_at.to_bytes(8) + size.to_bytes(8)


def to_ring(file_key: bytes, file: UUID, unit_path: str) -> bytes:
    """The key of a file, sealed to the ring of a unit and of those above it.

    Raises:
        NobodyCanOpen: none of them has a ring.
    """
    found = keyrings.recipients(unit_path)
    if not found:
        raise NobodyCanOpen(
            _("No unit here has keys, so a file cannot be sealed. Ask the keeper to begin them.")
        )
    return seal(file_key, found, context=key_context(file))


def to_person(file_key: bytes, file: UUID, person: User) -> bytes:
    """The key of a file, sealed to one person.

    Raises:
        InvalidInput: they have no key.
    """
    row = UserKey.objects.filter(user=person).first()
    if row is None:
        raise InvalidInput(_("This person has no key yet. They get one when they sign in."))
    return seal(file_key, [bytes(row.public)], context=key_context(file))


def key_of(file: ExhibitFile, actor: User, pair: KeyPair | None) -> bytes:
    """The key of a file: by a copy that was granted to the actor, or by a ring they hold.

    Raises:
        Shut: neither opens it.
    """
    if pair is None:
        raise Shut(_("Your key is not open in this session. Open it with your passphrase."))
    own = CopyGrant.objects.filter(file=file, user=actor, withdrawn_at=None).first()
    if own is not None:
        with suppress(NotOpened):  # sealed to a key that they had before
            return open_sealed(bytes(own.envelope), pair, context=key_context(file.pk))
    with suppress(NotOpened):
        envelope = bytes(file.envelope)
        ring = keyrings.pair_for(envelope, keyrings.held_pairs(actor, pair))
        if ring is not None:
            return open_sealed(envelope, ring, context=key_context(file.pk))
    raise Shut(_("Your key does not open this file. Ask whoever holds the exhibit for a copy."))


def sealed_piece(piece: bytes, file_key: bytes, file: ExhibitFile, begins_at: int) -> bytes:
    """A piece, sealed under a salt of its own."""
    context = piece_context(file.pk, begins_at, file.size)
    return b"".join(seal_file([piece], file_key, context=context))


def opened_pieces(stored: BinaryIO, file_key: bytes, file: ExhibitFile) -> Iterator[bytes]:
    """The content of a file from its sealed pieces, each proved before it is given.

    Raises:
        Spoilt: while iterating: changed, cut or out of order.
    """
    begins_at = 0
    while begins_at < file.size:
        size = piece_size(begins_at, file.size)
        context = piece_context(file.pk, begins_at, file.size)
        read = stored.read(sealed_size(size))
        try:
            yield b"".join(open_file([read], file_key, context=context))
        except NotOpened:
            raise Spoilt(
                _("What is kept is damaged, so it is not given out. Tell the keeper of the system.")
            ) from None
        begins_at += size
