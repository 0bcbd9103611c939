"""Beginning the keys of a unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, key_id
from ponleu.foundation.accounts.models import Unit, User, UserKey
from ponleu.foundation.core.errors import DomainError, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.foundation.keyrings import queries
from ponleu.foundation.keyrings.models import Holder, Ring
from ponleu.foundation.keyrings.rules import Told, paths_down_to
from ponleu.foundation.keyrings.services.notices import holders_of, tell
from ponleu.foundation.keyrings.services.wrapping import fresh_ring, locked, require_holder


class RingStands(DomainError):
    """The unit has keys that somebody still opens."""

    code = "ring_stands"


@transaction.atomic
def begin_ring(unit: Unit, people: Sequence[User], *, actor: User | None, at: datetime) -> Ring:
    """Give a unit keys, held by some people; at set-up, by command, or for ``begin_own_ring``.

    Also in place of keys that nobody opens any more, not even recovery, and of a public key that
    somebody else put there: what was sealed to the earlier keys stays shut until one of their
    holders is let in again.

    Args:
        people: who holds them; those without a key pair are left out.

    Raises:
        RingStands: somebody opens the keys of the unit, or recovery does.
        NobodyToHold: nobody of the people has a key pair.
    """
    unit = locked(unit)
    _refuse_standing(unit)
    earlier = Holder.objects.filter(unit=unit, ended_at=None)
    before = [holder.user for holder in earlier.select_related("user")]
    earlier.update(ended_at=at)
    holders = [
        Holder(unit=unit, user=user, key_id=_own_key_id(user), let_in_by=actor, let_in_at=at)
        for user in _with_key(people)
    ]
    ring = fresh_ring(unit, holders, at=at)
    Holder.objects.bulk_create(holders)
    tell(Told.BEGUN, [*before, *_above(unit), *people], unit, by=actor, at=at)
    journal.record(at=at, actor=actor, action="ring.begun", target=ring, reason=unit.code)
    return ring


@transaction.atomic
def begin_own_ring(actor: User, opened: KeyPair, unit: Unit, *, at: datetime) -> Ring:
    """Give a unit keys, with the actor as their first holder.

    If a unit above has keys, the actor must hold those of the nearest one: otherwise whoever
    gives grants could have anybody begin keys below the holders' eyes.

    Raises:
        NotPermitted: the actor has no grant for the unit, or does not hold the keys above.
        RingStands: as for ``begin_ring``; also if the unit had keys and none above has.
    """
    unit = locked(unit)
    if not queries.may_hold(actor, unit):
        raise NotPermitted(_("You have no grant for what is sealed to this unit."))
    nearest = _nearest_above(unit)
    if nearest is not None:
        require_holder(actor, opened, nearest)
    elif Ring.objects.filter(unit=unit).exists():
        _refuse_standing(unit)
        raise RingStands(
            _("Nobody opens these keys any more. Whoever runs Ponleu can begin new ones.")
        )
    if not UserKey.objects.filter(user=actor, public=opened.public).exists():
        raise NotPermitted(_("Your key has changed since you signed in. Sign in again."))
    return begin_ring(unit, [actor], actor=actor, at=at)


def _refuse_standing(unit: Unit) -> None:
    (keys,) = queries.keys_of([unit])
    if keys.is_exchanged:
        return
    if any(held.user.is_active for held in keys.holders):
        raise RingStands(_("This unit has keys. Ask one of their holders to let you in."))
    if keys.is_covered:
        raise RingStands(_("Nobody holds these keys now, but recovery opens them. Ask an officer."))


def _nearest_above(unit: Unit) -> Unit | None:
    above = paths_down_to(unit.path)[:-1]
    rings = Ring.objects.filter(unit__path__in=above, ended_at=None).select_related("unit")
    units = [ring.unit for ring in rings]
    return max(units, key=lambda unit: len(unit.path), default=None)


def _above(unit: Unit) -> list[User]:
    return holders_of(Unit.objects.filter(path__in=paths_down_to(unit.path)[:-1]))


def _with_key(people: Sequence[User]) -> list[User]:
    found = User.objects.filter(pk__in=[person.pk for person in people], is_active=True)
    return list(found.filter(key__isnull=False).select_related("key").order_by("pk"))


def _own_key_id(user: User) -> bytes:
    return key_id(bytes(user.key.public))
