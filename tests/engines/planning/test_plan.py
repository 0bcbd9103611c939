"""Plans by hand, beside a search to the end, and the same again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.planning import (
    Bundle,
    Effort,
    Problem,
    Site,
    Team,
    Vehicle,
    Visit,
    Way,
    Why,
    breaches,
    faults,
    make_ready,
    plan,
)
from tests.engines.planning.making import best_by_trying, make_line, planned, sites_of

LAW = frozenset({"law"})
CARE = frozenset({"care"})


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    make_ready()


def test_plan_takes_the_two_near_sites_rather_than_the_dear_far_one():
    # Back by 100: far needs 50 + 10 + 50 = 110; near and mid 10 + 10 + 10 + 10 + 20 = 60.
    made = planned(
        make_line(Site("near", 1, 3.0, 10), Site("mid", 2, 3.0, 10), Site("far", 5, 50.0, 10))
    )

    assert sites_of(made) == {"near", "mid"}
    assert made.value == 6.0
    assert made.cost == 40
    assert made.left_out[0].why is Why.NO_TIME


def test_plan_lets_no_later_tier_outweigh_an_earlier():
    # 100 ticks: place 4 and back is 80, and 10 there; the rest alone has far more value.
    made = planned(
        make_line(
            Site("urgent", 4, 1.0, 20, tier=1),
            Site("rich", 1, 900.0, 70, tier=2),
            Site("also", 2, 5.0, tier=2),
        )
    )

    assert sites_of(made) == {"urgent", "also"}
    assert made.tiers == {1: 1.0, 2: 5.0}


def test_plan_waits_for_the_second_window():
    made = planned(make_line(Site("s", 3, 1.0, 5, windows=((0, 20), (60, 65)))))

    assert made.rounds[0].visits == (Visit("s", 60),)


def test_plan_ends_wherever_the_last_visit_is():
    open_ended = Team("a", 0, None, (0, 110))

    made = planned(make_line(Site("s", 11, 1.0), teams=(open_ended,)))

    assert made.rounds[0].visits == (Visit("s", 110),)


def test_plan_weighs_travel_where_it_costs():
    # 2 ticks of travel cost 1: place 1 and back costs 10, place 2 as well 20 in all.
    made = planned(make_line(Site("a", 1, 11.0), Site("b", 2, 9.0), travel_cost=0.5))

    assert sites_of(made) == {"a"}
    assert made.left_out[0].why is Why.NOT_WORTH
    assert made.left_out[0].worth_less_than == 10.0
    assert made.value - 0.5 * made.cost <= made.bound


def test_plan_keeps_to_what_a_vehicle_holds():
    team = Team("a", 0, 0, (0, 100), vehicle="v")
    sites = [Site(name, 1, value, load=2) for name, value in (("a", 5.0), ("b", 4.0), ("c", 3.0))]
    heavy = Site("d", 1, 9.0, load=6)

    made = planned(make_line(*sites, heavy, teams=(team,), vehicles=(Vehicle("v", "", 5),)))

    assert sites_of(made) == {"a", "b"}
    assert {one.site: one.why for one in made.left_out} == {
        "c": Why.OTHERS_FIRST,
        "d": Why.TOO_HEAVY,
    }
    assert made.left_out[0].worth_less_than == 4.0


def test_plan_brings_teams_together_where_none_has_all():
    # a is at place 2 by 20, b not before its shift: both begin together, at 25 or later.
    teams = (Team("a", 0, 0, (0, 100), LAW), Team("b", 2, 2, (25, 100), CARE))

    made = planned(make_line(Site("s", 2, 7.0, 10, needs=LAW | CARE), teams=teams))

    starts = {one.team: one.visits[0].start for one in made.rounds}
    assert starts.keys() == {"a", "b"}
    assert starts["a"] == starts["b"] >= 25
    assert made.value == 7.0


def test_plan_says_which_skill_nobody_has():
    made = planned(make_line(Site("s", 1, 7.0, needs=LAW | CARE), teams=(
        Team("a", 0, 0, (0, 100), LAW),
    )))  # fmt: skip

    assert made.rounds == ()
    assert made.left_out[0].why is Why.NO_SKILL
    assert made.left_out[0].missing == ("care",)


def test_plan_counts_the_kind_of_a_vehicle_as_brought():
    team = Team("a", 0, 0, (0, 100), vehicle="v")
    site = Site("s", 1, 7.0, needs=frozenset({"ambulance"}))

    made = planned(make_line(site, teams=(team,), vehicles=(Vehicle("v", "ambulance"),)))

    assert sites_of(made) == {"s"}


@pytest.mark.parametrize(("within", "done"), [(30, {"x", "y"}), (29, set())])
def test_plan_does_a_bundle_whole_and_in_time_or_not_at_all(within, done):
    # One team alone: x at 10, stays 20, y at 40: thirty ticks apart at best.
    sites = (Site("x", 1, 5.0, 20), Site("y", 2, 5.0, 20))

    made = planned(make_line(*sites, bundles=(Bundle("b", ("x", "y"), within),)))

    assert sites_of(made) == done
    assert {one.why for one in made.left_out} <= {Why.BUNDLE}


def test_plan_strikes_a_bundle_at_one_instant_with_two_teams():
    sites = (Site("x", 1, 5.0, 20), Site("y", 3, 5.0, 20, needs=LAW | CARE), Site("z", 1, 1.0))
    teams = (
        Team("a", 0, 0, (0, 100), LAW),
        Team("b", 0, 0, (0, 100), CARE),
        Team("c", 0, 0, (0, 100)),
    )

    made = planned(make_line(*sites, teams=teams, bundles=(Bundle("b", ("x", "y"), 0),)))

    starts = {v.start for one in made.rounds for v in one.visits if v.site in ("x", "y")}
    assert len(starts) == 1
    assert sites_of(made) == {"x", "y", "z"}


def test_plan_of_no_sites_is_empty():
    made = planned(make_line())

    assert (made.rounds, made.left_out, made.value, made.bound) == ((), (), 0.0, 0.0)


def test_plan_refuses_tiers_that_no_number_could_keep_apart():
    sites = [Site(f"s{tier}", 1, 900000000.0, tier=tier) for tier in range(1, 4)]
    sites += [Site(f"t{tier}", 1, 0.001, tier=tier) for tier in range(1, 4)]

    with pytest.raises(EngineError, match="too wide apart"):
        planned(make_line(*sites))


@st.composite
def _problems(draw, most_sites: int = 5) -> Problem:
    teams = tuple(
        Team(
            str(number),
            draw(st.integers(0, 3)),
            draw(st.sampled_from([0, 2, None])),
            (draw(st.integers(0, 5)), draw(st.integers(40, 90))),
            draw(st.sampled_from([frozenset(), LAW, CARE, LAW | CARE])),
            "v" if number == 0 else "",
        )
        for number in range(draw(st.integers(1, 2)))
    )
    span = st.integers(0, 60)
    sites = tuple(
        Site(
            str(number),
            draw(st.integers(0, 5)),
            float(draw(st.integers(1, 9))),
            draw(st.integers(0, 25)),
            windows=draw(
                st.sampled_from([(), ((10, 30),), ((0, 10), (40, 55))])
            ) or ((low := draw(span), low + draw(span)),),
            needs=draw(st.sampled_from([frozenset(), frozenset(), LAW, CARE])),
            load=draw(st.integers(0, 2)),
        )
        for number in range(draw(st.integers(1, most_sites)))
    )  # fmt: skip
    problem = make_line(*sites, teams=teams, vehicles=(Vehicle("v", "", 3),))
    uneven = np.array(
        draw(st.lists(st.integers(0, 4), min_size=144, max_size=144)), np.int64
    ).reshape(12, 12)
    np.fill_diagonal(uneven, 0)
    return replace(problem, travel=problem.travel + uneven)


@settings(max_examples=20, deadline=None)
@given(_problems())
def test_plan_of_a_small_problem_is_the_best_there_is(problem):
    assume(not faults(problem))

    made = planned(problem)

    assert breaches(problem, made.rounds) == ()
    assert made.value == best_by_trying(problem)
    assert made.bound >= made.value


@settings(max_examples=20, deadline=None)
@given(_problems(9), st.integers(0, 30), st.booleans(), st.integers(1, 99))
def test_plan_with_bundles_and_joint_visits_always_holds(problem, within, joint, seed):
    assume(len(problem.sites) > 3)
    sites = list(problem.sites)
    if joint:
        sites[2] = replace(sites[2], needs=LAW | CARE)
    keys = tuple(site.key for site in sites[:3])
    linked = replace(problem, sites=tuple(sites), bundles=(Bundle("b", keys, within),))
    assume(not faults(linked))

    made = planned(linked, seed=seed, iterations=5)

    assert breaches(linked, made.rounds) == ()
    assert sites_of(made) | {one.site for one in made.left_out} == {s.key for s in sites}
    assert made.bound >= made.value


def test_plan_by_the_clock_is_given_again_by_its_counts():
    rng = np.random.default_rng(5)
    sites = [
        Site(str(n), int(rng.integers(1, 11)), float(rng.integers(1, 9)), 6) for n in range(40)
    ]
    problem = make_line(*sites, teams=(Team("a", 0, 0, (0, 200)), Team("b", 0, 0, (0, 150))))
    way = Way(((0.5, 0.4, 0.07), (0.8, 0.2, 0.05)))
    ticking = iter(range(10**9))

    first = plan(problem, seed=7, spent=lambda: next(ticking) / 1000, seconds=0.6, way=way)
    again = plan(problem, seed=7, spent=float, seconds=0.6, way=way, effort=first.effort)

    assert again == first
    assert sum(map(sum, first.effort.ladders)) > 0


def test_plan_with_pyvrp_and_vroom_holds_and_counts_what_pyvrp_did():
    sites = [Site(str(n), 1 + n % 10, float(1 + n % 7), 6) for n in range(20)]
    lawful = Site("law", 1, 9.0, 6, windows=((0, 30), (60, 90)), needs=LAW)
    linked = (Site("x", 2, 5.0, 5), Site("y", 4, 5.0, 5))
    teams = (Team("a", 0, 0, (0, 200)), Team("b", 0, None, (0, 150), LAW))
    bundles = (Bundle("xy", ("x", "y"), 60),)
    problem = make_line(*sites, lawful, *linked, teams=teams, bundles=bundles)
    ticking = iter(range(10**9))

    made = plan(
        problem,
        seed=7,
        spent=lambda: next(ticking) / 1000,
        seconds=0.3,
        way=Way(((0.5, 0.4, 0.07),), pyvrp_until=0.9, vroom=True),
    )

    assert breaches(problem, made.rounds) == ()
    assert made.effort.pyvrp > 0
    assert made.effort.vroom
    assert made.value <= made.bound


@pytest.mark.parametrize("effort", [Effort(), Effort(((1,),), (True,))])
def test_plan_refuses_the_effort_of_another_sort_of_problem(effort):
    problem = make_line(Site("s", 1, 1.0))

    with pytest.raises(EngineError, match="another sort"):
        plan(problem, seed=1, spent=float, seconds=1.0, effort=effort)
