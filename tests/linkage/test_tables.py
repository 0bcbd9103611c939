"""Columns for databases: nulls, turned dates, and only so many pairs."""

import numpy as np
import pytest

from ponleu.engines.matching.link_columns import ColumnMaker
from ponleu.engines.matching.link_keys import Keys
from ponleu.engines.matching.name_forms import read_name
from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.linkage import tables
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

LEXICON = load_matching_lexicon("kh")


def made(*records):
    maker = ColumnMaker(bytes(256))
    for record in records:
        maker.add(record, lambda name: read_name(name, LEXICON))
    return maker


def test_record_table_has_null_where_nothing_is_known():
    table = tables.record_table(made(Record("1", ""), Record("2", "Sok", identifiers=("card:7",))))

    first, second = table.to_pylist()
    assert {name for name, value in first.items() if value is not None} == {"row"}
    assert second["papers"] == ["card:7"]
    assert second["sorts"] == ["card"]
    assert set(tables.COMPARED) <= set(table.column_names)


@pytest.mark.parametrize(
    ("day", "other"),
    [("1990-02-01", "1990-01-02"), ("1990-02-13", ""), ("1990-02-02", ""), ("1990", ""), ("", "")],
)
def test_turned_swaps_day_and_month_where_that_is_another_day(day, other):
    assert tables.turned(day) == other


def test_key_table_leaves_out_what_too_many_share(monkeypatch):
    monkeypatch.setattr(tables, "PAIRS_PER_ROW", 0.002)  # 2 pairs, of at least 1,000 rows
    maker = made(*(Record(str(row), "", Kind.SITE, born="1990") for row in range(6)))
    rows = np.array([0, 1, 2, 0, 1, 2, 3, 4])
    numbers = np.array([0, 0, 0, 1, 1, 2, 3, 3])

    table, pairs = tables.key_table(maker, Keys(rows, numbers, numbers == 3))

    assert pairs == 2  # key 0 would add three
    assert set(table["key"].to_pylist()) == {1, 3}  # key 2 has one row
    assert table["sure"].to_pylist() == [False, False, True, True]
    assert table["born_year"].to_pylist() == [1990] * 4
