"""Having an order planned: the engine proposes, in memory; a person takes it over, or not."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from ponleu.engines import planning as engine
from ponleu.engines.planning import Problem, Why
from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts import access
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput
from ponleu.foundation.packs.operations import load_operation_roles
from ponleu.response.operations.rules import problem
from ponleu.response.operations.rules.draw import all_chosen
from ponleu.response.operations.rules.order import LeftOut, Order, Route, Stop
from ponleu.response.operations.services import opening
from ponleu.response.operations.services.opening import Version
from ponleu.response.operations.words import WHYS, in_language

SECONDS = 3.0
"""CPU seconds that a plan is sought while somebody waits."""
MOST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the engine proposes for one version of an order; stored nowhere.

    Attributes:
        unplaced: sites and teams of which no exact position is known, so that ways are guessed.
    """

    version: Version
    route: Route
    unplaced: int

    def as_text(self) -> str:
        """As a page carries it until somebody takes it over; see ``take_over``."""
        return json.dumps(asdict(self.route), ensure_ascii=False)


def propose(
    actor: User,
    key: UUID,
    pair: KeyPair | None,
    *,
    seed: int,
    seconds: float | None = None,
    at: datetime,
) -> Proposal:
    """Have a standing order planned. That it was opened is kept; nothing else is.

    Args:
        seed: another one, another search.
        seconds: of CPU of this thread; ``SECONDS`` if none.

    Raises:
        NotFound, Shut: as for ``opening.open_order``.
        NotPermitted: the actor reads it and does not order operations.
        ChangedMeanwhile: it has started or was given up.
        InvalidInput: it has no sites or no teams, or times that cannot be.
    """
    version, asked = to_plan(actor, key, pair, at=at)
    engine.make_ready()
    began = time.thread_time()
    made = engine.plan(
        asked, seed=seed, spent=lambda: time.thread_time() - began, seconds=seconds or SECONDS
    )
    route = Route(
        stops=problem.stops_of(made.rounds),
        left_out=tuple(LeftOut(each.site, _why(each)) for each in made.left_out),
        seed=seed,
        value=made.value,
        bound=made.bound,
    )
    return Proposal(version, route, unplaced(version.order))


def to_plan(
    actor: User, key: UUID, pair: KeyPair | None, *, at: datetime
) -> tuple[Version, Problem]:
    """A standing order and what the engine is asked of it. That it was opened is kept.

    Raises:
        NotFound, Shut, NotPermitted, ChangedMeanwhile, InvalidInput: as for ``propose``.
    """
    version = opening.open_order(actor, key, pair, at=at)
    operation, order = version.operation, version.order
    access.require(actor, Action.OPERATION_ORDER, operation, seen_by=Action.HOME)
    opening.refuse_unless(operation, *opening.CHANGEABLE)
    if not order.sites or not order.teams:
        raise InvalidInput(_("Choose sites and put a team together first."))
    asked = problem.problem_of(order)
    if engine.faults(asked):
        raise InvalidInput(
            _("Times of a site or a team cannot be: it ends before it begins. Mend them first.")
        )
    return version, asked


def unplaced(order: Order) -> int:
    """Sites and teams of an order of which no exact position is known."""
    sites = sum(site.latitude is None for site in order.sites)
    return sites + sum(team.base_latitude is None for team in order.teams)


def take_over(
    actor: User, key: UUID, text: str, pair: KeyPair | None, *, seen: int, at: datetime
) -> Version:
    """Make a proposal the route of the order, if it can be done with the order as it stands.

    Args:
        text: what ``Proposal.as_text`` gave.

    Raises:
        NotFound, NotPermitted, Shut, ChangedMeanwhile: as for ``opening.change``; the last also if
            the proposal breaks a rule of the order.
    """
    route = _route(text)

    def planned(order: Order) -> Order:
        known = {site.entry for site in order.sites}
        strays = {each.entry for each in route.left_out} - known
        asked = problem.problem_of(order)
        if strays or engine.breaches(asked, problem.rounds_of(route.stops)):
            raise ChangedMeanwhile(_("This plan no longer fits the order. Have it planned again."))
        return replace(all_chosen(order), route=route)

    return opening.change(actor, key, pair, planned, seen=seen, what="planned", at=at)


def _route(text: str) -> Route:
    try:
        read: Mapping[str, Any] = json.loads(text)
        return Route(
            stops=tuple(
                Stop(int(each["team"]), str(each["entry"]), int(each["starts_min"]))
                for each in read["stops"]
            ),
            left_out=tuple(
                LeftOut(str(each["entry"]), str(each["why"])[:MOST_WORDS])
                for each in read["left_out"]
            ),
            seed=int(read["seed"]),
            value=float(read["value"]),
            bound=None if read["bound"] is None else float(read["bound"]),
        )
    except (ValueError, TypeError, KeyError):
        raise InvalidInput(_("This is no plan. Have it planned again.")) from None


def _why(left: engine.LeftOut) -> str:
    words = str(WHYS[left.why])
    if left.why is Why.NO_SKILL and left.missing:
        roles = load_operation_roles(settings.PONLEU_COUNTRY)
        names = [in_language(roles[code].name, roles[code].name_km) for code in left.missing]
        return f"{words}: {', '.join(names)}"
    return words
