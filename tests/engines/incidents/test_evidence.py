"""What speaks for and against two tellings being of one incident, and how much."""

from datetime import date

import pytest

from ponleu.engines.errors import EngineError
from ponleu.engines.incidents import Count, Days, Names
from ponleu.engines.incidents.evidence import (
    is_impossible,
    may_be_one,
    reasons,
    weight_millibits,
)
from ponleu.engines.incidents.weights import WEIGHTS
from tests.engines.incidents.making import NAMES, found, make_telling, on


def told(one, other):
    a, b = make_telling("a", **one), make_telling("b", **other)
    return {reason.feature: reason.text for reason in reasons(a, b, NAMES)}


@pytest.mark.parametrize(
    ("here", "there", "features"),
    [
        ("18060301", "18060301", {"village"}),
        ("180603", "18060301", {"commune"}),
        ("180603", "180604", {"district", "other_commune"}),
        ("180603", "1807", {"province", "other_district"}),
        ("1806", "2008", {"other_province"}),
        ("18", "1806", {"province"}),
    ],
)
def test_reasons_weigh_places_by_the_figures_they_share(here, there, features):
    assert set(told({"places": (here,)}, {"places": (there,)})) == features


@pytest.mark.parametrize(
    ("days", "feature"),
    [
        (0, "same_day"),
        (1, "next_day"),
        (3, "near_days"),
        (4, "week_apart"),
        (7, "week_apart"),
        (8, "far_days"),
    ],
)  # fmt: skip
def test_reasons_weigh_days_by_how_far_apart_they_are(days, feature):
    assert set(told({"days": on(1)}, {"days": on(1 + days)})) == {feature}


def test_reasons_take_a_month_for_days_that_may_be_the_same():
    month = Days(date(2023, 8, 1), date(2023, 8, 31))

    assert told({"days": month}, {"days": on(16)}) == {
        "month": "days that may be the same (2023-08-01/2023-08-31, 2023-08-16)"
    }


def test_reasons_take_the_counts_that_agree_best():
    one = {"counts": (found(14), found(11, "Thai"))}

    assert told(one, {"counts": (found(11),)}) == {"count": "same number: 11 Thai found"}
    assert told(one, {"counts": (found(3),)}).keys() == {"other_count"}
    assert told(one, {"counts": (Count("dead", 11, 11),)}) == {}
    assert told({"counts": (found(2),)}, {"counts": (found(2),)}).keys() == {"small_count"}


def test_reasons_take_a_bound_that_is_met_for_a_number_that_may_be_the_same():
    at_least_ten = Count("found", 10, float("inf"))

    assert told({"counts": (at_least_ten,)}, {"counts": (found(14),)}) == {
        "count_fits": "numbers that may be the same: 10, 14"
    }


def test_reasons_name_shared_nationalities_persons_kinds_and_sources():
    one = {"nationalities": frozenset({"Thai", "Lao"}), "people": ("Sok Dara",),
           "kinds": frozenset({"raid"}), "source": "agency"}  # fmt: skip
    other = {**one, "nationalities": frozenset({"Thai"})}

    assert told(one, other) == {
        "nationality": "same nationality: Thai",
        "person": "both name Sok Dara",
        "kind": "same kind of event: raid",
        "copy": "copies of one text",
    }


def test_reasons_set_other_nationalities_against():
    one, other = frozenset({"Thai"}), frozenset({"Lao"})

    assert told({"nationalities": one}, {"nationalities": other}) == {
        "other_nationality": "other nationalities: Thai; Lao"
    }


def test_reasons_weigh_a_site_by_how_alike_its_names_are():
    a, b = make_telling("a", sites=("Green Gate",)), make_telling("b", sites=("green gates",))

    (reason,) = reasons(a, b, NAMES)

    assert reason.bits == pytest.approx(0.9 * 6)


def test_reasons_hardly_hold_names_in_two_scripts_against():
    a = {"sites": ("Green Gate",)}

    assert told(a, {"sites": ("ទ្វារបៃតង",)}).keys() == {"other_script"}
    assert told(a, {"sites": ("Lotus Hall", "ទ្វារបៃតង")}).keys() == {"other_site"}


def marked(*marks):
    return {"marks": frozenset(marks)}


