"""The recovery key: three sheets for three officers, of whom two let somebody in again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair, SheetRefused, join, key_id, new_key_pair, split
from ponleu.foundation.accounts.models import Unit, User
from ponleu.foundation.core.errors import ChangedMeanwhile, DomainError, InvalidInput, NotPermitted
from ponleu.foundation.journal import services as journal
from ponleu.foundation.keyrings import queries, rules
from ponleu.foundation.keyrings.models import Holder, Officer, Recovery, Ring
from ponleu.foundation.keyrings.rules import Told, sheet_mark
from ponleu.foundation.keyrings.services.holding import admit
from ponleu.foundation.keyrings.services.notices import holders_of, tell
from ponleu.foundation.keyrings.services.wrapping import locked, require_holder, rewrap_all
from ponleu.foundation.limits import services as limits


class RecoveryRefused(DomainError):
    """The sheets are well written, and they do not serve here. Why is never told."""

    code = "recovery_refused"
    http_status = HTTPStatus.FORBIDDEN


class NotCovered(DomainError):
    """Recovery does not open the unit's keys: no holder has covered them yet."""

    code = "not_covered"


class TooManyTries(DomainError):
    """Recovery was tried too often in this hour."""

    code = "too_many_tries"
    http_status = HTTPStatus.TOO_MANY_REQUESTS


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed for one officer, once."""

    number: int
    officer: User
    words: str = field(repr=False)


@transaction.atomic
def begin_recovery(
    actor: User,
    opened: KeyPair,
    officers: Sequence[User],
    *,
    at: datetime,
    instead_of: UUID | None = None,
) -> list[Sheet]:
    """Make a recovery key for all units under the root, and give its three sheets back, once.

    The rings that the actor opens are sealed to it at once; those of other units by any of
    their holders (``cover``), or when they next change. An earlier recovery key ends.

    Args:
        actor: a holder of the keys of the unit above all others, who opens everything anyway:
            nobody else could begin it without getting more than they have.
        officers: three active people, none of them the actor.
        instead_of: the recovery that the actor wants to replace; None is none.

    Raises:
        NotPermitted: the actor does not hold the keys of the root.
        InvalidInput: the officers are not three active people other than the actor.
        ChangedMeanwhile: another recovery stands than the one to be replaced.
    """
    root = locked(queries.root_of(actor))
    require_holder(actor, opened, root)
    _refuse_officers(actor, officers)
    before = queries.recovery_for(root)
    if (before and before.pk) != instead_of:
        raise ChangedMeanwhile(_("Somebody has begun recovery meanwhile. Look at it first."))
    told = [officer.user for officer in queries.officers(before)] if before else []
    recovery, sheets = _fresh_recovery(actor, root, officers, at)
    _cover_all(actor, opened, root)
    everybody = holders_of(Unit.objects.filter(path__startswith=root.path))
    others = {person.pk for person in officers}
    tell(Told.OFFICER, officers, root, by=actor, at=at)
    rest = [person for person in (*everybody, *told) if person.pk not in others]
    tell(Told.RECOVERY_BEGUN, rest, root, by=actor, at=at)
    journal.record(at=at, actor=actor, action="recovery.begun", target=recovery)
    return sheets


def recover(actor: User, sheets: Sequence[str], user: User, unit: Unit, *, at: datetime) -> None:
    """Let a person hold a unit's keys by the sheets of two officers, of whom the actor is one.

    The person is none of the two. Every try counts, and a refused one is journaled.

    Raises:
        NotPermitted: the actor is no officer, the person is the actor or has no grant.
        InvalidInput, AlreadyHolds: as for ``let_in``.
        TooManyTries: by this officer or by all of them in this hour.
        SheetRefused: says which sheet and which word.
        RecoveryRefused: these sheets do not serve for this.
        NotCovered: recovery does not open the keys that stand.
    """
    recovery = _recovery_of(actor, unit)
    if user.pk == actor.pk:
        raise NotPermitted(_("Nobody recovers for themselves. The two other officers can."))
    if not (
        limits.take("recovery", str(actor.pk), at=at, most=rules.TRIES_OF_ONE)
        and limits.take("recovery.all", str(recovery.pk), at=at, most=rules.TRIES_OF_ALL)
    ):
        journal.record(at=at, actor=actor, action="recovery.locked", target=recovery)
        raise TooManyTries(_("Recovery was tried too often. Wait an hour, and look at the words."))
    try:
        _recover(actor, sheets, user, unit, at)
    except (SheetRefused, RecoveryRefused):
        journal.record(
            at=at, actor=actor, action="recovery.refused", target=recovery, reason=unit.code
        )
        raise


@transaction.atomic
def _recover(actor: User, sheets: Sequence[str], user: User, unit: Unit, at: datetime) -> None:
    unit = locked(unit)
    recovery = _recovery_of(actor, unit)
    admit(unit, user, by=actor, at=at)
    pair = _joined(sheets, recovery)
    other = _other_officer(actor, sheets, user, recovery)
    standing = Ring.objects.filter(unit=unit, ended_at=None).first()
    if standing is None or queries.opened_ring(standing, pair) is None:
        raise NotCovered(_("Recovery does not open the keys of this unit: no holder covered them."))
    rewrap_all(unit, pair)
    officers = [officer.user for officer in queries.officers(recovery)]
    told = [*holders_of([unit]), *officers, user]
    tell(Told.RECOVERED, told, unit, about=user, by=actor, at=at)
    reason = f"{unit.code} {other.user_id}"
    journal.record(at=at, actor=actor, action="ring.recovered", target=user, reason=reason)


def _joined(sheets: Sequence[str], recovery: Recovery) -> KeyPair:
    pair = KeyPair(join(sheets))
    if pair.public != bytes(recovery.public):
        raise _refusal()
    return pair


def _other_officer(actor: User, sheets: Sequence[str], user: User, recovery: Recovery) -> Officer:
    """Whose sheet stands beside the actor's own; both may sign in, none is the person let in."""
    key = key_id(bytes(recovery.public))
    given = {sheet_mark(sheet, key) for sheet in sheets}
    owners = [o for o in queries.officers(recovery) if bytes(o.sheet_mark) in given]
    others = [o for o in owners if o.user_id != actor.pk]
    are_of_use = all(o.user.is_active and o.user_id != user.pk for o in owners)
    if len(owners) != 2 or len(others) != 1 or not are_of_use:
        raise _refusal()
    return others[0]


