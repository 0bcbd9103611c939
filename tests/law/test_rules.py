"""Which provisions hold on a day, and fines in days of base wage, worked by hand."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.law import rules
from ponleu.foundation.packs.provisions import load_provisions, load_wage_bases

BASES = load_wage_bases("kh")
PROVISIONS = load_provisions("kh")
OF_2022, OF_2024 = date(2022, 9, 12), date(2024, 1, 15)
OVERTIME = next(each for each in PROVISIONS if each.code == "labour-363-365")
DAYS = st.dates(date(2016, 6, 6), date(2030, 1, 1))


def stated(riel, day=OF_2022):
    return rules.stated_fine(BASES, PROVISIONS, riel, day)


def test_stated_fine_of_1680000_is_42_days_in_the_band_of_31_to_60():
    found = stated(1_680_000)  # 1,680,000 / 40,000 = 42

    assert found.days == 42
    assert found.is_whole
    assert [each.article for each in found.bands] == ["363-365"]
    assert found.nearest == (rules.WholeDays(42, 1_680_000),)


def test_stated_fine_of_2620000_is_65_and_a_half_days_and_stays_a_difference():
    found = stated(2_620_000)  # 2,620,000 / 40,000 = 65.5

    assert found.days == Fraction(131, 2)
    assert not found.is_whole
    assert [each.article for each in found.bands] == ["369"]
    assert found.riel == 2_620_000
    assert found.nearest == (rules.WholeDays(65, 2_600_000), rules.WholeDays(66, 2_640_000))


def test_stated_fine_between_two_bands_is_in_none():
    found = stated(1_220_000)  # 30.5 days: above 10-30, below 31-60

    assert found.days == Fraction(61, 2)
    assert found.bands == ()


def test_stated_fine_below_a_day_has_only_the_day_above():
    assert stated(10_000).nearest == (rules.WholeDays(1, 40_000),)


def test_stated_fine_without_a_base_wage_of_that_day_says_nothing_more():
    found = stated(1_680_000, date(2016, 6, 5))

    assert (found.base, found.days, found.bands, found.nearest) == (None, None, (), ())
    assert not found.is_whole


def test_fine_of_42_days_doubles_with_the_base_wage_of_31_july_2023():
    before, since = date(2023, 7, 30), date(2023, 7, 31)

    assert rules.fine(BASES, 42, OVERTIME, before).riel == 1_680_000
    assert rules.fine(BASES, 42, OVERTIME, since).riel == 3_360_000


def test_fine_counts_every_worker_and_says_when_days_lie_outside_the_band():
    assert rules.fine(BASES, 42, OVERTIME, OF_2024, 3).riel == 10_080_000  # 3 × 3,360,000
    assert rules.fine(BASES, 42, OVERTIME, OF_2024).is_in_band
    assert not rules.fine(BASES, 61, OVERTIME, OF_2024).is_in_band
    assert rules.fine(BASES, 42, OVERTIME, date(2010, 1, 1)).riel is None


def test_base_of_an_article_with_a_base_wage_of_its_own_is_that():
    assert rules.base_of(BASES, OF_2024, "372").riel == 200_000
    assert rules.base_of(BASES, OF_2024, "363-365").riel == 80_000
    assert rules.base_of(BASES, date(2022, 11, 24), "372").riel == 40_000


@pytest.mark.parametrize(
    ("day", "articles"),
    [(date(2008, 2, 14), set()), (date(2008, 2, 15), {"8", "10"})],
)
def test_valid_on_begins_with_the_first_day(day, articles):
    of_2008 = [each for each in PROVISIONS if each.code.startswith("tsl-")]

    assert {each.article for each in rules.valid_on(of_2008, day)} & {"8", "10"} == articles


def test_valid_on_ends_after_the_last_day():
    old = [each for each in PROVISIONS if each.code == "old-1996"]

    assert rules.valid_on(old, date(2008, 2, 14)) == old
    assert rules.valid_on(old, date(2008, 2, 15)) == []


def test_matching_wants_every_word_and_finds_articles():
    assert [e.article for e in rules.matching(PROVISIONS, "LABOUR forced discrimination")] == [
        "369"
    ]
    assert {e.article for e in rules.matching(PROVISIONS, "art. 10")} == {"10"}
    assert rules.matching(PROVISIONS, "  ") == list(PROVISIONS)


@given(st.integers(1, 90), st.integers(1, 50), DAYS)
def test_stated_fine_takes_a_worked_out_fine_back_to_its_days(days, persons, day):
    amount = rules.fine(BASES, days, OVERTIME, day, persons).riel

    found = rules.stated_fine(BASES, PROVISIONS, amount, day)

    assert found.days == days * persons
    assert found.is_whole
    assert (OVERTIME in found.bands) == (31 <= days * persons <= 60)


@given(st.integers(1, 10**9), DAYS)
def test_stated_fine_lies_between_its_nearest_whole_days(riel, day):
    found = rules.stated_fine(BASES, PROVISIONS, riel, day)

    assert found.days * found.base.riel == riel
    assert found.nearest[-1].riel >= riel
    assert all(abs(each.riel - riel) < found.base.riel for each in found.nearest)
    assert found.is_whole == (len(found.nearest) == 1 and found.nearest[0].riel == riel)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_base_wages_of_one_kind_never_hold_on_the_same_day(day):
    common = [base for base in rules.valid_on(BASES, day) if not base.articles]

    assert len(common) == (day >= date(2016, 6, 6))
    assert rules.base_of(BASES, day + timedelta(0)) == (common[0] if common else None)
