"""The table of measures, and tables of figures line by line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ponleu.foundation.core.errors import DomainError, InvalidInput
from ponleu.foundation.packs import measures as packs
from ponleu.foundation.packs.measures import load_measures
from ponleu.foundation.packs.tables import PackError
from ponleu.knowledge.figures.rules import Bound, Part
from ponleu.knowledge.figures.services.table import COLUMNS, decoded, mark_of, table

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "facts" / "tip_series.csv"
HEADING = ",".join(COLUMNS)


def lines(*rows):
    return "\n".join([HEADING, *rows])


def test_table_reads_a_line_with_its_parts():
    found = table(lines('2024-H1,cases,104,"22 HT, 82 SE",A committee,A paper'), ())

    said = found.rows[0].said
    assert (said.measure, said.value, said.period, said.body) == (
        "cases", 104, "2024-H1", "A committee",
    )  # fmt: skip
    assert said.definition == "22 HT, 82 SE"
    assert said.breakdowns == [(Part("HT", 22), Part("SE", 82))]


@pytest.mark.parametrize(
    ("value", "note", "bound"),
    [
        ("55000", "approx", Bound.ABOUT),
        ("~55000", "", Bound.ABOUT),
        ("100", "at least; earlier trials too", Bound.AT_LEAST),
        (">= 100", "", Bound.AT_LEAST),
        ('"1,577"', "about whom nothing is said", Bound.ABOUT),
        ("1577", "all", Bound.EXACT),
    ],
)
def test_table_reads_how_a_number_was_given(value, note, bound):
    row = table(lines(f"2022,cases,{value},{note},A body,A paper"), ()).rows[0]

    assert row.said.bound is bound


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("2022,cases,many,,A body,A paper", "Write the value as a whole number"),
        ("last year,cases,1,,A body,A paper", "Write the period as"),
        ("2022,ghosts,1,,A body,A paper", "Choose what is counted."),
        ("2022,cases,1,,,A paper", "Say who published it."),
        ("2022,cases,1,,A body,", "Say under source"),
        ("2022,cases,1,A body,A paper", "Give 6 cells; there are 5."),
    ],
)
def test_table_tells_the_line_and_the_mend_of_what_it_refuses(line, mend):
    found = table(lines("2021,cases,1,,A body,A paper", line), ())

    assert len(found.rows) == 1
    assert found.refused[0].line == 3
    assert found.refused[0].text == ", ".join(line.split(","))
    assert mend in found.refused[0].mend


def test_table_marks_what_is_kept_already_or_stands_twice():
    text = lines(*["2022,cases,1,,A body,A paper"] * 2)
    first = table(text, ())

    assert [row.is_known for row in first.rows] == [False, True]
    assert table(text, {mark_of(first.rows[0].said)}).new == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The first line must be"),
        ("a,b\n1,2", "The first line must be"),
        (HEADING, "There is no line under the heading"),
        (lines('2022,cases,1,"open,A body,A paper'), "Mend the quotation marks in line 2"),
        (lines(*["2022,cases,1,,A body,A paper"] * 1001), "The table is too large"),
    ],
)
def test_table_refuses_what_is_none(text, said):
    with pytest.raises(InvalidInput, match=said):
        table(text, ())


def test_decoded_refuses_other_encodings_and_large_files():
    assert decoded("\ufeffa,b".encode()) == "a,b"
    with pytest.raises(InvalidInput, match="UTF-8"):
        decoded(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="too large"):
        decoded(b"a" * 500_001)


@given(st.lists(st.lists(st.text('a1,- \n"', max_size=6), max_size=8), max_size=6))
def test_table_loses_no_line(rows):
    written = "\n".join([HEADING, *(",".join(cells) for cells in rows)])

    try:
        found = table(written, ())
    except DomainError:
        return
    assert len(found.rows) + len(found.refused) <= written.count("\n")
    assert found.rows or found.refused


def test_table_reads_the_published_series_whole():
    if not PUBLISHED.exists():
        pytest.skip("the series of published figures is not here")

    found = table(decoded(PUBLISHED.read_bytes()), ())

    assert len(found.rows) == 51
    assert found.refused == []
    assert [row.line for row in found.rows if row.is_known] == []


def test_measures_are_named_in_both_languages_and_say_what_they_count():
    for measure in load_measures("kh").values():
        assert measure.name != measure.name_km
        assert measure.counted in packs.COUNTED
        assert measure.about_km


@pytest.mark.parametrize(
    ("change", "mend"),
    [
        (("cases,no", "ghosts,no"), "counted is one of cases"),
        (("cases,no", "cases,perhaps"), "is_running is yes or no"),
        (("b,", "a,"), "the code a stands there twice"),
    ],
)
def test_load_measures_refuses_a_wrong_row(tmp_path, monkeypatch, change, mend):
    rows = ["a,A,ក,cases,no,About,អំពី,us,no", "b,B,ខ,cases,no,About,អំពី,us,no".replace(*change)]
    (tmp_path / "xx").mkdir()
    head = ",".join([*packs.COLUMNS, "source", "verified"])
    (tmp_path / "xx" / "measures.csv").write_text("\n".join([head, *rows]), encoding="utf-8")
    monkeypatch.setattr(packs, "files", lambda _package: tmp_path)
    load_measures.cache_clear()

    with pytest.raises(PackError, match=f"line 3: {mend}"):
        load_measures("xx")
    load_measures.cache_clear()
