"""Who holds the keys of units, who waits to be let in, and who holds them without a grant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ponleu.engines.sealing import key_id
from ponleu.foundation.accounts.models import Grant, Role, Unit, User, UserKey
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.keyrings.models import Holder, Recovery, Ring
from ponleu.foundation.keyrings.queries.recoveries import is_covered
from ponleu.foundation.keyrings.rules import fingerprint, paths_down_to, root_path
from ponleu.foundation.keyrings.vouching import is_vouched


@dataclass(frozen=True, slots=True)
class Held:
    """One keyholder.

    Attributes:
        is_granted: whether the person may still sign in and read what is sealed to the unit.
    """

    user: User
    fingerprint: str
    since: datetime
    let_in_by: User | None
    is_granted: bool


@dataclass(frozen=True, slots=True)
class Waits:
    """Someone who has the grant and no key.

    Attributes:
        fingerprint: of the person's own key; "" until they have one.
        key_since: when that key was made.
        lost_earlier: whether they held the keys with an earlier key of their own.
    """

    user: User
    fingerprint: str
    key_since: datetime | None
    lost_earlier: bool


@dataclass(frozen=True, slots=True)
class UnitKeys:
    """The keys of one unit as its keyholders see them.

    Attributes:
        begun_at: of the standing ring; None is none.
        rings: how many there were, the standing one too.
        is_covered: whether recovery opens all of them.
        is_exchanged: whether somebody put another public key in the place of the standing one.
    """

    unit: Unit
    begun_at: datetime | None
    rings: int
    holders: tuple[Held, ...]
    waiting: tuple[Waits, ...]
    is_covered: bool
    is_exchanged: bool

    @property
    def left(self) -> tuple[Held, ...]:
        """Who holds keys and has no longer the grant."""
        return tuple(held for held in self.holders if not held.is_granted)

    def holds(self, user: User) -> bool:
        """Whether someone is among the keyholders and may act as one: the grant stands."""
        return any(held.user.pk == user.pk and held.is_granted for held in self.holders)

    def lacks(self, user: User) -> bool:
        """Whether someone waits to be let in; who holds the keys of a unit above does not."""
        return any(waits.user.pk == user.pk for waits in self.waiting)


def keys_of(units: Sequence[Unit]) -> list[UnitKeys]:
    """The keys of some units, in their order, in a fixed number of queries."""
    rings = _rings(units)
    holdings = _holdings({path for unit in units for path in paths_down_to(unit.path)})
    grants = _grants({path for unit in units for path in paths_down_to(unit.path)})
    roots = {root_path(unit.path) for unit in units}
    recoveries = {
        recovery.unit.path: recovery
        for recovery in Recovery.objects.filter(unit__path__in=roots, ended_at=None).select_related(
            "unit"
        )
        if is_vouched(recovery)
    }
    return [
        _unit_keys(
            unit,
            [ring for ring in rings if ring.unit_id == unit.pk],
            holdings,
            _granted(unit, grants),
            recoveries.get(root_path(unit.path)),
        )
        for unit in units
    ]


def granted_people(unit: Unit) -> list[User]:
    """Everybody who may hold the keys of a unit, by name."""
    return list(_granted(unit, _grants(set(paths_down_to(unit.path)))).values())


def standing_holders(unit: Unit) -> list[Holder]:
    """Holders of a unit whose key pair is still the one that they were let in with."""
    return [holder for holder in _holdings({unit.path}) if _is_current(holder)]


def person_here(unit: Unit, user_id: UUID) -> User:
    """Someone who holds the keys of a unit or waits for them.

    Raises:
        NotFound: neither.
    """
    (keys,) = keys_of([unit])
    people: list[Held | Waits] = [*keys.holders, *keys.waiting]
    for entry in people:
        if entry.user.pk == user_id:
            return entry.user
    raise NotFound(_("There is no such person here."))


def key_of(user: User) -> UserKey | None:
    """Someone's own key pair, as it rests."""
    return getattr(user, "key", None)


def _unit_keys(
    unit: Unit,
    rings: list[Ring],
    holdings: list[Holder],
    granted: dict[object, User],
    recovery: Recovery | None,
) -> UnitKeys:
    above = set(paths_down_to(unit.path))
    own = [holder for holder in holdings if holder.unit_id == unit.pk]
    inside = {h.user_id for h in holdings if h.unit.path in above and _is_current(h)}
    lost = {holder.user_id for holder in own if not _is_current(holder)}
    begun = next((ring.made_at for ring in rings if ring.ended_at is None), None)
    return UnitKeys(
        unit=unit,
        begun_at=begun,
        rings=len(rings),
        holders=tuple(_held(h, h.user_id in granted) for h in own if _is_current(h)),
        waiting=tuple(
            _waits(user, user.pk in lost) for pk, user in granted.items() if pk not in inside
        ),
        is_covered=begun is not None and is_covered(rings, recovery),
        is_exchanged=any(ring.ended_at is None and not is_vouched(ring) for ring in rings),
    )


def _held(holder: Holder, is_granted: bool) -> Held:
    return Held(
        user=holder.user,
        fingerprint=fingerprint(bytes(holder.user.key.public)),
        since=holder.let_in_at,
        let_in_by=holder.let_in_by,
        is_granted=is_granted,
    )


def _waits(user: User, lost_earlier: bool) -> Waits:
    key = key_of(user)
    return Waits(
        user=user,
        fingerprint=fingerprint(bytes(key.public)) if key else "",
        key_since=key.made_at if key else None,
        lost_earlier=lost_earlier,
    )


def _is_current(holder: Holder) -> bool:
    key = key_of(holder.user)
    if key is None or key_id(bytes(key.public)) != bytes(holder.key_id):
        return False
    return is_vouched(holder)


def _rings(units: Sequence[Unit]) -> list[Ring]:
    return list(Ring.objects.filter(unit__in=units).order_by("made_at", "pk"))


def _holdings(paths: set[str]) -> list[Holder]:
    found = Holder.objects.filter(unit__path__in=paths, ended_at=None)
    found = found.select_related("unit", "user__key", "user__unit", "let_in_by")
    return list(found.order_by("user__name", "pk"))


def _grants(paths: set[str]) -> list[Grant]:
    """Standing grants, for units of these paths, of roles that open complaints."""
    reading = [role.pk for role in Role.objects.all() if Action.COMPLAINT_READ in role.actions]
    found = Grant.objects.filter(
        role__in=reading, unit__path__in=paths, ended_at=None, user__is_active=True
    )
    found = found.select_related("unit", "user__key", "user__unit")
    return list(found.order_by("user__name", "user", "pk"))


def _granted(unit: Unit, grants: Iterable[Grant]) -> dict[object, User]:
    """Of some grants the people whose grant covers a whole unit."""
    return {
        grant.user_id: grant.user
        for grant in grants
        if unit.path.startswith(grant.unit.path) and unit.territory.startswith(grant.territory)
    }
