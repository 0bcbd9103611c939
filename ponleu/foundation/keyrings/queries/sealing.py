"""To whom a unit's content is sealed, and what of it someone opens."""

from __future__ import annotations

from ponleu.engines.sealing import (
    KeyId,
    KeyPair,
    NotOpened,
    key_id,
    open_sealed,
    recipients_of,
)
from ponleu.foundation.accounts.models import User, UserKey
from ponleu.foundation.keyrings.models import Holder, Recovery, Ring
from ponleu.foundation.keyrings.rules import paths_down_to, root_path
from ponleu.foundation.keyrings.vouching import is_vouched


def recipients(unit_path: str) -> list[bytes]:
    """Public keys to which what belongs to a unit is sealed: of the unit and of those above it.

    A ring that we did not write ourselves is left out. Empty if none of them has a ring, or if
    nobody is left who opens one of them, not even by recovery: then nothing may be written.
    """
    found = Ring.objects.filter(unit__path__in=paths_down_to(unit_path), ended_at=None)
    ordered = found.select_related("unit").order_by("unit__path")
    rings = [ring for ring in ordered if is_vouched(ring)]
    ways_in = _ways_in([ring.unit_id for ring in rings], unit_path) if rings else set()
    if not any(ways_in & key_ids_of(ring) for ring in rings):
        return []
    return [bytes(ring.public) for ring in rings]


def held_pairs(user: User, opened: KeyPair | None) -> dict[KeyId, KeyPair]:
    """The key pairs of all rings that someone holds, earlier ones too, by key id.

    Args:
        opened: the person's own key pair; without it nothing opens.
    """
    if opened is None or not user.is_active:
        return {}
    units = Holder.objects.filter(user=user, ended_at=None).values("unit")
    found = (opened_ring(ring, opened) for ring in Ring.objects.filter(unit__in=units))
    return {pair.id: pair for pair in found if pair is not None}


def opened_ring(ring: Ring, opened: KeyPair) -> KeyPair | None:
    """The key pair of a ring, if this pair is among those it is sealed to.

    None also if what opens does not fit the public half: somebody has put another one there.
    """
    try:
        pair = KeyPair(open_sealed(bytes(ring.sealed), opened, context=context_of(ring)))
    except NotOpened:
        return None
    return pair if pair.public == bytes(ring.public) else None


def pair_for(envelope: bytes, pairs: dict[KeyId, KeyPair]) -> KeyPair | None:
    """Of some pairs the one to which an envelope is sealed.

    Raises:
        NotOpened: this is no envelope.
    """
    return next((pairs[key] for key in recipients_of(envelope) if key in pairs), None)


def key_ids_of(ring: Ring) -> set[KeyId]:
    """To which keys a ring says it is sealed; none if its envelope is damaged."""
    try:
        return set(recipients_of(bytes(ring.sealed)))
    except NotOpened:
        return set()


def context_of(ring: Ring) -> bytes:
    """What the envelope of a ring's private key is bound to: this ring of this unit."""
    return b"ponleu ring " + ring.pk.bytes + b" " + ring.unit_id.encode()


def _ways_in(units: list[str], unit_path: str) -> set[KeyId]:
    """Keys of the holders who can sign in, and of the standing recovery."""
    publics = UserKey.objects.filter(
        user__is_active=True, user__holdings__unit__in=units, user__holdings__ended_at=None
    ).values_list("public", flat=True)
    recovery = Recovery.objects.filter(unit__path=root_path(unit_path), ended_at=None).values_list(
        "public", flat=True
    )
    return {key_id(bytes(public)) for public in (*publics, *recovery)}
