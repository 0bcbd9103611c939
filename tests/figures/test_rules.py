"""Which numbers cannot both be right: worked by hand, and laws."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.knowledge.figures import rules
from ponleu.knowledge.figures.rules import Bound, ConflictKind, Part, Published


def number(value, begins, ends, key=1, **fields):
    fields = {"measure": "victims_rescued", "population": "", **fields}
    return Published(UUID(int=key), begins=begins, ends=ends, value=value, **fields)


def year(value, key=1, of=2022, **fields):
    return number(value, date(of, 1, 1), date(of, 12, 31), key, **fields)


def half(value, key=1, of=2024, **fields):
    return number(value, date(of, 1, 1), date(of, 6, 30), key, **fields)


BY_AUGUST = number(865, date(2022, 1, 1), date(2022, 8, 20), 1)
TEN_MONTHS = number(661, date(2022, 1, 1), date(2022, 10, 31), 2)


def kinds(*rows):
    return [each.kind for each in rules.conflicts(rows)]


def test_conflicts_find_865_by_august_against_661_in_ten_months():
    found = rules.conflicts([BY_AUGUST, TEN_MONTHS])

    assert [each.kind for each in found] == [ConflictKind.LONGER_IS_SMALLER]
    assert (found[0].one, found[0].other) == (TEN_MONTHS.key, BY_AUGUST.key)


def test_conflicts_leave_a_longer_time_with_a_larger_number():
    assert kinds(number(500, date(2022, 1, 1), date(2022, 8, 20), 3), TEN_MONTHS) == []


def test_conflicts_leave_periods_that_only_overlap():
    later = number(100, date(2022, 8, 1), date(2023, 4, 17), 3)

    assert kinds(BY_AUGUST, later) == []


def test_conflicts_find_two_numbers_of_one_time():
    assert kinds(year(92), year(95, 2)) == [ConflictKind.SAME_PERIOD]
    assert kinds(year(92), year(92, 2)) == []


def test_conflicts_leave_other_measures_and_other_people():
    assert kinds(year(92), year(95, 2, measure="cases")) == []
    assert kinds(year(92, population="children"), year(95, 2, population="men")) == []


def test_conflicts_find_a_part_that_is_more_than_the_whole():
    assert kinds(year(92), year(95, 2, population="children")) == [ConflictKind.PART_EXCEEDS]
    assert kinds(year(92), year(92, 2, population="children")) == []


@pytest.mark.parametrize(
    ("value", "bound", "other", "fits"),
    [
        (100, Bound.AT_LEAST, 150, True),
        (100, Bound.AT_LEAST, 99, False),
        (100, Bound.ABOUT, 110, True),  # within a tenth
        (100, Bound.ABOUT, 111, False),
        (100, Bound.ABOUT, 89, False),
    ],
)
def test_conflicts_read_at_least_and_about(value, bound, other, fits):
    assert (kinds(year(value, bound=bound), year(other, 2)) == []) is fits


def test_conflicts_of_running_totals_find_a_later_one_that_is_smaller():
    september = number(186, date(2022, 9, 12), date(2022, 9, 12), 1, is_running=True)
    october = number(150, date(2022, 10, 1), date(2022, 10, 1), 2, is_running=True)

    assert kinds(september, october) == [ConflictKind.LONGER_IS_SMALLER]


def test_conflicts_find_parts_that_are_more_than_the_whole():
    fits = ((Part("HT", 22), Part("SE", 82)),)  # 104
    exceeds = ((Part("HT", 23), Part("SE", 82)),)  # 105

    assert kinds(half(104, breakdowns=fits)) == []
    assert kinds(half(105, breakdowns=fits)) == []  # one is not told of
    assert kinds(half(104, breakdowns=exceeds)) == [ConflictKind.PARTS_EXCEED]
    assert kinds(half(104, breakdowns=exceeds, bound=Bound.AT_LEAST)) == []


def test_conflicts_find_growth_that_was_counted_on_the_new_number():
    found = rules.conflicts([half(104, change=17, percent="16.34")])

    assert [each.kind for each in found] == [ConflictKind.PERCENT]
    assert found[0].values["right"] == "19.54"  # 17 / 87
    assert found[0].values["base"] == "87"


def test_conflicts_leave_a_percentage_that_comes_out():
    assert kinds(half(99, of=2025, change=-5, percent="4.8")) == []  # 5 / 104 = 4.81


def test_growth_is_worked_out_on_the_number_before():
    grown = rules.growth(104, 17, "16.34")

    assert grown == rules.Growth(base=87, percent=19.54, of_new=16.35, comes_out=False)
    assert rules.growth(99, -5, "4.8") == rules.Growth(104, 4.81, 5.05, comes_out=True)
    assert rules.growth(104, 17).comes_out is None
    assert rules.growth(17, 17, "100") == rules.Growth(0, None, 100.0, comes_out=None)


def test_conflicts_hold_a_change_against_the_number_of_the_year_before():
    before, now = half(104, 1), half(99, 2, of=2025, change=-5)
    other = half(99, 2, of=2025, change=-9)

    assert kinds(before, now) == []
    found = rules.conflicts([before, other])
    assert [each.kind for each in found] == [ConflictKind.BASE]
    assert found[0].values == {"base": "108", "published": "104"}


def test_conflicts_look_at_the_words():
    words = "The police recorded 104 cases, an increase of 17 cases or 16.34 per cent."

    assert kinds(half(104, words=words)) == [ConflictKind.WORDS]
    assert kinds(half(104, words=words, change=17, percent="16.34")) == [ConflictKind.PERCENT]


@pytest.mark.parametrize(
    ("begins", "ends", "before"),
    [
        (date(2025, 1, 1), date(2025, 6, 30), (date(2024, 1, 1), date(2024, 6, 30))),
        (date(2025, 2, 1), date(2025, 2, 28), (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2024, 2, 1), date(2024, 2, 29), (date(2023, 2, 1), date(2023, 2, 28))),
        (date(2024, 2, 29), date(2024, 3, 1), (date(2023, 2, 28), date(2023, 3, 1))),
    ],
)
def test_a_year_before_keeps_the_ends_of_months(begins, ends, before):
    assert rules.a_year_before(begins, ends) == before


def test_rest_of_says_what_no_part_accounts_for():
    assert rules.rest_of(322, [Part("children", 26)]) == 296


DAYS = st.dates(date(2020, 1, 1), date(2023, 12, 31))


@st.composite
def published(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return number(
        draw(st.integers(0, 50)),
        first,
        last,
        draw(st.integers(1, 10**6)),
        population=draw(st.sampled_from(["", "children", "men"])),
        bound=draw(st.sampled_from(list(Bound))),
    )


ROWS = st.lists(published(), max_size=8, unique_by=lambda each: each.key)


@given(ROWS, st.randoms(use_true_random=False))
def test_conflicts_are_the_same_in_any_order(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)

    assert [each.mark for each in rules.conflicts(mixed)] == [
        each.mark for each in rules.conflicts(rows)
    ]


@given(ROWS)
def test_conflicts_are_none_if_a_true_count_of_each_day_explains_all(rows):
    """Numbers that are counted from one and the same list of events never clash."""
    counted = [
        number(1 + (row.ends - row.begins).days, row.begins, row.ends, index + 1)
        for index, row in enumerate(rows)
    ]

    assert rules.conflicts(counted) == []


@given(ROWS)
def test_conflicts_compare_as_a_plain_reference_does(rows):
    def never_both(inner, outer):
        people = inner.population == outer.population or not outer.population
        within = outer.begins <= inner.begins and inner.ends <= outer.ends
        return people and within and inner.low > outer.high

    expected = {
        frozenset((one.key, other.key))
        for one in rows
        for other in rows
        if one.key != other.key and never_both(one, other)
    }

    assert {frozenset((c.one, c.other)) for c in rules.conflicts(rows)} == expected


@given(st.integers(1, 10**6), st.integers(-(10**6), 10**6))
def test_growth_on_its_base_gives_the_change_back(value, change):
    grown = rules.growth(value, change)

    if grown.percent is not None:
        assert abs(grown.percent * grown.base / 100 - abs(change)) <= grown.base * 0.00005 + 1e-6


@given(DAYS, st.integers(0, 400))
def test_a_year_before_never_ends_before_it_begins(begins, days):
    first, last = rules.a_year_before(begins, begins + timedelta(days))

    assert first <= last
    assert first.year == begins.year - 1
