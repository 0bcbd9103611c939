"""What each envelope of an operation is bound to, to whom it is sealed, and how it is opened.

Nothing of a planned operation is sealed to the key of a unit: only to people, one by one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, NotOpened, key_id, open_sealed, rewrap, seal
from ponleu.foundation.accounts.models import User, UserKey
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.response.operations.rules import order as orders
from ponleu.response.operations.rules.order import NotAnOrder, Order

BLOCK_BYTES = 4 * 1024
SCOPE_BLOCK_BYTES = 32 * 1024
"""A scope with its grounds fits into one, however many sites it names up to some fifty."""
MIX_BLOCK_BYTES = 64 * 1024
"""A mixed plan, compressed, fits into one: 60 sites and 505 plans take 29 KB."""


class Shut(DomainError):
    """The reader's key is not open in this session, or does not open it."""

    code = "operation_shut"
    http_status = HTTPStatus.FORBIDDEN


def order_context(operation: UUID, number: int) -> bytes:
    """Of one version of an order."""
    return b"ponleu operation order\x00" + operation.bytes + number.to_bytes(4)


def scope_context(sign_off: UUID) -> bytes:
    """Of what a prosecutor is asked to sign."""
    return b"ponleu operation scope\x00" + sign_off.bytes


def decision_context(sign_off: UUID) -> bytes:
    """Of what a prosecutor decided, in words."""
    return b"ponleu operation decision\x00" + sign_off.bytes


def ask_context(ask: UUID) -> bytes:
    """Of what somebody is asked for."""
    return b"ponleu operation ask\x00" + ask.bytes


def answer_context(ask: UUID) -> bytes:
    """Of what they answer, in words."""
    return b"ponleu operation ask answer\x00" + ask.bytes


def covert_context(request: UUID) -> bytes:
    """Of a request to use a covert technique."""
    return b"ponleu covert request\x00" + request.bytes


def covert_answer_context(request: UUID) -> bytes:
    """Of what was decided about it."""
    return b"ponleu covert answer\x00" + request.bytes


def mix_context(draw: UUID) -> bytes:
    """Of the mixed plan of a draw."""
    return b"ponleu operation mix\x00" + draw.bytes


def seed_context(part: UUID) -> bytes:
    """Of the number to which somebody committed."""
    return b"ponleu operation draw seed\x00" + part.bytes


def public_keys(people: Sequence[User]) -> list[bytes]:
    """Public keys of people, in their order.

    Raises:
        InvalidInput: one of them has no key: nothing can be sealed to them.
    """
    rows = UserKey.objects.filter(user__in=people, user__is_active=True)
    keys = {row.user_id: bytes(row.public) for row in rows}
    for person in people:
        if person.pk not in keys:
            raise InvalidInput(
                _("%(name)s has no key yet. They get one when they sign in; then name them here.")
                % {"name": person}
            )
    return [keys[person.pk] for person in people]


def sealed_order(order: Order, operation: UUID, number: int, people: Sequence[User]) -> bytes:
    """A version of an order, sealed to its readers.

    Raises:
        InvalidInput: one of them has no key.
    """
    context = order_context(operation, number)
    return seal(orders.to_bytes(order), public_keys(people), context=context)


def opened_order(envelope: bytes, pair: KeyPair | None, operation: UUID, number: int) -> Order:
    """The order in an envelope.

    Raises:
        Shut: the key is not open, or does not open it.
    """
    data = _opened(envelope, pair, order_context(operation, number))
    try:
        return orders.from_bytes(data)
    except NotAnOrder:
        raise Shut(_("This order cannot be read. Ask the keeper of the system.")) from None


def sealed_words(
    said: Any, context: bytes, people: Sequence[User], *, block: int = BLOCK_BYTES
) -> bytes:
    """Small things, as JSON filled up to whole blocks of bytes, sealed to people.

    Raises:
        InvalidInput: one of them has no key.
    """
    data = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    return seal(data + b" " * (-len(data) % block), public_keys(people), context=context)


def opened_words(envelope: bytes, pair: KeyPair | None, context: bytes) -> Any:
    """What ``sealed_words`` sealed.

    Raises:
        Shut: the key is not open, or does not open it.
    """
    return json.loads(_opened(envelope, pair, context))


def resealed(
    envelope: bytes, pair: KeyPair | None, context: bytes, people: Sequence[User]
) -> bytes:
    """An envelope that the pair opens, for other people.

    Raises:
        Shut: the key is not open, or does not open it.
        InvalidInput: one of them has no key.
    """
    keys = public_keys(people)
    if pair is None:
        raise _shut()
    try:
        return rewrap(envelope, pair, keys, context=context)
    except NotOpened:
        raise _not_to_you() from None


def key_id_of(person: User) -> bytes:
    """Key id of a person's key.

    Raises:
        InvalidInput: they have none.
    """
    return key_id(public_keys([person])[0])


def scope_json(scope: orders.Scope) -> dict[str, Any]:
    """A scope as it stands in an envelope."""
    return asdict(scope)


def scope_of(read: dict[str, Any]) -> orders.Scope:
    """The scope that ``scope_json`` wrote."""
    return orders.made(orders.Scope, read)


def _opened(envelope: bytes, pair: KeyPair | None, context: bytes) -> bytes:
    if pair is None:
        raise _shut()
    try:
        return open_sealed(bytes(envelope), pair, context=context)
    except NotOpened:
        raise _not_to_you() from None


def _shut() -> Shut:
    return Shut(_("Your key is not open in this session. Open it with your passphrase."))


def _not_to_you() -> Shut:
    return Shut(_("This is not sealed to your key. Ask whoever named you to name you again."))
