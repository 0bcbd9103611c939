"""Each fault of a problem has its own refusal; a problem without one has none."""

from __future__ import annotations

import numpy as np
import pytest

from ponleu.engines.errors import EngineError
from ponleu.engines.planning import Bundle, Problem, Site, Team, Vehicle, faults
from tests.engines.planning.making import make_line, planned

SITE = Site("s", 1, 1.0)
TEAM = Team("a", 0, 0, (0, 100))


def _ways(*rows):
    return Problem((SITE,), (TEAM,), np.array(rows, np.int64))


def test_faults_of_a_sound_problem_are_none():
    assert faults(make_line(SITE)) == ()


def test_faults_let_two_teams_share_a_vehicle_one_after_the_other():
    first = Team("a", 0, 0, (0, 50), vehicle="v")
    second = Team("b", 0, 0, (50, 100), vehicle="v")

    assert faults(make_line(SITE, teams=(first, second), vehicles=(Vehicle("v"),))) == ()


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (_ways([0, 1]), "not square"),
        (_ways([0, -1], [1, 0]), "less than no time"),
        (_ways([0, 2**29], [1, 0]), "too long"),
        (make_line(SITE, SITE), "two of the sites have one name"),
        (Problem((SITE,), (), np.zeros((2, 2), np.int64)), "no teams"),
        (make_line(SITE, travel_cost=-1.0), "cost below 0"),
        (make_line(Site("s", 99, 1.0)), "no place"),
        (make_line(Site("s", 1, -1.0)), "value is below 0"),
        (make_line(Site("s", 1, float("nan"))), "value is below 0"),
        (make_line(Site("s", 1, 0.0001)), "three decimals"),
        (make_line(Site("s", 1, 1.0, tier=0)), "tier is below 1"),
        (make_line(Site("s", 1, 1.0, -5)), "less than no time"),
        (make_line(Site("s", 1, 1.0, load=-1)), "load is below 0"),
        (make_line(Site("s", 1, 1.0, windows=((9, 8),))), "window is impossible"),
        (make_line(Site("s", 1, 1.0, windows=((1, 8), (8, 9)))), "overlap"),
        (make_line(Site("s", 1, 1.0, windows=((200, 300),))), "outside every shift"),
        (make_line(SITE, teams=(Team("a", 99, 0, (0, 9)),)), "base or end"),
        (make_line(SITE, teams=(Team("a", 0, 0, (9, 0)),)), "shift is impossible"),
        (make_line(SITE, teams=(Team("a", 0, 5, (0, 9)),)), "way home"),
        (make_line(SITE, teams=(Team("a", 0, 0, (0, 9), vehicle="v"),)), "vehicle is unknown"),
        (make_line(SITE, vehicles=(Vehicle("v", capacity=-1),)), "capacity is below 0"),
        (
            make_line(
                SITE,
                teams=(
                    Team("a", 0, 0, (0, 50), vehicle="v"),
                    Team("b", 0, 0, (49, 90), vehicle="v"),
                ),
                vehicles=(Vehicle("v"),),
            ),
            "two places at once",
        ),
        (make_line(SITE, bundles=(Bundle("b", ("s",), 1),)), "fewer than two"),
        (make_line(SITE, bundles=(Bundle("b", ("s", "t"), 1),)), "no site t"),
        (make_line(SITE, bundles=(Bundle("b", ("s", "s"), 1),)), "linked twice"),
        (make_line(SITE, Site("t", 1, 1.0), bundles=(Bundle("b", ("s", "t"), -1),)), "apart"),
    ],
)
def test_faults_names_each(problem, says):
    found = faults(problem)

    assert any(says in str(fault) for fault in found), found
    assert all(fault.mend for fault in found)


def test_plan_of_a_fault_is_a_bug_of_the_caller():
    with pytest.raises(EngineError, match="tier"):
        planned(make_line(Site("s", 1, 1.0, tier=0)))
