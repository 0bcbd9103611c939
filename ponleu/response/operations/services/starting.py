"""Starting an operation: the one moment at which what was sealed becomes open; and its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.models import User
from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.journal import services as journal
from ponleu.knowledge.register.models import Entry
from ponleu.response.operations.models import (
    Operation,
    OperationSite,
    OperationTeam,
    TeamMember,
)
from ponleu.response.operations.rules.draw import LOT, RISK
from ponleu.response.operations.rules.kinds import State
from ponleu.response.operations.rules.order import Order, SiteWork, Team
from ponleu.response.operations.rules.signing import Gap
from ponleu.response.operations.services import opening, scopes
from ponleu.response.operations.words import gap_words


class NotSigned(DomainError):
    """No prosecutor's sign-off covers the order as it stands."""

    code = "not_signed"
    http_status = 409


@transaction.atomic
def roll_call(
    actor: User,
    key: UUID,
    present: tuple[str, ...],
    pair: KeyPair | None,
    *,
    seen: int,
    at: datetime,
) -> opening.Version:
    """Note who has answered, as "team number/place in the team"; still sealed.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
    """

    def noted(order: Order) -> Order:
        known = {
            f"{team.number}/{place}" for team in order.teams for place in range(len(team.members))
        }
        return replace(order, present=tuple(sorted(known & set(present))))

    return opening.change(actor, key, pair, noted, seen=seen, what="roll_call", at=at)


@transaction.atomic
def start(
    actor: User,
    key: UUID,
    pair: KeyPair | None,
    *,
    present: tuple[str, ...] | None = None,
    seen: int,
    at: datetime,
) -> Operation:
    """Start an operation: its sites, teams and people are entered, readable from now on.

    Args:
        present: who answered, as for ``roll_call``; none if the order says it already.
        seen: number of the version that the actor saw.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``.
        NotSigned: no sign-off covers the order as it stands; says why.
        InvalidInput: nobody goes, or a site is gone from the register.
    """
    operation = opening.locked(actor, key, State.PLANNED)
    if present is not None:
        seen = roll_call(actor, key, present, pair, seen=seen, at=at).number
    version = opening.newest(operation, actor, pair)
    if seen != version.number:
        opening.refuse_unless(operation)
    gap = scopes.gap_of(operation, version.order, actor, pair, at=at)
    if gap is not None:
        raise NotSigned(gap_words(gap))
    order = version.order
    if not any(team.members for team in order.teams):
        raise InvalidInput(_("Put at least one team together first."))
    if {site.entry for site in order.sites} != {*order.scope.entries}:
        raise NotSigned(gap_words(Gap.CHANGED))
    operation.state, operation.started_at, operation.started_by = State.STARTED, at, actor
    allowed = ("search", "cameras", "phones")
    operation.allowed = [each for each in allowed if getattr(order.scope, each)]
    operation.save(update_fields=["state", "started_at", "started_by", "allowed"])
    sites = _enter_sites(operation, order)
    for team in order.teams:
        _enter_team(operation, order, team, sites)
    journal.record(at=at, actor=actor, action="operation.started", target=operation)
    return operation


@transaction.atomic
def end(actor: User, key: UUID, *, at: datetime) -> Operation:
    """Say that an operation is over. Twice is once.

    Raises:
        NotFound, NotPermitted: the actor does not order it.
        ChangedMeanwhile: it has not started.
    """
    operation = opening.locked(actor, key, State.STARTED, State.ENDED)
    if operation.state == State.STARTED:
        operation.state, operation.ended_at = State.ENDED, at
        operation.save(update_fields=["state", "ended_at"])
        journal.record(at=at, actor=actor, action="operation.ended", target=operation)
    return operation


def _enter_sites(operation: Operation, order: Order) -> Mapping[str, OperationSite]:
    known = Entry.objects.in_bulk([site.entry for site in order.sites])
    found = {str(key): entry for key, entry in known.items()}
    rows = {}
    for number, site in enumerate(order.sites, start=1):
        if site.entry not in found:
            raise InvalidInput(_("A site of this order is no longer in the register. Take it out."))
        is_drawn = site.chosen == LOT and any(s.entry == site.entry for s in order.route.stops)
        rows[site.entry] = OperationSite.objects.create(
            operation=operation,
            entry=found[site.entry],
            number=number,
            planned_at=_planned_at(order, site),
            chosen=LOT if is_drawn else RISK,
            probability=site.probability if is_drawn else None,
            score=site.worth if is_drawn else None,
            level=site.level,
            needs=list(site.needs),
        )
    return rows


def _enter_team(
    operation: Operation, order: Order, team: Team, sites: Mapping[str, OperationSite]
) -> None:
    row = OperationTeam.objects.create(
        operation=operation,
        number=team.number,
        vehicles=list(team.vehicles),
        equipment=team.equipment,
    )
    stops = [stop.entry for stop in order.route.stops if stop.team == team.number]
    row.sites.set([sites[entry] for entry in stops if entry in sites])
    accounts = {str(user.pk): user for user in User.objects.filter(pk__in=_accounts(team))}
    for place, member in enumerate(team.members):
        TeamMember.objects.create(
            operation=operation,
            team=row,
            user=accounts.get(member.user),
            name=member.name,
            role=member.role,
            is_lead=place == team.lead,
            was_present=f"{team.number}/{place}" in order.present,
        )


def _accounts(team: Team) -> list[str]:
    return [member.user for member in team.members if member.user]


def _planned_at(order: Order, site: SiteWork) -> datetime | None:
    starts = [stop.starts_min for stop in order.route.stops if stop.entry == site.entry]
    if not starts or not order.day:
        return None
    midnight = make_aware(datetime.fromisoformat(order.day))
    return midnight + timedelta(minutes=min(starts))
