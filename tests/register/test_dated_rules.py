"""Stretches of time, ties between kinds, and numbers in one form."""

import pytest

from ponleu.knowledge.register.rules import EntryKind, TieSort, Time, may_tie, normal_number


@pytest.mark.parametrize(
    ("since", "until"),
    [("", ""), ("2024", "2024"), ("2024-03", "2024-03-01"), ("2024-02-29", ""), ("", "9998")],
)
def test_time_takes_days_months_and_years(since, until):
    assert Time(since, until).since == since


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2024-04", "2024-03"),  # April begins after the last day of March
        ("2024-03-02", "2024-03-01"),
        ("2023-02-29", ""),  # no leap year
        ("2024-13", ""),
        ("", "0000"),
        ("yesterday", ""),
    ],
)
def test_time_refuses_what_cannot_be(since, until):
    with pytest.raises(ValueError, match=r"."):
        Time(since, until)


@pytest.mark.parametrize(
    ("sort", "holder", "held", "may"),
    [
        (TieSort.OWNER, EntryKind.PERSON, EntryKind.SITE, True),
        (TieSort.OWNER, EntryKind.SITE, EntryKind.PERSON, False),
        (TieSort.DIRECTOR, EntryKind.ORGANISATION, EntryKind.SITE, False),
        (TieSort.RELATIVE, EntryKind.PERSON, EntryKind.PERSON, True),
        (TieSort.LINKED, EntryKind.SITE, EntryKind.SITE, True),
    ],
)
def test_may_tie_knows_who_can_hold_what(sort, holder, held, may):
    assert may_tie(sort, holder, held) is may


def test_normal_number_is_one_for_all_ways_of_writing():
    written = ["N 001-122", "n001122", "Ｎ００１１２２", "N០០១១២២"]

    assert {normal_number(number) for number in written} == {"N001122"}
