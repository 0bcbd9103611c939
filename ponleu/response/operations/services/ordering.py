"""Ordering an operation, changing the order, postponing it, taking it up, giving it up."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import InvalidInput, NotFound
from ponleu.foundation.core.models import next_reference
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.packs.operations import load_code_names
from ponleu.response.complaints.room import kept_or_refused
from ponleu.response.operations import sealed
from ponleu.response.operations.kept_out import is_kept_out
from ponleu.response.operations.models import Ask, Operation, Reader
from ponleu.response.operations.rules.kinds import State, may_follow
from ponleu.response.operations.rules.order import Order, in_two_places, settled
from ponleu.response.operations.services import opening
from ponleu.response.operations.services.opening import Version

LETTER = "U"
LONGEST = 1000


@kept_or_refused()
@transaction.atomic
def order_one(actor: User, order: Order, *, at: datetime, unit: Unit | None = None) -> Version:
    """Order an operation. It is sealed to the actor alone; a code name is drawn for it.

    Args:
        unit: for which it is ordered; the actor's own if none.

    Raises:
        NotPermitted: the actor does not order operations there.
        InvalidInput: the actor has no key.
        NotFound: a site of the order does not exist for the actor.
    """
    where = unit or actor.unit
    operation = Operation(
        unit=where,
        territory=where.territory,
        code_name=code_name(),
        ordered_by=actor,
        planning_began_at=at,
    )
    access.require(actor, Action.OPERATION_ORDER, operation, seen_by=Action.HOME)
    operation.reference = next_reference(LETTER, localdate(at).year)
    operation.save()
    enter_reader(actor, operation, actor, at)
    if is_kept_out(actor, [site.entry for site in order.sites]):
        raise NotFound(_("There is no such record."))
    return opening.write(actor, operation, order, what="ordered", at=at)


@transaction.atomic
def move(
    actor: User, key: UUID, state: State, why: str, pair: KeyPair | None, *, at: datetime
) -> Operation:
    """Postpone an operation, take it up again, or give it up. The reason is sealed in the order.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``; the last also if
            this state cannot follow.
        InvalidInput: no reason.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    if not may_follow(state, State(operation.state)) or state is State.STARTED:
        opening.refuse_unless(operation)
    version = opening.newest(operation, actor, pair)
    order = version.order.noting(str(actor), at, one_line(why, most=LONGEST))
    opening.write(actor, operation, order, what=state, at=at)
    operation.state = state
    operation.save(update_fields=["state"])
    return operation


def note(actor: User, key: UUID, words: str, pair: KeyPair | None, *, at: datetime) -> Version:
    """Add a note to an order.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        InvalidInput: nothing is said.
    """
    said = one_line(words, most=LONGEST)

    def noted(order: Order) -> Order:
        return order.noting(str(actor), at, said)

    return opening.change(actor, key, pair, noted, what="noted", at=at)


def edit(
    actor: User, key: UUID, pair: KeyPair | None, seen: int, *, at: datetime, **fields: object
) -> Version:
    """Set parts of an order, such as ``basis`` or ``teams``.

    Args:
        seen: number of the version that the actor saw.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        InvalidInput: a team at two sites at once; a site from which the record keeps a reader, a
            member of a team or somebody who is asked for something.
    """

    def changed(order: Order) -> Order:
        made = settled(replace(order, **fields))  # type: ignore[arg-type]  # checked by the forms
        number = in_two_places(made)
        if number is not None:
            raise InvalidInput(
                _("Team %(number)d would be at two sites at once. Change a time or a team.")
                % {"number": number}
            )
        for person in _named_in(made, key):
            refuse_kept_out(made, person)
        return made

    return opening.change(actor, key, pair, changed, seen=seen, what="changed", at=at)


def refuse_kept_out(order: Order, person: User) -> None:
    """Refuse somebody whom the record keeps from a site of an order, without saying why.

    Raises:
        InvalidInput: it does.
    """
    if is_kept_out(person, [site.entry for site in order.sites]):
        raise InvalidInput(
            _("%(name)s cannot be named in this order. Choose somebody else.") % {"name": person}
        )


def person_of(username: str) -> User:
    """Somebody with an account.

    Raises:
        InvalidInput: nobody who is active signs in with this name.
    """
    person = User.objects.filter(username=username.strip(), is_active=True).first()
    if person is None:
        raise InvalidInput(_("Nobody signs in with this name."))
    return person


def code_name() -> str:
    """A name that says nothing and that no standing operation has."""
    names = load_code_names(settings.PONLEU_COUNTRY)
    taken = set(Operation.objects.values_list("code_name", flat=True))
    free = [name for name in names if name not in taken] or list(names)
    return secrets.choice(free)


def enter_reader(actor: User, operation: Operation, person: User, at: datetime) -> Reader:
    """Enter somebody as a reader; the caller seals the order to them and journals it."""
    return Reader.objects.create(
        operation=operation,
        user=person,
        key_id=sealed.key_id_of(person),
        let_in_by=actor,
        let_in_at=at,
    )


def _named_in(order: Order, key: UUID) -> QuerySet[User]:
    members = [one.user for team in order.teams for one in team.members if one.user]
    return User.objects.order_by("pk").filter(
        Q(pk__in=members)
        | Q(pk__in=Reader.objects.filter(operation=key, ended_at=None).values("user"))
        | Q(pk__in=Ask.objects.filter(operation=key, withdrawn_at=None).values("to"))
    )
