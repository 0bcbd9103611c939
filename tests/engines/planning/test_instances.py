"""Instances are read as they are written, and each thing that cannot be used is refused."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from ponleu.engines.errors import Refusal
from ponleu.engines.planning import Problem, faults, read_instance, read_optw, read_vrplib
from ponleu.engines.planning.travel import great_circle_ticks

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "planning.json"

VRP = """NAME : tiny
TYPE : PCVRPTW
DIMENSION : 2
VEHICLES : 2
CAPACITY : 9
SERVICE_TIME : 3
EDGE_WEIGHT_TYPE : EUC_2D
NODE_COORD_SECTION
1 0 0
2 1 1
DEMAND_SECTION
1 0
2 4
TIME_WINDOW_SECTION
1 0 50
2 5 8
PRIZE_SECTION
1 0
2 7
DEPOT_SECTION
1
-1
EOF
"""
OPTW = """4 10 1 1
0 200
0 0.00 0.00 0.00 0.00 0 0 0 100
1 1.00 1.00 9.00 5.00 1 1 1 2 30
"""


def test_read_vrplib_reckons_in_tenths_cut_off():
    problem = read_vrplib(VRP)

    assert isinstance(problem, Problem)
    assert problem.travel.tolist() == [[0, 14], [14, 0]]  # the root of 2 is 1.41...
    site = problem.sites[0]
    assert (site.key, site.value, site.service, site.windows, site.load) == (
        "2", 70.0, 30, ((50, 80),), 4,
    )  # fmt: skip
    assert [team.shift for team in problem.teams] == [(0, 500), (0, 500)]
    assert [vehicle.capacity for vehicle in problem.vehicles] == [9, 9]
    assert faults(problem) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (VRP.replace("PRIZE_SECTION", "OTHER_SECTION"), "PRIZE_SECTION"),
        (VRP.replace("VEHICLES : 2", ""), "VEHICLES"),
        (VRP.replace("2 5 8", "2 5 x"), "cannot be read"),
    ],
)
def test_read_vrplib_refuses(text, says):
    found = read_vrplib(text)

    assert isinstance(found, Refusal)
    assert says in str(found)


def test_read_optw_of_whole_coordinates_reckons_in_tenths_others_in_hundredths():
    whole, parts = read_optw(OPTW, 2), read_optw(OPTW.replace("1.00 1.00", "1.005 1.00"), 1)

    assert isinstance(whole, Problem)
    assert isinstance(parts, Problem)
    assert whole.travel[0, 1] == 14
    assert whole.sites[0].service == 90
    assert len(whole.teams) == 2
    assert parts.travel[0, 1] == 141


@pytest.mark.parametrize("text", ["", "a b c\n1\n2", "4 1\n0 0\n0 1 2\n1 1 2"])
def test_read_optw_refuses(text):
    assert isinstance(read_optw(text, 1), Refusal)


def test_great_circle_of_a_degree_of_latitude():
    # A degree is 6371.0088 km x pi / 180 = 111.195 km; at 60 km/h and 1.5 times as long 166.8 min.
    ticks = great_circle_ticks([(0, 0), (1, 0)], speed_kmh=60, detour_factor=1.5, ticks=1)

    assert ticks.tolist() == [[0, 167], [167, 0]]


def _example() -> dict:
    return json.loads(EXAMPLE.read_text())


def test_read_instance_of_the_example_has_no_fault():
    problem = read_instance(_example())

    assert isinstance(problem, Problem)
    assert faults(problem) == ()
    assert problem.sites[0].service == 90 * 60
    assert problem.teams[1].vehicle == ""


def test_read_instance_rounds_so_that_a_plan_holds():
    document = _example()
    document["travel"] = {"minutes": [[0.001] * 5] * 5}
    document["sites"][1] |= {"windows_min": [[480.001, 600.001]], "service_min": 0.001}

    problem = read_instance(document)

    assert isinstance(problem, Problem)
    assert problem.travel[0, 1] == 1
    assert problem.sites[1].windows == ((28801, 36000),)
    assert problem.sites[1].service == 1


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (["sites"], 3, "not a list"),
        (["sites", 0], 3, "not an object"),
        (["sites", 0, "extra"], 3, "not known"),
        (["sites", 0, "value"], "9", "value is no number"),
        (["sites", 0, "value"], True, "value is no number"),
        (["sites", 0, "place"], "moon", "no place 'moon'"),
        (["sites", 0, "id"], "", "id is missing"),
        (["sites", 0, "needs"], "police", "no list of texts"),
        (["sites", 0, "windows_min"], 5, "not a list"),
        (["sites", 0, "windows_min"], [[5]], "not two numbers"),
        (["sites", 0, "windows_min"], [[9, 8]], "window is impossible"),
        (["teams", 0, "shift_min"], None, "shift is not two numbers"),
        (["teams", 0, "base"], 3, "base is missing"),
        (["travel"], {}, "speed_kmh"),
        (["travel"], {"minutes": [[0]]}, "not square"),
        (["travel"], {"minutes": [[-1] * 5] * 5}, "below 0"),
        (["places", 1, "id"], "base", "one name"),
        (["bundles", 0, "within_min"], -1, "within_min"),
        (["vehicles", 0, "capacity"], -1, "capacity"),
    ],
)
def test_read_instance_refuses(path, value, says):
    document = copy.deepcopy(_example())
    inside = document
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value

    found = read_instance(document)

    assert isinstance(found, Refusal), found
    assert says in str(found)


@pytest.mark.parametrize("document", [None, [], "text", 3])
def test_read_instance_refuses_what_is_no_object(document):
    assert isinstance(read_instance(document), Refusal)


def test_read_instance_lets_a_team_end_anywhere():
    document = _example()
    document["teams"][0]["end"] = "anywhere"
    document["teams"][1]["end"] = "north"

    problem = read_instance(document)

    assert isinstance(problem, Problem)
    assert [team.end for team in problem.teams] == [None, 1]
