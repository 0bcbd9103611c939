"""Numbers and dates as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.engines.matching.link_numbers import day_number, day_text, iso_date, numbers_of


@pytest.mark.parametrize(
    ("born", "read"),
    [("1990-05-21", "1990-05-21"), (" 1990 ", "1990"), ("21/5/1990", ""), ("", "")],
)
def test_iso_date_takes_iso_dates_only(born, read):
    assert iso_date(born) == read


@pytest.mark.parametrize(
    ("born", "number"),
    [("1990-05-21", 19900521), ("1990-05", 19900500), ("1990", 19900000), ("May", 0), ("", 0)],
)
def test_day_number_is_the_number_of_the_figures(born, number):
    assert day_number(born) == number


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_day_text_undoes_day_number(day, known):
    text = day.isoformat()[:known]

    assert day_text(day_number(text)) == text


def test_numbers_of_parts_telephones_from_papers():
    given_numbers = ("phone:+855 12 345 678", "Passport: n 123", "77-8", "tel:", "n123", "N-123")

    assert numbers_of(given_numbers) == [
        ("", "12345678"),
        ("passport", "n123"),
        ("number", "778"),
        ("number", "n123"),
    ]


def test_numbers_of_takes_addresses_for_what_changes_as_telephones_do():
    assert numbers_of(["Mail: a.b@c.org", "line:bopha"]) == [
        ("", "mail:abcorg"),
        ("", "line:bopha"),
    ]
