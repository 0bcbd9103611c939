"""Which units' keys concern someone, and who may hold the keys of a unit."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ponleu.foundation.accounts import access
from ponleu.foundation.accounts import queries as accounts
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.keyrings.models import Holder, Ring

MOST_UNITS = 300


def may_hold(user: User, unit: Unit) -> bool:
    """Whether a grant lets someone open what is sealed to a unit, once a holder lets them in."""
    return access.covers(user, Action.COMPLAINT_READ, unit.path, unit.territory)


def units_shown(actor: User) -> list[Unit]:
    """The units with keys that someone holds or may hold, by path; the first few hundred."""
    within = accounts.units_within(actor, Action.COMPLAINT_READ).filter(
        pk__in=_standing_rings().values("unit")
    )
    held = Holder.objects.filter(user=actor, ended_at=None).values("unit")
    shown = Unit.objects.filter(Q(pk__in=held) | Q(pk__in=within.values("pk")))
    return list(shown.order_by("path")[:MOST_UNITS])


def units_with_ring(under: str = "") -> list[Unit]:
    """The units with keys whose path begins so, by path."""
    with_ring = _standing_rings().values("unit")
    return list(Unit.objects.filter(pk__in=with_ring, path__startswith=under).order_by("path"))


def units_to_begin(actor: User) -> list[Unit]:
    """The units that have no keys yet and whose content someone was granted, by path."""
    within = accounts.units_within(actor, Action.COMPLAINT_READ)
    return list(within.exclude(pk__in=_standing_rings().values("unit"))[:MOST_UNITS])


def unit_of_code(code: str) -> Unit:
    """The unit of a code, for commands.

    Raises:
        NotFound: there is none.
    """
    unit = Unit.objects.filter(pk=code).first()
    if unit is None:
        raise NotFound(_("There is no such unit. Codes look like KH, KH-18 and KH-1801."))
    return unit


def unit_for(actor: User, code: str) -> Unit:
    """A unit whose keys someone holds or may hold.

    Raises:
        NotFound: there is none of that code, or it is none of their business.
    """
    unit = Unit.objects.filter(pk=code).first()
    if unit is not None and (
        may_hold(actor, unit)
        or Holder.objects.filter(unit=unit, user=actor, ended_at=None).exists()
    ):
        return unit
    raise NotFound(_("There is no such unit among those whose keys you may hold."))


def person_named(username: str) -> User | None:
    """The active person who signs in with a name."""
    return User.objects.filter(username=username.strip(), is_active=True).first()


def _standing_rings() -> QuerySet[Ring]:
    return Ring.objects.filter(ended_at=None)
