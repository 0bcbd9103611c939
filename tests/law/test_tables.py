"""The tables of law: sourced, marked, and refused with line and mend when wrong."""

from datetime import date

import pytest

from ponleu.foundation.packs import provisions as packs
from ponleu.foundation.packs.dated import Term, Unit
from ponleu.foundation.packs.offences import load_offences
from ponleu.foundation.packs.provisions import load_provisions, load_wage_bases
from ponleu.foundation.packs.tables import PackError

LINE = "x,A law,ច្បាប់,1,all,What,អ្វី,2008-02-15,none,none,none,none,none,none,none,a book,no"


@pytest.fixture
def table(tmp_path, monkeypatch):
    """A pack whose table is this: table("provisions.csv", line, ...)."""
    load_provisions.cache_clear()
    load_wage_bases.cache_clear()
    monkeypatch.setattr(packs, "files", lambda _package: tmp_path)
    (tmp_path / "xx").mkdir()

    def write(name, columns, *lines):
        header = ",".join([*columns, "source", "verified"])
        (tmp_path / "xx" / name).write_text("\n".join([header, *lines]), encoding="utf-8")

    yield write
    load_provisions.cache_clear()
    load_wage_bases.cache_clear()


def test_provisions_marked_as_checked_are_those_whose_text_was_seen():
    checked = {each.code for each in load_provisions("kh") if each.is_verified}

    assert checked == {
        "tsl-1", "tsl-8", "tsl-10-basic", "tsl-10-aggravated",
        "labour-359-360", "labour-361-362", "labour-363-365",
    }  # fmt: skip


def test_removal_with_purpose_carries_7_to_15_years_and_15_to_20_if_aggravated():
    by_code = {each.code: each for each in load_provisions("kh")}
    basic, aggravated = by_code["tsl-10-basic"], by_code["tsl-10-aggravated"]

    assert (basic.min_prison, basic.max_prison) == (Term(7, Unit.YEARS), Term(15, Unit.YEARS))
    assert (aggravated.min_prison.number, aggravated.max_prison.number) == (15, 20)
    assert aggravated.aggravators == ("minor", "official", "group")


def test_wage_bases_are_three_with_their_first_days():
    found = {each.valid_from: (each.riel, each.is_verified) for each in load_wage_bases("kh")}

    assert found == {
        date(2016, 6, 6): (40_000, True),
        date(2023, 7, 31): (80_000, True),
        date(2022, 11, 25): (200_000, True),
    }


def test_offences_have_the_days_of_their_provisions():
    found = load_offences("kh")

    assert found["removal"].valid_from == date(2008, 2, 15)
    assert found["debt_bondage"].valid_from == date(1997, 3, 13)


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        (("2008-02-15", "2008"), "write valid_from as 2016-06-06"),
        (("2008-02-15,none", "2008-02-15,2007-01-01"), "valid_to lies before valid_from"),
        (("2008-02-15,none", "none,none"), "write valid_from as 2016-06-06"),
        (("none,none,none,none,none,none,a", "7,none,none,none,none,none,a"), "as 6d, 1m or 7y"),
        (("none,none,none,none,none,none,a", "none,none,euro,1,2,none,a"), "days, riel or none"),
        (("none,none,none,none,none,none,a", "none,none,days,2,1,none,a"), "or none each"),
        (("none,none,none,none,none,none,a", "none,none,days,2,x,none,a"), "a whole number"),
    ],
)
def test_load_provisions_refuses_a_wrong_row_with_line_and_mend(table, change, mend):
    table("provisions.csv", packs.PROVISION_COLUMNS, LINE, LINE.replace("x", "y").replace(*change))

    with pytest.raises(PackError, match=mend) as refused:
        load_provisions("xx")

    assert refused.value.line == 3


def test_load_provisions_refuses_a_code_that_stands_twice(table):
    table("provisions.csv", packs.PROVISION_COLUMNS, LINE, LINE)

    with pytest.raises(PackError, match="line 3: the code x stands there twice"):
        load_provisions("xx")


def test_load_wage_bases_refuses_a_base_of_nothing(table):
    line = "a,all,2016-06-06,none,0,A prakas,ប្រកាស,a book,no"
    table("wage_bases.csv", packs.WAGE_COLUMNS, line)

    with pytest.raises(PackError, match="line 2: riel is a number above 0"):
        load_wage_bases("xx")
