"""Asking a prosecutor for a sign-off; signing, narrowing, refusing; taking a narrowing over."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotPermitted
from ponleu.foundation.core.wording import one_line
from ponleu.foundation.journal import services as journal
from ponleu.response.operations import sealed
from ponleu.response.operations.models import Operation, SealedOrder, SignOff
from ponleu.response.operations.rules import signing
from ponleu.response.operations.rules.kinds import Decision
from ponleu.response.operations.rules.order import Order, Scope, settled
from ponleu.response.operations.services import opening, ordering, scopes

LONGEST = 1000


class OwnOrder(NotPermitted):
    """Whoever ordered or asked may not sign."""

    code = "own_order"


@transaction.atomic
def ask(
    actor: User,
    key: UUID,
    username: str,
    words: str,
    pair: KeyPair | None,
    *,
    seen: int,
    at: datetime,
) -> SignOff:
    """Ask a prosecutor to allow the scope of an order as it stands. What waits is taken back first.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        InvalidInput: nobody who may sign; no sites, times or basis yet; whom the record keeps out.
    """
    operation = opening.locked(actor, key, *opening.CHANGEABLE)
    version = opening.newest(operation, actor, pair)
    opening.refuse_newer(version, seen)
    order = version.order
    refuse_unfinished(order)
    prosecutor = _prosecutor(operation, actor, username)
    ordering.refuse_kept_out(order, prosecutor)
    _take_back_waiting(operation, at)
    row = SignOff(
        operation=operation,
        number=version.number,
        prosecutor=prosecutor,
        asked_by=actor,
        asked_at=at,
    )
    said = {
        "scope": sealed.scope_json(order.scope),
        "grounds": [_ground(site) for site in order.sites if site.entry in order.scope.entries],
        "basis": order.basis,
        "aims": list(order.aims),
        "salt": os.urandom(32).hex(),
        "words": one_line(words, most=LONGEST, is_needed=False),
    }
    people = [prosecutor, *(one for one in opening.readers_of(operation) if one != prosecutor)]
    row.envelope = sealed.sealed_words(
        said, sealed.scope_context(row.pk), people, block=sealed.SCOPE_BLOCK_BYTES
    )
    row.save()
    journal.record(at=at, actor=actor, action="operation.sign_off_asked", target=operation)
    return row


@transaction.atomic
def sign(
    actor: User,
    key: UUID,
    pair: KeyPair | None,
    *,
    narrowed: Scope | None = None,
    words: str = "",
    hours: int = signing.VALID_HOURS,
    at: datetime,
) -> SignOff:
    """Allow a scope, or less than was asked for; it holds for some hours.

    Raises:
        NotFound, Shut: as for ``open_asked``.
        NotPermitted: the actor is not the prosecutor who was asked, or may not sign there.
        OwnOrder: they ordered it or asked for it.
        ChangedMeanwhile: it was decided or taken back.
        InvalidInput: more than was asked for, or hours out of range.
    """
    asked = _to_decide(actor, key, pair)
    if not 1 <= hours <= signing.MOST_HOURS:
        raise InvalidInput(
            _("Say how many hours it holds, from 1 to %(most)d.") % {"most": signing.MOST_HOURS}
        )
    if narrowed is not None and narrowed == asked.scope:
        narrowed = None
    if narrowed is not None and not signing.is_within(narrowed, asked.scope):
        raise InvalidInput(
            _("A sign-off allows no more than was asked for. Refuse it, or narrow it.")
        )
    if narrowed is not None and not narrowed.entries:
        raise InvalidInput(_("Leave at least one site, or refuse it."))
    scope = narrowed or asked.scope
    expires = signing.expires(at, hours, scope)
    if expires <= at:
        raise InvalidInput(_("The time that was asked for is over. Ask for another request."))
    row = asked.row
    row.mark = signing.mark_of(scope, asked.salt)
    row.expires_at = expires
    row.code = scopes.code_of(row, at)
    decision = Decision.SIGNED if narrowed is None else Decision.NARROWED
    return _decided(actor, asked, decision, words, narrowed, at)


@transaction.atomic
def refuse(actor: User, key: UUID, words: str, pair: KeyPair | None, *, at: datetime) -> SignOff:
    """Refuse what was asked, with the reason.

    Raises:
        NotFound, Shut, NotPermitted, OwnOrder, ChangedMeanwhile: as for ``sign``.
        InvalidInput: no reason.
    """
    asked = _to_decide(actor, key, pair)
    return _decided(actor, asked, Decision.REFUSED, one_line(words, most=LONGEST), None, at)


@transaction.atomic
def take_back(actor: User, key: UUID, *, at: datetime) -> SignOff:
    """Take a request back that nobody has decided, or a sign-off of one's own that should not hold.

    Raises:
        NotFound: no such request for the actor.
        NotPermitted: they neither order operations there nor signed it.
    """
    row = scopes.row_of(actor, key, is_locked=True)
    is_own = row.prosecutor_id == actor.pk and row.decision != Decision.ASKED
    may_order = actor.may(Action.OPERATION_ORDER, row.operation)
    if not is_own and not (row.decision == Decision.ASKED and may_order):
        raise NotPermitted(_("You may read this record but not do this."))
    if row.decision == Decision.TAKEN_BACK:
        return row
    row.decision, row.decided_at = Decision.TAKEN_BACK, row.decided_at or at
    row.save(update_fields=["decision", "decided_at"])
    journal.record(at=at, actor=actor, action="operation.sign_off_taken_back", target=row.operation)
    return row


@transaction.atomic
def take_over(actor: User, key: UUID, pair: KeyPair | None, *, at: datetime) -> opening.Version:
    """Make the narrowed scope that of the order; sites outside it leave the order's route.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
    """
    asked = scopes.read(scopes.row_of(actor, key), actor, pair)
    if asked.narrowed is None:
        raise ChangedMeanwhile(_("Nothing was narrowed here."))
    scope = asked.narrowed

    def narrower(order: Order) -> Order:
        sites = tuple(site for site in order.sites if site.entry in scope.entries)
        return replace(settled(replace(order, sites=sites)), scope=scope)

    return opening.change(
        actor, asked.row.operation_id, pair, narrower, what="scope_narrowed", at=at
    )


def refuse_unfinished(order: Order) -> None:
    """Refuse to ask for what is not yet said.

    Raises:
        InvalidInput: no basis, no sites, no times, or a scope of other sites.
    """
    scope = order.scope
    if not order.basis:
        raise InvalidInput(_("Say first who decided it and on which legal basis."))
    if not scope.entries or not {*scope.entries} <= {site.entry for site in order.sites}:
        raise InvalidInput(_("Choose first the sites for which you ask."))
    if not scope.begins or not scope.ends or scope.begins >= scope.ends:
        raise InvalidInput(_("Say first between which times it may happen."))


def _prosecutor(operation: Operation, actor: User, username: str) -> User:
    person = ordering.person_of(username)
    if person == actor or _has_written(operation, person):
        raise OwnOrder(_("Who ordered it or asks for it cannot sign it. Choose a prosecutor."))
    if not access.may(person, Action.OPERATION_SIGN, operation):
        raise InvalidInput(_("This person may not sign operations here."))
    return person


def _to_decide(actor: User, key: UUID, pair: KeyPair | None) -> scopes.Asked:
    row = scopes.row_of(actor, key, is_locked=True)
    if actor.pk == row.asked_by_id or _has_written(row.operation, actor):
        raise OwnOrder(_("Who ordered it or asks for it cannot sign it. Choose a prosecutor."))
    may_sign = access.may(actor, Action.OPERATION_SIGN, row.operation)
    if row.prosecutor_id != actor.pk or not may_sign:
        raise NotPermitted(_("You may read this record but not do this."))
    if row.decision != Decision.ASKED:
        raise ChangedMeanwhile(_("This request was decided or taken back meanwhile."))
    opening.refuse_unless(row.operation, *opening.CHANGEABLE)
    return scopes.read(row, actor, pair)


def _has_written(operation: Operation, person: User) -> bool:
    """Whether somebody ordered an operation or wrote a version of its order."""
    if person.pk == operation.ordered_by_id:
        return True
    return SealedOrder.objects.filter(operation=operation, by=person).exists()


def _decided(
    actor: User,
    asked: scopes.Asked,
    decision: Decision,
    words: str,
    narrowed: Scope | None,
    at: datetime,
) -> SignOff:
    row = asked.row
    said = {
        "words": one_line(words, most=LONGEST, is_needed=False),
        "scope": sealed.scope_json(narrowed) if narrowed else None,
    }
    people = opening.readers_of(row.operation)
    row.answer = sealed.sealed_words(
        said,
        sealed.decision_context(row.pk),
        [actor, *(one for one in people if one != actor)],
        block=sealed.SCOPE_BLOCK_BYTES,
    )
    row.decision, row.decided_at = decision, at
    row.save()
    journal.record(
        at=at, actor=actor, action=f"operation.sign_off_{decision}", target=row.operation
    )
    return row


def _take_back_waiting(operation: Operation, at: datetime) -> None:
    waiting = SignOff.objects.filter(operation=operation, decision=Decision.ASKED)
    waiting.update(decision=Decision.TAKEN_BACK, decided_at=at)


def _ground(site: Any) -> dict[str, Any]:
    return {
        "entry": site.entry,
        "name": site.name,
        "where": site.where,
        "level": site.level,
        "is_urgent": site.is_urgent,
        "allegations": list(site.allegations),
    }
