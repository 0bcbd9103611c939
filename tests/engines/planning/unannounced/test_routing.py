"""Route planning for a mix: what it gives can be carried out, and the bound holds for it."""

import json
from dataclasses import replace

import numpy as np
import pytest

from ponleu.engines.errors import EngineError
from ponleu.engines.planning.checker import breaches
from ponleu.engines.planning.types import Bundle, Problem, Site, Team
from ponleu.engines.planning.unannounced import Terms, mix
from ponleu.engines.planning.unannounced.dividing import (
    chosen_part,
    drawn_part,
    reserve_of,
    urgent_left,
)
from ponleu.engines.planning.unannounced.proving import prove
from ponleu.engines.planning.unannounced.routing import RoundPlanner, rounds_text, text_rounds
from ponleu.engines.planning.unannounced.shifts import kinds_of, proof_for
from tests.engines.planning.unannounced.makers import effort


def make_problem(seed=1, *, sites=25, teams=3, skills=False):
    chance = np.random.default_rng(seed)
    points = chance.integers(0, 40, (sites + 1, 2))
    travel = np.ceil(np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)))
    needed = [frozenset({"interpreter"} if skills and one % 4 == 0 else ()) for one in range(sites)]
    return Problem(
        sites=tuple(
            Site(
                f"S{one}",
                one + 1,
                float(chance.integers(1, 30)),
                int(chance.integers(10, 40)),
                windows=((60, 200), (240, 300)) if one % 5 == 0 else (),
                needs=needed[one],
            )
            for one in range(sites)
        ),
        teams=tuple(
            Team(f"T{one}", 0, 0, (0, 240), frozenset({"interpreter"} if one == 0 else ()))
            for one in range(teams)
        ),
        travel=travel.astype(np.int64),
    )


def values_of(problem):
    return [site.value for site in problem.sites]


@pytest.mark.parametrize("skills", [False, True])
def test_every_column_can_be_carried_out_and_visits_what_it_says(skills):
    problem = make_problem(skills=skills)
    planner = RoundPlanner(problem, seed=3, iterations=400)
    chance = np.random.default_rng(4)

    for _ in range(6):
        column = planner(chance.random(len(problem.sites)).tolist()).column
        rounds = text_rounds(column.plan)
        visited = {visit.site for one in rounds for visit in one.visits}
        assert breaches(problem, rounds) == ()
        assert visited == {problem.sites[one].key for one in column.sites}
        assert len(column.sites) > 5


def test_a_site_without_prize_is_visited_only_when_it_costs_nothing():
    problem = make_problem()
    prizes = [0.0] * len(problem.sites)
    prizes[7] = 1.0

    assert 7 in RoundPlanner(problem, seed=3, iterations=400)(prizes).column.sites


def test_the_planner_gives_the_same_plans_for_the_same_seed():
    problem = make_problem()
    first, second = [
        RoundPlanner(problem, seed=3, iterations=400)(values_of(problem)).column for _ in range(2)
    ]

    assert first == second


def test_rounds_are_read_back_from_their_text():
    problem = make_problem()
    rounds = text_rounds(
        RoundPlanner(problem, seed=3, iterations=400)(values_of(problem)).column.plan
    )

    assert text_rounds(rounds_text(rounds)) == rounds
    json.loads(rounds_text(rounds))


@pytest.mark.slow
@pytest.mark.parametrize("skills", [False, True])
def test_a_mix_of_rounds_loses_no_less_than_is_proved(skills):
    problem = make_problem(sites=40, teams=2, skills=skills)
    planner = RoundPlanner(problem, seed=3, iterations=400)

    mixed = mix(
        values_of(problem),
        planner,
        effort(guarding=80, proving=60, spreading=64),
        seed=1,
        prove=proof_for(problem),
        terms=Terms(least_bits=4),
    )

    assert mixed.statement.proved
    assert 0 < mixed.statement.bound <= mixed.statement.game_value
    assert mixed.statement.bound >= 0.5 * mixed.statement.game_value  # it says something
    assert mixed.statement.loss_for_entropy <= 0.02
    assert mixed.statement.enough_bits


def test_no_plan_of_the_planner_collects_more_than_walks_do():
    problem = make_problem(skills=True)
    kinds = kinds_of(problem, [])
    planner = RoundPlanner(problem, seed=3, iterations=800)
    column = planner(values_of(problem)).column

    # all values at one site each: what is left there is a loss; the best plan is one mix
    visited = sum(problem.sites[one].value for one in column.sites)
    alone = prove(values_of(problem), kinds, lambda done: done < 30)
    assert alone.worst_loss <= max(
        site.value for one, site in enumerate(problem.sites) if one not in column.sites
    )
    assert visited > 0


def test_teams_that_can_do_the_same_are_one_kind():
    assert [kind.teams for kind in kinds_of(make_problem(skills=True), [])] == [1, 2]
    assert [kind.teams for kind in kinds_of(make_problem(), [])] == [3]


def test_nothing_is_proved_where_a_visit_takes_no_time():
    problem = make_problem()
    quick = replace(problem, sites=(replace(problem.sites[0], service=0), *problem.sites[1:]))

    assert kinds_of(quick, []) is None
    assert proof_for(quick)([1.0] * len(quick.sites), [], lambda _: True) == (0.0, 0)


def test_long_shifts_are_cut_coarser_and_still_bound():
    problem = make_problem()
    fine = replace(
        problem,
        travel=problem.travel * 10,
        sites=tuple(
            replace(
                site,
                service=site.service * 10,
                windows=tuple((first * 10, last * 10) for first, last in site.windows),
            )
            for site in problem.sites
        ),
        teams=tuple(replace(team, shift=(0, 2400)) for team in problem.teams),
    )
    kinds = kinds_of(fine, [])
    assert kinds is not None
    assert kinds[0].shift.length <= 600

    coarse = prove(values_of(fine), kinds, lambda done: done < 30).worst_loss
    exact_kinds = kinds_of(problem, [])
    assert exact_kinds is not None
    limit = mix(
        values_of(problem),
        RoundPlanner(problem, seed=3, iterations=400),
        effort(80, 0, 0),
        seed=1,
        terms=Terms(least_bits=0),
    )
    assert coarse <= limit.statement.game_value + 1e-9


def test_the_drawn_part_holds_the_last_tier_that_nobody_chose():
    problem = make_problem(sites=6, teams=4)
    tiers = (1, 2, 2, 2, 2, 2)
    sites = tuple(replace(one, tier=tier) for one, tier in zip(problem.sites, tiers, strict=True))
    problem = replace(problem, sites=sites, bundles=(Bundle("B", ("S0", "S1"), 10),))
    reserve = reserve_of(problem, 0.5)

    drawn = drawn_part(problem, reserve, {"S2"})

    assert (reserve.share, len(drawn.teams)) == (0.5, 2)
    assert [site.key for site in drawn.sites] == ["S3", "S4", "S5"]
    assert drawn.bundles == ()
    assert urgent_left(problem, {"S2"}) == ("S0", "S1")
    assert len(chosen_part(problem, reserve).teams) == 2
    assert chosen_part(problem, reserve).bundles == problem.bundles


def test_a_bundle_of_which_a_part_was_chosen_is_not_drawn():
    problem = replace(make_problem(sites=4), bundles=(Bundle("B", ("S0", "S1"), 10),))
    reserve = reserve_of(problem, 1)

    assert [site.key for site in drawn_part(problem, reserve, {"S0"}).sites] == ["S2", "S3"]


def test_a_reserve_out_of_range_is_refused():
    with pytest.raises(EngineError, match="reserve"):
        reserve_of(make_problem(), 0)
