"""`ponleu pairs`: the same table with score and reasons."""

from __future__ import annotations

import argparse
import csv
import io

import pytest

from ponleu.faces.cli import pairs


@pytest.fixture
def ponleu_pairs(capsys):
    """Run the command: exit code, rows of the table, standard error."""

    def run(file):
        parser = argparse.ArgumentParser()
        pairs.add_arguments(parser)
        code = pairs.run(parser.parse_args([str(file)]))
        out, err = capsys.readouterr()
        return code, list(csv.DictReader(io.StringIO(out))), err

    return run


@pytest.fixture
def make_table(tmp_path):
    def make(text, name="pairs.csv"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return make


def test_pairs_adds_score_and_reasons_and_keeps_the_other_columns(ponleu_pairs, make_table):
    file = make_table("note,a,b,kind\nfirst,Keo Sokunthea,Sokunthea Keo,person\n")

    code, rows, err = ponleu_pairs(file)

    assert (code, err) == (0, "")
    assert list(rows[0]) == ["note", "a", "b", "kind", "score", "reasons"]
    assert rows[0]["note"] == "first"
    assert 0.6 < float(rows[0]["score"]) < 1.0
    assert "the same words in another order" in rows[0]["reasons"]


def test_pairs_needs_no_kind_and_names_what_contradicts(ponleu_pairs, make_table):
    code, rows, _ = ponleu_pairs(make_table("a,b\nJinbei 4,Jinbei 2\nJinbei 4,Jin Bei 4\n"))

    assert code == 0
    assert float(rows[0]["score"]) < 0.2 < 0.6 < float(rows[1]["score"])
    assert rows[0]["reasons"].startswith("contradicts: number")


def test_pairs_tells_a_broken_row_and_scores_the_rest(ponleu_pairs, make_table):
    file = make_table("a,b,kind\nSok Dara,Sok Dara,thing\nalone\nChan Bopha,Chan Bopha,\n")

    code, rows, err = ponleu_pairs(file)

    assert code == 1
    assert [row["a"] for row in rows] == ["Sok Dara", "Chan Bopha"]
    assert "row 2, column kind: write person" in err
    assert "row 3, column b: the row has 1 cells" in err


def test_pairs_scores_a_table_anew(ponleu_pairs, make_table):
    file = make_table("a,b,score,reasons\nSok Dara,Sok Dara,0.1,old\n")

    _, rows, _ = ponleu_pairs(file)

    assert list(rows[0]) == ["a", "b", "score", "reasons"]
    assert rows[0]["reasons"] != "old"


@pytest.mark.parametrize("text", ["", "x,y\n1,2\n", b"\xe9,b\n"])
def test_pairs_refuses_a_table_without_the_columns(ponleu_pairs, make_table, text):
    code, rows, err = ponleu_pairs(make_table(text))

    assert (code, rows) == (1, [])
    assert "pairs.csv, row 1" in err
    assert "the header must name the column" in err


def test_pairs_refuses_a_file_that_is_not_there(ponleu_pairs, tmp_path):
    code, rows, err = ponleu_pairs(tmp_path / "none.csv")

    assert (code, rows) == (1, [])
    assert "none.csv: no such file" in err


def test_pairs_reads_standard_input(ponleu_pairs, monkeypatch):
    given = io.TextIOWrapper(io.BytesIO("a,b\nសុខ ដារ៉ា,Sok Dara\n".encode()), encoding="ascii")
    monkeypatch.setattr("sys.stdin", given)

    code, rows, _ = ponleu_pairs("-")

    assert code == 0
    assert rows[0]["a"] == "សុខ ដារ៉ា"


@pytest.mark.parametrize(
    "name", ["", "a", "a" * 10_000, "\x07\x1b", "مرحبا", "🙂", "\u202ekos", "陈 សុខ x"]
)
def test_pairs_scores_any_name(ponleu_pairs, make_table, name):
    code, rows, err = ponleu_pairs(make_table(f"a,b\n{name},Sok Dara\n"))

    assert (code, err) == (0, "")
    assert 0.0 < float(rows[0]["score"]) < 1.0
    assert rows[0]["reasons"]
