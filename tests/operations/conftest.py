"""A province with those who order, sign, read and watch; a sealed order with planted words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from ponleu.foundation.accounts import services as accounts
from ponleu.foundation.accounts.opened_keys import COOKIE, keep_open
from ponleu.foundation.accounts.rules import Action
from ponleu.foundation.core import clock
from ponleu.response.complaints.models import Exclusion
from ponleu.response.operations.queries import candidates
from ponleu.response.operations.rules.order import Member, Order, Scope, Team
from ponleu.response.operations.services import naming, ordering, signing, starting, teaming
from tests.cases.conftest import hotel, make_officer, opened, told
from tests.complaints.conftest import country, desk, tell
from tests.complaints.desk_world import site
from tests.operations.draw_world import did, drawable, drawn, kept, mix

__all__ = ["country", "desk", "hotel", "make_officer", "opened", "site", "tell", "told"]
__all__ += ["did", "drawable", "drawn", "kept", "mix"]

READ = (
    Action.HOME,
    Action.SEARCH,
    Action.REGISTER_READ,
    Action.SOURCE_READ,
    Action.CLAIM_READ,
    Action.COMPLAINT_READ,
    Action.ALLEGATION_READ,
    Action.FINDING_READ,
)
ORDERS = (*READ, Action.SITE_EXACT, Action.OPERATION_READ, Action.OPERATION_ORDER)
SIGNS = (
    Action.HOME,
    Action.REGISTER_READ,
    Action.FINDING_READ,
    Action.OPERATION_READ,
    Action.OPERATION_SIGN,
)
PEOPLE = {
    "vibol": ("KH-18", ORDERS),
    "rith": ("KH-18", ORDERS),
    "pov": ("KH-18", SIGNS),
    "chan": ("KH-18", (*READ, Action.OPERATION_READ)),
    "audit": ("KH", (Action.HOME, Action.JOURNAL_READ, Action.ROLES_READ)),
    "keep": ("KH", (Action.HOME, Action.JOURNAL_VERIFY, Action.ACCOUNTS_MANAGE)),
    "clinic": ("KH-12", (Action.HOME,)),
    "field": ("KH-12", (Action.HOME, Action.FIELD_WORK)),
    "north": ("KH-12", ORDERS),
}
"""vibol orders; rith commands the same unit and is not named; clinic is asked for an ambulance."""


@pytest.fixture
def people(make_user, country, noon):
    """Everybody with their key pair: ``people["vibol"].user``, ``.pair``."""
    found = {}
    for name, (unit, actions) in PEOPLE.items():
        user = make_user(name, unit=country[unit], actions=actions)
        pair = accounts.begin_key_pair(user, f"words of {name}", at=noon)
        found[name] = SimpleNamespace(user=user, pair=pair)
    return found


@pytest.fixture
def at_noon(monkeypatch, noon):
    """Pages happen at noon."""
    monkeypatch.setattr(clock, "now", lambda: noon)


@pytest.fixture
def alleged(told, opened, hotel):
    """A site with an open allegation: ``alleged(site)``, or the hotel."""

    def make(entry=None):
        entry = entry or hotel
        opened(told(entry=entry), entry=entry)
        return entry

    return make


@pytest.fixture
def basic():
    """What an order says before sites are chosen."""
    return Order(
        decided_by="Provincial governor",
        basis="Decision 12, article 24",
        aims=("rescue", "secure"),
        day="2026-11-23",
        starts_min=240,
    )


@pytest.fixture
def sealed(people, alleged, basic, noon):
    """A sealed order with the hotel, a team and a scope: the operation; ``sealed(by="rith")``."""

    def make(*, by="vibol", entry=None, persons=("Sok Plantedman",), at=noon):
        who = people[by]
        entry = entry or alleged()
        begun = ordering.order_one(who.user, basic, at=at)
        key = begun.operation.pk
        sites = candidates.site_works(who.user, {str(entry.pk)})
        sites = tuple(replace(one, where="plantedwhere behind the pier") for one in sites)
        made = ordering.edit(who.user, key, who.pair, begun.number, sites=sites, at=at)
        team = Team(
            0,
            members=(
                Member("Plantedmember Chea", "military_police"),
                Member("Field", "minutes", user=str(people["field"].user.pk)),
            ),
            vehicles=("2A-0001 plantedcar",),
        )
        made = teaming.set_team(who.user, key, team, who.pair, seen=made.number, at=at)
        scope = Scope(
            entries=(str(entry.pk),),
            begins=(at - timedelta(hours=1)).isoformat(),
            ends=(at + timedelta(hours=30)).isoformat(),
            persons=persons,
        )
        ordering.edit(who.user, key, who.pair, made.number, scope=scope, at=at)
        return made.operation

    return make


@pytest.fixture
def version(people):
    """The newest version as somebody opens it: ``version(operation)``."""
    from ponleu.response.operations.services import opening

    def read(operation, by="vibol"):
        return opening.newest(operation, people[by].user, people[by].pair)

    return read


@pytest.fixture
def asked(people, version, noon):
    """Ask pov for a sign-off: ``asked(operation)``."""

    def make(operation, *, by="vibol", of="pov", at=noon):
        who = people[by]
        seen = version(operation, by).number
        return signing.ask(who.user, operation.pk, of, "", who.pair, seen=seen, at=at)

    return make


@pytest.fixture
def signed(people, asked, noon):
    """Have it signed: ``signed(operation)``."""

    def make(operation, *, at=noon, **more):
        row = asked(operation, at=at)
        return signing.sign(people["pov"].user, row.pk, people["pov"].pair, at=at, **more)

    return make


@pytest.fixture
def started(sealed, signed, people, version, noon):
    """An operation that was signed and has started."""

    def make(**more):
        operation = sealed(**more)
        signed(operation)
        vibol = people["vibol"]
        seen = version(operation).number
        return starting.start(vibol.user, operation.pk, vibol.pair, seen=seen, at=noon)

    return make


@pytest.fixture
def let_in(people, noon):
    """Name a reader: ``let_in(operation, "rith")``."""

    def make(operation, name, *, by="vibol", at=noon):
        who = people[by]
        return naming.let_in(who.user, operation.pk, name, who.pair, at=at)

    return make


@pytest.fixture
def sign_in(client, people):
    """Sign somebody in: ``sign_in("vibol")``; with the key shut, ``sign_in("vibol", False)``."""

    def enter(name, is_open=True):
        who = people[name]
        client.force_login(who.user)
        client.cookies.pop(COOKIE, None)
        if is_open:
            session = client.session
            request = SimpleNamespace(session=session, META={})
            keep_open(request, str(who.user.pk), who.pair)
            session.save()
            client.cookies[COOKIE] = request.META[COOKIE]
        return who

    return enter


@pytest.fixture
def keep_from(noon, desk):
    """Keep a complaint from a person: ``keep_from(complaint, user)``."""

    def make(complaint, user):
        return Exclusion.objects.create(
            complaint_id=complaint, user=user, by=desk["ana"][0], at=noon
        )

    return make
