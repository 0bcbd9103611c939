"""Tables as they are brought: rows with their numbers, and of each broken one a clear line."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.documents import Limits, Reader
from ponleu.foundation.documents.sheets import sheets_of
from ponleu.response.complaints.channels.files import brought_file
from ponleu.response.complaints.channels.tables import Row, delimited_table, sheet_table
from ponleu.response.complaints.channels.types import Fault, column_letters
from tests.complaints.made_files import archive, table, workbook

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)


@pytest.fixture(scope="module")
def reader():
    with Reader() as one:
        yield one


def rows_of(data):
    return list(delimited_table(data).rows())


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=5))
def test_delimited_table_gives_back_every_cell_as_it_was_written(written):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *written])

    found = rows_of(out.getvalue().encode())

    kept = [row for row in written if any(cell.strip() for cell in row)]
    assert [list(row.cells) for row in found] == kept


@given(st.binary(max_size=300))
def test_delimited_table_never_breaks_on_any_bytes(data):
    made = delimited_table(data)

    if not isinstance(made, Fault):
        assert all(isinstance(row, Row | Fault) for row in made.rows())


def test_a_broken_row_is_told_by_its_number_and_the_others_are_read():
    data = b"what,near\r\nfirst,pier\r\nonly one\r\n\r\nlast,gate\r\n"

    first, broken, last = rows_of(data)

    assert (first, last) == (Row(2, ("first", "pier")), Row(5, ("last", "gate")))
    assert broken.place == "row 3"
    assert "1 cells" in broken.problem


def test_a_quotation_mark_in_the_wrong_place_spoils_only_its_row():
    found = rows_of(b'what,near\r\n"a"b,pier\r\nsecond,gate\r\n')

    assert [type(row) for row in found] == [Fault, Row]
    assert found[0].place == "row 2"
    assert found[1].cells == ("second", "gate")


def test_a_quotation_mark_that_is_never_closed_is_told():
    found = rows_of(b'what,near\r\nfirst,pier\r\n"open,gate\r\nthird,x\r\n')

    assert found[0].cells == ("first", "pier")
    assert [type(row) for row in found[1:]] == [Fault]
    assert found[1].place == "row 3"


def test_a_cell_that_is_not_utf_8_is_told_with_its_column():
    found = rows_of(b"what,near\r\ngood,pier\r\ncaf\xe9,gate\r\n")

    assert found[0] == Row(2, ("good", "pier"))
    assert found[1].place == "row 3, column A (what)"
    assert "UTF-8" in found[1].mend


def test_a_cell_with_a_nul_is_told_with_its_column():
    found = rows_of(b"what,near\r\ngood,a\0b\r\nnext,pier\r\n")

    assert found[0].place == "row 2, column B (near)"
    assert found[1].cells == ("next", "pier")


def test_a_row_of_too_many_letters_is_told():
    long = b"x" * 120_000

    found = rows_of(b"a,b,c,d\r\n" + b",".join([long] * 4) + b"\r\n1,2,3,4\r\n")

    assert "400000 letters" in found[0].problem
    assert found[1].cells == ("1", "2", "3", "4")


def test_a_cell_longer_than_a_csv_cell_may_be_is_told():
    found = rows_of(b"a,b\r\n" + b"x" * 140_000 + b",pier\r\nnext,gate\r\n")

    assert found[0].place == "row 2"
    assert found[-1].cells == ("next", "gate")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_commas_semicolons_and_tabs_part_cells(delimiter):
    data = table(("first", "pier"), heading=("what", "near"), delimiter=delimiter)

    assert rows_of(data) == [Row(2, ("first", "pier"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_khmer_is_read_in_each_encoding_that_excel_writes(encoding):
    data = "what,near\r\nគេចាក់សោទ្វារ,កំពង់ផែ\r\n".encode(encoding)

    assert rows_of(data) == [Row(2, ("គេចាក់សោទ្វារ", "កំពង់ផែ"))]


def test_a_formula_and_letters_that_turn_direction_are_words_like_others():
    data = "what,near\r\n=HYPERLINK(1),\u202epier\r\n".encode()

    assert rows_of(data) == [Row(2, ("=HYPERLINK(1)", "\u202epier"))]


@pytest.mark.parametrize("data", [b"\r\n\r\n", b" , \r\nx,y\r\n"])
def test_a_table_whose_first_row_names_nothing_is_refused(data):
    assert isinstance(delimited_table(data), Fault)


def test_sheet_table_keeps_numbers_of_rows_and_line_ends_in_cells(reader):
    data = workbook(Answers=[("what", "near"), ("two\nlines", None), (None, None), (7, "pier")])

    found = sheet_table(data, "a.xlsx", reader)

    assert found.heading == ("what", "near")
    assert list(found.rows()) == [Row(2, ("two\nlines", "")), Row(4, ("7", "pier"))]


def test_sheet_table_does_not_take_a_form_for_its_answers(reader):
    data = workbook(survey=[("type", "name")], choices=[("list_name", "name")])

    assert "form" in sheet_table(data, "a.xlsx", reader).problem


def test_sheet_table_tells_of_a_row_longer_than_the_heading(reader):
    data = workbook(Answers=[("what",), ("a", "b"), ("c",)])

    broken, good = sheet_table(data, "a.xlsx", reader).rows()

    assert (broken.place, good.cells) == ("row 2", ("c",))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b"PK\x03\x04 no archive"),
        ("a.pdf", b"%PDF-1.7"),
        ("a.csv", b""),
        ("a.bin", b"\x00\x01\x02"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_brought_file_refuses_what_it_cannot_take(reader, name, data):
    assert isinstance(brought_file(data, name, reader), Fault)


def test_sheet_table_refuses_a_workbook_that_defines_its_own_markup(reader):
    packed = zipfile.ZipFile(io.BytesIO(workbook(Answers=[("what",), ("x",)])))
    files = [(name, packed.read(name)) for name in packed.namelist()]
    mark = b'<!DOCTYPE x [<!ENTITY a "aa">]>'
    hostile = archive((n, mark + d if n.endswith("sheet1.xml") else d) for n, d in files)

    assert "markup" in sheet_table(hostile, "a.xlsx", reader).problem


def test_sheet_table_refuses_more_cells_than_its_process_may_hold(reader):
    data = workbook(Answers=[("what", "near"), ("a", "b"), ("c", "d")])

    found = sheets_of(data, "a.xlsx", reader=reader, limits=Limits(cells=5))

    assert found.problem == "it has too many cells"
    assert found.place == "sheet Answers, row 3"


@pytest.mark.slow
def test_sheet_table_reads_thousands_of_rows(reader):
    data = workbook(Answers=[("what", "near"), *((str(n), "pier") for n in range(5000))])

    assert len(list(sheet_table(data, "a.xlsx", reader).rows())) == 5000


def test_sheet_table_reads_a_formula_as_what_was_last_seen_of_it(reader):
    data = workbook(Answers=[("what", "near"), ("=1+1", "pier")])

    (row,) = sheet_table(data, "a.xlsx", reader).rows()

    assert row.cells == ("", "pier")  # nobody has opened it in Excel: nothing was worked out


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters_are_those_of_a_sheet(column, letters):
    assert column_letters(column) == letters
