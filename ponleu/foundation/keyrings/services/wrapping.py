"""Sealing the private halves of rings to those who hold them: the one place that does it.

Every caller holds the lock of the unit, so that of two who let people in at the same moment the
second one sees whom the first one let in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, new_key_pair, rewrap, seal
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.errors import DomainError, NotPermitted
from ponleu.foundation.keyrings import queries
from ponleu.foundation.keyrings.models import Holder, Ring


class NobodyToHold(DomainError):
    """Nobody of those named has a key pair yet."""

    code = "nobody_to_hold"


def locked(unit: Unit) -> Unit:
    """The unit, so that nobody else changes who holds its keys until the transaction ends."""
    units = Unit.objects.all()
    if connection.features.has_select_for_update:
        units = units.select_for_update(no_key=connection.features.has_select_for_no_key_update)
    return units.get(pk=unit.pk)


def require_holder(actor: User, opened: KeyPair, unit: Unit) -> None:
    """Refuse whoever does not hold the keys of a unit with this key pair and a standing grant.

    Raises:
        NotPermitted: as said.
    """
    holds = Holder.objects.filter(unit=unit, user=actor, key_id=opened.id, ended_at=None)
    standing = Ring.objects.filter(unit=unit, ended_at=None).first()
    if (
        not queries.may_hold(actor, unit)
        or standing is None
        or not holds.exists()
        or queries.opened_ring(standing, opened) is None
    ):
        raise NotPermitted(_("You do not hold the keys of this unit. Ask a keyholder."))


def fresh_ring(unit: Unit, holders: Iterable[Holder], *, at: datetime) -> Ring:
    """A ring for what comes from now on, in place of the standing one.

    Raises:
        NobodyToHold: there is no holder.
    """
    keys = [bytes(holder.user.key.public) for holder in holders]
    if not keys:
        raise NobodyToHold(_("Nobody here has a key yet. They get one when they next sign in."))
    Ring.objects.filter(unit=unit, ended_at=None).update(ended_at=at)
    pair = new_key_pair()
    ring = Ring(unit=unit, public=pair.public, made_at=at)
    recipients = [*keys, *_recovery_key(unit)]
    ring.sealed = seal(pair.private, recipients, context=queries.context_of(ring))
    ring.save(force_insert=True)
    return ring


def rewrap_all(unit: Unit, opened: KeyPair) -> int:
    """Seal all rings of a unit that a pair opens to those who hold its keys now, and to recovery.

    A ring that the pair does not open stays as it is. Returns how many it opened.
    """
    holders = queries.standing_holders(unit)
    keys = [*(bytes(holder.user.key.public) for holder in holders), *_recovery_key(unit)]
    done = 0
    for ring in Ring.objects.filter(unit=unit).order_by("made_at", "pk"):
        if queries.opened_ring(ring, opened) is None:
            continue
        ring.sealed = rewrap(bytes(ring.sealed), opened, keys, context=queries.context_of(ring))
        ring.save(update_fields=["sealed"])
        done += 1
    return done


def end_holding(unit: Unit, user: User, at: datetime) -> int:
    """End what someone holds of a unit; returns 0 if that was nothing."""
    standing = Holder.objects.filter(unit=unit, user=user, ended_at=None)
    return standing.update(ended_at=at)


def _recovery_key(unit: Unit) -> list[bytes]:
    recovery = queries.recovery_for(unit)
    return [bytes(recovery.public)] if recovery else []
