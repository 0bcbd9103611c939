"""Incidents: the same whatever the order, kept up to date, and never over what cannot be."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.errors import EngineError
from ponleu.engines.incidents import Incidents
from ponleu.engines.incidents.blocking import Blocks
from ponleu.engines.incidents.evidence import is_impossible, may_be_one
from tests.engines.incidents.making import (
    NAMES,
    found,
    grouped_slowly,
    make_telling,
    on,
    telling_lists,
)


def test_all_joins_reports_of_one_raid_under_two_names():
    police = make_telling(
        "police", days=on(16), places=("180603",), sites=("Blue Lagoon",), counts=(found(11),),
        nationalities=frozenset({"Vietnamese"}),
    )  # fmt: skip
    press = make_telling(
        "press", days=on(16), places=("180603",), sites=("Green Gate",), counts=(found(11),),
        nationalities=frozenset({"Vietnamese"}),
    )  # fmt: skip

    (incident,) = Incidents([police, press]).all()

    # -2 to begin with, -6 other site, 3.5 commune, 3.5 day, 2.5 number, 1 nationality = 2.5
    assert incident.tellings == ("police", "press")
    assert incident.score == pytest.approx(2**2.5 / (1 + 2**2.5))
    assert incident.sites == ("Blue Lagoon", "Green Gate")


def test_all_keeps_a_look_alike_of_the_same_week_apart():
    first = make_telling(
        "a", days=on(16), places=("180603",), sites=("Green Gate",), counts=(found(11, "Thai"),),
        nationalities=frozenset({"Vietnamese"}), kinds=frozenset({"raid"}),
    )  # fmt: skip
    other = make_telling(
        "b", days=on(18), places=("180603",), sites=("Golden Coral",), counts=(found(11),),
        nationalities=frozenset({"Thai"}), kinds=frozenset({"raid"}),
    )  # fmt: skip

    assert Incidents([first, other]).groups() == [("a",), ("b",)]


def test_all_keeps_the_second_raid_of_a_building_apart():
    raids = [
        make_telling(key, days=on(day), places=("180603",), sites=("Green Gate",))
        for key, day in (("a", 16), ("b", 30))
    ]

    assert Incidents(raids).groups() == [("a",), ("b",)]


def test_all_keeps_apart_what_a_person_keeps_apart():
    one = make_telling("a", days=on(16), sites=("Green Gate",), apart=frozenset({"b"}))
    other = make_telling("b", days=on(16), sites=("Green Gate",))

    assert Incidents([one, other]).groups() == [("a",), ("b",)]


def test_all_gives_its_reasons_strongest_first():
    pair = [
        make_telling(key, days=on(day), places=("180603",), sites=("Green Gate",))
        for key, day in (("a", 16), ("b", 17))
    ]

    (incident,) = Incidents(pair).all()

    assert [reason.text for reason in incident.reasons] == [
        "both name the site: “Green Gate”, “Green Gate”",
        "same commune (180603)",
        "1 days apart (2023-08-16, 2023-08-17)",
    ]


def test_all_tells_of_each_feature_the_strongest():
    three = [
        make_telling(key, days=on(16), sites=(name,))
        for key, name in (("a", "Green Gate"), ("b", "Green Gates"), ("c", "Green Gates"))
    ]

    (incident,) = Incidents(three, NAMES).all()

    # 0.9 * 6 bits between a and b, 6 between b and c
    assert [(reason.feature, reason.bits) for reason in incident.reasons] == [
        ("site", 6.0),
        ("same_day", 3.5),
    ]


def test_all_counts_a_telling_alone_as_sure():
    (incident,) = Incidents([make_telling()]).all()

    assert (incident.tellings, incident.score, incident.reasons) == (("a",), 1.0, ())


def test_add_answers_with_the_incident():
    incidents = Incidents([make_telling("a", days=on(16), sites=("Green Gate",))])

    incident = incidents.add(make_telling("b", days=on(16), sites=("green  gate",)))

    assert incident.tellings == ("a", "b")
    assert [one.key for one in incidents.tellings_of(incident)] == ["a", "b"]


def test_incidents_refuse_a_key_twice_and_one_not_known():
    incidents = Incidents([make_telling("a")])

    with pytest.raises(EngineError, match="two tellings 'a'"):
        incidents.add(make_telling("a"))
    with pytest.raises(EngineError, match="no telling 'b'"):
        incidents.remove("b")
    with pytest.raises(EngineError, match="no telling 'b'"):
        incidents.of("b")


@given(telling_lists())
@settings(max_examples=150, deadline=None)
def test_groups_are_those_of_the_slow_way(tellings):
    assert Incidents(tellings, NAMES).groups() == grouped_slowly(tellings, NAMES)


@given(telling_lists(), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_groups_do_not_depend_on_the_order(tellings, random):
    shuffled = random.sample(tellings, len(tellings))

    assert Incidents(shuffled, NAMES).all() == Incidents(tellings, NAMES).all()


@given(telling_lists(), st.data())
@settings(max_examples=80, deadline=None)
def test_adding_then_removing_restores(tellings, data):
    extra = data.draw(st.sampled_from(tellings))
    others = [telling for telling in tellings if telling is not extra]
    incidents = Incidents(others, NAMES)
    before = incidents.all()

    incidents.add(extra)

    assert incidents.groups() == Incidents(tellings, NAMES).groups()
    incidents.remove(extra.key)
    assert incidents.all() == before


@given(telling_lists())
@settings(max_examples=80, deadline=None)
def test_groups_never_hold_two_that_cannot_be_one(tellings):
    by_key = {telling.key: telling for telling in tellings}

    groups = Incidents(tellings, NAMES).groups()

    pairs = [pair for group in groups for pair in combinations(group, 2)]
    assert not any(is_impossible(by_key[a], by_key[b]) for a, b in pairs)
    assert sorted(key for group in groups for key in group) == sorted(by_key)


@given(telling_lists())
@settings(max_examples=80, deadline=None)
def test_near_misses_none_that_may_be_one(tellings):
    blocks = Blocks(NAMES)
    for telling in tellings:
        blocks.add(telling)

    for here in tellings:
        may = {there.key for there in tellings if may_be_one(here, there, NAMES)} - {here.key}
        assert may <= blocks.near(here)


def test_remove_leaves_nothing_behind():
    blocks = Blocks(NAMES)
    telling = make_telling(days=on(16), places=("18",), sites=("Green Gate",), source="agency")
    blocks.add(telling)

    blocks.remove(telling)

    assert blocks.near(make_telling("b", sites=("Green Gate",), source="agency")) == set()
