"""Columns for databases: nulls, only so many pairs, every pattern twice."""

import numpy as np

from ponleu.engines.matching.link_columns import ColumnMaker
from ponleu.engines.matching.link_keys import Keys
from ponleu.engines.matching.link_levels import PATTERNS, SIZES
from ponleu.engines.matching.types import Kind, Record
from ponleu.foundation.linkage import tables
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

LEXICON = load_matching_lexicon("kh")


def made(*records):
    maker = ColumnMaker(LEXICON)
    for record in records:
        maker.add(record)
    return maker.columns()


def test_record_table_has_null_where_nothing_is_known():
    records = (
        Record("1", ""),
        Record("2", "Sok", born="1990", identifiers=("tel:5", "card:7", "card:8")),
        Record("3", "Sok", identifiers=("card:7", "tel:6")),
    )

    first, second, third = tables.record_table(made(*records)).to_pylist()

    assert {name for name, value in first.items() if value is not None} == {"row"}
    assert second["birth"] == 19900000
    assert second["letters"] == third["letters"]
    assert second["paper"] == third["paper"]  # the first of the papers
    assert second["phone"] != third["phone"]
    assert set(tables.TRAINED_ON) == set(first) - {"row"}


def test_pattern_table_has_two_sides_of_each_pattern():
    table = tables.pattern_table()

    assert table.num_rows == 2 * PATTERNS
    assert table["pattern"][2 * 77].as_py() == table["pattern"][2 * 77 + 1].as_py() == 77
    assert set(SIZES) < set(table.column_names)


def test_key_table_leaves_out_what_too_many_share(monkeypatch):
    monkeypatch.setattr(tables, "PAIRS_PER_ROW", 0.002)  # 2 pairs, of at least 1,000 rows
    columns = made(*(Record(str(row), "", Kind.SITE, born="1990") for row in range(6)))
    rows = np.array([0, 1, 2, 0, 1, 2, 3, 4])
    keys = np.array([9, 9, 9, 4, 4, 2, 7, 7], dtype=np.uint64)

    table, pairs = tables.key_table(columns, Keys(rows, keys, keys == 7))

    assert pairs == 2  # key 9 would add three, key 2 has one row
    assert table["row"].to_pylist() == [0, 1, 3, 4]
    assert len(set(table["key"].to_pylist())) == 2
    assert table["sure"].to_pylist() == [False, False, True, True]
    assert table["born_year"].to_pylist() == [1990] * 4
    assert table["born_day"].to_pylist() == [-1] * 4
    assert table["sex"].to_pylist() == [None] * 4
    assert table["kind"].to_pylist() == [3] * 4


def test_key_table_of_no_keys_is_empty():
    none = np.zeros(0, dtype=np.int64)

    table, pairs = tables.key_table(made(), Keys(none, none.astype(np.uint64), none > 0))

    assert (table.num_rows, pairs) == (0, 0)
