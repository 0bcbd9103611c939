"""The word tables and texts beside this file, as plain values."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"

Row = dict[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of ``texts/NAME.csv``; missing cells are empty."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple({k: v or "" for k, v in row.items()} for row in csv.DictReader(lines))


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of ``texts/NAME.txt`` under their ``[heading]``."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
            found[heading] = []
        elif line.strip():
            found[heading].append(line.strip())
    return {key: tuple(value) for key, value in found.items()}


def choices(cell: str) -> list[str]:
    """The parts of a cell that holds several, divided by bars."""
    return [part for part in cell.split("|") if part]
