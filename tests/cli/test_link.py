"""`ponleu link`: clusters as CSV, broken rows told, wrong use refused."""

import csv
import json

import pytest

from ponleu.faces.cli.main import main
from tests.linkage.people import people, whose

HEADER = ["id", "name", "kind", "born", "sex", "place", "identifiers"]


@pytest.fixture
def write_table(tmp_path):
    def write(name, records, *lines):
        file = tmp_path / name
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADER)
            for one in records:
                cells = (one.id, one.name, one.kind, one.born, one.sex, one.place)
                writer.writerow([*cells, "|".join(one.identifiers)])
            out.writelines(f"{line}\n" for line in lines)
        return str(file)

    return write


@pytest.mark.slow
def test_link_writes_clusters_within_and_between_tables(write_table, tmp_path, capsys):
    everyone = people()
    one, other = write_table("a.csv", everyone[:240]), write_table("b.csv", everyone[240:])
    out, reasons = tmp_path / "clusters.csv", tmp_path / "reasons.jsonl"

    code = main(["link", one, other, "--out", str(out), "--reasons", str(reasons)])

    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert code == 0
    assert list(rows[0]) == ["id", "cluster", "score"]
    assert [row["id"] for row in rows] == [record.id for record in everyone]
    assert all(whose(row["id"]) == whose(row["cluster"]) for row in rows)
    assert all(0.5 <= float(row["score"]) <= 1 for row in rows)
    told = [json.loads(line) for line in reasons.read_text(encoding="utf-8").splitlines()]
    assert len(told) > 50
    assert all(link["reasons"] for cluster in told for link in cluster["links"])
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "clusters" in captured.err


def test_link_tells_broken_rows_and_goes_on(write_table, capsys):
    table = write_table("a.csv", people()[:1], "x1,Keo,robot,,,,", "p0,Sok,,,,,", "x2,Keo")

    code = main(["link", table, "--out", "-"])

    captured = capsys.readouterr()
    assert code == 1
    assert captured.out.splitlines() == ["id,cluster,score", "p0,p0,1.0000", "x1,x1,1.0000"]
    assert "row 3, column kind" in captured.err
    assert "row 4, column id" in captured.err
    assert "row 5, column kind" in captured.err


def test_link_tells_an_id_that_two_tables_have(write_table, capsys):
    one, other = write_table("a.csv", people()[:1]), write_table("b.csv", people()[:1])

    code = main(["link", one, other, "--out", "-"])

    captured = capsys.readouterr()
    assert code == 1
    assert "b.csv, row 2, column id" in captured.err
    assert "a.csv has the id 'p0' already" in captured.err


@pytest.mark.parametrize("lines", ["", "name\nSok\n"])
def test_link_refuses_a_table_without_its_columns(tmp_path, capsys, lines):
    file = tmp_path / "a.csv"
    file.write_text(lines, encoding="utf-8")

    assert main(["link", str(file), "--out", "-"]) == 1
    assert "the header must name the column id" in capsys.readouterr().err


def test_link_refuses_a_folder_that_is_not_there(write_table, tmp_path, capsys):
    table = write_table("a.csv", people()[:1])

    assert main(["link", table, "--out", str(tmp_path / "no" / "c.csv")]) == 1
    assert "give a path that can be written" in capsys.readouterr().err
