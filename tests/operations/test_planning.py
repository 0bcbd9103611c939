"""Having an order planned: proposed in memory, taken over if it fits, sealed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.planning import breaches
from ponleu.foundation.core.errors import ChangedMeanwhile, InvalidInput, NotFound
from ponleu.response.operations.models import SealedOrder
from ponleu.response.operations.rules import problem
from ponleu.response.operations.rules.flags import Flag, Wrong, flags
from ponleu.response.operations.rules.kinds import State
from ponleu.response.operations.rules.order import (
    LeftOut,
    Member,
    Order,
    Route,
    SiteWork,
    Stop,
    Team,
)
from ponleu.response.operations.services import ordering, planning

pytestmark = pytest.mark.usefixtures("demonstration", "at_noon")

ONE, TWO, FAR = "one", "two", "far"


def _team(number, *roles, at=(10.60, 103.50), ends=720):
    members = tuple(Member(f"m{place}", role) for place, role in enumerate(roles))
    return Team(
        number, members, starts_min=300, ends_min=ends, base_latitude=at[0], base_longitude=at[1]
    )


def _site(key, *, at=(10.61, 103.51), **more):
    return SiteWork(key, key.title(), latitude=at[0], longitude=at[1], service_min=60, **more)


def test_problem_keeps_what_the_order_says():
    """Roles are skills, shifts begin with roll call, linked sites are a bundle, urgent first."""
    order = Order(
        starts_min=330,
        sites=(
            _site(ONE, needs=("minutes",), linked="harbour", is_urgent=True),
            _site(TWO, linked="harbour"),
            _site(FAR, at=(None, None)),
        ),
        teams=(_team(1, "minutes", "medical"),),
    )
    asked = problem.problem_of(order)
    assert asked.teams[0].shift == (330, 720)
    assert asked.teams[0].skills == {"minutes", "medical"}
    assert [site.tier for site in asked.sites] == [1, 2, 2]
    assert [(each.sites, each.within) for each in asked.bundles] == [((ONE, TWO), 5)]
    assert asked.travel[0, 3] == asked.travel[3, 1] == problem.UNKNOWN_MIN
    assert asked.travel[0, 1] == 4  # 1.11 km north and 1.09 east: 1.56 km, by 1.4, at 40 km/h
    assert not asked.travel.diagonal().any()


def test_rounds_and_stops_are_each_others_reverse():
    """In time, team by team."""
    stops = (Stop(1, ONE, 300), Stop(2, TWO, 300), Stop(1, FAR, 400))
    rounds = problem.rounds_of(stops)
    assert [(one.team, [visit.site for visit in one.visits]) for one in rounds] == [
        ("1", [ONE, FAR]),
        ("2", [TWO]),
    ]
    assert problem.stops_of(rounds) == stops


def _planned(*stops, sites=None, teams=None):
    sites = sites or (_site(ONE), _site(TWO))
    return Order(sites=sites, teams=teams or (_team(1, "minutes"),), route=Route(stops))


def test_flags_of_a_plan_worked_by_hand():
    """The base is 4 minutes from either site, which stand at one place; an inspection takes 60."""
    assert flags(_planned(Stop(1, ONE, 304), Stop(1, TWO, 364))) == ()
    assert flags(_planned(Stop(1, ONE, 301), Stop(1, TWO, 364))) == (
        Flag(Wrong.TOO_EARLY, (ONE,), 1, minutes=3),
    )
    assert flags(_planned(Stop(1, ONE, 700))) == (Flag(Wrong.LATE_BACK, team=1, minutes=44),)
    night = (_site(ONE, opens_min=320, closes_min=330),)
    assert flags(_planned(Stop(1, ONE, 331), sites=night)) == (Flag(Wrong.OUTSIDE, (ONE,), 1),)
    needy = (_site(ONE, needs=("medical", "minutes")),)
    assert flags(_planned(Stop(1, ONE, 304), sites=needy)) == (
        Flag(Wrong.NO_ROLE, (ONE,), roles=("medical",)),
    )
    pair = (_site(ONE, linked="x"), _site(TWO, linked="x"))
    both = (_team(1), _team(2))
    assert flags(_planned(Stop(1, ONE, 304), Stop(2, TWO, 309), sites=pair, teams=both)) == ()
    assert flags(_planned(Stop(1, ONE, 304), Stop(2, TWO, 310), sites=pair, teams=both)) == (
        Flag(Wrong.APART, (ONE, TWO), minutes=6, linked="x"),
    )
    assert flags(_planned(Stop(1, ONE, 304), sites=pair)) == (
        Flag(Wrong.APART, (TWO,), linked="x"),
    )


SPOTS = st.sampled_from([(10.61, 103.51), (10.70, 103.60), (None, None)])


@st.composite
def _orders(draw):
    """An order whose times were set by anybody; at most one team at a site."""
    sites = tuple(
        _site(
            f"s{number}",
            at=draw(SPOTS),
            needs=draw(st.sampled_from([(), ("minutes",), ("medical", "minutes")])),
            linked=draw(st.sampled_from(["", "x"])),
            opens_min=draw(st.integers(0, 400)),
            closes_min=draw(st.integers(400, 800)),
        )
        for number in range(draw(st.integers(1, 4)))
    )
    teams = tuple(
        _team(number, *draw(st.sampled_from([("minutes",), ("minutes", "medical")])))
        for number in (1, 2)
    )
    stops = tuple(
        Stop(draw(st.integers(1, 2)), site.entry, draw(st.integers(280, 760)))
        for site in sites
        if draw(st.booleans())
    )
    return Order(sites=sites, teams=teams, route=Route(stops))


@given(_orders())
def test_a_plan_is_flagged_when_the_checker_of_the_engine_finds_a_breach(order):
    found = breaches(problem.problem_of(order), problem.rounds_of(order.route.stops))
    assert bool(flags(order)) == bool(found)


@pytest.fixture
def ready(sealed, people, version, noon):
    """An order whose site and team have a place and a need: the operation."""

    def make(**more):
        operation = sealed()
        who = people["vibol"]
        order = version(operation).order
        site = replace(order.sites[0], latitude=10.61, longitude=103.51, needs=("minutes",), **more)
        team = replace(order.teams[0], starts_min=240, base_latitude=10.6, base_longitude=103.5)
        ordering.edit(
            who.user,
            operation.pk,
            who.pair,
            version(operation).number,
            sites=(site,),
            teams=(team,),
            at=noon,
        )
        return operation

    return make


def _propose(people, operation, noon, seed=7):
    who = people["vibol"]
    return planning.propose(who.user, operation.pk, who.pair, seed=seed, seconds=0.2, at=noon)


def test_a_proposal_can_be_done_and_is_stored_nowhere(ready, people, version, noon):
    """The same order, no version more; it begins when a team can be there."""
    operation = ready()
    before = version(operation).number
    found = _propose(people, operation, noon)
    order = version(operation).order
    assert version(operation).number == before
    assert SealedOrder.objects.filter(operation=operation).count() == before
    assert [stop.starts_min for stop in found.route.stops] == [244]
    assert breaches(problem.problem_of(order), problem.rounds_of(found.route.stops)) == ()
    assert found.route.value == found.route.bound == order.sites[0].worth


def test_what_is_taken_over_is_the_route_of_the_order(ready, people, version, noon):
    """With seed, value and bound; in a new version."""
    operation, who = ready(), people["vibol"]
    found = _propose(people, operation, noon)
    seen = version(operation).number
    planning.take_over(who.user, operation.pk, found.as_text(), who.pair, seen=seen, at=noon)
    assert version(operation).order.route == found.route
    assert version(operation).number == seen + 1


def test_a_site_that_nobody_can_do_is_left_out_with_the_role_that_is_missing(
    ready, people, version, noon
):
    """In words, so that the order says it later too."""
    operation = ready()
    who, order = people["vibol"], version(operation).order
    site = replace(order.sites[0], needs=("medical",))
    seen = version(operation).number
    ordering.edit(who.user, operation.pk, who.pair, seen, sites=(site,), at=noon)
    route = _propose(people, operation, noon).route
    assert route.stops == ()
    assert route.left_out == (
        LeftOut(site.entry, "Nobody of the teams can do this: Ambulance and medical staff"),
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda route: replace(route, stops=(replace(route.stops[0], starts_min=200),)),
        lambda route: replace(route, stops=(replace(route.stops[0], team=9),)),
        lambda route: replace(route, stops=(replace(route.stops[0], entry="elsewhere"),)),
        lambda route: replace(route, left_out=(LeftOut("elsewhere", "why"),)),
    ],
)
def test_a_plan_that_breaks_a_rule_is_not_taken_over(spoil, ready, people, version, noon):
    """Too early, no such team, no such site: have it planned again."""
    operation, who = ready(), people["vibol"]
    found = _propose(people, operation, noon)
    text = replace(found, route=spoil(found.route)).as_text()
    seen = version(operation).number
    with pytest.raises(ChangedMeanwhile):
        planning.take_over(who.user, operation.pk, text, who.pair, seen=seen, at=noon)
    assert version(operation).order.route == Route()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"stops": [{}], "left_out": [], "seed": 1}'])
def test_what_is_no_plan_is_refused(text, ready, people, version, noon):
    """Whatever was sent."""
    operation, who = ready(), people["vibol"]
    seen = version(operation).number
    with pytest.raises(InvalidInput):
        planning.take_over(who.user, operation.pk, text, who.pair, seen=seen, at=noon)


def test_times_that_cannot_be_are_refused_in_words(ready, people, noon):
    """A window that ends before it begins."""
    operation = ready(opens_min=600, closes_min=500)
    with pytest.raises(InvalidInput, match="cannot be"):
        _propose(people, operation, noon)


def test_whoever_is_not_named_finds_no_plan(ready, people, client, sign_in, noon):
    """The service and the page: as if there were no such operation."""
    operation, other = ready(), people["rith"]
    with pytest.raises(NotFound):
        planning.propose(other.user, operation.pk, other.pair, seed=1, at=noon)
    address = reverse("operations:plan", args=[operation.pk])
    assert client.get(address).status_code == 302
    sign_in("rith")
    assert client.get(address).status_code == 404
    assert client.post(address, {"seed": "7"}).status_code == 404


def test_the_page_proposes_and_takes_over(ready, client, sign_in, version, monkeypatch):
    """Seed in, plan out, one press, sealed; the words of the order stand in no address."""
    monkeypatch.setattr(planning, "SECONDS", 0.2)
    operation = ready()
    sign_in("vibol")
    address = reverse("operations:plan", args=[operation.pk])
    shown = client.post(address, {"seed": "7"})
    assert shown.status_code == 200
    proposal = shown.context["proposal"]
    assert "04:04" in shown.content.decode()
    number = version(operation).number
    taken = client.post(address, {"do": "take", "route": proposal.as_text(), "seen": number})
    assert taken.status_code == 302
    assert version(operation).order.route == proposal.route
    again = client.post(address, {"do": "take", "route": proposal.as_text(), "seen": number})
    assert again.status_code == 422
    assert "changed this order meanwhile" in again.content.decode()


def test_a_proposal_read_from_its_text_is_the_same(ready, people, noon):
    """Nothing is lost on the page."""
    found = _propose(people, ready(), noon)
    assert json.loads(found.as_text())["seed"] == 7
    assert planning._route(found.as_text()) == found.route


def test_an_order_that_was_given_up_is_not_planned(ready, people, noon):
    """It stays sealed as it is."""
    operation, who = ready(), people["vibol"]
    later = noon + timedelta(minutes=1)
    ordering.move(who.user, operation.pk, State.ABORTED, "The road is cut.", who.pair, at=later)
    with pytest.raises(ChangedMeanwhile):
        _propose(people, operation, later)


def test_the_order_says_what_is_wrong_with_times_set_by_hand(
    ready, people, version, client, sign_in, noon
):
    """With the names of site and role; nothing when the plan holds."""
    operation, who = ready(), people["vibol"]
    order = version(operation).order
    entry = order.sites[0].entry
    page = reverse("operations:operation", args=[operation.pk])
    sign_in("vibol")
    for stop, said in ((Stop(1, entry, 244), False), (Stop(1, entry, 240), True)):
        seen = version(operation).number
        ordering.edit(who.user, operation.pk, who.pair, seen, route=Route((stop,)), at=noon)
        text = client.get(page).content.decode()
        assert ("This plan does not hold" in text) is said
        assert ("gets there 4 minutes after it is to begin" in text) is said