@pytest.mark.parametrize(
    ("here", "there", "features"),
    [
        (marked("site: kiln"), marked("site: kiln", "site: premises"), {"rare_sort"}),
        (marked("site: premises"), marked("site: premises"), {"site_sort"}),
        (marked("site: kiln"), marked("site: boat"), {"other_sort"}),
        (marked("floors: 7"), marked("floors: 7"), {"floors"}),
        (marked("floors: 7"), marked("floors: 4"), {"other_floors"}),
        (marked("by: market"), marked("by: market", "by: canal"), {"beside"}),
        (marked("who: children"), marked("who: children"), {"who"}),
        (marked("by: market"), marked("by: canal"), set()),
    ],
)
def test_reasons_weigh_by_what_sites_without_a_name_are_told_apart(here, there, features):
    assert set(told(here, there)) == features


def test_reasons_set_a_death_apart_from_a_raid_and_count_two_deaths_for_one():
    raid, death = {"kinds": frozenset({"raid"})}, {"kinds": frozenset({"death", "raid"})}

    assert set(told(raid, death)) == {"kind", "other_kind"}
    assert set(told(death, death)) == {"rare_kind"}


def test_reasons_hold_apart_what_a_text_says_is_another():
    a = {"days": on(9), **marked("not on: 2023-08-11")}

    assert "told_apart" in told(a, {"days": on(11)})
    assert "told_apart" not in told(a, {"days": on(9)})
    assert "told_apart" in told(marked("not by: market"), marked("by: market"))
    assert "told_apart" not in told(marked("not by: market", "by: market"), marked("by: market"))
    assert "told_apart" in told(marked("not site: Lotus Hall"), {"sites": ("lotus hall",)})


def test_reasons_take_a_day_in_the_other_s_week_for_days_of_one_week():
    week = Days(date(2023, 8, 14), date(2023, 8, 20))

    assert set(told({"days": week}, {"days": on(16)})) == {"same_week"}


def test_reasons_are_the_same_from_both_sides():
    a = make_telling("a", days=on(16), sites=("Green Gate",))
    b = make_telling("b", days=on(19), sites=("Lotus Hall",))

    assert [r.text for r in reasons(a, b, NAMES)] == [r.text for r in reasons(b, a, NAMES)]


def test_weight_millibits_adds_up():
    a, b = (make_telling(key, days=on(16), places=("180603",)) for key in "ab")

    assert weight_millibits(a, b, NAMES) == -2000 + 3500 + 3500


def test_weight_millibits_of_two_that_share_nothing_is_far_below_zero():
    assert weight_millibits(make_telling("a"), make_telling("b"), NAMES) == -12000


@pytest.mark.parametrize(("days", "impossible"), [(7, False), (8, True)])
def test_is_impossible_beyond_a_week(days, impossible):
    a, b = make_telling("a", days=on(1)), make_telling("b", days=on(1 + days))

    assert is_impossible(a, b) is impossible
    assert (weight_millibits(a, b, NAMES) is None) is impossible


def test_is_impossible_only_for_single_events():
    year = Days(date(2021, 1, 1), date(2021, 1, 1), is_span=True)

    assert not is_impossible(make_telling("a", days=year), make_telling("b", days=on(1)))
    assert not is_impossible(make_telling("a"), make_telling("b", days=on(1)))


def test_may_be_one_needs_place_and_time_or_a_name_or_source():
    here = make_telling("a", days=on(1), places=("1806",), people=("Sok Dara",), source="x")

    assert may_be_one(here, make_telling("b", days=on(15), places=("18",)), NAMES)
    assert not may_be_one(here, make_telling("b", days=on(16), places=("18",)), NAMES)
    assert not may_be_one(here, make_telling("b", places=("18",)), NAMES)
    assert may_be_one(here, make_telling("b", people=("sok dara",)), NAMES)
    assert may_be_one(here, make_telling("b", source="x"), NAMES)


def test_names_refuse_a_score_that_is_none():
    with pytest.raises(EngineError, match=r"0\.\.1"):
        Names({("a", "b"): 1.5})


@pytest.mark.parametrize("bad", [lambda: Count("found", 3, 2), lambda: make_telling(""),
                                 lambda: Days(date(2023, 8, 2), date(2023, 8, 1))])  # fmt: skip
def test_types_refuse_what_cannot_be(bad):
    with pytest.raises(EngineError):
        bad()


def test_weights_each_say_why():
    assert all(row.why and row.template and row.bits for row in WEIGHTS.values())


def test_reasons_take_the_day_that_the_other_names_too_for_a_bond():
    first = make_telling("a", days=on(2), places=("18",))
    later = make_telling("b", days=on(20), places=("18",), marks=frozenset({"on: 2023-08-02"}))
    plain = make_telling("c", days=on(20), places=("18",))

    assert weight_millibits(first, plain, NAMES) is None
    assert "also_on" in {reason.feature for reason in reasons(first, later, NAMES)}
