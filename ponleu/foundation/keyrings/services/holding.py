"""Letting a person hold a unit's keys, and putting one out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, key_id
from ponleu.foundation.accounts.models import Unit, User, UserKey
from ponleu.foundation.core.errors import DomainError, InvalidInput, NotFound, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.foundation.keyrings import queries
from ponleu.foundation.keyrings.models import Holder, Ring
from ponleu.foundation.keyrings.rules import Told
from ponleu.foundation.keyrings.services.notices import holders_of, tell
from ponleu.foundation.keyrings.services.wrapping import (
    end_holding,
    fresh_ring,
    locked,
    require_holder,
    rewrap_all,
)


class AlreadyHolds(DomainError):
    """The person holds the keys already."""

    code = "already_holds"


@transaction.atomic
def let_in(actor: User, opened: KeyPair, unit: Unit, user: User, *, at: datetime) -> None:
    """Let a person open all of what is sealed to a unit that the actor opens.

    Locks the unit, so that of two who let people in at once both are in.

    Raises:
        NotPermitted: the actor does not hold the unit's keys, or lets in themselves, or the
            person has no grant for what the keys open.
        InvalidInput: the person has no key pair yet.
        AlreadyHolds: with the key pair that they have now.
    """
    if user.pk == actor.pk:
        raise NotPermitted(_("Nobody lets in themselves. Ask another keyholder."))
    unit = locked(unit)
    require_holder(actor, opened, unit)
    admit(unit, user, by=actor, at=at)
    rewrap_all(unit, opened)
    tell(Told.LET_IN, [*holders_of([unit]), user], unit, about=user, by=actor, at=at)
    journal.record(at=at, actor=actor, action="ring.let_in", target=user, reason=unit.code)


@transaction.atomic
def put_out(actor: User, opened: KeyPair, unit: Unit, user: User, *, at: datetime) -> Ring:
    """Take a unit's keys from a person: what comes from now on is sealed to a fresh ring, and
    the earlier ones are wrapped anew for the others.

    Raises:
        NotPermitted: the actor does not hold the unit's keys, or puts out themselves.
        NotFound: the person does not hold them.
    """
    if user.pk == actor.pk:
        raise NotPermitted(_("Nobody puts out themselves. Ask another keyholder."))
    unit = locked(unit)
    require_holder(actor, opened, unit)
    if not end_holding(unit, user, at):
        raise NotFound(_("This person does not hold the keys of this unit."))
    rewrap_all(unit, opened)
    ring = fresh_ring(unit, queries.standing_holders(unit), at=at)
    tell(Told.PUT_OUT, holders_of([unit]), unit, about=user, by=actor, at=at)
    journal.record(at=at, actor=actor, action="ring.put_out", target=user, reason=unit.code)
    return ring


@transaction.atomic
def cover(actor: User, opened: KeyPair, unit: Unit, *, at: datetime) -> int:
    """Seal the rings of a unit that the actor opens to all who hold its keys, and to recovery.

    Returns how many rings that were.

    Raises:
        NotPermitted: the actor does not hold the unit's keys.
    """
    unit = locked(unit)
    require_holder(actor, opened, unit)
    done = rewrap_all(unit, opened)
    journal.record(at=at, actor=actor, action="ring.covered", target=unit, reason=unit.code)
    return done


def admit(unit: Unit, user: User, *, by: User, at: datetime) -> None:
    """Note that a person holds the keys of a unit; the caller then wraps the rings anew.

    Raises:
        NotPermitted, InvalidInput, AlreadyHolds: as for ``let_in``.
    """
    if not queries.may_hold(user, unit):
        raise NotPermitted(
            _("This person has no grant for what is sealed to the unit. A keeper gives it first.")
        )
    key = UserKey.objects.filter(user=user).first()  # not the one that was read before the lock
    if key is None:
        raise InvalidInput(_("This person has no key yet. They get one when they next sign in."))
    own = key_id(bytes(key.public))
    if Holder.objects.filter(unit=unit, user=user, key_id=own, ended_at=None).exists():
        raise AlreadyHolds(_("This person holds the keys of the unit already."))
    end_holding(unit, user, at)  # a holding with an earlier key pair opens nothing any more
    Holder.objects.create(unit=unit, user=user, key_id=own, let_in_by=by, let_in_at=at)
