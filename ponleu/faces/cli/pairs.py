"""``ponleu pairs``: how likely the two names of each row are one, and why."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator

from ponleu.engines.matching.comparing import compare
from ponleu.engines.matching.scales import Scales
from ponleu.engines.matching.types import Comparison, Kind, Record
from ponleu.faces.cli.tables import (
    KIND_MEND,
    BadTable,
    Complain,
    Complaints,
    Fault,
    Row,
    Table,
    is_kind,
    open_table,
)
from ponleu.foundation.packs.matching_weights import load_scales

DONE, REFUSED = 0, 1
ADDED = ("score", "reasons")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "file",
        metavar="FILE.csv",
        help="a table with the columns a and b, and kind if you know it; - is standard input",
    )


def run(args: argparse.Namespace) -> int:
    """Print the table again with the columns ``score`` and ``reasons``.

    Returns:
        0 when every row was scored, 1 when any was left out or the table cannot be read.
    """
    complaints = Complaints()
    try:
        with open_table(args.file, ("a", "b"), complaints) as table:
            scales = load_scales("kh")
            writer = csv.writer(sys.stdout, lineterminator="\n")
            kept = [place for place, name in enumerate(table.columns) if name not in ADDED]
            writer.writerow([*(table.columns[place] for place in kept), *ADDED])
            for row, found in scored_rows(table, scales, complaints):
                cells = [row.cells[place] for place in kept]
                writer.writerow([*cells, f"{found.score:.4f}", reasons_in_words(found)])
    except BadTable as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    return REFUSED if complaints.count else DONE


def scored_rows(
    table: Table, scales: Scales, complain: Complain
) -> Iterator[tuple[Row, Comparison]]:
    """Each row of a table of pairs with what comparing its two names says."""
    a, b = table.columns.index("a"), table.columns.index("b")
    at_kind = table.columns.index("kind") if "kind" in table.columns else None
    for row in table.rows:
        text = row.cells[at_kind].strip().casefold() if at_kind is not None else ""
        if not is_kind(text):
            mend = f"{KIND_MEND}, not {text[:40]!r}; read as empty"
            complain(Fault(table.file, row.number, "kind", mend))
            text = ""
        kind = Kind(text) if text else None
        yield row, compare(Record("", row.cells[a], kind), Record("", row.cells[b], kind), scales)


def reasons_in_words(found: Comparison) -> str:
    """The reasons of a comparison in one cell, the strongest first."""
    against = [f"contradicts: {', '.join(found.contradicts)}"] if found.contradicts else []
    return "; ".join([*against, *(reason.text for reason in found.reasons)])
