"""The recovery key that stands, its officers, and which rings it covers."""

from __future__ import annotations

from collections.abc import Sequence

from ponleu.engines.sealing import key_id
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.keyrings.models import Holder, Officer, Recovery, Ring
from ponleu.foundation.keyrings.queries.sealing import key_ids_of
from ponleu.foundation.keyrings.rules import root_path
from ponleu.foundation.keyrings.vouching import is_vouched


def recovery_for(unit: Unit) -> Recovery | None:
    """The recovery key to which every ring of a unit is sealed; none that we did not write."""
    found = Recovery.objects.filter(unit__path=root_path(unit.path), ended_at=None)
    recovery = found.select_related("begun_by", "unit").first()
    return recovery if recovery and is_vouched(recovery) else None


def standing_recoveries() -> Sequence[Recovery]:
    """The recovery key of each root that has one; a record has one root."""
    found = Recovery.objects.filter(ended_at=None).select_related("begun_by", "unit")
    return list(found.order_by("unit__path"))


def officers(recovery: Recovery) -> Sequence[Officer]:
    """The three officers in the order of their sheets."""
    return list(recovery.officers.select_related("user").order_by("number"))


def recovery_of_officer(user: User) -> Recovery | None:
    """The standing recovery of which someone keeps a sheet."""
    found = Recovery.objects.filter(officers__user=user, ended_at=None)
    return found.select_related("unit").order_by("unit__path").first()


def renewal_is_due(recovery: Recovery) -> bool:
    """Whether fresh sheets should be made: an officer left, or who printed them holds no keys."""
    keeps = Holder.objects.filter(unit=recovery.unit, user=recovery.begun_by, ended_at=None)
    everybody = all(officer.user.is_active for officer in officers(recovery))
    return not (everybody and recovery.begun_by.is_active and keeps.exists())


def is_covered(rings: Sequence[Ring], recovery: Recovery | None) -> bool:
    """Whether recovery opens all of some rings; no without a recovery key."""
    if recovery is None:
        return False
    key = key_id(bytes(recovery.public))
    return all(key in key_ids_of(ring) for ring in rings)


def root_of(user: User) -> Unit:
    """The unit above all others of someone's own unit."""
    return Unit.objects.get(path=root_path(user.unit.path))
