"""Tables that people hand over: every good row is read, every broken one is told."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponleu.engines.matching.types import Kind, Record
from ponleu.faces.cli.tables import BadTable, open_table, records, table_of


def read(text: str, needed=("a", "b")) -> tuple[list[tuple[str, ...]], list[str]]:
    faults: list[str] = []
    table = table_of(
        io.StringIO(text, newline=""), "t.csv", needed, lambda f: faults.append(str(f))
    )
    return [row.cells for row in table.rows], faults


def register(text: str) -> tuple[list[Record], list[str]]:
    faults: list[str] = []
    complain = lambda fault: faults.append(str(fault))  # noqa: E731
    table = table_of(io.StringIO(text, newline=""), "t.csv", ("id", "name"), complain)
    return [record for _, record in records(table, complain)], faults


def test_table_of_reads_quoted_commas_marks_and_line_breaks():
    rows, faults = read('a,b\n"Sok, Dara","He said ""no"""\r\n"two\nlines",x\n')

    assert rows == [("Sok, Dara", 'He said "no"'), ("two\nlines", "x")]
    assert faults == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ("x\n", "t.csv, row 3, column b: the row has 1 cells, the header 2: add the missing ones"),
        ("x,y,z\n", "t.csv, row 3, column b: the row has 3 cells, the header 2: put quotation"),
        ('"x,y\n', "t.csv, row 3: a quotation mark is opened and never closed"),
        ('"x" y,z\n', "t.csv, row 3: mend the quotation marks"),
        ("x\0,y\n", "t.csv, row 3: it holds a zero byte"),
        ("x\udcff,y\n", "t.csv, row 3: it is not UTF-8"),
    ],
)
def test_table_of_tells_a_broken_row_and_reads_the_rest(bad, fault):
    rows, faults = read(f"a,b\n1,2\n{bad}3,4\n5,6\n")

    assert rows == [("1", "2"), ("3", "4"), ("5", "6")]
    assert len(faults) == 1
    assert faults[0].startswith(fault)
    assert faults[0].endswith("the row is left out")


def test_table_of_counts_lines_so_that_a_row_can_be_found():
    rows, faults = read('a,b\n"x\ny",1\nbroken\n')

    assert len(rows) == 1
    assert faults[0].startswith("t.csv, row 4,")


def test_table_of_passes_over_empty_lines():
    assert read("a,b\n\n1,2\n\r\n") == ([("1", "2")], [])


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("", "must name the column a, b; it names nothing"),
        ("a\n1\n", "must name the column b; it names a"),
        ("a,b,a\n", "names the column a twice"),
    ],
)
def test_table_of_refuses_a_header_that_cannot_be_used(text, mend):
    with pytest.raises(BadTable, match=mend):
        read(text)


def test_open_table_reads_a_file_with_a_byte_order_mark(tmp_path):
    file = tmp_path / "t.csv"
    file.write_bytes(b"\xef\xbb\xbfA, B \nx,y\n")

    with open_table(str(file), ("a", "b"), print) as table:
        assert [row.cells for row in table.rows] == [("x", "y")]


def test_open_table_says_which_file_cannot_be_opened(tmp_path):
    with (
        pytest.raises(BadTable, match=r"none\.csv: no such file"),
        open_table(str(tmp_path / "none.csv"), ("a",), print),
    ):
        pass


cells = st.text(alphabet='ab,"\n\r ស', max_size=5)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(cells, cells), max_size=6))
def test_table_of_reads_whatever_csv_writes(rows):
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([("a", "b"), *rows])

    found, faults = read(written.getvalue())

    assert found == rows
    assert faults == []


def test_records_are_read_with_all_their_columns():
    found, faults = register(
        "id,name,kind,aliases,born,sex,place,identifiers\n"
        "7,Sok Dara,Person,Ah Ra | Dara,1990-05-21,Female,1801,passport:N1|phone:012\n"
    )

    assert faults == []
    assert found == [
        Record(
            id="7",
            name="Sok Dara",
            kind=Kind.PERSON,
            aliases=("Ah Ra", "Dara"),
            born="1990-05-21",
            sex="f",
            place="1801",
            identifiers=("passport:N1", "phone:012"),
        )
    ]


@pytest.mark.parametrize(
    ("column", "value", "mend"),
    [
        ("kind", "animal", "write person, organisation, site, place or nothing, not 'animal'"),
        ("born", "21/05/1990", "write it as YYYY-MM-DD, not '21/05/1990'"),
        ("born", "1990-13", "write it as YYYY-MM-DD, not '1990-13'"),
        ("sex", "x", "write f or m, not 'x'"),
    ],
)
def test_records_keep_a_row_without_the_cell_that_is_wrong(column, value, mend):
    found, faults = register(f"id,name,{column}\n1,Sok Dara,{value}\n")

    assert faults == [f"t.csv, row 2, column {column}: {mend}; read as empty"]
    assert found == [Record("1", "Sok Dara")]


def test_records_leave_out_a_second_row_of_one_identity():
    found, faults = register("id,name\n1,Sok\n1,Dara\n,Chan\n")

    assert [record.id for record in found] == ["1", "4"]  # without an id: the row's number
    assert faults == ["t.csv, row 3, column id: row 2 has the id '1' already; the row is left out"]
