"""When a promise is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.knowledge.claims.rules import days_late, last_day, stated_riel


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2022-08-26", date(2022, 8, 26)),
        ("2022-10", date(2022, 10, 31)),
        ("2022-02", date(2022, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2022", date(2022, 12, 31)),
        ("2022-08-18/2022-10-04", date(2022, 10, 4)),
        ("2022-08/2022-10", date(2022, 10, 31)),
        ("../2022-10", date(2022, 10, 31)),
    ],
)
def test_last_day_is_the_end_of_what_is_stated(due, day):
    assert last_day(due) == day


@pytest.mark.parametrize(
    "due",
    ["", "--08-26", "2022-08-18/..", "2022-13", "2022-02-30", "2022-00", "0000", "soon", "២០២២"],
)
def test_last_day_of_what_states_none_is_none(due):
    assert last_day(due) is None


@given(st.dates())
def test_last_day_of_a_day_is_that_day(day):
    assert last_day(day.isoformat()) == day


@given(st.text())
def test_last_day_takes_any_text(text):
    assert last_day(text) is None or isinstance(last_day(text), date)


@pytest.mark.parametrize(("after", "late"), [(-3, 0), (0, 0), (1, 1), (40, 40)])
def test_days_late_counts_from_the_day_after_the_last(after, late):
    due_by = date(2026, 11, 22)

    assert days_late(due_by, due_by + timedelta(days=after)) == late


def test_days_late_without_a_day_is_none():
    assert days_late(None, date(2026, 11, 22)) == 0


@pytest.mark.parametrize(
    ("amount", "riel"),
    [
        ({"text": "2,620,000 riel", "value": {"number": 2_620_000, "unit": "riel"}}, 2_620_000),
        ({"value": {"number": 1_680_000.0, "unit": "riel"}}, 1_680_000),
        ({"value": {"number": 10.5, "unit": "riel"}}, None),
        ({"value": {"number": 0, "unit": "riel"}}, None),
        ({"value": {"number": True, "unit": "riel"}}, None),
        ({"value": {"number": 2_000, "unit": "usd"}}, None),
        ({"value": {"unit": "riel"}}, None),
        ({"text": "a fine"}, None),
        (None, None),
    ],
)
def test_stated_riel_is_a_whole_amount_of_riel_or_none(amount, riel):
    assert stated_riel(amount) == riel
