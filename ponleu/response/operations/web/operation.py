"""One operation, as its reader may know it: sealed, opened, or started."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.foundation.core.errors import NotFound
from ponleu.foundation.core.web import Request
from ponleu.foundation.packs.operations import load_operation_roles
from ponleu.response.operations.queries import draws, listing, started, who_knew
from ponleu.response.operations.rules import readiness
from ponleu.response.operations.rules.draw import LOT
from ponleu.response.operations.rules.flags import flags
from ponleu.response.operations.rules.kinds import Opened
from ponleu.response.operations.rules.order import Order, SiteWork, Team
from ponleu.response.operations.services import asking, opening, scopes
from ponleu.response.operations.services.opening import CHANGEABLE
from ponleu.response.operations.web.filling import named_page, with_key
from ponleu.response.operations.web.forms import role_choices
from ponleu.response.operations.words import DUTIES, flag_words, gap_words


@dataclass(frozen=True, slots=True)
class Planned:
    """A site of an order with what the plan says of it.

    Attributes:
        starts_min: when its first team is there; none if it is not planned.
        left_out: why the plan found no place for it.
        how: "lot" or "risk" where a part of the visits was drawn; empty where none was.
    """

    site: SiteWork
    teams: Sequence[Team]
    starts_min: int | None
    left_out: str
    how: str = ""


@named_page
@require_GET
def show(request: Request, pk: UUID) -> HttpResponse:
    """What has started is open; what is sealed opens for its readers; others see what is asked."""
    known = listing.known(request.user, pk)
    if known.is_open:
        return _started(request, known)
    if known.is_reader:
        return order(request, pk)
    return _sealed(request, pk)


@named_page
@with_key
@require_GET
def order(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    """The whole order, for its readers."""
    now = clock.now()
    version = opening.open_order(request.user, pk, pair, at=now)
    operation = version.operation
    asks = asking.open_asks(request.user, operation, pair, at=now)
    row = scopes.newest_for(operation)
    gap = scopes.gap_of(operation, version.order, request.user, pair, at=now)
    may_change = operation.state in CHANGEABLE and request.user.may(
        Action.OPERATION_ORDER, operation
    )
    needs = readiness.needs(version.order, [(each.row.role, each.row.answer) for each in asks])
    context = {
        "operation": operation,
        "version": version,
        "order": version.order,
        "stops": stops_of(version.order),
        "flags": [flag_words(flag, version.order) for flag in flags(version.order)],
        "asks": asks,
        "sign_off": row,
        "asked": scopes.read(row, request.user, pair) if row else None,
        "gap": gap_words(gap) if gap else "",
        "needs": needs,
        "filled": sum(each.is_filled for each in needs),
        "known": who_knew.who_knew(request.user, operation),
        "may_change": may_change,
    }
    return render(request, "operations/order.html", context)


@named_page
@require_GET
def knew(request: Request, pk: UUID) -> HttpResponse:
    """Who knew what, when; for readers of the order."""
    operation = opening.named(request.user, pk)
    context = {"operation": operation, "known": who_knew.who_knew(request.user, operation)}
    return render(request, "operations/who_knew.html", context)


@named_page
@require_GET
def briefing(request: Request, pk: UUID) -> HttpResponse:
    """What a role has to know, on paper: before the start for readers, then for the teams."""
    role = request.GET.get("role", "")
    known = listing.known(request.user, pk)
    if known.is_open:
        found = started.started(request.user, opening.see(request.user, pk, at=clock.now()))
        context = {"operation": known.operation, "found": found, **_of_role(role)}
        return render(request, "operations/briefing_started.html", context)
    return _briefing(request, pk)


@with_key
def _briefing(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    version = opening.open_order(request.user, pk, pair, at=clock.now(), what=Opened.BRIEFING)
    context = {
        "operation": version.operation,
        "order": version.order,
        "stops": stops_of(version.order),
        **_of_role(request.GET.get("role", "")),
    }
    return render(request, "operations/briefing.html", context)


@with_key
def _sealed(request: Request, pair: KeyPair, pk: UUID) -> HttpResponse:
    known = listing.known(request.user, pk)
    asks = asking.open_asks(request.user, known.operation, pair, at=clock.now())
    sign_offs = listing.sign_offs(request.user, known.operation)
    if not asks and not sign_offs:
        raise NotFound(_("There is no such record."))
    context = {
        "known": known,
        "operation": known.operation,
        "asks": asks,
        "sign_offs": sign_offs,
        "is_drawn_for": bool(sign_offs) and draws.is_drawn_for(request.user, known.operation),
        "may_answer": known.operation.state in CHANGEABLE,
    }
    return render(request, "operations/sealed.html", context)


def _started(request: Request, known: listing.Known) -> HttpResponse:
    operation = opening.see(request.user, known.operation.pk, at=clock.now())
    found = started.started(request.user, operation)
    context = {
        "known": known,
        "operation": operation,
        "found": found,
        "is_drawn": any(site.chosen == LOT for site in found.sites),
        "sign_offs": listing.sign_offs(request.user, operation),
        "reads_custody": request.user.may(Action.CUSTODY_READ),
        "may_end": known.is_reader
        and operation.ended_at is None
        and request.user.may(Action.OPERATION_ORDER, operation),
    }
    return render(request, "operations/started.html", context)


def _of_role(asked: str) -> dict[str, object]:
    """The role for which a sheet is, with what it does; everybody's if there is no such role."""
    known = load_operation_roles(settings.PONLEU_COUNTRY).get(asked)
    duties = DUTIES[known.sort] if known else ()
    return {"role": known.code if known else "", "duties": duties, "roles": role_choices()}


def stops_of(order: Order) -> list[Planned]:
    """Sites of an order beside the teams and times that the plan gave to them, in time."""
    teams = {team.number: team for team in order.teams}
    is_drawn = any(site.chosen == LOT for site in order.sites)
    rows = []
    for site in order.sites:
        stops = [stop for stop in order.route.stops if stop.entry == site.entry]
        rows.append(
            Planned(
                site,
                [teams[stop.team] for stop in stops if stop.team in teams],
                min((stop.starts_min for stop in stops), default=None),
                next((each.why for each in order.route.left_out if each.entry == site.entry), ""),
                site.chosen if is_drawn else "",
            )
        )
    return sorted(rows, key=lambda row: (row.starts_min is None, row.starts_min or 0))
