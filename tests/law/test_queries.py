"""The country's tables, asked day by day."""

from datetime import date

import pytest

from ponleu.foundation.law import queries


@pytest.mark.parametrize(
    ("code", "day", "is_valid"),
    [
        ("confinement", date(2022, 8, 1), True),
        ("confinement", date(2008, 2, 15), True),
        ("confinement", date(2008, 2, 14), False),
        ("debt_bondage", date(2000, 1, 1), True),
        ("debt_bondage", date(1997, 3, 12), False),
        ("no_such_offence", date(2022, 8, 1), False),
    ],
)
def test_offence_valid_follows_the_day(code, day, is_valid):
    assert queries.offence_valid(code, day) is is_valid


def test_fine_and_stated_fine_use_the_tables_of_the_country():
    provision = queries.provision("labour-363-365")

    assert queries.fine(42, provision, date(2022, 9, 12)).riel == 1_680_000
    assert queries.stated_fine(1_680_000, date(2022, 9, 12)).days == 42


def test_provision_of_an_unknown_code_is_none():
    assert queries.provision("no_such_row") is None


def test_provisions_of_a_day_leave_out_what_did_not_hold():
    of_1990 = queries.provisions(date(1990, 1, 1))
    of_2000 = {each.code.partition("-")[0] for each in queries.provisions(date(2000, 1, 1))}

    assert of_1990 == []
    assert of_2000 == {"labour", "old"}


def test_fined_in_days_are_the_three_bands():
    bands = [(each.min_fine, each.max_fine) for each in queries.fined_in_days()]

    assert bands == [(10, 30), (31, 60), (61, 90)]