def _recovery_of(actor: User, unit: Unit) -> Recovery:
    recovery = queries.recovery_for(unit)
    if recovery is None or not recovery.officers.filter(user=actor).exists():
        raise NotPermitted(_("Only an officer of recovery can do this."))
    return recovery


def _fresh_recovery(
    actor: User, root: Unit, officers: Sequence[User], at: datetime
) -> tuple[Recovery, list[Sheet]]:
    Recovery.objects.filter(unit=root, ended_at=None).update(ended_at=at)
    pair = new_key_pair()
    recovery = Recovery.objects.create(unit=root, public=pair.public, begun_by=actor, begun_at=at)
    sheets = [
        Sheet(number, officer, words)
        for number, (officer, words) in enumerate(
            zip(officers, split(pair.private), strict=True), 1
        )
    ]
    Officer.objects.bulk_create(
        Officer(
            recovery=recovery,
            user=sheet.officer,
            number=sheet.number,
            sheet_mark=sheet_mark(sheet.words, pair.id),
        )
        for sheet in sheets
    )
    return recovery, sheets


def _cover_all(actor: User, opened: KeyPair, root: Unit) -> None:
    held = Holder.objects.filter(user=actor, key_id=opened.id, ended_at=None)
    units = Unit.objects.filter(pk__in=held.values("unit"), path__startswith=root.path)
    for unit in units.order_by("path"):
        rewrap_all(locked(unit), opened)


def _refuse_officers(actor: User, officers: Sequence[User]) -> None:
    people = {officer.pk for officer in officers if officer.is_active}
    if len(officers) != rules.OFFICERS or len(people) != rules.OFFICERS or actor.pk in people:
        raise InvalidInput(
            _("Name three different people with an active account, none of them yourself.")
        )


def _refusal() -> RecoveryRefused:
    return RecoveryRefused(_("These two sheets do not serve here. Nobody was let in."))
