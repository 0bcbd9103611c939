"""Opening an order with one's key, and writing its next version: the one way either happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, NotFound
from ponleu.foundation.journal import services as journal
from ponleu.response.operations import sealed
from ponleu.response.operations.kept_out import is_kept_out
from ponleu.response.operations.models import Opening, Operation, SealedOrder
from ponleu.response.operations.rules.kinds import Opened, State
from ponleu.response.operations.rules.order import Order

CHANGEABLE = frozenset({State.PLANNED, State.POSTPONED})


@dataclass(frozen=True, slots=True)
class Version:
    """An order as it was opened: of which operation, which version, what it says."""

    operation: Operation
    number: int
    order: Order


@transaction.atomic
def open_order(
    actor: User,
    key: UUID,
    pair: KeyPair | None,
    *,
    what: Opened = Opened.ORDER,
    at: datetime,
) -> Version:
    """The newest version of an order, for one of its readers; that they opened it is kept.

    Args:
        what: as what they open it.

    Raises:
        NotFound: the actor is no reader of such an operation.
        Shut: their key is not open, or it is not sealed to it.
    """
    version = _newest(_named(actor, key), actor, pair)
    note_opening(version.operation, actor, what, version.number, at=at)
    return version


@transaction.atomic
def see(actor: User, key: UUID, *, at: datetime) -> Operation:
    """An operation that has started and is open to the actor; that they read it is journaled.

    Raises:
        NotFound: there is none for them.
    """
    rows = Operation.objects.open_to(actor).select_related("unit", "ordered_by", "started_by")
    operation = rows.filter(pk=key).first()
    if operation is None:
        raise NotFound(_("There is no such record."))
    journal.record(at=at, actor=actor, action="operation.read", target=operation)
    return operation


@transaction.atomic
def change(
    actor: User,
    key: UUID,
    pair: KeyPair | None,
    change_to: Callable[[Order], Order],
    *,
    seen: int | None = None,
    what: str,
    at: datetime,
) -> Version:
    """Write the next version of an order, sealed to its readers.

    Args:
        change_to: the new order from the old one; may refuse.
        seen: the version that the actor saw; none if the change holds for any.
        what: code of what was done, for the journal; tells nothing of the order.

    Raises:
        NotFound, Shut: as for ``open_order``.
        NotPermitted: they read it and do not order operations.
        ChangedMeanwhile: the operation has started or was given up, or there is a newer version.
    """
    operation = _named(actor, key, is_locked=True)
    access.require(actor, Action.OPERATION_ORDER, operation, seen_by=Action.HOME)
    refuse_unless(operation, *CHANGEABLE)
    version = _newest(operation, actor, pair)
    if seen is not None:
        refuse_newer(version, seen)
    return write(actor, operation, change_to(version.order), what=what, at=at)


def write(
    actor: User, operation: Operation, order: Order, *, what: str, codes: str = "", at: datetime
) -> Version:
    """Seal a next version to the readers of a locked operation, and journal it.

    Args:
        codes: for the journal beside ``what``; they tell nothing of the order.
    """
    last = SealedOrder.objects.filter(operation=operation).order_by("-number").first()
    number = last.number + 1 if last else 1
    envelope = sealed.sealed_order(order, operation.pk, number, readers_of(operation))
    SealedOrder.objects.create(
        operation=operation, number=number, envelope=envelope, by=actor, at=at
    )
    journal.record(at=at, actor=actor, action=f"operation.{what}", target=operation, reason=codes)
    return Version(operation, number, order)


def named(actor: User, key: UUID) -> Operation:
    """An operation whose order the actor may open.

    Raises:
        NotFound: they are no reader of such an operation.
    """
    return _named(actor, key)


def locked(actor: User, key: UUID, *states: State) -> Operation:
    """An operation that the actor orders, locked until the transaction ends.

    Raises:
        NotFound: the actor is no reader of it.
        NotPermitted: they read it and do not order operations.
        ChangedMeanwhile: it is in none of these states.
    """
    operation = _named(actor, key, is_locked=True)
    access.require(actor, Action.OPERATION_ORDER, operation, seen_by=Action.HOME)
    refuse_unless(operation, *states)
    return operation


def newest(operation: Operation, actor: User, pair: KeyPair | None) -> Version:
    """The newest version of an operation that the caller has locked; the opening is not kept.

    Raises:
        NotFound, Shut: as for ``open_order``.
    """
    return _newest(operation, actor, pair)


def readers_of(operation: Operation) -> list[User]:
    """Who may read an order now, in the order in which they were let in; nobody who left."""
    rows = operation.readers.filter(ended_at=None, user__is_active=True).select_related("user")
    return [row.user for row in rows]


def note_opening(
    operation: Operation, actor: User, what: Opened, number: int = 0, *, at: datetime
) -> None:
    """Keep that somebody opened something of an operation, and journal it."""
    Opening.objects.create(operation=operation, user=actor, what=what, number=number, at=at)
    journal.record(at=at, actor=actor, action=f"operation.{what}_opened", target=operation)


def refuse_unless(operation: Operation, *states: State) -> None:
    """Refuse what is done to an operation that is no longer in one of these states.

    Raises:
        ChangedMeanwhile: it is in another one.
    """
    if operation.state not in states:
        raise ChangedMeanwhile(_("This operation has moved on meanwhile. Look at its page again."))


def refuse_newer(version: Version, seen: int) -> None:
    """Refuse what somebody wants who saw another version than the newest.

    Raises:
        ChangedMeanwhile: they did.
    """
    if seen != version.number:
        raise ChangedMeanwhile(
            _("A colleague changed this order meanwhile. Look at it again, then do it once more.")
        )


def _named(actor: User, key: UUID, *, is_locked: bool = False) -> Operation:
    rows = Operation.objects.named(actor).select_related("unit", "ordered_by")
    if is_locked and connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    operation = rows.filter(pk=key).first()
    if operation is None:
        raise NotFound(_("There is no such record."))
    return operation


def _newest(operation: Operation, actor: User, pair: KeyPair | None) -> Version:
    row = SealedOrder.objects.filter(operation=operation).order_by("-number").first()
    if row is None:
        raise NotFound(_("There is no such record."))
    order = sealed.opened_order(bytes(row.envelope), pair, operation.pk, row.number)
    if is_kept_out(actor, [site.entry for site in order.sites]):
        raise NotFound(_("There is no such record."))
    return Version(operation, row.number, order)
