"""Periods and parts as publishers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.knowledge.figures.parts import breakdown_in, parts_in, written
from ponleu.knowledge.figures.periods import period
from ponleu.knowledge.figures.rules import Part


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-09-12", date(2022, 9, 12), date(2022, 9, 12)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-h2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2022-01/2022-10", date(2022, 1, 1), date(2022, 10, 31)),
        ("2022-01-01/2022-08-20", date(2022, 1, 1), date(2022, 8, 20)),
        ("2022-08-18 / 2023-04", date(2022, 8, 18), date(2023, 4, 30)),
    ],
)
def test_period_says_its_first_and_last_day(text, begins, ends):
    found = period(text)

    assert (found.begins, found.ends) == (begins, ends)


def test_period_keeps_what_is_unsure():
    found = period("2024 (inferred)")

    assert (found.code, found.note) == ("2024", "inferred")


@pytest.mark.parametrize(
    "text",
    ["", "last year", "2022-13", "2022-02-30", "2022-H3", "2022/2021", "2022/2023/2024", "0999",
     "២០២២", "2022-1", "2022-00", "2022" + " " * 10 + "x" * 60],
)  # fmt: skip
def test_period_is_none_for_what_is_no_period(text):
    assert period(text) is None


@given(st.text(max_size=40))
def test_period_never_fails_and_never_ends_before_it_begins(text):
    found = period(text)

    assert found is None or found.begins <= found.ends


def test_parts_in_reads_numbers_with_words():
    assert parts_in("22 HT, 82 SE") == (Part("HT", 22), Part("SE", 82))
    assert parts_in("1,200 women; 300 men") == (Part("women", 1200), Part("men", 300))
    assert parts_in("26 children") == (Part("children", 26),)


@pytest.mark.parametrize(
    "line", ["", "HT 22", "22", "foreigners, 87 cases", "138 <15; 40 15-17", "1 a,,2 b"]
)
def test_parts_in_takes_nothing_half(line):
    assert parts_in(line) == ()


def test_breakdown_in_needs_two_parts():
    assert breakdown_in("26 children") == ()
    assert breakdown_in("10 sex, 8 labour") == (Part("sex", 10), Part("labour", 8))


LABELS = st.text("abcdefgh ", min_size=1, max_size=9).map(str.strip).filter(bool)


@given(st.lists(st.builds(Part, LABELS, st.integers(0, 10**9)), min_size=1, max_size=6))
def test_parts_in_reads_what_is_written(parts):
    assert parts_in(written(parts)) == tuple(parts)
