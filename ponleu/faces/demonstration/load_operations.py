"""Operations in the invented country: one that is over, one sealed that waits for a sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from ponleu.engines.sealing import KeyPair
from ponleu.foundation.accounts.demonstration import PASSPHRASE
from ponleu.foundation.accounts.models import User
from ponleu.foundation.accounts.services.keys import unlocked
from ponleu.response.operations.queries import candidates
from ponleu.response.operations.rules.order import Order, Route, Scope, Stop, Team
from ponleu.response.operations.services import asking, naming, ordering, signing, starting, teaming
from ponleu.response.operations.services.opening import Version
from ponleu.response.operations.services.teaming import Named

COMMANDER, PROSECUTOR, FIELD, ELSEWHERE = "commander", "prosecutor", "field", "field.capital"
NEEDS = ("female_officer", "minutes", "social_worker")
TEAM = (
    Named(COMMANDER, "lead_deputy_governor", "012 000 101"),
    Named(FIELD, "minutes", "012 000 102"),
    Named("Sun Malis", "female_officer", "012 000 103"),
    Named("Lim Sokunthea", "social_worker", "012 000 104"),
    Named("Heng Bora", "interpreter", "012 000 105", ("zh", "vi")),
)
START_MIN = 5 * 60 + 40
ROLL_CALL = time(5, 15)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with their opened key."""

    user: User
    pair: KeyPair


def run_operations(people: Sequence[User], *, at: datetime) -> int:
    """Enter two operations of the province: the first over since days, the second sealed.

    Done by the demonstration people who order, sign and go; none if one of them is missing or
    nothing is alleged of two sites there.
    """
    known = {one.username: one for one in people}
    if not {COMMANDER, PROSECUTOR, FIELD, ELSEWHERE} <= set(known):
        return 0
    commander, prosecutor = _opened(known[COMMANDER]), _opened(known[PROSECUTOR])
    if commander is None or prosecutor is None:
        return 0
    sites = [str(each.entry.pk) for each in candidates.candidates(commander.user)]
    if len(sites) < 2:
        return 0
    over = at - timedelta(days=6)
    version = _ordered(commander, sites[1:2], "Decision 41 of the governor, article 24", at=over)
    _signed(commander, prosecutor, version, at=over)
    key = version.operation.pk
    dawn = make_aware(datetime.combine(localdate(over) + timedelta(days=1), ROLL_CALL))
    everybody = tuple(f"1/{place}" for place in range(len(TEAM)))
    starting.start(
        commander.user,
        key,
        commander.pair,
        present=everybody,
        seen=version.number,
        at=dawn,
    )
    starting.end(commander.user, key, at=dawn + timedelta(hours=5))
    _sealed(commander, sites[:1], at=at - timedelta(hours=3))
    return 2


def _sealed(commander: Person, sites: Sequence[str], *, at: datetime) -> None:
    version = _ordered(commander, sites, "Decision 47 of the governor, article 24", at=at)
    key = version.operation.pk
    words = "Keep an interpreter for Chinese on call this week. You hear when and where."
    asking.ask(commander.user, key, ELSEWHERE, "interpreter", words, commander.pair, at=at)
    naming.let_in(commander.user, key, "reviewer", commander.pair, at=at)
    signing.ask(
        commander.user,
        key,
        PROSECUTOR,
        "People are said to be locked in.",
        commander.pair,
        seen=version.number + 1,
        at=at,
    )


def _ordered(commander: Person, sites: Sequence[str], basis: str, *, at: datetime) -> Version:
    """An order with sites, a team, a route and a scope."""
    day = localdate(at) + timedelta(days=1)
    order = Order(
        decided_by="Governor of the province",
        basis=basis,
        aims=("rescue", "secure"),
        day=day.isoformat(),
        starts_min=START_MIN - 60,
    )
    version = ordering.order_one(commander.user, order, at=at)
    key, user, pair = version.operation.pk, commander.user, commander.pair
    chosen = tuple(replace(site, needs=NEEDS) for site in candidates.site_works(user, set(sites)))
    version = ordering.edit(user, key, pair, version.number, sites=chosen, at=at)
    team = Team(
        0,
        members=teaming.members_of(TEAM),
        vehicles=("2A-1187, van, 12 seats", "2A-0904, ambulance"),
        equipment="Lamps, seals, camera, water for forty people",
    )
    version = teaming.set_team(user, key, team, pair, seen=version.number, at=at)
    route = Route(tuple(Stop(1, site.entry, START_MIN) for site in chosen))
    scope = Scope(
        entries=tuple(site.entry for site in chosen),
        begins=(at + timedelta(hours=1)).isoformat(),
        ends=(at + timedelta(hours=46)).isoformat(),
    )
    return ordering.edit(user, key, pair, version.number, route=route, scope=scope, at=at)


def _signed(commander: Person, prosecutor: Person, version: Version, *, at: datetime) -> None:
    row = signing.ask(
        commander.user,
        version.operation.pk,
        PROSECUTOR,
        "Two complaints name it within a week.",
        commander.pair,
        seen=version.number,
        at=at,
    )
    signing.sign(prosecutor.user, row.pk, prosecutor.pair, at=at + timedelta(hours=2))


def _opened(user: User) -> Person | None:
    pair = unlocked(user, PASSPHRASE)
    return Person(user, pair) if pair else None
