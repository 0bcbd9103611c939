"""``ponleu link``: which rows of one or more tables are about the same."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ponleu.engines.matching.clusters import members
from ponleu.engines.matching.types import Record
from ponleu.faces.cli.tables import BadTable, Complaints, Fault, open_table, records
from ponleu.foundation.linkage.engines import ENGINES, EngineMissing, open_engine
from ponleu.foundation.linkage.linking import Linkage, link_records
from ponleu.foundation.packs.matching_lexicon import load_matching_lexicon

DONE, REFUSED = 0, 1
COLUMNS = ("id", "cluster", "score")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="tables with id and name; - is input"
    )
    parser.add_argument(
        "--out", required=True, metavar="CLUSTERS", help="CSV to write; - prints it"
    )
    parser.add_argument(
        "--engine",
        choices=ENGINES,
        default=ENGINES[0],
        help="where Splink works; duckdb if not told",
    )
    parser.add_argument("--reasons", metavar="FILE", help="JSON lines: each cluster, why it holds")


def run(args: argparse.Namespace) -> int:
    """Read the tables, link their rows and write which cluster each is in.

    Returns:
        0 when every row was read, 1 when any was left out or nothing could be done.
    """
    complaints = Complaints()
    files: dict[str, str] = {}
    try:
        engine = open_engine(args.engine)
        rows = _rows(args.files, files, complaints)
        linkage = link_records(rows, load_matching_lexicon("kh"), engine, _say)
        with _written(args.out) as out:
            _write(linkage, out)
        if args.reasons:
            with _written(args.reasons) as out:
                _write_reasons(linkage, out)
    except (BadTable, EngineMissing) as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    together = len(linkage.clusters.links)
    _say(f"{len(linkage.ids):,} rows are {len(linkage.ids) - together:,} clusters; "
         f"{len(linkage.clusters.refused):,} links refused as contradictions")  # fmt: skip
    return REFUSED if complaints.count else DONE


def _rows(files: Sequence[str], seen: dict[str, str], complaints: Complaints) -> Iterator[Record]:
    """The records of all tables; an id that an earlier table has is told and left out."""
    for file in files:
        with open_table(file, ("id", "name"), complaints) as table:
            for number, record in records(table, complaints):
                earlier = seen.setdefault(record.id, table.file) if len(files) > 1 else table.file
                if earlier != table.file:
                    mend = f"{earlier} has the id {record.id!r} already; the row is left out"
                    complaints(Fault(table.file, number, "id", mend))
                    continue
                yield record


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


@contextmanager
def _written(file: str) -> Iterator[TextIO]:
    if file == "-":
        yield sys.stdout
        return
    try:
        opened = Path(file).open("w", encoding="utf-8", newline="")  # noqa: SIM115  below
    except OSError as failure:
        reason = (failure.strerror or "it cannot be written").lower()
        raise BadTable(f"{file}: {reason}; give a path that can be written") from None
    with opened:
        yield opened


def _write(linkage: Linkage, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    clusters = linkage.clusters
    for row, (cluster, score) in enumerate(zip(clusters.of_row, clusters.scores(), strict=True)):
        writer.writerow([linkage.ids[row], linkage.ids[cluster], f"{score:.4f}"])


def _write_reasons(linkage: Linkage, out: TextIO) -> None:
    by_cluster: dict[int, list[dict[str, object]]] = {}
    for link in linkage.clusters.links:
        told = {
            "a": linkage.ids[link.a],
            "b": linkage.ids[link.b],
            "score": round(link.score, 4),
            "reasons": linkage.reasons(link),
        }
        by_cluster.setdefault(linkage.clusters.of_row[link.a], []).append(told)
    rows = members(linkage.clusters.of_row)
    for cluster, links in sorted(by_cluster.items()):
        ids = [linkage.ids[row] for row in rows[cluster]]
        told = {"cluster": linkage.ids[cluster], "ids": ids, "links": links}
        print(json.dumps(told, ensure_ascii=False), file=out)
