"""Laws of a draw from an order, for orders of any kind: seen without a database."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.planning import breaches
from ponleu.engines.planning.unannounced import commitment, documents, leaving
from ponleu.response.operations.rules import draw
from ponleu.response.operations.rules.draw import Left
from ponleu.response.operations.rules.order import LeftOut, Order, Route, Stop
from ponleu.response.operations.rules.problem import problem_of, rounds_of
from tests.operations.draw_world import sites_of, teams_of

WORDS = {left: f"{left} %(share)s" for left in Left}


@st.composite
def orders(draw_):
    """Sites of which some are urgent, linked or in need of a role; teams of unlike length."""
    places = range(draw_(st.integers(1, 7)))
    urgent = draw_(st.sets(st.sampled_from(places), max_size=len(places)))
    sites = tuple(
        replace(
            site,
            linked=draw_(st.sampled_from(["", "", "quay"])),
            needs=draw_(st.sampled_from([(), (), ("minutes",), ("medical",)])),
        )
        for site in sites_of([f"s{place}" for place in places], urgent=urgent)
    )
    teams = tuple(
        replace(team, ends_min=draw_(st.integers(300, 600)))
        for team in teams_of(draw_(st.integers(1, 3)))
    )
    return Order(sites=sites, teams=teams)


def mixed_of(order, share, seed):
    """The document of mixed plans, after work that is counted; none if nothing is left."""
    steps = iter(range(10**9))
    left = leaving.leave(
        problem_of(order), share, seed=seed, spent=lambda: next(steps) / 40, seconds=1.0
    )
    if isinstance(left, leaving.Nothing):
        return None
    return documents.written(leaving.document(left, seed, {"salt": "0" * 64}))


@settings(max_examples=25)
@given(orders(), st.floats(0.1, 1), st.binary(min_size=32, max_size=32), st.integers(0, 99))
def test_what_is_drawn_is_one_of_the_plans_fits_with_the_chosen_part_and_verifies(
    order, share, seed, search
):
    content = mixed_of(order, share, search) if draw.has_sites_to_draw(order) else None
    if content is None:
        return
    mix = documents.read_mix(content)
    seeds = [seed, bytes(31) + b"\1"] if seed != bytes(31) + b"\1" else [seed, bytes(32)]
    record = documents.draw_file(mix, seeds)
    out = [
        documents.written(
            {
                "format": documents.COMMITMENT,
                "mix_sha256": mix.digest.hex(),
                "commitment": commitment(mix.digest, one).hex(),
            }
        )
        for one in seeds
    ]
    assert documents.differences(content, record, out) == ()
    assert json.loads(record)["plan"] in json.loads(content)["drawn"]["columns"]
    stated, stops = draw.stated(content), draw.drawn_stops(record)
    made = draw.drawn_order(order, stated, stops, WORDS)
    assert made is not None
    assert not breaches(problem_of(made), rounds_of(made.route.stops))
    for site in made.sites:
        if site.chosen == "lot":
            assert not site.is_urgent
            assert 0 < site.probability <= 1
            assert {stop.team for stop in made.route.stops if stop.entry == site.entry} <= set(
                stated.drawn_teams
            )
    visited = {stop.entry for stop in made.route.stops}
    assert {each.entry for each in made.route.left_out} == {s.entry for s in made.sites} - visited
    assert not draw.departed(made, stops)
    assert draw.mark_of(made) == draw.mark_of(order)


def test_a_mark_changes_with_what_is_planned_and_with_nothing_else():
    """Route, notes, names and how a site was chosen are none of it."""
    order = Order(sites=sites_of(["a", "b"]), teams=teams_of(2))
    mark = draw.mark_of(order)
    same = replace(order, route=Route((Stop(1, "a", 300),)), basis="Decision 12", day="2026-11-23")
    renamed = replace(order, sites=tuple(replace(s, name="x", chosen="lot") for s in order.sites))
    assert draw.mark_of(same) == draw.mark_of(renamed) == mark
    first, second = order.sites
    for other in (
        replace(order, sites=(first,)),
        replace(order, sites=(replace(first, worth=2.0), second)),
        replace(order, sites=(replace(first, service_min=61), second)),
        replace(order, sites=(replace(first, is_urgent=True), second)),
        replace(order, sites=(replace(first, latitude=10.7), second)),
        replace(order, sites=tuple(replace(one, linked="quay") for one in order.sites)),
        replace(order, teams=order.teams[:1]),
        replace(order, teams=(replace(order.teams[0], ends_min=361), order.teams[1])),
        replace(order, starts_min=250),
    ):
        assert draw.mark_of(other) != mark


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("u", Left.URGENT),
        ("o", Left.OUT_OF_REACH),
        ("d", Left.NOT_DRAWN),
        ("n", Left.NOT_CHOSEN),
    ],
)
def test_why_a_site_is_left_out_worked_by_hand(entry, why):
    chances = (draw.Chance("o", 1.0, 0.0), draw.Chance("d", 1.0, 0.25))
    mixed = draw.Stated(
        1, 1.0, (), (1,), 2, 1.0, True, 0.5, 1.0, None, 1.0, 1.0, chances, ("o",), ("u",), ()
    )
    assert draw.why_left(mixed, entry) is why
    order = Order(sites=sites_of([entry]), teams=teams_of(1))
    made = draw.drawn_order(order, mixed, (), WORDS)
    share = "0.25" if entry == "d" else "0.00"
    assert made.route.left_out == (LeftOut(entry, f"{why} {share}"),)
