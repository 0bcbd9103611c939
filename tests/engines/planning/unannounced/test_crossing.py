"""Plans crossed from rounds of known ones: they can be carried out, and collect no less."""

from dataclasses import replace

import numpy as np
import pytest

from ponleu.engines.planning.checker import breaches
from ponleu.engines.planning.types import Bundle, Round, Visit
from ponleu.engines.planning.unannounced import Terms, mix
from ponleu.engines.planning.unannounced.crossing import Crossing
from ponleu.engines.planning.unannounced.routing import RoundPlanner, text_rounds
from ponleu.engines.planning.unannounced.types import Effort
from tests.engines.planning.unannounced.makers import effort
from tests.engines.planning.unannounced.test_routing import make_problem, values_of


def rounds(**visited):
    """Rounds as ``A="ab", B="c"``: team A visits a, then b."""
    return tuple(
        Round(team, tuple(Visit(site, nth) for nth, site in enumerate(sites)))
        for team, sites in visited.items()
    )


def sites_of(plan):
    return {one.team: "".join(visit.site for visit in one.visits) for one in plan}


def test_a_team_takes_over_what_it_did_in_another_plan():
    """Worked by hand: "ab" with "d" is worth 1 + 5 + 9, no known plan more than 10."""
    crossing = Crossing("abcd", "AB", frozenset())
    crossing.note(rounds(A="ab", B="c"))
    crossing.note(rounds(A="c", B="d"))

    found = crossing.cross(np.array([1.0, 5.0, 1.0, 9.0]), np.random.default_rng(1))

    assert sites_of(found) == {"A": "ab", "B": "d"}


def test_no_site_is_visited_twice():
    """B's best round has a site of A's: it keeps its own."""
    crossing = Crossing("abc", "AB", frozenset())
    crossing.note(rounds(A="a", B="b"))
    crossing.note(rounds(A="", B="ac"))

    found = sites_of(crossing.cross(np.array([9.0, 1.0, 1.0]), np.random.default_rng(1)))

    assert sorted("".join(found.values())) in (list("ab"), list("ac"))


def test_what_hangs_on_other_teams_stays_where_it_is():
    crossing = Crossing("abc", "AB", frozenset("a"))
    crossing.note(rounds(A="a", B="b"))
    crossing.note(rounds(A="c", B="b"))

    dear = crossing.cross(np.array([5.0, 1.0, 9.0]), np.random.default_rng(1))
    cheap = crossing.cross(np.array([9.0, 1.0, 5.0]), np.random.default_rng(1))

    assert sites_of(dear) == {"A": "c", "B": "b"}
    assert sites_of(cheap) == {"A": "a", "B": "b"}


def test_nothing_is_crossed_from_nothing():
    assert Crossing("a", "A", frozenset()).cross(np.ones(1), np.random.default_rng(1)) is None


@pytest.mark.parametrize("is_tied", [False, True])
def test_a_crossed_plan_can_be_carried_out_and_collects_no_less_than_a_known_one(is_tied):
    problem = make_problem(skills=True)
    if is_tied:
        problem = replace(problem, bundles=(Bundle("B", ("S1", "S2"), 10),))
    planner = RoundPlanner(problem, seed=3, iterations=200)
    chance = np.random.default_rng(4)
    known = [planner(chance.random(len(problem.sites)).tolist()).column for _ in range(5)]

    for _ in range(20):
        prizes = chance.random(len(problem.sites))
        column = planner.cross(prizes.tolist())
        plan = text_rounds(column.plan)
        assert breaches(problem, plan) == ()
        visited = {visit.site for one in plan for visit in one.visits}
        assert visited == {problem.sites[place].key for place in column.sites}
        best = max(prizes[list(one.sites)].sum() for one in known)
        assert prizes[list(column.sites)].sum() >= best - 1e-12


def test_the_counts_of_a_mix_with_crossing_give_the_same_mix_again():
    problem = make_problem(sites=40)

    def mixed(how, crosses=True):
        planner = RoundPlanner(problem, seed=3, iterations=100)
        cross = planner.cross if crosses else None
        return mix(
            values_of(problem), planner, how, seed=1, cross=cross, terms=Terms(least_bits=60)
        )

    first = mixed(effort(guarding=12, proving=0, spreading=40))

    assert mixed(Effort.counted(first.done)) == first
    alone = mixed(Effort.counted(first.done), crosses=False)
    assert len(first.columns) > len(alone.columns)
    assert first.statement.game_value <= alone.statement.game_value
