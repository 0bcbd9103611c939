"""An order of which a part can be drawn: six sites, three teams, time for few of the sites."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ponleu.response.operations.rules.order import Member, SiteWork, Team
from ponleu.response.operations.services import drawing, mixing, ordering

SITES = 6
SHARE = 0.6


def sites_of(keys, *, urgent=()):
    """Sites some minutes from each other, of unlike worth; each takes an hour."""
    return tuple(
        SiteWork(
            key,
            f"Site {place}",
            latitude=10.60 + place / 50,
            longitude=103.5,
            worth=(1.0, 4.0, 10.0, 6.0, 16.0, 2.5)[place % 6],
            service_min=60,
            is_urgent=place in urgent,
        )
        for place, key in enumerate(keys)
    )


def teams_of(number=3, *, ends=360):
    """Teams of one base, out for two hours: time for one site each."""
    return tuple(
        Team(
            nth,
            (Member(f"Member {nth}", "minutes"),),
            starts_min=240,
            ends_min=ends,
            base_latitude=10.6,
            base_longitude=103.5,
        )
        for nth in range(1, number + 1)
    )


@pytest.fixture
def drawable(sealed, people, version, site, noon):
    """Such an order: the operation; ``drawable(urgent={0})``."""

    def make(*, by="vibol", urgent=(), teams=3):
        operation, who = sealed(by=by), people[by]
        first = version(operation, by)
        named = f"plantedsite {operation.pk.hex[-6:]}"
        keys = [first.order.sites[0].entry]
        keys += [str(site(f"{named} {nth}").pk) for nth in range(1, SITES)]
        sites = tuple(
            replace(one, allegations=first.order.sites[0].allegations)
            for one in sites_of(keys, urgent=urgent)
        )
        parts = {"sites": sites, "teams": teams_of(teams)}
        ordering.edit(who.user, operation.pk, who.pair, first.number, at=noon, **parts)
        return operation

    return make


@pytest.fixture
def mix(people, noon):
    """Mix plans of an order: ``mix(operation)``; nothing is kept."""

    def make(operation, *, by="vibol", share=SHARE, seconds=0.2, seed=3, at=noon):
        who = people[by]
        return mixing.propose(
            who.user, operation.pk, who.pair, share=share, seed=seed, seconds=seconds, at=at
        )

    return make


@pytest.fixture
def kept(people, mix, noon):
    """Mix plans and keep them: the draw."""

    def make(operation, *, by="vibol", at=noon):
        who = people[by]
        token = mix(operation, by=by, at=at).as_token(who.user)
        return mixing.keep(who.user, operation.pk, token, who.pair, at=at)

    return make


@pytest.fixture
def did(people, noon):
    """One step of a draw: ``did("commit", operation, "vibol")``."""

    def do(how, operation, by="vibol", *, at=noon, **more):
        who = people[by]
        if how == "close":
            return drawing.close(who.user, operation.pk, at=at)
        act = mixing.again if how == "again" else getattr(drawing, how)
        return act(who.user, operation.pk, who.pair, at=at, **more)

    return do


@pytest.fixture
def drawn(drawable, kept, let_in, did):
    """An order whose draw two readers committed to and revealed: the operation."""

    def make(**more):
        operation = drawable(**more)
        let_in(operation, "rith")
        kept(operation)
        for how in ("commit", "reveal"):
            did(how, operation, "vibol")
            did(how, operation, "rith")
            if how == "commit":
                did("close", operation)
        return operation

    return make
