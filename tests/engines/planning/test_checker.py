"""The checker finds each breach, and nothing in a plan that can be done."""

from __future__ import annotations

import pytest

from ponleu.engines.planning import Bundle, Problem, Round, Site, Team, Vehicle, Visit, breaches
from tests.engines.planning.making import make_line

TEAM = Team("a", 0, 0, (0, 100), frozenset({"law"}), "car")
OTHER = Team("b", 0, 0, (0, 100), frozenset({"care"}))


def _problem() -> Problem:
    return make_line(
        Site("near", 1, 5.0, 10, windows=((10, 20), (40, 50)), load=1),
        Site("mid", 2, 5.0, 10, load=1),
        Site("far", 5, 5.0, 10),
        Site("both", 1, 5.0, 10, needs=frozenset({"law", "care"})),
        Site("x", 1, 5.0),
        Site("y", 2, 5.0),
        teams=(TEAM, OTHER),
        vehicles=(Vehicle("car", "car", 1),),
        bundles=(Bundle("xy", ("x", "y"), 5),),
    )


def _round(team: str, *visits: tuple[str, int]) -> Round:
    return Round(team, tuple(Visit(site, start) for site, start in visits))


def test_breaches_of_a_plan_that_can_be_done_are_none():
    # Out 10, visit 10 to 20, on to place 2 by 30; back at 50.
    rounds = (_round("a", ("near", 10), ("x", 20)), _round("b", ("y", 20)))

    assert breaches(_problem(), rounds) == ()


@pytest.mark.parametrize(
    ("rounds", "says"),
    [
        ((_round("z"),), "there is no team z"),
        ((_round("a"), _round("a")), "two rounds"),
        ((_round("a", ("nowhere", 10)),), "no site nowhere"),
        ((_round("a", ("mid", 19)),), "before it is there"),
        ((_round("a", ("near", 21)),), "outside its windows"),
        ((_round("a", ("mid", 75)),), "after its shift"),
        ((_round("a", ("near", 10), ("mid", 30)),), "more than its vehicle holds"),
        ((_round("a", ("both", 10)),), "nobody brings care"),
        ((_round("a", ("both", 10)), _round("b", ("both", 11))), "do not begin together"),
        ((_round("a", ("mid", 20)), _round("b", ("mid", 20))), "more teams than needed"),
        ((_round("a", ("far", 50), ("far", 60)),), "visits far twice"),
        ((_round("a", ("x", 10)),), "done in part"),
        ((_round("a", ("x", 10)), _round("b", ("y", 20))), "too far apart"),
    ],
)
def test_breaches_names_each(rounds, says):
    assert any(says in one for one in breaches(_problem(), rounds))


def test_checker_imports_nothing_of_the_search():
    import ponleu.engines.planning.checker as checker

    names = {
        getattr(value, "__module__", "")
        for value in vars(checker).values()
        if str(getattr(value, "__module__", "")).startswith("ponleu")
    }

    assert names == {"ponleu.engines.planning.types", checker.__name__}
